/// A door with two mistakes: a state misspelt, and a room without a way out.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Shut)]
enum DoorState {
    #[lifecycle(initial, to(Shutt, Room))]
    Open { width: u32 },
    #[lifecycle(to(Room))]
    Room,
    #[lifecycle(terminal)]
    Shut,
}
