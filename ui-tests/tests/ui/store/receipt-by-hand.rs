//! Only the store says that a row is in a state.
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
fn forged(job: Job<Queued>) -> Job<Running> {
    let receipt = endstate_store::private::Receipt(std::marker::PhantomData); //~ ERROR: private
    let token = endstate::private::written(job.token, receipt);
    Job { state: Running, row: job.row, token }
}

fn main() {}
