//! `?` on whatever a body may meet, without an annotation.

use std::{fmt, io, num::ParseIntError};

use endstate::{Abandoned, BoxError, Cause, Exit, Lifecycle};

#[derive(Lifecycle)]
#[lifecycle(handle = Read, fixpoint = Closed)]
enum ReadState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed { why: String, not_found: bool },
}

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        let not_found = match &abandoned.cause {
            Cause::Error(error) => error
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::NotFound),
            _ => false,
        };
        Self {
            why: abandoned.to_string(),
            not_found,
        }
    }
}

#[derive(Debug)]
struct Mine(&'static str);

impl fmt::Display for Mine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mine: {}", self.0)
    }
}

impl std::error::Error for Mine {}

fn at(step: u32) -> (String, bool) {
    let end = Read::scope(Open).run_sync(|read| {
        if step == 0 {
            Err(io::Error::from(io::ErrorKind::NotFound))?;
        }
        let parsed: Result<u8, ParseIntError> = if step == 1 { "x" } else { "7" }.parse();
        let parsed = parsed?;
        if step == 2 {
            Err("a string")?;
        }
        if step == 3 {
            Err(format!("a string of {parsed}"))?;
        }
        if step == 4 {
            Err(Mine("own"))?;
        }
        if step == 5 {
            Err(BoxError::from("boxed"))?;
        }
        let not_found = false;
        let why = "done".to_owned();
        Ok(read.to(Closed { why, not_found }).exit())
    });
    let ReadEnd::Closed(Closed { why, not_found }) = end;
    (why, not_found)
}

#[test]
fn every_error_lands_in_the_fixpoint_with_its_words() {
    let words = [
        "entity not found",
        "invalid digit found in string",
        "a string",
        "a string of 7",
        "mine: own",
        "boxed",
        "done",
    ];
    assert_eq!([0, 1, 2, 3, 4, 5, 6].map(|step| at(step).0), words);
}

#[test]
fn an_error_keeps_its_type() {
    assert!(at(0).1);
    assert!(!at(1).1);
}

/// A body that is a function, so that it can be named.
async fn body(read: Read<Open>) -> Result<Exit<ReadState>, BoxError> {
    let why = std::str::from_utf8(b"plain")?.to_owned();
    let not_found = false;
    Ok(read.to(Closed { why, not_found }).exit())
}

#[tokio::test]
async fn a_body_may_be_a_function() {
    let ReadEnd::Closed(closed) = Read::scope(Open).run(body).await;
    assert_eq!(closed.why, "plain");
}

#[tokio::test]
async fn a_body_may_be_a_block_in_a_closure() {
    let name = "captured".to_owned();
    let run = Read::scope(Open).run(|read| async move {
        tokio::task::yield_now().await;
        let why = name;
        Ok(read
            .to(Closed {
                why,
                not_found: false,
            })
            .exit())
    });
    let ReadEnd::Closed(closed) = run.await;
    assert_eq!(closed.why, "captured");
}
