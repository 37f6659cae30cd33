//! Accepts clients, each into a session of its own, until it is told to stop.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpSocket},
    sync::oneshot,
    task::{JoinHandle, JoinSet},
};

use crate::{server::serve, tally::Tally};

/// Further clients wait until a session has ended.
const MOST_AT_ONCE: usize = 1000;

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    /// How its sessions ended.
    pub tally: Arc<Tally>,
    stop: oneshot::Sender<()>,
    running: JoinHandle<io::Result<()>>,
}

impl Server {
    /// Starts to listen on a free port of the loopback interface. No session lasts longer than `deadline`.
    ///
    /// # Errors
    ///
    /// If there is no free port.
    pub fn start(deadline: Duration) -> io::Result<Self> {
        // Not `TcpListener::bind`: with its backlog of 128, a crowd that comes at once is in part turned away, and comes
        // again a second later.
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let listener = socket.listen(1024)?;
        let addr = listener.local_addr()?;
        let tally = Arc::new(Tally::default());
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(accept(listener, deadline, Arc::clone(&tally), stopped));
        Ok(Self {
            addr,
            tally,
            stop,
            running,
        })
    }

    /// Stops to listen, aborts the sessions that are left, and waits until they are gone.
    ///
    /// # Errors
    ///
    /// If the server had failed to accept a client.
    pub async fn shut_down(self) -> io::Result<()> {
        drop(self.stop);
        self.running.await?
    }
}

async fn accept(
    listener: TcpListener,
    deadline: Duration,
    tally: Arc<Tally>,
    mut stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let mut sessions = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if sessions.len() < MOST_AT_ONCE => {
                let (socket, _) = accepted?;
                let tally = Arc::clone(&tally);
                sessions.spawn(async move { serve(socket.into(), deadline, &tally).await });
            }
            // The tally knows how it ended.
            Some(_) = sessions.join_next() => {}
            _ = &mut stopped => break,
        }
    }
    sessions.shutdown().await;
    Ok(())
}
