//! Running scopes as tasks.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a scope runs in a raw task too"
)]

use std::sync::Arc;

use endstate::{Abandoned, Lifecycle};
use tokio::{sync::mpsc, task::JoinSet};

#[derive(Lifecycle)]
#[lifecycle(handle = Feed<'p, P: Send + 'p>, context = &'p P, fixpoint = Closed)]
enum FeedState<'a, T: Send + Sync + 'a> {
    #[lifecycle(initial, to(Reading, Closed))]
    Opened { source: &'a [T] },
    #[lifecycle(to(Reading, Closed), group(Live))]
    Reading { left: &'a [T] },
    #[lifecycle(terminal)]
    Closed { why: String },
}

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

static SOURCE: [u32; 3] = [1, 2, 3];
static PEER: &str = "peer";

#[tokio::test]
async fn a_scope_with_lifetimes_on_its_handle_is_a_task() {
    let (send, mut receive) = mpsc::channel(1);
    let task = tokio::spawn(Feed::scope(Opened { source: &SOURCE }, &PEER).run(
        async move |feed| {
            let left = feed.state.source;
            let mut feed = feed.to(Reading { left });
            while let [first, left @ ..] = feed.state.left {
                send.send(*first).await?;
                feed = feed.to(Reading { left });
            }
            let why = format!("read for {}", feed.context);
            Ok(feed.to(Closed { why }).exit())
        },
    ));
    let mut read = Vec::new();
    while let Some(item) = receive.recv().await {
        read.push(item);
    }
    let FeedEnd::Closed(closed) = task.await.expect("a scope does not panic");
    assert_eq!(read, SOURCE);
    assert_eq!(closed.why, "read for peer");
}

#[tokio::test]
async fn many_scopes_are_many_tasks() {
    let shared: Arc<[u8]> = vec![0; 3].into();
    let mut tasks = JoinSet::new();
    for n in 0..100 {
        let shared = Arc::clone(&shared);
        tasks.spawn(
            Feed::scope(Opened { source: &SOURCE }, &PEER).run(async move |feed| {
                tokio::task::yield_now().await;
                let _: usize = shared[..].len();
                if n % 2 == 1 {
                    return Err(format!("odd: {n}").into());
                }
                let why = "even".to_owned();
                Ok(feed.to(Closed { why }).exit())
            }),
        );
    }
    let ends = tasks.join_all().await;
    let even = ends
        .iter()
        .filter(|FeedEnd::Closed(closed)| closed.why == "even")
        .count();
    assert_eq!((ends.len(), even), (100, 50));
}

#[tokio::test]
async fn a_scope_may_borrow_from_the_function_that_awaits_it() {
    let source = vec!["a".to_owned(), "b".to_owned()];
    let peer = "local".to_owned();
    let scope = Feed::scope(Opened { source: &source }, &peer);
    let end = scope
        .run(async |feed| {
            let why = format!("{} of {}", feed.state.source.concat(), feed.context);
            tokio::task::yield_now().await;
            Ok(feed.to(Closed { why }).exit())
        })
        .await;
    let FeedEnd::Closed(closed) = end;
    assert_eq!(closed.why, "ab of local");
}
