//! Handles with lifetimes and types of their own, for a context that the enum knows nothing of.

use std::cell::{Cell, RefCell};

use endstate::{Abandoned, Lifecycle};

struct Gateway {
    calls: Cell<u32>,
    log: RefCell<Vec<String>>,
}

#[derive(Lifecycle)]
#[lifecycle(handle = Pay<'g>, context = &'g Gateway, fixpoint = Refunded, resume)]
enum PayState {
    #[lifecycle(initial, to(Captured, Refunded))]
    Held { cents: u64 },
    #[lifecycle(terminal)]
    Captured,
    #[lifecycle(terminal)]
    Refunded { why: String },
}

impl From<Abandoned> for Refunded {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

impl<'g> Pay<'g, Held> {
    fn capture(self) -> Pay<'g, Captured> {
        self.context.calls.set(self.context.calls.get() + 1);
        self.context
            .log
            .borrow_mut()
            .push(self.state.cents.to_string());
        self.to(Captured)
    }
}

fn gateway() -> Gateway {
    Gateway {
        calls: Cell::new(0),
        log: RefCell::default(),
    }
}

#[test]
fn a_context_is_borrowed_for_the_scope_alone() {
    let gateway = gateway();
    let ends = [Ok(1), Err("declined"), Ok(2)].map(|asked| {
        Pay::scope(
            Held {
                cents: asked.unwrap_or(0),
            },
            &gateway,
        )
        .run_sync(|pay| {
            asked?;
            Ok(pay.capture().exit())
        })
    });
    assert!(matches!(&ends[1], PayEnd::Refunded(refunded) if refunded.why == "declined"));
    assert_eq!(gateway.calls.get(), 2);
    assert_eq!(gateway.log.into_inner(), ["1", "2"]);
}

#[test]
fn a_stored_state_is_resumed_with_a_borrowed_context() {
    let gateway = gateway();
    let end = Pay::resume(PayState::Held { cents: 7 }, &gateway).run_sync(|any| match any {
        AnyPay::Held(pay) => Ok(pay.capture().exit()),
        other => panic!("{other:?}"),
    });
    assert!(matches!(end, PayEnd::Captured(_)));
    assert_eq!(gateway.calls.get(), 1);
}

#[test]
fn a_slot_may_borrow_its_context() {
    let gateway = gateway();
    let mut slot = Pay::scope(Held { cents: 3 }, &gateway).slot();
    slot.step(|any| match any {
        AnyPay::Held(pay) => Ok(pay.capture().into()),
        other => Ok(other),
    });
    assert!(matches!(slot.finish(), Ok(PayEnd::Captured(_))));
}

/// A type parameter of the handle's own, with a bound, beside one of the enum's.
#[derive(Lifecycle)]
#[lifecycle(handle = Write<'w, W: std::fmt::Write>, context = &'w mut W, fixpoint = Flushed)]
enum WriteState<T: std::fmt::Display> {
    #[lifecycle(initial, to(Flushed))]
    Pending(T),
    #[lifecycle(terminal)]
    Flushed,
}

impl<T: std::fmt::Display, W: std::fmt::Write> Write<'_, T, W, Pending<T>> {
    fn flush(&mut self) -> std::fmt::Result {
        write!(self.context, "{}", self.state.0)
    }
}

#[test]
fn a_handle_may_have_types_of_its_own() {
    let mut text = String::new();
    let end = Write::scope(Pending(12), &mut text).run_sync(|mut write| {
        write.flush()?;
        Ok(write.to(Flushed).exit())
    });
    assert!(matches!(end, WriteEnd::Flushed(_)));
    assert_eq!(text, "12");
}
