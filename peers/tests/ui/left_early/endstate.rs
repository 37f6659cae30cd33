use endstate_peers::{
    Peer,
    with_endstate::{Connecting, Connection},
};

fn main() {
    let addr = "a:1".to_owned();
    let _ = Connection::scope(Connecting { addr }, Peer::new("alice")).run_sync(|connection| {
        let mut connection = connection.open();
        connection.send(b"and off");
        Ok(())
    });
}
