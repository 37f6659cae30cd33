//! Who reports the permits that are held past their limit.

use std::sync::Arc;

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
        limiter: Arc::clone(shared),
        over: false,
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "no lifecycle: it ends when nobody holds, and whoever comes next starts another"
    )]
    runtime.spawn(watch.run());
}

/// Dropped before it is over, with the runtime that it ran on: somebody else may watch.
struct Watch {
    limiter: Arc<Shared>,
    over: bool,
}

impl Watch {
    async fn run(mut self) {
        while let Some(next) = report(&self.limiter) {
            sleep_until(next).await;
        }
        self.over = true;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.over {
            self.limiter.queue.unwatch();
        }
    }
}

/// Reports the holds that have become overheld, and says when to look again; not at all if nobody holds.
fn report(shared: &Shared) -> Option<Instant> {
    let now = Instant::now();
    // To look at, where no hold comes due: one that begins now does not come due before that.
    let mut next = shared.limit(now)?;
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
