//! Without the prelude, as whoever expands the derive inside a macro of their own may need it.
#![no_implicit_prelude]

use ::core::prelude::v1::test;

/// No groups: `#[diagnostic::on_unimplemented]` does not resolve without the prelude.
#[derive(::endstate::Lifecycle)]
#[lifecycle(
    handle = Bare,
    context = &'static str,
    fixpoint = Closed,
    cancelled = Gone,
    resume(pub(super)),
    transitions(pub(super)),
    derive(::core::fmt::Debug, ::core::clone::Clone)
)]
pub(super) enum BareState<T: ::core::clone::Clone, const N: usize> {
    #[lifecycle(initial, to(Open when "accepted", Closed))]
    Connecting { addr: [T; N] },
    #[lifecycle(to(Open, Closed), invariant = Open::is_fine)]
    Open(u8, T),
    #[lifecycle(terminal)]
    Closed(::std::string::String),
    #[lifecycle(terminal)]
    Gone,
}

impl<T: ::core::clone::Clone> Open<T> {
    fn is_fine(&self) -> bool {
        self.0 > 0
    }
}

impl ::core::convert::From<::endstate::Abandoned> for Closed {
    fn from(abandoned: ::endstate::Abandoned) -> Self {
        Closed(::std::string::ToString::to_string(&abandoned))
    }
}

#[test]
fn everything_works_by_full_paths() {
    use ::core::result::Result::{Err, Ok};

    let start = Connecting { addr: [1_u8, 2] };
    let end = Bare::scope(start, "peer").run_sync(|bare| {
        let second = bare.state.addr[1];
        let bare = match bare.try_to(Open(0, second)) {
            Ok(_) => ::std::panic!("the invariant holds"),
            Err(rejected) => rejected.handle,
        };
        let bare = bare.try_to(Open(1, second))?;
        ::std::assert_eq!(bare.context, "peer");
        Ok(bare
            .to(Closed(::std::borrow::ToOwned::to_owned("done")))
            .exit())
    });
    match end {
        BareEnd::Closed(closed) => ::std::assert_eq!(closed.0, "done"),
        BareEnd::Gone(_) => ::std::panic!("gone"),
    }
    let state: BareState<u8, 2> = ::core::convert::From::from(Open(0, 1_u8));
    let end =
        Bare::resume(state, "peer").run_sync(|_| Err(::core::convert::Into::into("the body ran")));
    match end {
        BareEnd::Closed(closed) => {
            ::std::assert!(closed.0.contains("cannot begin in `Open`"));
        }
        BareEnd::Gone(_) => ::std::panic!("gone"),
    }
}
