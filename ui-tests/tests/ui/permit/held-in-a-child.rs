//! A permit held across a wait in a nursery's child.
use endstate::{Lifecycle, permit::Limiter, task::Nursery};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Lost)]
enum AskState {
    #[lifecycle(initial, to(Answered))]
    Asking,
    #[lifecycle(terminal)]
    Answered,
    #[lifecycle(terminal)]
    Lost,
}

async fn answer_of_the_user() {}

fn asks(nursery: &Nursery, limiter: Limiter) {
    let child = Ask::scope(Asking).run(async move |ask: Ask<_>| {
        let permit = limiter.acquire().await?;
        answer_of_the_user().await;
        drop(permit);
        Ok(ask.to(Answered).exit())
    });
    let _ = nursery.spawn(child); //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
}

fn main() {}
