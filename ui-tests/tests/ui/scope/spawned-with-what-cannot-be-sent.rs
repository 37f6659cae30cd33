//! A state holds what may not leave its thread.
use endstate::{BoxError, Exit, Lifecycle};
use std::rc::Rc;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open(Rc<()>),
    #[lifecycle(terminal)]
    Closed,
}
async fn body(conn: Connection<Open>) -> Result<Exit<ConnectionState>, BoxError> {
    Ok(conn.to(Closed).exit())
}
fn spawn<E>(_: impl Future<Output = E> + Send + 'static) {}
fn main() {
    let run = Connection::scope(Open(Rc::new(()))).run(body);
    spawn(run); //~ ERROR: `Rc<()>` cannot be sent between threads safely
}
