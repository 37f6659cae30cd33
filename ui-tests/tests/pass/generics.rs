//! Generics with bounds, defaults and where clauses, lifetimes leading, constants, parameters that no field names.

use std::{collections::BTreeMap, fmt::Display, marker::PhantomData};

use endstate::{Abandoned, Lifecycle};

/// Bounds in the list and in the where clause, a default, a lifetime, a constant.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Spilled)]
enum BufferState<'a, T: Clone + 'a, K = u8, const N: usize = 4>
where
    K: Ord + Display,
{
    #[lifecycle(initial, to(Filling))]
    Empty,
    #[lifecycle(to(Filling when "one more", Full), group(Holding))]
    Filling(Vec<&'a T>, BTreeMap<K, usize>),
    #[lifecycle(to(Drained), group(Holding))]
    Full { items: [T; N], keys: Vec<K> },
    #[lifecycle(terminal)]
    Drained { first: T },
    #[lifecycle(terminal)]
    Spilled(String),
}

impl From<Abandoned> for Spilled {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

impl<'a, T: Clone + 'a, K: Ord + Display, const N: usize> Buffer<'a, T, K, N, Filling<'a, T, K>> {
    fn push(mut self, item: &'a T, key: K) -> Self {
        self.state.1.insert(key, self.state.0.len());
        self.state.0.push(item);
        let Self { state, token } = self;
        Self {
            state,
            token: token.to(),
        }
    }

    fn full(self) -> Buffer<'a, T, K, N, Full<T, K, N>> {
        let Self { state, token } = self;
        let first = state.0[0].clone();
        let next = Full {
            items: std::array::from_fn(|i| state.0.get(i).map_or(first.clone(), |&t| t.clone())),
            keys: state.1.into_keys().collect(),
        };
        Buffer {
            state: next,
            token: token.to(),
        }
    }
}

#[test]
fn every_kind_of_parameter_goes_through_to_the_end() {
    let words = ["one".to_owned(), "two".to_owned()];
    let end = Buffer::<'_, String, u8, 2, _>::scope(Empty).run_sync(|buffer| {
        let buffer = buffer.to(Filling(Vec::new(), BTreeMap::new()));
        let buffer = buffer.push(&words[0], 7).push(&words[1], 3).full();
        assert_eq!(buffer.state.items, words);
        assert_eq!(buffer.state.keys, [3, 7]);
        let [first, _] = buffer.state.items.clone();
        Ok(buffer.to(Drained { first }).exit())
    });
    match end {
        BufferEnd::Drained(drained) => assert_eq!(drained.first, "one"),
        BufferEnd::Spilled(spilled) => panic!("{}", spilled.0),
    }
}

#[test]
fn defaults_of_the_enum_hold_where_it_is_named() {
    let scope = Buffer::<'_, u8, u8, 4, _>::scope(Empty);
    let end = scope.run_sync(|buffer| {
        let state: BufferState<'_, u8> = buffer.into();
        assert!(matches!(state, BufferState::Empty));
        Err("spilled".into())
    });
    assert!(matches!(end, BufferEnd::Spilled(why) if why.0 == "spilled"));
}

/// `U` and `'a` stand in no field that matters, and a bound names another parameter.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Over, handle = Marked)]
enum MarkedState<'a, T: Into<U>, U> {
    #[lifecycle(initial, to(Converted))]
    Raw(T, PhantomData<&'a U>),
    #[lifecycle(to(Over))]
    Converted(U),
    #[lifecycle(terminal)]
    Over,
}

#[test]
fn a_state_takes_the_parameters_that_its_fields_name() {
    let end = Marked::<'_, u8, u64, _>::scope(Raw(7_u8, PhantomData)).run_sync(|marked| {
        let Marked { state, token } = marked;
        let state = Converted(u64::from(state.0));
        let marked: Marked<'_, u8, u64, Converted<u64>> = Marked {
            state,
            token: token.to(),
        };
        assert_eq!(marked.state.0, 7);
        Ok(marked.to(Over).exit())
    });
    assert!(matches!(end, MarkedEnd::Over(Over)));
}

/// A function over every lifecycle.
fn names<L: Lifecycle>() -> Vec<&'static str> {
    L::GRAPH.states.iter().map(|state| state.name).collect()
}

#[test]
fn the_graph_is_there_for_every_argument() {
    assert_eq!(
        names::<MarkedState<'_, u8, u8>>(),
        ["Raw", "Converted", "Over"]
    );
}

/// Bounds with associated types, higher-ranked ones and `?Sized`.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Done, handle = Walk)]
enum WalkState<I, F, D: ?Sized>
where
    I: Iterator<Item = u32>,
    for<'x> F: Fn(&'x u32) -> bool,
{
    #[lifecycle(initial, to(Walking, Done))]
    Walking { steps: I, choose: F, named: Box<D> },
    #[lifecycle(terminal)]
    Done,
}

impl<I: Iterator<Item = u32>, F: Fn(&u32) -> bool, D: ?Sized> Walk<I, F, D, Walking<I, F, D>> {
    fn next(&mut self) -> Option<u32> {
        let Walking { steps, choose, .. } = &mut self.state;
        steps.find(|step| choose(step))
    }
}

#[test]
fn a_handle_calls_what_its_bounds_promise() {
    let start = Walking {
        steps: 0..10,
        choose: |step: &u32| step % 4 == 3,
        named: Box::<str>::from("by fours"),
    };
    let end = Walk::scope(start).run_sync(|mut walk| {
        assert_eq!(walk.next(), Some(3));
        assert_eq!(walk.next(), Some(7));
        assert_eq!(&*walk.state.named, "by fours");
        Ok(walk.to(Done).exit())
    });
    assert!(matches!(end, WalkEnd::Done(_)));
}
