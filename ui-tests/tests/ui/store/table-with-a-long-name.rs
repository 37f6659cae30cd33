//! Constraints and indexes are named after the table, and Postgres cuts long names off.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs_that_somebody_asked_for_in_the_month_of_may")] //~ ERROR: a table's name has from 1 to 40 bytes
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued,
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}
