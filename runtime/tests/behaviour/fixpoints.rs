//! A fixpoint of its own for each cause.

use std::{future::pending, sync::mpsc};

use endstate::{Abandoned, End, Lifecycle};

use crate::executor::{block_on, poll_once};

/// An order, with an end for whoever asks what became of it.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed, cancelled = Withdrawn, timed_out = Expired, panicked = Crashed)]
enum OrderState {
    #[lifecycle(initial, to(Shipped))]
    Placed,
    #[lifecycle(terminal)]
    Shipped,
    #[lifecycle(terminal)]
    Failed { reason: String },
    #[lifecycle(terminal)]
    Withdrawn,
    #[lifecycle(terminal)]
    Expired(String),
    #[lifecycle(terminal)]
    Crashed { message: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let reason = abandoned.to_string();
        Self { reason }
    }
}

impl From<Abandoned> for Expired {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

impl From<Abandoned> for Crashed {
    fn from(abandoned: Abandoned) -> Self {
        let message = abandoned.to_string();
        Self { message }
    }
}

fn ship(order: Order<Placed>) -> Order<Shipped> {
    order.to(Shipped)
}

#[test]
fn a_declared_way_leads_past_every_fixpoint() {
    let end = Order::scope(Placed).run_sync(|order| Ok(ship(order).exit()));
    assert!(matches!(end, OrderEnd::Shipped(Shipped)));
}

#[test]
fn an_error_ends_in_the_default_fixpoint() {
    let end = Order::scope(Placed).run_sync(|_| Err("out of stock".into()));
    assert!(matches!(end, OrderEnd::Failed(failed) if failed.reason == "out of stock"));
}

#[cfg(feature = "std")]
#[test]
fn a_panic_ends_in_its_own_fixpoint() {
    let end = Order::scope(Placed).run_sync(
        |_| -> Result<endstate::Exit<OrderState>, endstate::BoxError> { panic!("no such shelf") },
    );
    assert!(
        matches!(end, OrderEnd::Crashed(crashed) if crashed.message == "panicked: no such shelf")
    );
}

#[test]
fn a_dropped_run_ends_in_the_fixpoint_of_a_cancellation() {
    let (tell, told) = mpsc::channel();
    let mut run = Order::scope(Placed)
        .on_exit(move |end| tell.send(end.status()).unwrap())
        .run(async |order| {
            pending::<()>().await;
            Ok(ship(order).exit())
        });
    assert!(poll_once(&mut run).is_pending());
    drop(run);
    assert_eq!(told.iter().collect::<Vec<_>>(), ["withdrawn"]);
}

#[cfg(feature = "tokio")]
#[tokio::test(start_paused = true)]
async fn a_deadline_ends_in_its_own_fixpoint() {
    let end = Order::scope(Placed)
        .deadline(std::time::Duration::from_secs(9))
        .run(async |order| {
            pending::<()>().await;
            Ok(ship(order).exit())
        })
        .await;
    assert!(matches!(end, OrderEnd::Expired(Expired(why)) if why == "timed out after 9s"));
}

#[test]
fn a_slot_has_the_same_fixpoints() {
    let (tell, told) = mpsc::channel();
    let slot = || {
        let tell = tell.clone();
        Order::scope(Placed)
            .on_exit(move |end| tell.send(end.name()).unwrap())
            .slot()
    };
    slot().step(|_| Err("broken".into()));
    drop(slot());
    let mut stepped = slot();
    assert!(block_on(stepped.step_async(async |_| Err("late".into()))).is_some());
    drop((stepped, slot));
    drop(tell);
    assert_eq!(
        told.iter().collect::<Vec<_>>(),
        ["Failed", "Withdrawn", "Failed"]
    );
}

#[test]
fn the_graph_names_the_fixpoint_of_every_cause() {
    let fixpoints = OrderState::GRAPH.fixpoints;
    assert_eq!(fixpoints.default, "Failed");
    assert_eq!(fixpoints.cancelled, "Withdrawn");
    assert_eq!(fixpoints.timed_out, "Expired");
    assert_eq!(fixpoints.panicked, "Crashed");
}
