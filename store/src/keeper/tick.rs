//! Whether the runtime that drives the rows still moves.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// The last sign of life of a runtime.
#[derive(Debug)]
pub(crate) struct Tick {
    began: Instant,
    /// In milliseconds after `began`; 0 while nobody ticks.
    last: AtomicU64,
}

impl Default for Tick {
    fn default() -> Self {
        Self {
            began: Instant::now(),
            last: AtomicU64::new(0),
        }
    }
}

impl Tick {
    fn now(&self) {
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(since.max(1), Ordering::Relaxed);
    }

    /// How long the runtime has stood still; nothing where it is gone, and its rows with it.
    pub(crate) fn age(&self) -> Duration {
        match self.last.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            last => self
                .began
                .elapsed()
                .saturating_sub(Duration::from_millis(last)),
        }
    }
}

/// Ticks for as long as it is polled, by the runtime to be watched.
pub(crate) async fn ticking(tick: std::sync::Weak<Tick>) {
    struct Gone(std::sync::Weak<Tick>);
    impl Drop for Gone {
        fn drop(&mut self) {
            if let Some(tick) = self.0.upgrade() {
                tick.last.store(0, Ordering::Relaxed);
            }
        }
    }
    let gone = Gone(tick);
    while let Some(tick) = gone.0.upgrade() {
        Arc::as_ref(&tick).now();
        drop(tick);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
