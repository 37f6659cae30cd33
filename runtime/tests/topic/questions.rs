//! A question is written while its writer is subscribed.

use std::time::Duration;

use endstate::topic::Received;

use crate::board::{Board, Event, LONG, Projects};

#[tokio::test]
async fn publish_gives_what_the_question_gave() {
    let (hub, board) = (Projects::new(), Board::default());
    let mut project = hub.subscribe(7);
    let number = project
        .publish(async |asking| board.ask(asking).await)
        .await;
    assert_eq!(number.unwrap(), 1);
    let failed: Result<(), _> = project.publish(async |_| Err("no room")).await;
    assert_eq!(failed, Err("no room"));
    let key = project.publish(async |asking| *asking.key()).await;
    assert_eq!(key, 7);
}

#[tokio::test]
async fn a_question_is_told_to_the_others_and_not_to_its_writer() {
    let hub = Projects::new();
    let (mut asks, mut looks) = (hub.subscribe(7), hub.subscribe(7));
    let told = asks
        .publish(async |asking| asking.announce(Event::Asked))
        .await;
    assert_eq!(told, 1);
    hub.announce(&7, Event::Answered);

    let next = asks.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Answered)));
    assert!(asks.next(Duration::ZERO).await.is_err());
    for event in [Event::Asked, Event::Answered] {
        assert_eq!(looks.next(LONG).await, Ok(Received::Event(event)));
    }
}

#[tokio::test]
async fn a_question_that_is_dropped_leaves_the_subscription() {
    let hub = Projects::new();
    let mut project = hub.subscribe(7);
    let hangs = project.publish(async |_| std::future::pending::<()>().await);
    assert!(tokio::time::timeout(Duration::ZERO, hangs).await.is_err());
    hub.announce(&7, Event::Answered);
    let next = project.next(LONG).await;
    assert_eq!(next, Ok(Received::Event(Event::Answered)));
}
