//! A question, a quick answer, and a subscription that comes too late.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this is the mistake"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a poisoned lock is no concern of this page"
)]

use std::{sync::Mutex, time::Duration};

use tokio::{
    sync::broadcast::{self, Sender},
    time::timeout,
};

// ANCHOR: ask
#[derive(Default)]
struct Db {
    question: Mutex<Option<&'static str>>,
    answer: Mutex<Option<&'static str>>,
}

async fn ask(db: &Db, events: &Sender<()>, question: &'static str) -> Option<&'static str> {
    *db.question.lock().unwrap() = Some(question);
    show_it_to_the_user().await;
    let mut answered = events.subscribe();
    answered.recv().await.ok()?;
    *db.answer.lock().unwrap()
}
// ANCHOR_END: ask

async fn show_it_to_the_user() {
    tokio::task::yield_now().await;
}

async fn user(db: &Db, events: &Sender<()>) {
    while db.question.lock().unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    *db.answer.lock().unwrap() = Some("main");
    let heard = events.send(()).unwrap_or(0);
    println!("the user answered: {heard} subscribers heard it");
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let db = Db::default();
    let (events, _) = broadcast::channel(16);
    let day = Duration::from_hours(24);
    let asked = timeout(day, ask(&db, &events, "which branch?"));
    let (asked, ()) = tokio::join!(asked, user(&db, &events));
    match asked {
        Ok(answer) => println!("it got {answer:?}"),
        Err(_) => println!("a day later it still waits"),
    }
    println!("the table says {:?}", *db.answer.lock().unwrap());
}
// ANCHOR_END: main
