use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Door, fixpoint = Gone)]
enum DoorState {
    #[lifecycle(initial, to(Open))]
    Shut,
    #[lifecycle(to(Gone))]
    Open,
    #[lifecycle(terminal)]
    Gone,
}

impl Door<Open> {
    fn back(self) -> Door<Shut> {
        self.to(Shut)
    }
}

fn main() {}
