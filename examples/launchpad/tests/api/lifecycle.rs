//! From the launch to each end.

use std::{fs, path::Path};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Duration, sleep, timeout};

use crate::site::{SOON, on_both};

fn states(project: &Value) -> Vec<&str> {
    let mut states: Vec<_> = project["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moved| moved["to"].as_str().unwrap())
        .collect();
    // A claim is a move as well, and stays in its state.
    states.dedup();
    states
}

#[test]
fn a_task_runs_in_a_clone_to_its_end() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let wanted = json!({ "repository": "sample", "task": "quick" });
        let launch = site
            .client
            .request(Method::POST, "/api/projects")
            .json(&wanted);
        let launched = launch.send().await.unwrap();
        assert_eq!(launched.status(), StatusCode::CREATED);
        let place = launched.headers()["location"].to_str().unwrap().to_owned();
        let id = place.rsplit('/').next().unwrap();

        let project = site.client.until(id, "completed").await;
        assert_eq!(
            states(&project),
            ["initialized", "preparing", "running", "completed"]
        );
        // What it printed shows that it ran in the repository's files.
        assert_eq!(project["result"], "A repository.\nall done");
        assert_eq!(project["outcome"], "completed");
        assert_eq!(project["task"], "quick");
        site.stop().await;
        let left = fs::read_dir(ground.folder.path().join("data/workspaces"));
        assert_eq!(left.unwrap().count(), 0, "the workspace is removed");
    });
}

#[test]
fn a_task_that_fails_says_why() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("fails").await;
        let project = site.client.until(&id, "failed").await;
        assert_eq!(
            project["error"],
            "`fails` ended with exit status: 3:\nlinking\nno main"
        );
        assert_eq!(project["outcome"], "error");
        let id = site.client.launch("asks-nothing").await;
        let project = site.client.until(&id, "failed").await;
        let error = project["error"].as_str().unwrap();
        assert!(error.contains("print it as the last line"), "{error}");
        site.stop().await;
    });
}

#[test]
fn a_task_that_takes_too_long_is_stopped() {
    on_both(async |ground| {
        let site = ground.site(|settings| settings.task_limit = Duration::from_millis(500));
        let site = site.await;
        let id = site.client.launch("endless").await;
        let project = site.client.until(&id, "failed").await;
        let error = project["error"].as_str().unwrap();
        assert!(error.contains("was stopped after 500ms"), "{error}");
        site.stop().await;
    });
}

#[test]
fn a_project_is_cancelled_with_all_its_processes() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("endless").await;
        let child = process_of(&ground.repository.pid()).await;
        assert!(is_alive(&child));
        assert_eq!(site.client.cancel(&id).await.0, StatusCode::ACCEPTED);
        let project = site.client.until(&id, "cancelled").await;
        assert_eq!(project["outcome"], "cancelled");
        until(|| !is_alive(&child)).await;
        let (status, problem) = site.client.cancel(&id).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        site.stop().await;
    });
}

#[test]
fn a_project_that_waits_for_its_turn_is_cancelled() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.permits = 1.try_into().unwrap())
            .await;
        let first = site.client.launch("waits").await;
        site.client.until(&first, "running").await;
        let second = site.client.launch("quick").await;
        let mut page = site.client.follow().await;
        page.until(|picture| picture["gauges"]["permits_waiting"] == 1)
            .await;
        // It waits without a row: no attempt, no lease.
        let project = site.client.project(&second).await;
        assert_eq!(
            (&project["status"], &project["attempt"]),
            (&json!("initialized"), &json!(0))
        );
        assert_eq!(site.client.cancel(&second).await.0, StatusCode::ACCEPTED);
        site.client.until(&second, "cancelled").await;
        ground.repository.open_gate();
        site.client.until(&first, "completed").await;
        site.stop().await;
    });
}

/// The process of a task, once it has said which it is.
async fn process_of(pid: &Path) -> String {
    until(|| pid.exists()).await;
    fs::read_to_string(pid).unwrap().trim().to_owned()
}

/// Not gone, and not a corpse that nobody has buried yet.
fn is_alive(process: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .trim_start()
        .chars()
        .next();
    !matches!(state, None | Some('Z' | 'X'))
}

/// Looks at what a foreign process does, which tells nobody.
async fn until(condition: impl Fn() -> bool) {
    let come = async {
        while !condition() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(SOON, come).await.expect("it comes to that");
}
