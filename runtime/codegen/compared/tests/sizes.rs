//! A handle is as large as what it carries: the token and the state's type take nothing.

use codegen_by_hand as by_hand;
use codegen_derived as derived;
use derived::{
    context::{Call, Line, OnHold, Ringing, Talking},
    invariant::{Asked, Covered, Loan},
    payload::{Draft, Letter, Posted, Sealed},
    upload::{Done, Failed, Ready, Sending, Sent, Upload, UploadEnd},
};
use endstate::{Rejected, Token};

macro_rules! assert_equal_sizes {
    ($($derived:ty = $by_hand:ty;)*) => {$(
        assert_eq!(size_of::<$derived>(), size_of::<$by_hand>(), stringify!($derived));
        assert_eq!(align_of::<$derived>(), align_of::<$by_hand>(), stringify!($derived));
        assert_eq!(
            size_of::<Option<$derived>>(),
            size_of::<Option<$by_hand>>(),
            concat!("Option<", stringify!($derived), ">")
        );
    )*};
}

#[test]
fn a_handle_is_as_large_as_the_struct_by_hand() {
    assert_equal_sizes! {
        Upload<Ready> = by_hand::upload::Ready;
        Upload<Sending> = by_hand::upload::Sending;
        Upload<Sent> = by_hand::upload::Sent;
        Upload<Done> = by_hand::upload::Done;
        Upload<Failed> = by_hand::upload::Failed;
        Call<Ringing> = by_hand::context::Ringing;
        Call<Talking> = by_hand::context::Talking;
        Call<OnHold> = by_hand::context::OnHold;
        Letter<Draft> = by_hand::payload::Draft;
        Letter<Sealed> = by_hand::payload::Sealed;
        Letter<Posted> = by_hand::payload::Posted;
        Loan<Covered> = by_hand::invariant::Covered;
    }
}

#[test]
fn a_handle_is_as_large_as_its_state_and_its_context() {
    assert_equal_sizes! {
        Upload<Failed> = Failed;
        Call<Talking> = (Talking, Line);
        Token<derived::upload::UploadState, Failed> = ();
    }
}

#[test]
fn an_end_and_a_refusal_are_as_large_as_by_hand() {
    assert_equal_sizes! {
        UploadEnd = by_hand::upload::UploadEnd;
        Rejected<Loan<Asked>, Covered> = by_hand::invariant::Refused;
    }
}
