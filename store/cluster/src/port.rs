//! A port that is free.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    net::{Ipv4Addr, TcpListener},
};

use crate::Unavailable;

/// Ports below those that the system gives to clients. From among those, a client that tries to connect while the server is down
/// could get the server's own port, and talk to itself.
const FIRST: u64 = 20_000;
const COUNT: u64 = 12_000;

/// A free port of 127.0.0.1. Somebody else may take it at any time.
pub(crate) fn free() -> Result<u16, Unavailable> {
    // The one source of chance in the standard library: processes that start together should not try the same ports.
    let start = RandomState::new().build_hasher().finish() % COUNT;
    (0..COUNT)
        .filter_map(|nth| u16::try_from(FIRST + (start + nth) % COUNT).ok())
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| Unavailable::Failed {
            what: "find a free port".to_owned(),
            log: format!(
                "all of 127.0.0.1:{FIRST} to {} are taken",
                FIRST + COUNT - 1
            ),
        })
}
