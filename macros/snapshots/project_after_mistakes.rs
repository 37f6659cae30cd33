#[derive(Lifecycle, Durable)]
#[lifecycle(fixpoint = Failed, resume)]
#[durable(table = "projects")]
enum ProjectState {
    #[lifecycle(initial, to(Waiting))]
    Initialized { owner: String },
    #[lifecycle(to(Failed))]
    #[durable(resting, deadline = "24h" -> Failed)]
    Waiting,
    #[lifecycle(terminal)]
    Failed,
}
