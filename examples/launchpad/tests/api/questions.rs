//! Questions, answers, and the moments between them.

use std::time::Duration;

use endstate_cluster::Engine;
use reqwest::StatusCode;
use serde_json::json;
use sqlx::{PgPool, SqlitePool};

use crate::site::{Ground, on_both};

/// Runs a statement as another process would.
async fn elsewhere(ground: &Ground, sql: &'static str, id: &str) -> u64 {
    let url = ground.database.url();
    match ground.database.engine() {
        Engine::Sqlite => {
            let pool = SqlitePool::connect(url).await.unwrap();
            let done = sqlx::query(sql).bind(id).execute(&pool).await.unwrap();
            pool.close().await;
            done.rows_affected()
        }
        Engine::Postgres => {
            let pool = PgPool::connect(url).await.unwrap();
            let done = sqlx::query(sql).bind(id).execute(&pool).await.unwrap();
            pool.close().await;
            done.rows_affected()
        }
    }
}

#[test]
fn an_answer_takes_the_project_on() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks").await;
        let project = site.client.until(&id, "input_needed").await;
        assert_eq!(project["question"], "how many?");
        let answered = site
            .client
            .answer(&id, &project["follow_up"], " seven \n")
            .await;
        assert_eq!(answered.0, StatusCode::NO_CONTENT);
        let project = site.client.until(&id, "completed").await;
        assert_eq!(project["result"], "got seven");
        let asked = &project["follow_ups"];
        assert_eq!(asked.as_array().unwrap().len(), 1);
        assert_eq!(
            (&asked[0]["question"], &asked[0]["answer"]),
            (&json!("how many?"), &json!("seven"))
        );
        site.stop().await;
    });
}

#[test]
fn a_task_may_ask_again() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks-twice").await;
        let first = site.client.until(&id, "input_needed").await;
        assert_eq!(first["question"], "first?");
        site.client.answer(&id, &first["follow_up"], "a").await;
        let mut page = site.client.follow().await;
        page.until(|picture| picture["projects"][0]["question"] == "second?")
            .await;
        let second = site.client.project(&id).await;
        site.client.answer(&id, &second["follow_up"], "b").await;
        let project = site.client.until(&id, "completed").await;
        assert_eq!(project["result"], "last b");
        site.stop().await;
    });
}

#[test]
fn whoever_waits_for_a_user_holds_nobody_up() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.permits = 1.try_into().unwrap())
            .await;
        let mut asking = Vec::new();
        for _ in 0..3 {
            asking.push(site.client.launch("asks").await);
        }
        for id in &asking {
            site.client.until(id, "input_needed").await;
        }
        let mut page = site.client.follow().await;
        let picture = page
            .until(|picture| picture["gauges"]["permits_held"] == 0)
            .await;
        // Three runs wait for their users, and none of them for a permit.
        assert_eq!(picture["gauges"]["followed_projects"], 3, "{picture:#}");
        assert_eq!(picture["gauges"]["permits_waiting"], 0, "{picture:#}");
        let other = site.client.launch("quick").await;
        site.client.until(&other, "completed").await;
        for id in &asking {
            let project = site.client.project(id).await;
            site.client.answer(id, &project["follow_up"], "1").await;
            site.client.until(id, "completed").await;
        }
        site.stop().await;
    });
}

#[test]
fn an_answer_for_which_nobody_waits_any_more_takes_the_project_on() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.patience = Duration::ZERO)
            .await;
        let id = site.client.launch("asks").await;
        let project = site.client.until(&id, "input_needed").await;
        let mut page = site.client.follow().await;
        page.until(|picture| picture["gauges"]["followed_projects"] == 0)
            .await;
        site.client.answer(&id, &project["follow_up"], "7").await;
        assert_eq!(site.client.until(&id, "completed").await["result"], "got 7");
        site.stop().await;
    });
}

/// The run gives up after one millisecond, and the answer comes at any moment around that: none of them may get lost.
#[test]
fn an_answer_at_the_moment_of_giving_up_is_not_lost() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.patience = Duration::from_millis(1))
            .await;
        for _ in 0..5 {
            let id = site.client.launch("asks").await;
            let project = site.client.until(&id, "input_needed").await;
            site.client.answer(&id, &project["follow_up"], "7").await;
            site.client.until(&id, "completed").await;
        }
        site.stop().await;
    });
}

/// A process that dies right after it wrote the answer tells nobody.
#[test]
fn an_answer_of_which_nobody_was_told_is_found() {
    const ANSWER: &str = "UPDATE follow_ups SET answer = '9' WHERE launch = $1";
    on_both(async |ground| {
        // A run that waits finds it in its time, and where none waits the dispatcher does.
        for patience in [Duration::from_mins(10), Duration::ZERO] {
            let site = ground.site(|settings| settings.patience = patience).await;
            let id = site.client.launch("asks").await;
            site.client.until(&id, "input_needed").await;
            assert_eq!(elsewhere(&ground, ANSWER, &id).await, 1);
            assert_eq!(site.client.until(&id, "completed").await["result"], "got 9");
            site.stop().await;
        }
    });
}

#[test]
fn a_question_that_nobody_answers_expires() {
    // Its day is over.
    const LATER: &str = "UPDATE projects SET deadline_at = 1 WHERE launch = $1";
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks").await;
        let project = site.client.until(&id, "input_needed").await;
        assert_eq!(elsewhere(&ground, LATER, &id).await, 1);
        let expired = site.client.until(&id, "expired").await;
        assert_eq!(expired["outcome"], "timed_out");
        let (status, problem) = site.client.answer(&id, &project["follow_up"], "late").await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(problem["detail"], "the project asks nothing");
        site.stop().await;
    });
}

#[test]
fn an_answer_to_something_else_is_refused() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks").await;
        let project = site.client.until(&id, "input_needed").await;
        let other = json!("01a222c9-8a3d-75e5-a24c-1472687e4691");
        let (status, _) = site.client.answer(&id, &other, "7").await;
        assert_eq!(status, StatusCode::CONFLICT);
        for (answer, expected) in [
            (" ", 422),
            (&"x".repeat(2001), 422),
            ("a\0b", 422),
            (&"x".repeat(2000), 204),
        ] {
            let (status, problem) = site.client.answer(&id, &project["follow_up"], answer).await;
            assert_eq!(status, expected, "{problem}");
        }
        site.client.until(&id, "completed").await;
        let (status, _) = site.client.answer(&id, &project["follow_up"], "8").await;
        assert_eq!(status, StatusCode::CONFLICT);
        site.stop().await;
    });
}

#[test]
fn a_question_is_cancelled() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks").await;
        site.client.until(&id, "input_needed").await;
        assert_eq!(site.client.cancel(&id).await.0, StatusCode::ACCEPTED);
        site.client.until(&id, "cancelled").await;
        // Its run learns of it, and is over.
        let mut page = site.client.follow().await;
        page.until(|picture| picture["gauges"]["followed_projects"] == 0)
            .await;
        site.stop().await;
    });
}
