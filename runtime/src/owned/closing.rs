//! Asynchronous closes: each is a task with a deadline, and known to its registry until it is over.

use core::time::Duration;
use std::{sync::Arc, vec::Vec};

use slab::Slab;
use tokio::{runtime::Handle, sync::watch, time::timeout};

use super::telemetry;
use crate::{
    caught::{panicked, unwinding},
    sync::{Mutex, lock},
};

pub(super) struct Closing {
    registry: &'static str,
    deadline: Duration,
    /// The one that the registry was made in.
    runtime: Option<Handle>,
    closes: Mutex<Closes>,
}

struct Closes {
    /// Each turns true when the close has ended, and goes without when it was cut off.
    under_way: Slab<watch::Receiver<bool>>,
    cut_off: usize,
}

impl Closing {
    pub(super) fn new(registry: &'static str, deadline: Duration) -> Self {
        let closes = Closes {
            under_way: Slab::new(),
            cut_off: 0,
        };
        Self {
            registry,
            deadline,
            runtime: Handle::try_current().ok(),
            closes: Mutex::new(closes),
        }
    }

    /// Runs `close` as a task: in the runtime that is current, or else in the one that the registry was made in.
    pub(super) fn spawn<Fut>(self: &Arc<Self>, close: Fut)
    where
        Fut: Future<Output = ()> + Send + 'static,
    {
        let under_way = self.begin();
        let current = Handle::try_current().ok();
        // Where there is none, `under_way` is dropped here, and `close` with it.
        if let Some(runtime) = current.or_else(|| self.runtime.clone()) {
            #[expect(
                clippy::disallowed_methods,
                reason = "the close is counted from its beginning to its end, and has a deadline"
            )]
            drop(runtime.spawn(under_way.until_closed(close)));
        }
    }

    fn begin(self: &Arc<Self>) -> UnderWay {
        let (tell, has_ended) = watch::channel(false);
        let at = lock(&self.closes).under_way.insert(has_ended);
        telemetry::close_began(self.registry);
        UnderWay {
            closing: Arc::clone(self),
            at,
            ended: false,
            tell,
        }
    }

    pub(super) fn under_way(&self) -> usize {
        lock(&self.closes).under_way.len()
    }

    pub(super) fn cut_off(&self) -> usize {
        lock(&self.closes).cut_off
    }

    /// Waits for the closes that are under way, within the time that each of them has, and gives how many did not end.
    pub(super) async fn over(&self) -> usize {
        let mut closes: Vec<watch::Receiver<bool>> = {
            let closes = lock(&self.closes);
            closes.under_way.iter().map(|(_, it)| it.clone()).collect()
        };
        if closes.is_empty() {
            return 0;
        }
        let all = async {
            for has_ended in &mut closes {
                // An error says that it was cut off, and then it is over as well.
                let _ = has_ended.wait_for(|ended| *ended).await;
            }
        };
        // They began before this wait: what goes on at its end has had its time.
        let _ = timeout(self.deadline, all).await;
        closes.iter().filter(|ended| !*ended.borrow()).count()
    }
}

/// One close, from its beginning; dropped before its end, it was cut off.
struct UnderWay {
    closing: Arc<Closing>,
    at: usize,
    ended: bool,
    tell: watch::Sender<bool>,
}

impl UnderWay {
    async fn until_closed(mut self, close: impl Future<Output = ()>) {
        match timeout(self.closing.deadline, unwinding(close)).await {
            Ok(Ok(())) => {}
            Ok(Err(panic)) => telemetry::panicked(self.closing.registry, &panicked(panic)),
            Err(_) => return,
        }
        self.ended = true;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut closes = lock(&self.closing.closes);
        let ours = closes.under_way.try_remove(self.at);
        closes.cut_off += usize::from(!self.ended);
        drop(closes);
        drop(ours);
        telemetry::close_ended(self.closing.registry);
        if self.ended {
            // Told last: who waits for it finds it gone from everywhere else.
            self.tell.send_replace(true);
        } else {
            telemetry::cut_off(self.closing.registry);
        }
    }
}
