//! The plain version: a broadcast channel for each project.
//!
//! The same mistake with endstate does not compile: `ui-tests/tests/ui/topic/publish-without-a-subscription.rs`.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use endstate::BoxError;
#[expect(
    clippy::disallowed_types,
    reason = "the mistake that this version is there to show"
)]
use tokio::sync::broadcast::{Sender, error::RecvError};

use super::{Asks, Event, questions::Questions, users::Users};

/// How many events a subscriber may be behind.
const BUFFER: usize = 64;

pub(super) struct Projects {
    questions: Questions,
    events: Mutex<HashMap<i64, Events>>,
    /// The other side of the experiment.
    users: Users,
}

#[expect(
    clippy::disallowed_types,
    reason = "the mistake that this version is there to show"
)]
type Events = Sender<Event>;

impl Projects {
    pub(super) fn new(questions: &Questions, users: &Users) -> Arc<Self> {
        Arc::new(Self {
            questions: questions.clone(),
            events: Mutex::default(),
            users: users.clone(),
        })
    }

    fn events(&self, project: i64) -> Events {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let of_project = events.entry(project);
        of_project.or_insert_with(|| Events::new(BUFFER)).clone()
    }
}

impl Asks for Projects {
    async fn ask(self: Arc<Self>, project: i64) -> Result<String, BoxError> {
        self.questions.ask(project, "which branch?").await?;
        self.users
            .see_question(project, &self.questions, &self)
            .await;
        let mut events = self.events(project).subscribe();
        loop {
            match events.recv().await {
                Ok(Event::Answered) => break,
                // Some were missed, as the manual says can happen. The next one will come.
                Ok(Event::Progress) | Err(RecvError::Lagged(_)) => {}
                Err(error @ RecvError::Closed) => return Err(error.into()),
            }
        }
        let answer = self.questions.answer_of(project).await?;
        answer.ok_or_else(|| "answered without an answer".into())
    }

    fn announce(&self, project: i64, event: Event) {
        // An error says that nobody listens.
        let _ = self.events(project).send(event);
    }
}
