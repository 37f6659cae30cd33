//! Generic parameters with the names of what generated code is made of.

use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Odd, context = C, fixpoint = Over, resume)]
enum OddState<T, S, C, N, Result, Option, Ok, Err> {
    #[lifecycle(initial, to(Second))]
    First(T, S, Result),
    #[lifecycle(to(Third))]
    Second { n: N, option: Option },
    #[lifecycle(to(Over), group(Late))]
    Third(Ok, Err, core::marker::PhantomData<C>),
    #[lifecycle(terminal)]
    Over,
}

#[test]
fn letters_and_the_prelude() {
    type Of<St> = Odd<u8, u8, u8, u8, u8, u8, u8, u8, St>;
    let end = Of::scope(First(1, 2, 3), 4).run_sync(|odd| {
        let odd = odd.to(Second { n: 5, option: 6 });
        let odd: Of<Third<u8, u8, u8>> = odd.to(Third(7, 8, core::marker::PhantomData));
        Ok(odd.to(Over).exit())
    });
    assert!(matches!(end, OddEnd::Over(Over)));
}

#[derive(Lifecycle)]
#[lifecycle(handle = Named, fixpoint = Gone)]
enum NamedState<'a, State, Token, Box, String, Vec, Some, None, Any, const LEN: usize> {
    #[lifecycle(initial, to(Gone))]
    Here(&'a [(State, Token, Box, String); LEN]),
    #[lifecycle(initial, to(Gone))]
    There(Vec, Some, None, Any),
    #[lifecycle(terminal)]
    Gone,
}

#[test]
fn types_of_the_standard_library() {
    type Of<'a, St> = Named<'a, u8, u8, u8, u8, u8, u8, u8, u8, 1, St>;
    let held = [(1_u8, 2_u8, 3_u8, 4_u8)];
    let end = Of::scope(Here(&held)).run_sync(|named| {
        assert_eq!(named.state.0[0].3, 4);
        Ok(named.to(Gone).exit())
    });
    assert!(matches!(end, NamedEnd::Gone(Gone)));
    let end = Of::scope(There(1, 2, 3, 4)).run_sync(|named| Ok(named.to(Gone).exit()));
    assert!(matches!(end, NamedEnd::Gone(Gone)));
}

/// A lifetime with the name that is taken for granted elsewhere, and a parameter named like the enum's own handle field.
#[derive(Lifecycle)]
#[lifecycle(handle = Short<'x>, context = &'x str, fixpoint = Gone, prefix = "Short")]
enum ShortState<'f, L, H>
where
    L: 'f,
{
    #[lifecycle(initial, to(Gone))]
    Here { state: &'f L, token: H },
    #[lifecycle(terminal)]
    Gone,
}

#[test]
fn fields_named_like_the_handles_own() {
    let text = "borrowed".to_owned();
    let start = ShortHere {
        state: &1_u8,
        token: 2_u8,
    };
    let end = Short::scope(start, text.as_str()).run_sync(|short| {
        assert_eq!(
            (short.state.state, short.state.token, short.context),
            (&1, 2, "borrowed")
        );
        Ok(short.to(ShortGone).exit())
    });
    assert!(matches!(end, ShortEnd::Gone(ShortGone)));
}

/// A variant with the name of a parameter, set apart by the prefix.
#[derive(Lifecycle)]
#[lifecycle(handle = Apart, fixpoint = U, prefix = "At")]
enum ApartState<T, U> {
    #[lifecycle(initial, to(U))]
    T(T, Vec<U>),
    #[lifecycle(terminal)]
    U,
}

#[test]
fn a_variant_named_like_a_parameter() {
    let end = Apart::scope(AtT(1, vec!['u'])).run_sync(|apart| {
        assert_eq!((apart.state.0, apart.state.1[0]), (1, 'u'));
        Ok(apart.to(AtU).exit())
    });
    assert!(matches!(end, ApartEnd::U(AtU)));
}
