#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
#[durable(table = "projects", version = 2, attempts = 3)]
pub enum ProjectState {
    #[lifecycle(initial, to(Running))]
    Initialized { repo: String },
    #[lifecycle(to(InputNeeded, Cancelled), invariant = Running::is_fine)]
    Running(String, u8),
    #[lifecycle(to(Running, Expired))]
    #[durable(resting, deadline = "24h" -> Expired)]
    InputNeeded {
        workspace: Option<String>,
        #[durable(references = "follow_ups(id)", column = "asked")]
        follow_up: FollowUpId,
    },
    #[lifecycle(terminal)]
    Failed { error: String },
    #[lifecycle(terminal)]
    Expired,
    #[lifecycle(terminal)]
    Cancelled,
}
