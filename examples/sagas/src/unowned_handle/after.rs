//! The version with endstate: whoever opens a stream owns it, and closes that one and no other.

use std::net::SocketAddr;

use endstate::{
    BoxError,
    owned::{self, Owned, Registry},
};
use tokio::task::JoinHandle;

use super::stream;

type Streams = Registry<u32, JoinHandle<()>>;

#[derive(Clone)]
pub(super) struct Updates {
    server: SocketAddr,
    streams: Streams,
}

impl Updates {
    pub(super) fn new(server: SocketAddr) -> Self {
        Self {
            server,
            streams: streams(),
        }
    }
}

fn streams() -> Streams {
    owned::named("streams").closing_with(|stream: &JoinHandle<()>| stream.abort())
}

impl super::Updates for Updates {
    type Stream = Owned<u32, JoinHandle<()>>;

    async fn subscribe(&self, project: u32) -> Result<Self::Stream, BoxError> {
        let stream = stream::open(self.server, project).await?;
        Ok(self.streams.open(project, stream))
    }

    async fn unsubscribe(&self, stream: Self::Stream) {
        stream.close();
    }

    fn reload(&mut self) {
        self.streams = streams();
    }

    fn is_live(&self, stream: &Self::Stream) -> bool {
        stream.is_current()
    }
}
