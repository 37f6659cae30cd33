//! A run on an empty database, as the program runs it.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

use projects::{
    project::ProjectState,
    run::{left, open, run},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_project_ends_where_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("app.db").display());
    let store = open(&url).await.unwrap();
    let repos = ["builds", "asks", "fails", "panics", "takes long"];
    let ids = Box::pin(run(&store, &repos)).await.unwrap();

    let store = open(&url).await.unwrap();
    assert!(left(&store).await.unwrap().is_empty());
    let mut ends = Vec::new();
    for id in ids {
        ends.push(store.get::<ProjectState>(id).await.unwrap().outcome);
    }
    let ends: Vec<_> = ends.iter().flatten().map(String::as_str).collect();
    assert_eq!(
        ends,
        ["completed", "completed", "error", "panicked", "cancelled"]
    );
    store.shutdown(std::time::Duration::ZERO).await;
}
