//! Asking, waiting and reading, as correct programs write it.

use std::{
    future::{Ready, ready},
    io,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use endstate::{
    Abandoned, BoxError, Lifecycle,
    task::nursery,
    topic::{Asking, Hub, Received, Subscription, TimedOut, WaitError, WaitUntil},
};

const WITHIN: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Event {
    Asked,
    Answered,
    Renamed(String),
}

/// The truth; 0 is no answer.
#[derive(Default)]
struct Db {
    answer: AtomicU32,
}

impl Db {
    async fn write_question(&self, asking: Asking<'_, String, Event>) -> io::Result<u32> {
        tokio::task::yield_now().await;
        Ok(asking.key().len().try_into().unwrap_or(0))
    }

    async fn answer(&self) -> io::Result<Option<u32>> {
        tokio::task::yield_now().await;
        let answer = self.answer.load(Ordering::Relaxed);
        Ok((answer != 0).then_some(answer))
    }

    async fn is_answered(&self) -> bool {
        matches!(self.answer().await, Ok(Some(_)))
    }
}

/// Several questions through one hub, as a server holds it.
struct Server {
    projects: Hub<String, Event>,
    db: Db,
}

impl Server {
    fn new() -> Self {
        Self {
            projects: Hub::new(),
            db: Db::default(),
        }
    }

    async fn ask(&self, project: &str) -> Result<u32, BoxError> {
        let mut project = self.projects.subscribe(project.to_owned());
        project
            .publish(async |asking| {
                let question = self.db.write_question(asking).await?;
                if question == 0 {
                    return Err(BoxError::from("a project without a name"));
                }
                asking.announce(Event::Asked);
                Ok(question)
            })
            .await?;
        let answer = project.wait_until(WITHIN, async || Ok(self.db.answer().await?));
        Ok(answer.await?)
    }

    /// Through a reference, and without a subscription.
    fn respond(&self, project: &str) -> usize {
        self.db.answer.store(42, Ordering::Relaxed);
        self.projects.announce(project, Event::Answered)
    }
}

#[tokio::test]
async fn ask_and_wait() {
    let server = Server::new();
    let respond = async { server.respond("p-7") };
    let (answer, told) = tokio::join!(server.ask("p-7"), respond);
    assert_eq!(answer.ok(), Some(42));
    assert_eq!(told, 1);
    assert!(server.ask("").await.is_err());
}

#[tokio::test]
async fn a_predicate_may_be_written_in_many_ways() -> Result<(), BoxError> {
    let server = Server::new();
    server.respond("p-7");
    let db = &server.db;
    let mut project = server.projects.subscribe("p-7".to_owned());

    let () = project.wait_until(WITHIN, async || true).await?;
    let () = project.wait_until(WITHIN, || db.is_answered()).await?;
    let () = project
        .wait_until(WITHIN, async || Ok(db.answer().await?.is_some()))
        .await?;
    let one: u32 = project.wait_until(WITHIN, async || Some(1)).await?;
    let two = project
        .wait_until(WITHIN, || async {
            let answer = db.answer().await?;
            Ok(answer.filter(|answer| *answer > one))
        })
        .await?;
    assert_eq!(two, 42);
    let mut asked = 0;
    let () = project
        .wait_until(WITHIN, || {
            asked += 1;
            std::future::ready(asked > 0)
        })
        .await?;
    Ok(())
}

/// A page that shows a project for as long as somebody looks at it.
struct Page {
    updates: Subscription<String, Event>,
    title: String,
}

impl Page {
    async fn follow(&mut self) -> Result<(), TimedOut> {
        loop {
            match self.updates.next(WITHIN).await? {
                Received::Event(Event::Renamed(title)) => self.title = title,
                Received::Event(Event::Answered) => return Ok(()),
                Received::Event(Event::Asked) => {}
                Received::Missed(_) => self.title.clear(),
            }
        }
    }
}

#[tokio::test]
async fn in_a_struct_that_reads_on_and_on() {
    let server = Server::new();
    let mut page = Page {
        updates: server.projects.subscribe("p-7".to_owned()),
        title: String::new(),
    };
    for event in [
        Event::Asked,
        Event::Renamed("new".to_owned()),
        Event::Answered,
    ] {
        server.projects.announce("p-7", event);
    }
    assert_eq!(page.follow().await, Ok(()));
    assert_eq!(page.title, "new");
}

#[tokio::test]
async fn two_subscriptions_at_once() {
    let server = Server::new();
    let mut left = server.projects.subscribe("left".to_owned());
    let mut right = server.projects.subscribe("right".to_owned());
    server.projects.announce("right", Event::Answered);
    let won = tokio::select! {
        received = left.next(WITHIN) => ("left", received),
        received = right.next(WITHIN) => ("right", received),
    };
    assert_eq!(won, ("right", Ok(Received::Event(Event::Answered))));

    let db = &server.db;
    let either = async {
        let left = left.wait_until(WITHIN, || db.is_answered());
        let right = right.wait_until(WITHIN, || db.is_answered());
        tokio::join!(left, right)
    };
    let respond = async { server.respond("left") + server.respond("right") };
    let ((left, right), told) = tokio::join!(either, respond);
    assert!(left.is_ok() && right.is_ok());
    assert_eq!(told, 2);
}

/// A wait can be kept in a field.
#[tokio::test]
async fn a_wait_has_a_name() {
    let server = Server::new();
    let mut projects: Vec<_> = (0..3)
        .map(|n| server.projects.subscribe(n.to_string()))
        .collect();
    let waits: Vec<Wait<'_>> = projects
        .iter_mut()
        .map(|project| project.wait_until(WITHIN, is_true as fn() -> _))
        .collect();
    for wait in waits {
        assert!(wait.await.is_ok());
    }
}

type Wait<'a> = WaitUntil<'a, Event, fn() -> Ready<bool>, Ready<bool>, bool, ()>;

fn is_true() -> Ready<bool> {
    ready(true)
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_over_can_be_told_from_one_that_failed() {
    let server = Server::new();
    let mut project = server.projects.subscribe("p-7".to_owned());
    let waited = project.wait_until(WITHIN, async || Ok(server.db.answer().await?));
    match waited.await {
        Err(WaitError::TimedOut(TimedOut { after, .. })) => assert_eq!(after, WITHIN),
        other => panic!("nobody answers: {other:?}"),
    }
}

#[derive(Lifecycle)]
#[lifecycle(handle = Ask, context = &'static Server, fixpoint = Failed)]
enum AskState<'a> {
    #[lifecycle(initial, to(Answered))]
    Open { project: &'a str },
    #[lifecycle(terminal)]
    Answered(u32),
    #[lifecycle(terminal)]
    Failed(String),
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

#[tokio::test]
async fn in_a_child_of_a_nursery() {
    let server: &'static Server = Box::leak(Box::new(Server::new()));
    let mut looks = server.projects.subscribe("p-7".to_owned());
    let end = nursery(async |n| {
        let open = Open { project: "p-7" };
        let child = n.spawn(Ask::scope(open, server).run(async |ask| {
            let answer = ask.context.ask(ask.state.project).await?;
            Ok(ask.to(Answered(answer)).exit())
        }))?;
        while looks.next(WITHIN).await? != Received::Event(Event::Asked) {}
        server.respond("p-7");
        Ok(child.await)
    })
    .await;
    assert!(matches!(end, Ok(AskEnd::Answered(Answered(42)))));
}
