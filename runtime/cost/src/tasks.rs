//! A nursery beside `tokio::spawn`: as many children as there are, spawned and awaited.

use endstate::{Lifecycle, task::nursery};
use tokio::task::yield_now;

use crate::{Load, Pair, on_one_thread};

pub(crate) const SPAWN_AND_JOIN: Pair = Pair {
    name: "spawn and join",
    sizes: &[1, 100, 10_000],
    raw,
    ours,
};

/// The same with the same lifecycle as the raw task's future, so that the nursery alone is measured.
pub(crate) const SCOPES: Pair = Pair {
    name: "spawn and join scopes",
    sizes: &[1, 100, 10_000],
    raw: raw_scopes,
    ours,
};

#[derive(Lifecycle)]
#[lifecycle(handle = Job, fixpoint = Lost)]
enum JobState {
    #[lifecycle(initial, to(Done))]
    Working,
    #[lifecycle(terminal)]
    Done,
    #[lifecycle(terminal)]
    Lost,
}

fn raw(Load { size, rounds }: Load) {
    on_one_thread(async {
        for _ in 0..rounds {
            let mut children = Vec::with_capacity(size);
            for _ in 0..size {
                children.push(tokio::spawn(async {
                    yield_now().await;
                    JobEnd::Done(Done)
                }));
            }
            for child in children {
                assert!(matches!(child.await, Ok(JobEnd::Done(_))));
            }
        }
    });
}

fn raw_scopes(Load { size, rounds }: Load) {
    on_one_thread(async {
        for _ in 0..rounds {
            let mut children = Vec::with_capacity(size);
            for _ in 0..size {
                children.push(tokio::spawn(Job::scope(Working).run(async |job| {
                    yield_now().await;
                    Ok(job.to(Done).exit())
                })));
            }
            for child in children {
                assert!(matches!(child.await, Ok(JobEnd::Done(_))));
            }
        }
    });
}

fn ours(Load { size, rounds }: Load) {
    on_one_thread(async {
        for _ in 0..rounds {
            let left = nursery(async |n| {
                let mut children = Vec::with_capacity(size);
                for _ in 0..size {
                    children.push(n.spawn(Job::scope(Working).run(async |job| {
                        yield_now().await;
                        Ok(job.to(Done).exit())
                    }))?);
                }
                for child in children {
                    assert!(matches!(child.await, JobEnd::Done(_)));
                }
                Ok(())
            });
            assert!(left.await.is_ok());
        }
    });
}
