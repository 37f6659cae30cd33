//! A permit in what a body returns: readers that each held one and waited for the others have hung a production.
use endstate::permit::Limiter;

async fn reads(agents: Limiter, sockets: Limiter) {
    let run = agents.run(async move |_held| Ok(sockets.acquire().await?)); //~ ERROR: `*const (dyn PermitHeldAcrossAwait + 'static)` cannot be sent between threads safely
    let _ = run.await;
}

fn main() {}
