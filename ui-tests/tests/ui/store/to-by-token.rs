//! A token that moves alone leaves the row behind.
use endstate::Lifecycle;
use endstate_store::Durable;

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
fn alone(job: Job<Running>) -> Job<Done> {
    let (row, token) = (job.row, job.token.to()); //~ ERROR: is durable: it moves together with its row
    Job { state: Done, row, token }
}

fn main() {}
