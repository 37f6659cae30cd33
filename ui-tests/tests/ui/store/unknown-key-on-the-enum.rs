//! A key that there is not.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs", retention = "30d")] //~ ERROR: unknown key `retention`
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}
