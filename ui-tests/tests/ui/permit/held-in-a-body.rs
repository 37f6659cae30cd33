//! A permit of one limiter across a wait in the body of another's run.
use endstate::permit::Limiter;

async fn answer_of_the_user() {}

async fn works(agents: Limiter, sockets: Limiter) {
    let run = agents.run(async move |_held| { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let socket = sockets.acquire().await?;
        answer_of_the_user().await;
        drop(socket);
        Ok(())
    });
    let _ = run.await;
}

fn main() {}
