//! How long it takes from a commit in one process until a wait in another one is over.
//!
//! ```text
//! cargo run --release -p endstate-store --example wake_latency --features postgres
//! ```
//!
//! Postgres is measured where it is installed, in a server of the example's own. The fallback tick is a minute, so what is measured is the wakes.

#[allow(dead_code, reason = "the waits take their part of it")]
#[path = "../src/backoff.rs"]
mod backoff;
#[allow(
    dead_code,
    reason = "the module is not public, and not all of it is used here"
)]
#[path = "../src/wake/mod.rs"]
mod wake;

use std::{
    env,
    io::{self, BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use endstate::BoxError;
use endstate_cluster::Database;
use sqlx::{
    PgPool, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tokio::runtime;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use wake::{Relay, Topic, Wakes};

const WAKES: usize = 200;
/// Long enough that what another process is told is not gathered with what came before it.
const APART: Duration = Duration::from_millis(20);
const TICK: Duration = Duration::from_mins(1);

fn main() -> Result<(), BoxError> {
    let runtime = runtime::Runtime::new()?;
    if let Some(url) = env::args().nth(1) {
        return runtime.block_on(answer(&url));
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("app.db");
    let mut urls = vec![format!("sqlite:{}", file.display())];
    let postgres = Database::postgres();
    urls.extend(postgres.iter().map(|database| database.url().to_owned()));
    for url in urls {
        for pause in [Duration::ZERO, APART] {
            runtime.block_on(measure(&url, pause))?;
        }
    }
    Ok(())
}

/// Waits for answers of another process, one after the other, with a pause in between.
async fn measure(url: &str, pause: Duration) -> Result<(), BoxError> {
    let answers = Answers::open(url).await?;
    answers.create().await?;
    let (wakes, relay) = Wakes::new(TICK);
    let shutdown = run(relay, url)?;

    let mut other = Command::new(env::current_exe()?)
        .arg(url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut ask = other.stdin.take().ok_or("no way to ask")?;
    let mut committed = BufReader::new(other.stdout.take().ok_or("no way to hear")?).lines();

    let mut latencies = Vec::with_capacity(WAKES);
    for nth in 0..=WAKES {
        tokio::time::sleep(pause).await;
        let id = Uuid::now_v7();
        let mut subscription = wakes.subscribe(Topic::Row(id));
        let mut asked = false;
        let wait = subscription.wait_until(TICK, || {
            let is_first = !std::mem::replace(&mut asked, true);
            let said = if is_first {
                writeln!(ask, "{id}")
            } else {
                Ok(())
            };
            let answers = &answers;
            async move {
                said?;
                Ok(answers.has(id).await?)
            }
        });
        wait.await?;
        let woken = now()?;
        let committed: u64 = committed.next().ok_or("it is gone")??.parse()?;
        // The first one waits for the other process to start.
        if nth > 0 {
            latencies.push(Duration::from_nanos(woken.saturating_sub(committed)));
        }
    }
    drop(ask);
    other.wait()?;
    shutdown.cancel();
    answers.remove().await?;

    latencies.sort_unstable();
    let [p50, p99, max] = [WAKES / 2, WAKES * 99 / 100, WAKES - 1].map(|at| latencies[at]);
    let engine = url.split(':').next().unwrap_or(url);
    println!(
        "{engine:<9} {WAKES} wakes, {pause:>4?} apart   p50 {p50:>9.2?}   p99 {p99:>9.2?}   max {max:>9.2?}"
    );
    Ok(())
}

/// The other process: writes the answers that it is asked for, and says when each was committed.
async fn answer(url: &str) -> Result<(), BoxError> {
    let answers = Answers::open(url).await?;
    let (wakes, relay) = Wakes::new(TICK);
    let shutdown = run(relay, url)?;
    for id in io::stdin().lock().lines() {
        let id = id?.parse()?;
        answers.write(id).await?;
        let committed = now()?;
        wakes.moved([Topic::Row(id)]);
        println!("{committed}");
    }
    shutdown.cancel();
    Ok(())
}

/// Runs the relay on a thread of its own until the token is cancelled.
fn run(relay: Relay, url: &str) -> Result<CancellationToken, BoxError> {
    let shutdown = CancellationToken::new();
    let token = shutdown.clone();
    let url = url.to_owned();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    thread::spawn(move || -> Result<(), BoxError> {
        if url.starts_with("sqlite:") {
            runtime.block_on(relay.sqlite(url.parse()?, token));
        } else {
            runtime.block_on(relay.postgres(url.parse()?, token));
        }
        Ok(())
    });
    Ok(shutdown)
}

fn now() -> Result<u64, BoxError> {
    Ok(u64::try_from(
        SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos(),
    )?)
}

/// The truth that is waited for: a row is there.
enum Answers {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Answers {
    async fn open(url: &str) -> Result<Self, BoxError> {
        if url.starts_with("sqlite:") {
            let options: SqliteConnectOptions = url.parse()?;
            let options = options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal);
            Ok(Self::Sqlite(SqlitePool::connect_with(options).await?))
        } else {
            Ok(Self::Postgres(PgPool::connect(url).await?))
        }
    }

    async fn create(&self) -> Result<(), sqlx::Error> {
        self.run("CREATE TABLE wake_latency (id text PRIMARY KEY)")
            .await
    }

    async fn remove(&self) -> Result<(), sqlx::Error> {
        self.run("DROP TABLE wake_latency").await
    }

    async fn run(&self, statement: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(pool) => sqlx::query(statement).execute(pool).await.map(drop),
            Self::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
        }
    }

    async fn write(&self, id: Uuid) -> Result<(), sqlx::Error> {
        let (insert, id) = ("INSERT INTO wake_latency VALUES ($1)", id.to_string());
        match self {
            Self::Sqlite(pool) => sqlx::query(insert).bind(id).execute(pool).await.map(drop),
            Self::Postgres(pool) => sqlx::query(insert).bind(id).execute(pool).await.map(drop),
        }
    }

    async fn has(&self, id: Uuid) -> Result<bool, sqlx::Error> {
        let (count, id) = (
            "SELECT count(*) FROM wake_latency WHERE id = $1",
            id.to_string(),
        );
        let found: i64 = match self {
            Self::Sqlite(pool) => sqlx::query_scalar(count).bind(id).fetch_one(pool).await?,
            Self::Postgres(pool) => sqlx::query_scalar(count).bind(id).fetch_one(pool).await?,
        };
        Ok(found == 1)
    }
}
