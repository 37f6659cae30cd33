//! A row is moved by a statement, and a statement is waited for.
use endstate::Lifecycle;
use endstate_store::{Durable, Error};

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Running))]
    Queued,
    #[lifecycle(to(Waiting, Done, Failed))]
    Running,
    #[lifecycle(to(Running, Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    Waiting,
    #[lifecycle(terminal)]
    Done,
    #[lifecycle(terminal)]
    Failed,
}
async fn run(job: Job<Queued>) -> Result<Job<Running>, Error> {
    job.to(Running)? //~ ERROR: the `?` operator can only be applied
}

fn main() {}
