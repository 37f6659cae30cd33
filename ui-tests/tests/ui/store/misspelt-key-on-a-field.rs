//! A misspelt key is taken for the one that it comes near to.
use endstate::Lifecycle;
use endstate_store::Durable;

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "jobs")]
enum JobState {
    #[lifecycle(initial, to(Failed))]
    Queued(#[durable(colum = "note")] String), //~ ERROR: unknown key `colum`; did you mean `column`?
    #[lifecycle(terminal)]
    Failed,
}

fn main() {}
