//! Fixpoints: without data, with it, and by cause.
#![expect(clippy::disallowed_methods, reason = "a scope runs in a raw task too")]

use endstate::{Abandoned, Cause, Lifecycle, Scope};

#[derive(Lifecycle)]
#[lifecycle(handle = Plain, fixpoint = Over)]
enum PlainState {
    #[lifecycle(initial, to(Over))]
    Begun,
    #[lifecycle(terminal)]
    Over,
}

#[test]
fn a_unit_fixpoint_needs_no_conversion() {
    let PlainEnd::Over(Over) = Plain::scope(Begun).run_sync(|_| Err("left".into()));
}

#[derive(Lifecycle)]
#[lifecycle(
    handle = Call,
    fixpoint = Failed,
    cancelled = HungUp,
    timed_out = Unanswered,
    panicked = Dropped
)]
enum CallState {
    #[lifecycle(initial, to(Answered))]
    Ringing,
    #[lifecycle(terminal)]
    Answered,
    #[lifecycle(terminal)]
    Failed(String),
    #[lifecycle(terminal)]
    HungUp,
    #[lifecycle(terminal)]
    Unanswered { after_ms: u128 },
    #[lifecycle(terminal)]
    Dropped { message: String },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

impl From<Abandoned> for Unanswered {
    fn from(abandoned: Abandoned) -> Self {
        let Cause::TimedOut { after } = abandoned.cause else {
            unreachable!("built for this cause alone")
        };
        Self {
            after_ms: after.as_millis(),
        }
    }
}

impl From<Abandoned> for Dropped {
    fn from(abandoned: Abandoned) -> Self {
        let Cause::Panicked(message) = abandoned.cause else {
            unreachable!("built for this cause alone")
        };
        Self { message }
    }
}

#[test]
fn an_error_and_a_panic_have_fixpoints_of_their_own() {
    let end = Call::scope(Ringing).run_sync(|_| Err("line cut".into()));
    assert!(matches!(end, CallEnd::Failed(Failed(why)) if why == "line cut"));
    let receiver_falls = true;
    let end = Call::scope(Ringing).run_sync(|call| {
        assert!(!receiver_falls, "receiver fell");
        Ok(call.to(Answered).exit())
    });
    assert!(matches!(end, CallEnd::Dropped(Dropped { message }) if message == "receiver fell"));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_has_a_fixpoint_of_its_own() {
    let after = std::time::Duration::from_millis(250);
    let scope = Call::scope(Ringing).deadline(after);
    let end = scope
        .run(async |call| {
            std::future::pending::<()>().await;
            Ok(call.to(Answered).exit())
        })
        .await;
    assert!(matches!(
        end,
        CallEnd::Unanswered(Unanswered { after_ms: 250 })
    ));
}

#[tokio::test]
async fn cancellation_has_a_fixpoint_of_its_own() {
    let (tell, told) = tokio::sync::oneshot::channel();
    let scope = Call::scope(Ringing).on_exit(move |end| {
        let _ = tell.send(format!("{end:?}"));
    });
    let task = tokio::spawn(scope.run(async |call| {
        std::future::pending::<()>().await;
        Ok(call.to(Answered).exit())
    }));
    tokio::task::yield_now().await;
    task.abort();
    assert_eq!(told.await.as_deref(), Ok("CallEnd::HungUp"));
}

#[test]
fn a_function_may_run_any_scope_there_is() {
    fn fails<L: Lifecycle, St: endstate::scope::Start<L>>(scope: Scope<L, St>) -> L::End {
        scope.run_sync(|_| Err("by a function".into()))
    }
    assert!(matches!(fails(Call::scope(Ringing)), CallEnd::Failed(_)));
    assert!(matches!(fails(Plain::scope(Begun)), PlainEnd::Over(_)));
}
