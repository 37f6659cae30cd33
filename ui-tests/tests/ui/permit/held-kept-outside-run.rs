//! The permit of a body, kept beyond the run in a place of somebody else's.
use endstate::permit::Limiter;
use std::sync::{Arc, Mutex};

async fn runs(limiter: Limiter) {
    let kept = Arc::new(Mutex::new(None));
    let run = limiter.run(async move |held| { //~ ERROR: lifetime may not live long enough
        *kept.lock().unwrap() = Some(held);
        Ok(())
    });
    let _ = run.await;
}

fn main() {}
