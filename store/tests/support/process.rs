//! Real processes: this test binary once more, as a worker.
#![allow(
    dead_code,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    unreachable_pub,
    reason = "tests"
)]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use endstate_cluster::{Database, Engine};
use endstate_store::Id;
use rustix::process::{Pid, Signal};

use crate::job::JobState;

/// What a worker process is told, in its environment.
const ROLE: &str = "ENDSTATE_TEST_ROLE";
const URL: &str = "ENDSTATE_TEST_URL";
const ROW: &str = "ENDSTATE_TEST_ROW";

/// A worker process. It is killed when this is dropped, and when the thread that started it ends.
pub struct Process {
    child: Child,
    /// What it says, line by line.
    lines: Receiver<String>,
}

impl Process {
    /// Starts the worker `role` on this row.
    pub fn start(role: &str, database: &Database, row: Id<JobState>) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["a_worker", "--exact", "--ignored", "--nocapture"])
            .env(ROLE, role)
            .env(URL, database.url())
            .env(ROW, row.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stderr.take().unwrap());
        let (say, lines) = mpsc::channel();
        // It ends with the process, whose end of the pipe is closed then.
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                println!("  worker: {line}");
                if say.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The next line that it says.
    pub fn says(&self) -> String {
        self.lines
            .recv_timeout(Duration::from_mins(1))
            .expect("the worker says nothing, or is dead")
    }

    /// Lets it go on where it waits to be told so.
    pub fn go(&mut self) {
        self.child
            .stdin
            .as_mut()
            .unwrap()
            .write_all(b"go\n")
            .unwrap();
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Until it has ended by itself.
    pub fn ended(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// Stops it between two of its writes: stopped in one, it would keep everybody else from writing to a SQLite database.
    pub async fn stop(&self, database: &Database) {
        use endstate_store::sqlx::{Connection as _, SqliteConnection};

        if database.engine() == Engine::Postgres {
            return self.signal(Signal::STOP);
        }
        let mut writer = SqliteConnection::connect(database.url()).await.unwrap();
        let writing = writer.begin_with("BEGIN IMMEDIATE").await.unwrap();
        self.signal(Signal::STOP);
        writing.rollback().await.unwrap();
        writer.close().await.unwrap();
    }

    pub fn resume(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What this process was told as a worker: its role, its database and its row. It dies with the thread that started it.
pub fn told() -> (String, String, Id<JobState>) {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).unwrap();
    let told = |name| std::env::var(name).expect("a worker is started by another test");
    (told(ROLE), told(URL), told(ROW).parse().unwrap())
}

/// Waits for `go`, and keeps its thread meanwhile.
pub fn wait_to_be_told() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    assert_eq!(line, "go\n");
}
