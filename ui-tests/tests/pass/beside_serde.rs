//! The enum stays as it is: serde and standard derives stand beside ours, and a stored state goes on where it was.

use endstate::{Abandoned, Lifecycle};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Lifecycle)]
#[serde(tag = "status", rename_all = "snake_case")]
#[lifecycle(handle = Order, fixpoint = Cancelled, resume, derive(Debug, Clone, PartialEq, Serialize))]
enum OrderState {
    #[lifecycle(initial, to(Paid))]
    Placed {
        #[serde(rename = "item")]
        what: String,
        #[serde(default)]
        count: u32,
    },
    #[serde(rename = "paid_for")]
    #[lifecycle(to(Sent), rename = "paid_for")]
    Paid { cents: u64 },
    #[lifecycle(terminal)]
    Sent,
    #[lifecycle(terminal)]
    Cancelled { why: String },
}

impl From<Abandoned> for Cancelled {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

#[test]
fn a_handle_is_stored_and_resumed() {
    let mut stored = String::new();
    let placed = Placed {
        what: "lamp".to_owned(),
        count: 2,
    };
    let end = Order::scope(placed.clone()).run_sync(|order| {
        let paid = order.to(Paid { cents: 900 });
        stored = serde_json::to_string(&OrderState::from(paid))?;
        Err("process ends here".into())
    });
    assert!(matches!(end, OrderEnd::Cancelled(_)));
    assert_eq!(stored, r#"{"status":"paid_for","cents":900}"#);

    let state: OrderState = serde_json::from_str(&stored).expect("as it was stored");
    let end = Order::resume(state).run_sync(|any| match any {
        AnyOrder::Paid(order) => {
            assert_eq!(order.state, Paid { cents: 900 });
            Ok(order.to(Sent).exit())
        }
        other => panic!("{other:?}"),
    });
    assert!(matches!(end, OrderEnd::Sent(Sent)));
    assert_eq!(
        serde_json::to_string(&placed).expect("plain data"),
        r#"{"what":"lamp","count":2}"#
    );
}

#[test]
fn a_stored_terminal_state_is_its_end_and_runs_nothing() {
    let state = serde_json::from_str(r#"{"status":"cancelled","why":"late"}"#).expect("valid");
    let end = Order::resume(state).run_sync(|_| Err("the body ran".into()));
    assert!(matches!(end, OrderEnd::Cancelled(cancelled) if cancelled.why == "late"));
}

#[test]
fn states_have_the_derives_that_were_asked_for() {
    let one = Cancelled {
        why: "x".to_owned(),
    };
    assert_eq!(one, one.clone());
    assert_eq!(format!("{one:?}"), r#"Cancelled { why: "x" }"#);
}
