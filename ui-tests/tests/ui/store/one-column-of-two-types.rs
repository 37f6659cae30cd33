//! The same name is the same column.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued { note: String },
    #[lifecycle(terminal)]
    Failed { note: i64 }, //~ ERROR: the column `note` has another type in `Queued`
}

impl From<endstate::Abandoned> for Failed {
    fn from(_: endstate::Abandoned) -> Self {
        Failed { note: 0 }
    }
}

fn main() {}
