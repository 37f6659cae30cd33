//! Users, who answer when they do.

use std::{ops::Range, sync::Arc, time::Duration};

use tokio::time::sleep;

use super::{Asks, Event, questions::Questions};

/// What they all say.
pub(super) const ANSWER: &str = "main";

/// How a user answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum User {
    /// Before the asker comes to anything else: the page that shows the question is fast, and so is its autofill.
    Early,
    /// After this long.
    After(Duration),
    /// After this long, when a hundred other events go by in the same moment.
    InABurst(Duration),
    /// Never.
    Never,
}

impl User {
    /// As the report has it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Early => "an early answer",
            Self::After(_) => "a late answer",
            Self::InABurst(_) => "an answer in a burst",
            Self::Never => "no answer",
        }
    }
}

/// The user of each project.
#[derive(Debug, Clone)]
pub(super) struct Users(Arc<[User]>);

impl From<Vec<User>> for Users {
    fn from(users: Vec<User>) -> Self {
        Self(users.into())
    }
}

impl Users {
    pub(super) fn projects(&self) -> Range<i64> {
        0..i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    pub(super) fn of(&self, project: i64) -> User {
        let place = usize::try_from(project).ok();
        let user = place.and_then(|place| self.0.get(place));
        user.copied().unwrap_or(User::Never)
    }

    /// The question is there for its user to see. Both versions come by here at the same point: it is stored, and nothing else has
    /// happened since.
    pub(super) async fn see_question(
        &self,
        project: i64,
        questions: &Questions,
        asks: &Arc<impl Asks>,
    ) {
        match self.of(project) {
            User::Early => answer(project, questions, asks, 0).await,
            User::After(wait) => answer_after(wait, project, questions, asks, 0),
            User::InABurst(wait) => answer_after(wait, project, questions, asks, 100),
            User::Never => {}
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a user is outside of the program, and comes when it is over as well"
)]
fn answer_after<A: Asks>(
    wait: Duration,
    project: i64,
    questions: &Questions,
    asks: &Arc<A>,
    others: usize,
) {
    let (questions, asks) = (questions.clone(), Arc::clone(asks));
    tokio::spawn(async move {
        sleep(wait).await;
        answer(project, &questions, &asks, others).await;
    });
}

/// What the handler of `POST /answers` does, in both versions: the answer is stored, and then announced.
async fn answer(project: i64, questions: &Questions, asks: &Arc<impl Asks>, others: usize) {
    if questions.answer(project, ANSWER).await.is_err() {
        return;
    }
    asks.announce(project, Event::Answered);
    for _ in 0..others {
        asks.announce(project, Event::Progress);
    }
}
