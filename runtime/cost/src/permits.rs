//! A limiter beside a semaphore with a time-out.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::permit::Limiter;
use tokio::{sync::Semaphore, task::yield_now, time::timeout};

use crate::{Load, Pair, on_one_thread};

/// A permit that is free, taken and given back.
pub(crate) const ACQUIRE: Pair = Pair {
    name: "acquire",
    sizes: &[1],
    raw: acquire_raw,
    ours: acquire_ours,
};

/// As many tasks as there are at two permits, each holding one across a `yield_now`.
pub(crate) const CONTEND: Pair = Pair {
    name: "acquire, contended",
    sizes: &[100, 10_000],
    raw: contend_raw,
    ours: contend_ours,
};

/// A body that runs as a task of its own, with a permit, under a limit.
pub(crate) const RUN: Pair = Pair {
    name: "run",
    sizes: &[1],
    raw: run_raw,
    ours: run_ours,
};

const LIMIT: Duration = Duration::from_secs(30);
const TWO: NonZeroUsize = NonZeroUsize::new(2).expect("two is not zero");

async fn raw_permit(semaphore: &Arc<Semaphore>) -> tokio::sync::OwnedSemaphorePermit {
    let acquire = Arc::clone(semaphore).acquire_owned();
    let permit = timeout(LIMIT, acquire).await.expect("in time");
    permit.expect("never closed")
}

fn acquire_raw(Load { rounds, .. }: Load) {
    on_one_thread(async {
        let semaphore = Arc::new(Semaphore::new(TWO.get()));
        for _ in 0..rounds {
            drop(raw_permit(&semaphore).await);
        }
    });
}

fn acquire_ours(Load { rounds, .. }: Load) {
    on_one_thread(async {
        let limiter = Limiter::new(TWO);
        for _ in 0..rounds {
            drop(limiter.acquire().await.expect("in time"));
        }
    });
}

fn contend_raw(Load { size, rounds }: Load) {
    on_one_thread(async {
        let semaphore = Arc::new(Semaphore::new(TWO.get()));
        for _ in 0..rounds {
            let tasks: Vec<_> = (0..size)
                .map(|_| {
                    let semaphore = Arc::clone(&semaphore);
                    tokio::spawn(async move {
                        let _held = raw_permit(&semaphore).await;
                        yield_now().await;
                    })
                })
                .collect();
            for task in tasks {
                task.await.expect("it ends");
            }
        }
    });
}

fn contend_ours(Load { size, rounds }: Load) {
    on_one_thread(async {
        let limiter = Limiter::new(TWO);
        for _ in 0..rounds {
            let tasks: Vec<_> = (0..size)
                .map(|_| {
                    let limiter = limiter.clone();
                    tokio::spawn(async move {
                        let permit = limiter.acquire().await.expect("in time");
                        let (_permit, done) = permit.bounded(yield_now()).await;
                        done.expect("in time");
                    })
                })
                .collect();
            for task in tasks {
                task.await.expect("it ends");
            }
        }
    });
}

fn run_raw(Load { rounds, .. }: Load) {
    on_one_thread(async {
        let semaphore = Arc::new(Semaphore::new(TWO.get()));
        for _ in 0..rounds {
            let semaphore = Arc::clone(&semaphore);
            let task = tokio::spawn(async move {
                let _held = raw_permit(&semaphore).await;
                timeout(LIMIT, yield_now()).await
            });
            task.await.expect("it ends").expect("in time");
        }
    });
}

fn run_ours(Load { rounds, .. }: Load) {
    on_one_thread(async {
        let limiter = Limiter::new(TWO);
        for _ in 0..rounds {
            let body = async |_held: endstate::permit::Held<'_>| {
                yield_now().await;
                Ok(())
            };
            limiter.run(body).await.expect("in time");
        }
    });
}
