//! Two processes on one database, of which one is killed.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use endstate_cluster::{Engine, databases};

use crate::{
    browser::{Browser, Scheme, has_status},
    site::{Client, Ground, runtime},
};

/// The program. Dropped, it is killed, as by `kill -9`.
struct Program {
    child: Child,
    client: Client,
}

impl Program {
    fn start(ground: &Ground, name: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_launchpad"));
        command
            .args(["--listen", "127.0.0.1:0", "--lease", "6s"])
            .arg("--data")
            .arg(ground.folder.path().join(name))
            .arg("--repositories")
            .arg(ground.repository.root())
            .env("DATABASE_URL", ground.database.url())
            .stdout(Stdio::piped())
            // It tells of what it recovers.
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut url = String::new();
        let out = child.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut url).unwrap();
        let client = Client::of(url.trim().to_owned());
        Self { child, client }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Of the standard library: SIGKILL.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_project_of_a_process_that_is_killed_is_finished_by_another() {
    for database in databases() {
        let ground = Ground::of(database);
        runtime().block_on(Box::pin(async {
            let first = Program::start(&ground, "first");
            let id = first.client.launch("waits").await;
            first.client.until(&id, "running").await;
            let secret = first.client.launch("environment").await;
            let environment = first.client.until(&secret, "completed").await;
            let second = Program::start(&ground, "second");
            let browser = Browser::start(Scheme::Light, (1280, 1000)).await;
            if let Some(browser) = &browser {
                browser.open(&second.client.url).await;
                browser.until(&has_status("waits of sample", "running")).await;
                browser.value("(document.querySelector('#projects li:last-child .name').click(), 0)").await;
            }
            drop(first);
            // What it had started goes on, in a workspace that nobody else uses, and ends at the gate.
            let mut page = second.client.follow().await;
            let recovered = page.until(|picture| {
                let projects = picture["projects"].as_array().unwrap();
                projects.iter().any(|project| {
                    project["id"] == *id && project["attempt"] == 2 && project["status"] == "running"
                })
            });
            recovered.await;
            if let Some(browser) = &browser {
                browser.until("document.getElementById('projects').textContent.includes('attempt 2 of 3, its process died')").await;
                if ground.database.engine() == Engine::Postgres {
                    browser.picture("recovered").await;
                }
            }
            ground.repository.open_gate();
            let project = second.client.until(&id, "completed").await;
            assert_eq!(project["result"], "through");
            if let Some(browser) = &browser {
                browser.until(&has_status("waits of sample", "completed")).await;
            }
            // A task is told no password of the service's.
            let environment = environment["result"].as_str().unwrap();
            assert!(environment.contains("PATH="), "{environment}");
            assert!(!environment.contains("DATABASE_URL"), "{environment}");
            let (status, health) = second.client.get("/healthz").await;
            assert_eq!(status, 200, "{health:#}");
        }));
    }
}

/// One process waits for the answer, and another is given it.
#[test]
fn an_answer_may_be_given_to_another_process() {
    for database in databases() {
        let ground = Ground::of(database);
        runtime().block_on(async {
            let first = Program::start(&ground, "first");
            let id = first.client.launch("asks").await;
            first.client.until(&id, "input_needed").await;
            let second = Program::start(&ground, "second");
            let asked = second.client.project(&id).await;
            let (status, _) = second.client.answer(&id, &asked["follow_up"], "7").await;
            assert_eq!(status, 204);
            // Whoever of the two is quicker, it goes on once.
            let project = first.client.until(&id, "completed").await;
            assert_eq!(project["result"], "got 7");
            let history = project["history"].as_array().unwrap();
            let answered = history
                .iter()
                .filter(|moved| moved["from"] == "input_needed" && moved["to"] == "running");
            assert_eq!(answered.count(), 1, "{history:#?}");
        });
    }
}
