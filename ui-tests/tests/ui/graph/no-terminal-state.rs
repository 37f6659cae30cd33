//! No lifecycle could end. The named fixpoint says it all, so there is no second error for the enum.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Still)] //~ ERROR: mark `Still` as `terminal`
enum HeartState {
    #[lifecycle(initial, to(Systole))]
    Diastole,
    #[lifecycle(to(Diastole, Still))]
    Systole,
    Still,
}

fn main() {}
