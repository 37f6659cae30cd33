//! The same question, asked by a subscriber who waits for a predicate.
#![allow(
    clippy::unwrap_used,
    reason = "a poisoned lock is no concern of this page"
)]

use std::{sync::Mutex, time::Duration};

use endstate::{
    BoxError,
    topic::{self, Asking, Hub},
};

#[derive(Clone)]
struct Answered;

// ANCHOR: ask
#[derive(Default)]
struct Db {
    question: Mutex<Option<&'static str>>,
    answer: Mutex<Option<&'static str>>,
}

impl Db {
    /// Takes the proof that somebody is subscribed.
    async fn ask(&self, _: Asking<'_, u32, Answered>, question: &'static str) {
        *self.question.lock().unwrap() = Some(question);
        show_it_to_the_user().await;
    }
}

async fn ask(
    db: &Db,
    hub: &Hub<u32, Answered>,
    question: &'static str,
) -> Result<&'static str, BoxError> {
    let mut project = hub.subscribe(7);
    project
        .publish(async |asking| db.ask(asking, question).await)
        .await;
    let day = Duration::from_hours(24);
    let answer = project
        .wait_until(day, async || *db.answer.lock().unwrap())
        .await?;
    Ok(answer)
}
// ANCHOR_END: ask

async fn show_it_to_the_user() {
    tokio::task::yield_now().await;
}

// ANCHOR: user
async fn user(db: &Db, hub: &Hub<u32, Answered>) {
    while db.question.lock().unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    *db.answer.lock().unwrap() = Some("main");
    let heard = hub.announce(&7, Answered);
    println!("the user answered: {heard} subscriber heard it");
}
// ANCHOR_END: user

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), BoxError> {
    let db = Db::default();
    let hub = topic::named("projects").hub();
    let began = tokio::time::Instant::now();
    let (answer, ()) = tokio::join!(ask(&db, &hub, "which branch?"), user(&db, &hub));
    println!("it got {:?} after {:?}", answer?, began.elapsed());
    Ok(())
}
// ANCHOR_END: main
