//! A client and a server over real TCP, both written as lifecycles: see [`client`] and [`session`] first.

pub mod client;
pub mod crowd;
pub mod faults;
pub mod frame;
pub mod listener;
pub mod report;
pub mod run;
pub mod server;
pub mod session;
pub mod tally;
