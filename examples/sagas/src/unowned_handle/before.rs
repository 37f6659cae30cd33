//! The plain version: a map of the streams that are read, by project.
//!
//! The same mistake with endstate does not compile: `ui-tests/tests/ui/owned/removed-by-key.rs`.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use endstate::BoxError;
use tokio::task::JoinHandle;

use super::stream;

#[derive(Clone)]
pub(super) struct Updates {
    server: SocketAddr,
    streams: Arc<Mutex<HashMap<u32, JoinHandle<()>>>>,
}

impl Updates {
    pub(super) fn new(server: SocketAddr) -> Self {
        Self {
            server,
            streams: Arc::default(),
        }
    }

    fn streams(&self) -> MutexGuard<'_, HashMap<u32, JoinHandle<()>>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl super::Updates for Updates {
    /// The project, by which its stream is found again.
    type Stream = u32;

    async fn subscribe(&self, project: u32) -> Result<u32, BoxError> {
        let stream = stream::open(self.server, project).await?;
        self.streams().insert(project, stream);
        Ok(project)
    }

    async fn unsubscribe(&self, project: u32) {
        let stream = self.streams().remove(&project);
        if let Some(stream) = stream {
            stream.abort();
        }
    }

    fn reload(&mut self) {
        self.streams = Arc::default();
    }

    fn is_live(&self, project: &u32) -> bool {
        self.streams().contains_key(project)
    }
}
