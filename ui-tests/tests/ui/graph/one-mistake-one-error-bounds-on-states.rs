//! Functions over any initial, any terminal, any reachable state.
use endstate::{Exit, Initial, Lifecycle, ReachableFrom, State, Terminal, Token};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Closed))] //~ ERROR: `Open` lists `Closed` twice
    Open,
    #[lifecycle(terminal)]
    Closed,
}
type Of<S> = Token<ConnectionState, S>;
fn name<S: State<ConnectionState>>(_: &Of<S>) -> &'static str {
    S::NAME
}
fn begin<S: Initial<ConnectionState>>(state: S) -> ConnectionEnd {
    Connection::scope(state).run_sync(|_| Err("no".into()))
}
fn end<S: Terminal<ConnectionState>>(conn: Connection<S>) -> Exit<ConnectionState> {
    conn.exit()
}
fn reach<S: ReachableFrom<ConnectionState, Open>>(_: S) {}

fn main() {
    let _ = (begin(Open), name::<Open>, end::<Closed>);
    reach(Closed);
}
