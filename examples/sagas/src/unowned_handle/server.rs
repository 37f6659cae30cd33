//! The server of live updates: it takes every stream, and can ask who is still there.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// Asks whether anybody reads the stream, who says [`HERE`].
pub(super) const ANYBODY: u8 = b'?';
/// Somebody does.
pub(super) const HERE: u8 = b'!';
/// The server has the stream.
pub(super) const WELCOME: u8 = b'+';

type Streams = Arc<Mutex<Vec<(u32, TcpStream)>>>;

/// A server on a port of its own.
pub(super) struct Server {
    address: SocketAddr,
    streams: Streams,
}

impl Server {
    pub(super) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let streams = Streams::default();
        let taken = Arc::clone(&streams);
        // It ends with the program.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = stream.and_then(|stream| welcome(stream, &taken));
            }
        });
        Ok(Self { address, streams })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The projects whose streams are open, after asking each: a stream that nobody reads has ended.
    ///
    /// Blocks until each has answered or ended.
    pub(super) fn who_is_there(&mut self) -> Vec<u32> {
        let streams =
            std::mem::take(&mut *self.streams.lock().unwrap_or_else(PoisonError::into_inner));
        let mut there = Vec::new();
        for (project, mut stream) in streams {
            // A stream that has ended says so by an error, or by its end.
            let mut answer = [0];
            let asked = stream
                .write_all(&[ANYBODY])
                .and_then(|()| stream.read_exact(&mut answer));
            if asked.is_ok() && answer == [HERE] {
                there.push(project);
            }
        }
        there
    }
}

fn welcome(mut stream: TcpStream, taken: &Streams) -> io::Result<()> {
    let mut project = [0; 4];
    stream.read_exact(&mut project)?;
    let keep = stream.try_clone()?;
    let project = u32::from_be_bytes(project);
    taken
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push((project, keep));
    stream.write_all(&[WELCOME])
}
