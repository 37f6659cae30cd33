//! Asking and waiting as tasks: the futures are `Send` when their parts are.
#![expect(
    clippy::disallowed_methods,
    reason = "a raw task is the plainest thing that asks for `Send`"
)]

use std::sync::Arc;

use endstate::{
    Abandoned, BoxError, Lifecycle,
    task::nursery,
    topic::{Hub, Received, Subscription, WaitUntil},
};
use static_assertions::{assert_impl_all, assert_not_impl_any};

use crate::board::{Board, Event, LONG, Projects};

assert_impl_all!(Hub<String, Event>: Send, Sync, Unpin, Clone);
assert_impl_all!(Subscription<String, Event>: Send, Sync, Unpin);
assert_not_impl_any!(Subscription<String, Event>: Clone);
type Wait<Fut> = WaitUntil<'static, Event, fn() -> Fut, Fut, bool, ()>;
assert_impl_all!(Wait<std::future::Ready<bool>>: Send, Unpin);
assert_not_impl_any!(Wait<std::rc::Rc<()>>: Send);

#[derive(Lifecycle)]
#[lifecycle(handle = Ask, fixpoint = Failed)]
enum AskState {
    #[lifecycle(initial, to(Answered))]
    Open,
    #[lifecycle(terminal)]
    Answered(u32),
    #[lifecycle(terminal)]
    Failed(String),
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

async fn ask(hub: &Projects, board: &Board) -> Result<u32, BoxError> {
    let mut project = hub.subscribe(1);
    let mut written = 0;
    project
        .publish(async |asking| {
            written += board.ask(asking).await?;
            Ok::<_, BoxError>(())
        })
        .await?;
    assert_eq!(written, 1);
    let answer = project.wait_until(LONG, async || Ok(board.answer().await?));
    Ok(answer.await?)
}

#[tokio::test]
async fn in_a_task() {
    let (hub, board) = (Projects::new(), Arc::new(Board::default()));
    let mut looks = hub.subscribe(1);
    let asks = tokio::spawn({
        let (hub, board) = (hub.clone(), Arc::clone(&board));
        async move { ask(&hub, &board).await }
    });
    let asked = looks.next(LONG).await;
    assert_eq!(asked, Ok(Received::Event(Event::Asked)));
    board.write(42);
    hub.announce(&1, Event::Answered);
    assert_eq!(asks.await.unwrap().unwrap(), 42);
}

#[tokio::test]
async fn in_a_child_of_a_nursery() {
    let (hub, board) = (Projects::new(), Arc::new(Board::default()));
    let mut looks = hub.subscribe(1);
    let answered = nursery(async |n| {
        let (questions, truth) = (hub.clone(), Arc::clone(&board));
        let child = n.spawn(Ask::scope(Open).run(async move |open| {
            let answer = ask(&questions, &truth).await?;
            Ok(open.to(Answered(answer)).exit())
        }))?;
        looks.next(LONG).await?;
        board.write(42);
        hub.announce(&1, Event::Answered);
        Ok(child.await)
    })
    .await;
    assert!(matches!(answered, Ok(AskEnd::Answered(Answered(42)))));
}
