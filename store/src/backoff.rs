//! How long to leave a database alone that failed.

use std::time::Duration;

use tokio::time::sleep;

const FIRST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_secs(1);

/// Pauses that double, from 10 ms to 1 s.
#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
}

impl Backoff {
    pub(crate) const fn new() -> Self {
        Self { next: FIRST }
    }

    /// It works again: the next pause is a short one.
    pub(crate) fn reset(&mut self) {
        self.next = FIRST;
    }

    /// The next pause is not longer than this.
    pub(crate) const fn next(&self) -> Duration {
        self.next
    }

    pub(crate) async fn pause(&mut self) {
        sleep(self.take()).await;
    }

    /// At least half of it, so that processes do not come back in step.
    fn take(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(LONGEST);
        pause.mul_f64(0.5 + fastrand::f64() / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, FIRST, LONGEST};

    #[test]
    fn pauses_grow_to_a_bound_and_are_short_again_after_success() {
        let mut backoff = Backoff::new();
        assert!(backoff.take() <= FIRST);
        let late = (0..50).map(|_| backoff.take()).last();
        assert!(late.is_some_and(|pause| pause >= LONGEST / 2 && pause <= LONGEST));
        backoff.reset();
        assert!(backoff.take() <= FIRST);
    }
}
