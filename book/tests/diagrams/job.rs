//! The job on the page about diagrams.

use endstate::Lifecycle;

/// A job of a worker.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed, cancelled = Withdrawn)]
pub enum JobState {
    /// Waits for a worker.
    #[lifecycle(initial, to(Running when "claimed", Withdrawn))]
    Queued,
    /// A worker has it.
    #[lifecycle(to(Queued when "put back", Finished when "done"), group(Live))]
    Running { worker: u32 },
    /// It is done.
    #[lifecycle(terminal)]
    Finished,
    /// Somebody took it back.
    #[lifecycle(terminal)]
    Withdrawn,
    /// Nobody finished it.
    #[lifecycle(terminal)]
    Failed,
}
