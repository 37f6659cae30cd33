//! Owners of handles where correct code keeps them.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
    thread,
};

use endstate::owned::{self, Closed, Owned, Registry};

struct Socket(u32);

/// The owner in a struct, and the struct's parameters free of bounds.
struct Connection<K, H> {
    socket: Owned<K, H>,
    frames: u32,
}

/// A registry for the whole process.
static SOCKETS: LazyLock<Registry<String, Socket>> =
    LazyLock::new(|| owned::named("sockets").registry());

fn sockets() -> Registry<&'static str, Socket> {
    owned::named("sockets").closing_with(|socket: &Socket| assert_ne!(socket.0, 0))
}

#[test]
fn in_a_struct() {
    let sockets = sockets();
    let mut connection = Connection {
        socket: sockets.open("alice", Socket(1)),
        frames: 0,
    };
    connection.frames += connection.socket.handle().0;
    assert_eq!(connection.frames, 1);
    let Connection { socket, .. } = connection;
    assert_eq!(socket.close(), Closed::Now);
}

#[test]
fn in_a_vec_and_in_a_map() {
    let sockets = sockets();
    let mut row = vec![sockets.open("a", Socket(1)), sockets.open("b", Socket(2))];
    let mut rooms = HashMap::from([("lobby", vec![sockets.open("c", Socket(3))])]);
    assert_eq!(sockets.len(), 3);
    row.truncate(1);
    rooms.remove("lobby");
    assert_eq!(sockets.len(), 1);
}

#[test]
fn in_an_option_that_is_filled_anew() {
    let sockets = sockets();
    let mut current: Option<Owned<_, _>> = None;
    for n in 1..=3 {
        // The newer one is open before the older one's owner goes.
        current = Some(sockets.open("alice", Socket(n)));
        assert!(current.as_ref().is_some_and(Owned::is_current));
    }
    assert_eq!(sockets.get("alice").map(|socket| socket.0), Some(3));
    drop(current);
    assert!(sockets.is_empty());
}

#[test]
fn on_another_thread() {
    let sockets = sockets();
    let owner = sockets.open("alice", Socket(1));
    let closed = thread::spawn(move || owner.close());
    assert_eq!(closed.join().ok(), Some(Closed::Now));
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "an owner in a task is what is tested"
)]
async fn in_a_task_across_its_waits() {
    let sockets = sockets();
    let owner = sockets.open("alice", Socket(1));
    let task = tokio::spawn(async move {
        tokio::task::yield_now().await;
        assert!(owner.is_current());
    });
    task.await.expect("it does not panic");
    assert!(sockets.is_empty());
}

#[test]
fn left_early() {
    fn read(sockets: &Registry<&'static str, Socket>, text: &str) -> Option<u32> {
        let owner = sockets.open("alice", Socket(1));
        let number: u32 = text.parse().ok()?;
        if number == 0 {
            return None;
        }
        Some(number + owner.handle().0)
    }
    let sockets = sockets();
    for (text, number) in [("x", None), ("0", None), ("2", Some(3))] {
        assert_eq!(read(&sockets, text), number);
        assert!(sockets.is_empty());
    }
}

#[test]
fn in_a_static() {
    let owner = SOCKETS.open("alice".to_owned(), Socket(1));
    assert!(SOCKETS.contains(owner.key()));
    assert!(SOCKETS.contains("alice"));
}

#[tokio::test]
async fn closed_by_a_task() {
    /// Written where types can be named.
    async fn hang_up(socket: Arc<Socket>) {
        tokio::task::yield_now().await;
        drop(socket);
    }
    let sockets: Registry<u8, Socket> = owned::named("sockets").closing_async_with(hang_up);
    sockets.open(1, Socket(1)).close();
    assert_eq!(sockets.closed().await, 0);
}

#[test]
fn without_an_owner_and_with_a_reason() {
    let sockets = sockets();
    let exporter = sockets.open("exporter", Socket(1));
    exporter.detach("it is open for as long as the process runs");
    assert_eq!(sockets.close_all(), 1);
}
