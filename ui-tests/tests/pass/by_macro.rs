//! Enums that a macro writes, whose types come in groups without delimiters.

use endstate::{Abandoned, Lifecycle};

macro_rules! lifecycle {
    ($vis:vis $enum:ident, $handle:ident, $context:ty, $payload:ty, $first:ident, $last:ident, $label:literal) => {
        #[derive(Lifecycle)]
        #[lifecycle(handle = $handle, context = $context, fixpoint = $last, resume($vis))]
        $vis enum $enum {
            #[lifecycle(initial, to($last when $label))]
            $first { payload: $payload },
            #[lifecycle(terminal)]
            $last,
        }
    };
}

lifecycle!(pub(super) LampState, Lamp, &'static str, Vec<Option<u8>>, Lit, Out, "switched off");
lifecycle!(FanState, Fan, (), dyn_fn, Turning, Still, "stopped");

#[allow(non_camel_case_types)]
type dyn_fn = Box<dyn Fn(u8) -> u8>;

#[test]
fn types_and_names_come_from_a_macro() {
    let end = Lamp::scope(
        Lit {
            payload: vec![None],
        },
        "hall",
    )
    .run_sync(|lamp| {
        assert_eq!((lamp.state.payload.len(), lamp.context), (1, "hall"));
        Ok(lamp.to(Out).exit())
    });
    assert!(matches!(end, LampEnd::Out(Out)));
    let end = Fan::scope(
        Turning {
            payload: Box::new(|n| n + 1),
        },
        (),
    )
    .run_sync(|fan| {
        assert_eq!((fan.state.payload)(1), 2);
        Ok(fan.to(Still).exit())
    });
    assert!(matches!(end, FanEnd::Still(Still)));
    assert_eq!(
        LampState::GRAPH.states[0].edges[0].label,
        Some("switched off")
    );
}

/// Generic in the macro's types, where a group without delimiters hides a parameter's name.
macro_rules! generic {
    ($enum:ident, $handle:ident, <$param:ident, $life:lifetime>, $ty:ty, $context:ty) => {
        #[derive(Lifecycle)]
        #[lifecycle(handle = $handle, context = $context, fixpoint = Emptied)]
        enum $enum<$life, $param> {
            #[lifecycle(initial, to(Emptied))]
            Filled($ty),
            #[lifecycle(terminal)]
            Emptied,
        }
    };
}

generic!(BoxedState, Boxed, <T, 'a>, &'a mut [T], Vec<T>);

#[test]
fn a_parameter_is_found_inside_a_macros_type() {
    let mut items = [1, 2];
    let end = Boxed::scope(Filled(&mut items), vec![3]).run_sync(|boxed| {
        boxed.state.0[0] += boxed.context[0];
        Ok(boxed.to(Emptied).exit())
    });
    assert!(matches!(end, BoxedEnd::Emptied(Emptied)));
    assert_eq!(items, [4, 2]);
}

/// Path, expression and visibility fragments inside the attribute.
macro_rules! attribute {
    ($invariant:path, $derive:path, $vis:vis, $end:ident) => {
        #[derive(Lifecycle)]
        #[lifecycle(handle = Checked, fixpoint = $end, derive($derive), transitions($vis))]
        enum CheckedState {
            #[lifecycle(initial, to($end), invariant = $invariant)]
            Held(u8),
            #[lifecycle(terminal)]
            $end { why: String },
        }
    };
}

attribute!(Held::positive, std::fmt::Debug, pub(super), Free);

impl From<Abandoned> for Free {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

impl Held {
    fn positive(&self) -> bool {
        self.0 > 0
    }
}

#[test]
fn fragments_of_a_macro_stand_in_the_attribute() {
    let end = Checked::scope(Held(1)).run_sync(|held| {
        assert_eq!(format!("{:?}", held.state), "Held(1)");
        Err("let go".into())
    });
    let CheckedEnd::Free(free) = end;
    assert_eq!(free.why, "let go");
}
