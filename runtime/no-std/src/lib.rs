//! A `no_std` crate with a lifecycle of its own. Its panic handler clashes with that of the standard library, so that it
//! compiles only as long as nothing below it brings that in.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod by_hand;
pub mod measurement;

use alloc::string::{String, ToString};
use endstate::{Abandoned, Lifecycle};

/// One transfer over a bus.
#[derive(Lifecycle)]
#[lifecycle(handle = Transfer, context = &'b mut B, fixpoint = Failed, resume)]
pub enum TransferState<'b, B: Bus> {
    /// Nothing was written yet.
    #[lifecycle(initial, to(Written))]
    Idle,
    /// Everything was written.
    #[lifecycle(to(Done))]
    Written {
        /// How many bytes.
        bytes: usize,
    },
    /// The other side confirmed.
    #[lifecycle(terminal)]
    Done,
    /// It was given up.
    #[lifecycle(terminal)]
    Failed {
        /// Why.
        why: String,
        /// The bus it was on.
        bus: core::marker::PhantomData<&'b B>,
    },
}

/// What bytes go over.
pub trait Bus {
    /// Writes one byte.
    ///
    /// # Errors
    ///
    /// Where the bus does not take it.
    fn write(&mut self, byte: u8) -> Result<(), BusError>;
}

/// The bus did not take a byte.
#[derive(Debug)]
pub struct BusError;

impl core::fmt::Display for BusError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the bus did not take a byte")
    }
}

impl core::error::Error for BusError {}

impl<B: Bus> From<Abandoned> for Failed<'_, B> {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            why: abandoned.to_string(),
            bus: core::marker::PhantomData,
        }
    }
}

/// Writes `bytes` to `bus`.
pub fn transfer<'b, B: Bus>(bus: &'b mut B, bytes: &[u8]) -> TransferEnd<'b, B> {
    Transfer::scope(Idle, bus).run_sync(|transfer| {
        for byte in bytes {
            transfer.context.write(*byte)?;
        }
        Ok(transfer.to(Written { bytes: bytes.len() }).to(Done).exit())
    })
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
