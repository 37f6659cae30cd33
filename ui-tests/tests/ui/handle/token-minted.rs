//! A token is asked of the runtime.
use endstate::{Lifecycle, Token};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn forge() -> Token<ConnectionState, Open> {
    Token::mint() //~ ERROR: no function or associated item named `mint` found for struct `Token<L, S>`
}

fn main() {}
