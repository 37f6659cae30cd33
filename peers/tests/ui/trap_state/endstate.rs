use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Job, fixpoint = Done)]
enum JobState {
    #[lifecycle(initial, to(Waiting, Done))]
    Trying,
    #[lifecycle(to(Waiting))]
    Waiting,
    #[lifecycle(terminal)]
    Done,
}

fn main() {}
