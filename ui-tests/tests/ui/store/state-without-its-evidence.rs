//! A new code path to a state forgets what the state implies.
use endstate::Lifecycle;
use endstate_store::{Durable, Error};

#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed)]
#[durable(table = "projects")]
enum ProjectState {
    #[lifecycle(initial, to(InputNeeded))]
    Running,
    #[lifecycle(to(Running, Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    InputNeeded { follow_up: String },
    #[lifecycle(terminal)]
    Failed,
}
async fn pause_for_review(project: Project<Running>) -> Result<Project<InputNeeded>, Error> {
    project.to(InputNeeded {}).await //~ ERROR: missing field `follow_up` in initializer of `InputNeeded`
}

fn main() {}
