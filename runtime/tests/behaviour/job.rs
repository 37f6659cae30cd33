//! The lifecycle that these tests drive, and a log that tells in which order things happened.

use std::sync::{Arc, Mutex};

use endstate::{Abandoned, BoxError, Cause, End, Exit, Lifecycle, Scope, scope::Start};

/// A job, whose context notes that it is dropped.
#[derive(Lifecycle)]
#[lifecycle(handle = Job, context = Noted, fixpoint = Failed, resume(pub(crate)), transitions(pub(crate)))]
pub(crate) enum JobState {
    /// Nothing was done yet.
    #[lifecycle(initial, to(Running, Done))]
    Queued,
    /// Under way.
    #[lifecycle(to(Running, Done))]
    Running {
        /// The rounds so far.
        rounds: u32,
    },
    /// All was done.
    #[lifecycle(terminal)]
    Done {
        /// The rounds in all.
        rounds: u32,
    },
    /// Nobody moved it forward.
    #[lifecycle(terminal)]
    Failed {
        /// Why.
        cause: Cause,
    },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        assert_eq!(abandoned.lifecycle, "Job");
        Self {
            cause: abandoned.cause,
        }
    }
}

impl Job<Queued> {
    pub(crate) fn start(self) -> Job<Running> {
        self.to(Running { rounds: 0 })
    }
}

impl Job<Running> {
    pub(crate) fn round(self) -> Job<Running> {
        let rounds = self.state.rounds + 1;
        self.to(Running { rounds })
    }

    pub(crate) fn finish(self) -> Job<Done> {
        let rounds = self.state.rounds;
        self.to(Done { rounds })
    }

    pub(crate) fn rounds(&mut self) -> &mut u32 {
        &mut self.state.rounds
    }
}

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn note(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// A value that notes when it is dropped.
    pub(crate) fn held(&self, name: &'static str) -> Noted {
        Noted(name, self.clone())
    }
}

/// Notes when it is dropped.
pub(crate) struct Noted(&'static str, Log);

impl Drop for Noted {
    fn drop(&mut self) {
        self.1.note(format!("{} dropped", self.0));
    }
}

/// A job whose context and end are noted in `log`.
pub(crate) fn job(
    log: &Log,
) -> Scope<
    JobState,
    impl Start<JobState, Handle = Job<Queued>, Any = AnyJob> + use<>,
    impl FnOnce(&JobEnd) + use<>,
> {
    let told = log.clone();
    Job::scope(Queued, log.held("context")).on_exit(move |end| told.note(told_as(end)))
}

/// A stored job that goes on, noted in the same way.
pub(crate) fn resumed(
    log: &Log,
    state: JobState,
) -> Scope<
    JobState,
    impl Start<JobState, Handle = AnyJob, Any = AnyJob> + use<>,
    impl FnOnce(&JobEnd) + use<>,
> {
    let told = log.clone();
    Job::resume(state, log.held("context")).on_exit(move |end| told.note(told_as(end)))
}

/// What the observer of [`job`] notes.
pub(crate) fn told_as(end: &JobEnd) -> String {
    match end {
        JobEnd::Done(done) => format!("told {} after {}", end.name(), done.rounds),
        JobEnd::Failed(failed) => format!("told {}: {}", end.name(), cause_of(&failed.cause)),
    }
}

pub(crate) fn cause_of(cause: &Cause) -> String {
    match cause {
        Cause::Error(error) => format!("error {error}"),
        Cause::Panicked(message) => format!("panic {message}"),
        Cause::TimedOut { after } => format!("timeout {after:?}"),
        Cause::Cancelled => "cancelled".into(),
        _ => "a cause that these tests do not know".into(),
    }
}

/// What a body of its scopes returns.
pub(crate) type Body = Result<Exit<JobState>, BoxError>;

/// One step of the handle in whatever state it is: queued, one round, done.
#[allow(clippy::unnecessary_wraps, reason = "what a slot takes as a step")]
pub(crate) fn next(any: AnyJob) -> Result<AnyJob, BoxError> {
    Ok(match any {
        AnyJob::Queued(job) => job.start().into(),
        AnyJob::Running(job) if job.state.rounds == 0 => job.round().into(),
        AnyJob::Running(job) => job.finish().into(),
        ended => ended,
    })
}
