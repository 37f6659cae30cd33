//! Two states of one status, generics, and a graph in use.
use endstate::{Graph, Lifecycle};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, derive(Debug))]
enum ConnectionState<'a, T: Clone> {
    #[lifecycle(initial, to(Closed))]
    Open(&'a T),
    #[lifecycle(terminal, rename = "open")] //~ ERROR: `Open` has the status `open` too
    Closed,
}
impl<'a, T: Clone> Connection<'a, T, Open<'a, T>> {
    fn look(&self) -> T {
        self.state.0.clone()
    }
}
fn main() {
    let graph: &Graph = ConnectionState::<u8>::GRAPH;
    let end = Connection::scope(Open(&graph.name)).run_sync(|conn| {
        let _: &str = conn.look();
        Ok(conn.to(Closed).exit())
    });
    let ConnectionEnd::Closed(closed) = end;
    let _ = format!("{closed:?}");
}
