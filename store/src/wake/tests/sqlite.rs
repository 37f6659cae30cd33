//! Two processes on one file.

use std::{
    cell::Cell,
    env,
    ffi::OsStr,
    io::{self, BufRead, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};
use tempfile::TempDir;
use tokio::time::timeout;

use super::{Running, TICK, Topic, Uuid, WITHIN, Wakes, at_once, ids};

/// Tells the child which file to write to.
const FILE: &str = "ENDSTATE_WAKE_TEST_FILE";

pub(super) fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(WITHIN)
}

pub(super) async fn answers(file: &Path) -> SqlitePool {
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options(file))
        .await
        .unwrap();
    sqlx::query("CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY)")
        .execute(&pool)
        .await
        .unwrap();
    pool
}

async fn answer(answers: &SqlitePool, id: &str) {
    sqlx::query("INSERT INTO answers VALUES (?)")
        .bind(id)
        .execute(answers)
        .await
        .unwrap();
}

async fn is_answered(answers: &SqlitePool, id: &str) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM answers WHERE id = ?")
        .bind(id)
        .fetch_optional(answers)
        .await?;
    Ok(found.is_some())
}

fn relayed(file: &Path) -> (Wakes, Running) {
    let (wakes, relay) = Wakes::new(TICK);
    let options = options(file);
    let running = Running::start(relay, |relay, shutdown| {
        Box::pin(relay.sqlite(options, shutdown))
    });
    (wakes, running)
}

/// Another process, which answers each id that it is told.
struct Writer(Child);

impl Writer {
    fn start(file: &OsStr) -> Self {
        let child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "wake::tests::sqlite::the_other_process"])
            .args(["--ignored", "--quiet"])
            .env(FILE, file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    fn answer(&mut self, id: &str) {
        writeln!(self.0.stdin.as_ref().unwrap(), "{id}").unwrap();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let ended = self.0.wait();
        if !std::thread::panicking() {
            assert!(ended.unwrap().success(), "the other process failed");
        }
    }
}

#[test]
#[ignore = "it is the other process of a test"]
fn the_other_process() {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let answers = runtime.block_on(answers(file.as_ref()));
    for id in io::stdin().lock().lines() {
        runtime.block_on(answer(&answers, &id.unwrap()));
    }
}

#[tokio::test]
async fn a_commit_of_another_process_wakes_who_waits() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("app.db");
    let answers = answers(&file).await;
    let mut other = Writer::start(file.as_os_str());
    let (wakes, _running) = relayed(&file);
    let all = async {
        for id in ids(20) {
            // Each is the first subscriber again: the relay stops in between.
            let mut subscription = wakes.subscribe(Topic::Row(id));
            let id = id.to_string();
            let mut asked = false;
            let wait = subscription.wait_until(WITHIN, || {
                let is_first = !std::mem::replace(&mut asked, true);
                let (answers, id) = (&answers, &id);
                let answered = async move { Ok(is_answered(answers, id).await?) };
                if is_first {
                    // Registered, and about to read: the answer may come before or after that.
                    other.answer(id);
                }
                answered
            });
            wait.await.unwrap();
        }
    };
    timeout(WITHIN, all).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_wait_misses_an_answer_among_128_waiters_and_4_writers() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("app.db");
    let here = answers(&file).await;
    let (wakes, _running) = relayed(&file);
    let ids = ids(128);
    let waiters = ids.iter().map(|&id| {
        let (wakes, here) = (wakes.clone(), here.clone());
        async move {
            let mut subscription = wakes.subscribe(Topic::Row(id));
            let (here, id) = (&here, &id.to_string());
            let answered = async || Ok(is_answered(here, id).await?);
            subscription.wait_until(TICK, answered).await.unwrap();
        }
    });
    let mut others = Vec::new();
    for ids in ids.chunks(32) {
        let there = answers(&file).await;
        let ids = ids.to_vec();
        others.push(async move {
            for id in ids {
                answer(&there, &id.to_string()).await;
            }
        });
    }
    let all = async { tokio::join!(at_once(waiters), at_once(others)) };
    timeout(WITHIN, all).await.unwrap();
}

#[tokio::test]
async fn a_database_that_comes_back_wakes_who_waited_meanwhile() {
    let folder = TempDir::new().unwrap();
    let (there, file) = (folder.path().join("new.db"), folder.path().join("app.db"));
    let (wakes, _running) = relayed(&file);
    let id = Uuid::now_v7();
    let mut subscription = wakes.subscribe(Topic::Row(id));
    let id = &id.to_string();
    let checks = &Cell::new(0);
    let wait = subscription.wait_until(TICK, async || {
        checks.set(checks.get() + 1);
        if checks.get() > 1 {
            let answers = SqlitePool::connect_with(options(&file)).await?;
            return Ok(is_answered(&answers, id).await?);
        }
        // It was away for the first look, and is there, with the answer, right after it.
        let answers = answers(&there).await;
        answer(&answers, id).await;
        answers.close().await;
        std::fs::rename(&there, &file)?;
        Ok(false)
    });
    timeout(WITHIN, wait).await.unwrap().unwrap();
}
