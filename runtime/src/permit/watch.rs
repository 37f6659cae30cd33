//! Who reports the permits that are held past their limit.

use std::sync::{Arc, Weak};

use tokio::{
    runtime::Handle,
    time::{Instant, sleep_until},
};

use super::limiter::Shared;
use crate::telemetry::{PERMIT_OVERHELD, event};

/// Starts the watch: one task a limiter, for as long as somebody holds a permit. Outside a runtime nobody watches.
pub(super) fn watch(shared: &Arc<Shared>) {
    let Ok(runtime) = Handle::try_current() else {
        shared.queue.unwatch();
        return;
    };
    let watch = Watch {
        limiter: Arc::downgrade(shared),
        over: false,
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "no lifecycle: it ends with the limiter, and whoever comes next starts another"
    )]
    runtime.spawn(watch.run());
}

/// Dropped before it is over, with the runtime that it ran on: somebody else may watch.
struct Watch {
    limiter: Weak<Shared>,
    over: bool,
}

impl Watch {
    async fn run(mut self) {
        loop {
            // Not kept across the wait: a limiter that nobody has any more ends the watch.
            let next = match self.limiter.upgrade() {
                Some(shared) => report(&shared),
                None => None,
            };
            let Some(next) = next else {
                self.over = true;
                return;
            };
            sleep_until(next).await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let limiter = (!self.over).then(|| self.limiter.upgrade()).flatten();
        if let Some(shared) = limiter {
            shared.queue.unwatch();
        }
    }
}

/// Reports the holds that have become overheld, and says when to look again; not at all if nobody holds.
fn report(shared: &Shared) -> Option<Instant> {
    let now = Instant::now();
    // To look at, where no hold comes due: one that begins now does not come due before that.
    let mut next = now.checked_add(shared.settings.hold_limit)?;
    let mut overheld = 0_u32;
    let held = shared.queue.watch(|since, patience, reported| {
        match shared.due(since, patience) {
            Some(due) if due <= now => {
                overheld += u32::from(!reported);
                return true;
            }
            Some(due) => next = next.min(due),
            None => {}
        }
        reported
    });
    if overheld > 0 {
        let limiter = shared.settings.name;
        PERMIT_OVERHELD.shift(limiter, f64::from(overheld));
        event!(
            warn,
            "overheld",
            limiter = limiter,
            permits = overheld,
            limit_seconds = shared.settings.hold_limit.as_secs_f64(),
        );
    }
    held.then_some(next)
}
