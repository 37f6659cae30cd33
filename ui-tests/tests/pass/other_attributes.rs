//! What else may stand on an enum: discriminants, a representation, a default, `non_exhaustive`, `deprecated`.

use endstate::Lifecycle;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Lifecycle)]
#[repr(u8)]
#[non_exhaustive]
#[lifecycle(handle = Signal, fixpoint = Dark, rename_all = "SCREAMING-KEBAB-CASE", resume)]
enum SignalState {
    #[lifecycle(initial, to(RedAmber))]
    #[default]
    Red = 1,
    #[lifecycle(to(Green))]
    RedAmber = 3,
    #[lifecycle(to(Dark))]
    Green = 4,
    #[lifecycle(terminal, rename = "off")]
    Dark = 0x10,
}

#[test]
fn discriminants_and_a_default_stay_as_they_are() {
    assert_eq!(SignalState::default(), SignalState::Red);
    assert_eq!(SignalState::Dark as u8, 16);
    assert_eq!(size_of::<SignalState>(), 1);
    let end = Signal::resume(SignalState::RedAmber).run_sync(|any| match any {
        AnySignal::RedAmber(signal) => Ok(signal.to(Green).to(Dark).exit()),
        other => Err(format!("{other:?}").into()),
    });
    assert_eq!(format!("{end:?}"), "SignalEnd::Dark");
}

#[test]
fn statuses_are_spelt_as_asked() {
    let statuses: Vec<_> = SignalState::GRAPH
        .states
        .iter()
        .map(|state| state.status)
        .collect();
    assert_eq!(statuses, ["RED", "RED-AMBER", "GREEN", "off"]);
}

/// `Self` in a field is the enum, not the state.
#[derive(Lifecycle)]
#[lifecycle(handle = Nested, fixpoint = Leaf, prefix = "N")]
enum NestedState<T>
where
    Self: Sized,
    T: PartialEq,
{
    #[lifecycle(initial, to(Leaf))]
    Branch { inner: Option<Box<Self>>, value: T },
    #[lifecycle(terminal)]
    Leaf,
}

#[test]
fn a_state_may_hold_a_value_of_its_own_enum() {
    let inner = NestedState::Branch {
        inner: Some(Box::new(NestedState::Leaf)),
        value: 1,
    };
    let start = NBranch {
        inner: Some(Box::new(inner)),
        value: 2,
    };
    let end = Nested::scope(start).run_sync(|nested| {
        let inner = nested.state.inner.as_deref();
        assert!(matches!(inner, Some(NestedState::Branch { value: 1, .. })));
        assert_eq!(nested.state.value, 2);
        Ok(nested.to(NLeaf).exit())
    });
    assert!(matches!(end, NestedEnd::Leaf(NLeaf)));
}

/// Lifetimes that bound each other, a constant in a type, an associated type.
#[derive(Lifecycle)]
#[lifecycle(handle = Bound, fixpoint = Unbound)]
enum BoundState<'a, 'b: 'a, I: Iterator + 'a, const N: usize>
where
    I::Item: Copy + 'b,
    [I; N]: Sized,
{
    #[lifecycle(initial, to(Second))]
    First { items: &'a [I; N] },
    #[lifecycle(to(Unbound))]
    Second(&'b [<I as Iterator>::Item], [u8; 2 + 1]),
    #[lifecycle(terminal)]
    Unbound,
}

#[test]
fn bounds_between_parameters_hold_in_every_state() {
    let (items, rest) = ([0..3_u32, 3..4], [1_u32, 2]);
    let end = Bound::scope(First { items: &items }).run_sync(|bound| {
        let first = bound.state.items[0].clone().next();
        assert_eq!(first, Some(0));
        Ok(bound.to(Second(&rest, [0; 3])).to(Unbound).exit())
    });
    assert!(matches!(end, BoundEnd::Unbound(Unbound)));
}

/// Old names go on working, and the derive's own use of them warns nobody.
#[derive(Lifecycle)]
#[lifecycle(handle = Old, fixpoint = Retired)]
enum OldState {
    #[lifecycle(initial, to(Older, Retired))]
    New,
    #[deprecated = "go to `Retired` at once"]
    #[lifecycle(to(Retired))]
    Older(u8),
    #[lifecycle(terminal)]
    Retired,
}

#[test]
fn a_variant_may_be_deprecated() {
    let end = Old::scope(New).run_sync(|old| Ok(old.to(Retired).exit()));
    assert!(matches!(end, OldEnd::Retired(Retired)));
}
