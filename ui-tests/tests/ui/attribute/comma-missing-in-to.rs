//! Two targets without a comma between them.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed Lost))] //~ ERROR: expected `,` or `when "label"`
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(to(Closed))]
    Lost,
}

fn main() {}
