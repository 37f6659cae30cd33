//! Frames over a real socket, and what becomes of a side whose other side breaks the protocol.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test is not a test to clippy"
)]

use std::{num::NonZeroUsize, time::Duration};

use connection::{
    client::{Caller, Connecting, Connection, ConnectionEnd},
    frame::{Frame, Wire, WireError},
    session::{SessionEnd, serve},
    tally::Tally,
};
use endstate::permit::Limiter;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};

const LIMIT: Duration = Duration::from_secs(10);

/// The two ends of one connection.
async fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let calling = TcpStream::connect(listener.local_addr().unwrap());
    let (called, accepted) = tokio::join!(calling, listener.accept());
    (called.unwrap(), accepted.unwrap().0)
}

/// What is received of these bytes, after which the other side hangs up.
async fn received(bytes: &[u8]) -> Result<Frame, WireError> {
    let (mut there, here) = pair().await;
    there.write_all(bytes).await.unwrap();
    drop(there);
    Wire::from(here).receive().await
}

#[tokio::test]
async fn every_frame_arrives_as_it_was_sent() {
    let message = Frame::Message(b"hello".to_vec());
    let empty = Frame::Message(Vec::new());
    let frames = [Frame::Hello(1), Frame::Welcome(u32::MAX), message, empty];
    for frame in frames
        .into_iter()
        .chain([Frame::Goodbye, Frame::Receipt(0)])
    {
        let bytes = frame.to_bytes().unwrap();
        assert_eq!(received(&bytes).await.unwrap(), frame);
    }
}

#[tokio::test]
async fn a_frame_cut_anywhere_is_cut_off_and_no_frame_is_a_hang_up() {
    let bytes = Frame::Hello(7).to_bytes().unwrap();
    for end in 1..bytes.len() {
        let cut = received(&bytes[..end]).await;
        assert!(matches!(cut, Err(WireError::CutOff)), "{end}: {cut:?}");
    }
    assert!(matches!(received(&[]).await, Err(WireError::HungUp)));
}

#[tokio::test]
async fn what_is_no_frame_is_malformed() {
    let empty: &[u8] = &[0, 0];
    let unknown_kind = &[0, 1, 9];
    let short_number = &[0, 3, 1, 0, 0];
    let long_goodbye = &[0, 2, 4, 0];
    for bytes in [empty, unknown_kind, short_number, long_goodbye] {
        let received = received(bytes).await;
        assert!(matches!(received, Err(WireError::Malformed)), "{bytes:?}");
    }
}

#[test]
fn a_message_that_no_length_can_tell_is_not_sent() {
    let message = |length| Frame::Message(vec![0; length]).to_bytes();
    assert!(message(65_534).is_ok());
    assert!(matches!(message(65_535), Err(WireError::TooLong)));
}

#[tokio::test]
async fn a_client_that_does_not_say_hello_first_is_lost() {
    let (client, server) = pair().await;
    let mut client = Wire::from(client);
    client.send(&Frame::Goodbye).await.unwrap();
    let one_place = Limiter::new(NonZeroUsize::MIN);
    match serve(server.into(), LIMIT, one_place, Tally::default()).await {
        SessionEnd::Lost(lost) => assert_eq!(lost.why, "did not expect Goodbye now"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_receipt_that_counts_otherwise_is_not_believed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    let caller = Caller { number: 7 };
    let calling = Connection::scope(Connecting { server }, caller)
        .deadline(LIMIT)
        .run(async |conn| {
            let mut conn = conn.open().await?;
            conn.echo(b"one").await?;
            Ok(conn.say_goodbye().await?.receipt().await?.exit())
        });
    let lying = async {
        let mut wire = Wire::from(listener.accept().await?.0);
        wire.receive().await?;
        wire.send(&Frame::Welcome(7)).await?;
        let message = wire.receive().await?;
        wire.send(&message).await?;
        wire.receive().await?;
        wire.send(&Frame::Receipt(2)).await
    };
    let (end, lied) = tokio::join!(calling, lying);
    lied.unwrap();
    let ConnectionEnd::Closed(closed) = end;
    assert_eq!(closed.why, "1 came back, but the receipt says 2");
}
