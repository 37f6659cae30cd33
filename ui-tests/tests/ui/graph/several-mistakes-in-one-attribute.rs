//! Each key is read by itself: a mistake in one does not hide those in the next.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(
        inital, //~ ERROR: did you mean `initial`?
        to(Clsed, Lost if "cut"), //~ ERROR: did you mean `Closed`?
        //~| ERROR: expected `,` or `when "label"`
        group(), //~ ERROR: `group(..)` lists the groups
        rename = 3 //~ ERROR: expected a string in quotes: `rename = "status"`
    )]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Lost,
}

fn main() {}
