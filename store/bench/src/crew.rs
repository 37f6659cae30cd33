//! Workers at once.

use futures_util::future::try_join_all;

use crate::Result;

/// Runs as many workers, each as a task of the runtime, and waits for all of them.
#[expect(
    clippy::disallowed_methods,
    reason = "a nursery would be measured with the contenders that have none"
)]
pub(crate) async fn crew<T: Send + 'static, F: Future<Output = Result<T>> + Send + 'static>(
    workers: usize,
    work: impl Fn(usize) -> F,
) -> Result<Vec<T>> {
    let tasks = (0..workers).map(|nth| {
        let task = tokio::spawn(work(nth));
        async move { task.await? }
    });
    try_join_all(tasks).await
}
