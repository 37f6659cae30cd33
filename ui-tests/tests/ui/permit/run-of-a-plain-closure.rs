//! A closure that returns an async block, where an async closure is wanted.
use endstate::permit::Limiter;

async fn answer() -> u32 {
    7
}

async fn works(limiter: Limiter) {
    let run = limiter.run(|mut held| async move { Ok(held.released(answer()).await?) });
    //~^ ERROR: implementation of `AsyncFnOnce` is not general enough
    let _ = run.await;
}

fn main() {}
