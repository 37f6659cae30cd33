//! A transition that is not read, generics, and every way to walk.
use endstate::{Abandoned, BoxError, Lifecycle};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
pub enum ConnectionState<T: Send> {
    #[lifecycle(initial, to("Open", Closed))] //~ ERROR: write the state without quotes: `Open`
    Connecting(T),
    #[lifecycle(to(Closed))]
    Open(T),
    #[lifecycle(terminal)]
    Closed(String),
}
impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Closed(abandoned.to_string())
    }
}
impl<T: Send> Connection<T, Connecting<T>> {
    fn open(self) -> Connection<T, Open<T>> {
        let Connection { state, token } = self;
        let token = token.to();
        Connection { state: Open(state.0), token }
    }
}
fn step(any: AnyConnection<u8>) -> Result<AnyConnection<u8>, BoxError> {
    Ok(match any {
        AnyConnection::Connecting(conn) => conn.open().into(),
        AnyConnection::Open(conn) => conn.to(Closed(String::new())).into(),
        AnyConnection::Closed(conn) => conn.into(),
    })
}
fn main() {
    let mut slot = Connection::scope(Connecting(3)).slot();
    slot.step(step);
    let _: Option<ConnectionEnd> = slot.finish().ok();
}
