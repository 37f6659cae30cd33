//! A link to a server that can stall: a proxy that holds back what it is given.
#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    unreachable_pub,
    reason = "tests"
)]

use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
};

/// A proxy before a server on this host. Its threads end with their connections, or with the test.
pub struct Link {
    port: u16,
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    is_closed: Mutex<bool>,
    opened: Condvar,
}

impl Link {
    pub fn to(server: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let gate = Arc::new(Gate::default());
        let link = Self {
            port,
            gate: Arc::clone(&gate),
        };
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, server)) else {
                    continue;
                };
                let (client_too, server_too) =
                    (client.try_clone().unwrap(), server.try_clone().unwrap());
                let (there, back) = (Arc::clone(&gate), Arc::clone(&gate));
                thread::spawn(move || there.pump(client, server));
                thread::spawn(move || back.pump(server_too, client_too));
            }
        });
        link
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on nothing gets through; what comes is kept.
    pub fn stall(&self) {
        *self.gate.is_closed.lock().unwrap() = true;
    }

    /// Everything gets through, also what was kept.
    pub fn resume(&self) {
        *self.gate.is_closed.lock().unwrap() = false;
        self.gate.opened.notify_all();
    }
}

impl Gate {
    fn pass(&self) {
        let closed = self.is_closed.lock().unwrap();
        drop(self.opened.wait_while(closed, |closed| *closed).unwrap());
    }

    fn pump(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; 8192];
        while let Ok(number @ 1..) = from.read(&mut bytes) {
            self.pass();
            if to.write_all(&bytes[..number]).is_err() {
                break;
            }
        }
        // The other side may be gone already.
        let _ = to.shutdown(Shutdown::Both);
    }
}
