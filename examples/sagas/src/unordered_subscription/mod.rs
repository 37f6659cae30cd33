//! Projects that ask their user something and wait for the answer, which is a row in a database and an event.
//!
//! Some users answer before the asker gets to listen, some at once, some after a long lunch, some while so many events go by that the
//! asker misses theirs, some never. What is counted are the waits that go on two days later, on tokio's paused clock.

mod after;
mod before;
mod clock;
mod questions;
mod users;

use std::{sync::Arc, time::Duration};

use endstate::BoxError;
use tokio::time::sleep;

use self::{
    questions::Questions,
    users::{User, Users},
};
use crate::{
    dice::Dice,
    experiment::{Progress, Setting},
    measure::{Counts, Measured, named, tally},
    saga::{Saga, Version},
};

/// After this long nobody answers any more.
const LATER: Duration = Duration::from_hours(48);

/// What goes by on the topic of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// The user has answered.
    Answered,
    /// Something else: a line of a log, a change of the title.
    Progress,
}

/// How a version asks.
trait Asks: Send + Sync + 'static {
    /// Asks, and waits for the answer.
    fn ask(self: Arc<Self>, project: i64) -> impl Future<Output = Result<String, BoxError>> + Send;
    /// Something happens to the project: whoever listens is told.
    fn announce(&self, project: i64, event: Event);
}

/// Lets all projects of a version ask, and counts who waits two days later.
///
/// # Errors
///
/// The experiment itself failed.
pub fn measure(
    setting: &Setting,
    version: Version,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let users = plan(setting.seed, setting.runs);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()?;
    runtime.block_on(async {
        let open = async {
            let fresh = setting
                .databases
                .fresh(Saga::UnorderedSubscription, version);
            Questions::open(&fresh.await?).await
        };
        let questions = clock::stopped_during(open).await?;
        let measured = match version {
            Version::Plain => {
                let asks = before::Projects::new(&questions, &users);
                wait_for_all(asks, &users, progress).await
            }
            Version::Endstate => {
                let asks = after::Projects::new(&questions, &users);
                wait_for_all(asks, &users, progress).await
            }
        };
        clock::stopped_during(questions.close()).await;
        measured
    })
}

fn plan(seed: u64, runs: u32) -> Users {
    let mut dice = Dice::new(seed, Saga::UnorderedSubscription);
    let mut user = || {
        let quick = dice.minutes(1..=5);
        let slow = dice.minutes(30..=180);
        dice.one_of(&[
            (3, User::Early),
            (12, User::After(quick)),
            (2, User::After(slow)),
            (2, User::InABurst(quick)),
            (1, User::Never),
        ])
    };
    (0..runs).map(|_| user()).collect::<Vec<_>>().into()
}

async fn wait_for_all(
    asks: Arc<impl Asks>,
    users: &Users,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a wait that hangs is to be counted, and not waited for"
    )]
    let ask = |project| {
        let asks = Arc::clone(&asks);
        tokio::spawn(async move { asks.ask(project).await })
    };
    let waits: Vec<_> = users.projects().map(ask).collect();
    sleep(LATER).await;
    let mut hung = Vec::new();
    let (mut answered, mut gave_up) = (0, 0);
    for (project, wait) in users.projects().zip(waits) {
        progress.over(1);
        if !wait.is_finished() {
            wait.abort();
            hung.push(users.of(project).name());
            continue;
        }
        match wait.await? {
            Ok(answer) if answer == users::ANSWER => answered += 1,
            Ok(other) => return Err(format!("project {project} was told `{other}`").into()),
            Err(_) => gave_up += 1,
        }
    }
    Ok(Measured {
        counts: Counts {
            hung_waits: Some(hung.len() as u64),
            ..Counts::default()
        },
        by_fault: tally(hung),
        besides: named([("answered", answered), ("ended without an answer", gave_up)]),
    })
}
