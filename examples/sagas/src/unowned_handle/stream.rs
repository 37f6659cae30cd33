//! One stream of live updates, as a page reads it.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};

use super::server::{ANYBODY, HERE, WELCOME};

/// Opens a stream, and reads it in the background. It is open for as long as it is read.
pub(super) async fn open(server: SocketAddr, project: u32) -> io::Result<JoinHandle<()>> {
    let mut socket = TcpStream::connect(server).await?;
    socket.write_all(&project.to_be_bytes()).await?;
    if socket.read_u8().await? != WELCOME {
        return Err(io::ErrorKind::InvalidData.into());
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a handle that has to be closed is what this saga is about"
    )]
    let reading = tokio::spawn(async move {
        // An update would be shown here; this server sends one kind alone.
        while let Ok(ANYBODY) = socket.read_u8().await {
            if socket.write_all(&[HERE]).await.is_err() {
                break;
            }
        }
    });
    Ok(reading)
}
