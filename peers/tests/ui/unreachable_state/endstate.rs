use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Door, fixpoint = Shut)]
enum DoorState {
    #[lifecycle(initial, to(Shut))]
    Open,
    #[lifecycle(terminal)]
    Shut,
    #[lifecycle(to(Shut))]
    LeftOver,
}

fn main() {}
