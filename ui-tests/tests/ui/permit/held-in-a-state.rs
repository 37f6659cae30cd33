//! A permit in a state of a lifecycle, whose operations wait.
use endstate::{Lifecycle, permit::{Limiter, Permit}, task::Nursery};

#[derive(Lifecycle)]
#[lifecycle(context = Limiter, fixpoint = Over)]
enum JobState {
    #[lifecycle(initial, to(Busy))]
    Queued,
    #[lifecycle(to(Over))]
    Busy { permit: Permit },
    #[lifecycle(terminal)]
    Over,
}

impl Job<Busy> {
    async fn work(&mut self) {}
}

fn spawn(nursery: &Nursery, limiter: Limiter) {
    let child = nursery.spawn(Job::scope(Queued, limiter).run(async |job| { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let permit = job.context.acquire().await?;
        let mut job = job.to(Busy { permit });
        job.work().await;
        Ok(job.to(Over).exit())
    }));
    drop(child);
}
fn main() {}
