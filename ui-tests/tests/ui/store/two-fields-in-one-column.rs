//! Two values do not go into one column.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued {
        from: String,
        #[durable(column = "from")] //~ ERROR: `Queued` has two fields in the column `from`
        to: String,
    },
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}
