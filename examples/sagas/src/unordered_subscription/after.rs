//! The version with endstate: only who is subscribed can ask, and what is waited for is the answer and not the event.

use std::{sync::Arc, time::Duration};

use endstate::{
    BoxError,
    topic::{self, Hub},
};

use super::{Asks, Event, questions::Questions, users::Users};

/// How long a user may take.
const PATIENCE: Duration = Duration::from_hours(24);

/// How often a wait looks for itself.
const RECHECK: Duration = Duration::from_mins(10);

pub(super) struct Projects {
    questions: Questions,
    events: Hub<i64, Event>,
    /// The other side of the experiment.
    users: Users,
}

impl Projects {
    pub(super) fn new(questions: &Questions, users: &Users) -> Arc<Self> {
        Arc::new(Self {
            questions: questions.clone(),
            events: topic::named("projects").recheck_every(RECHECK).hub(),
            users: users.clone(),
        })
    }
}

impl Asks for Projects {
    async fn ask(self: Arc<Self>, project: i64) -> Result<String, BoxError> {
        let mut subscription = self.events.subscribe(project);
        subscription
            .publish(async |_asking| {
                self.questions.ask(project, "which branch?").await?;
                self.users
                    .see_question(project, &self.questions, &self)
                    .await;
                Ok::<_, BoxError>(())
            })
            .await?;
        let is_answered = async || self.questions.answer_of(project).await;
        Ok(subscription.wait_until(PATIENCE, is_answered).await?)
    }

    fn announce(&self, project: i64, event: Event) {
        self.events.announce(&project, event);
    }
}
