//! A service that ends while projects are going on, and one that comes after it.

use std::time::Duration;

use serde_json::json;

use crate::site::on_both;

#[test]
fn an_orderly_end_leaves_projects_for_the_next_process() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.grace = Duration::ZERO)
            .await;
        let asks = site.client.launch("asks").await;
        let asked = site.client.until(&asks, "input_needed").await;
        let waits = site.client.launch("waits").await;
        site.client.until(&waits, "running").await;
        site.stop().await;

        ground.repository.open_gate();
        let site = ground.site(|_| {}).await;
        // In a fresh clone, and without having used up an attempt.
        let project = site.client.until(&waits, "completed").await;
        assert_eq!(project["result"], "through");
        assert_eq!(project["attempt"], json!(1));
        site.client.answer(&asks, &asked["follow_up"], "7").await;
        assert_eq!(
            site.client.until(&asks, "completed").await["result"],
            "got 7"
        );
        site.stop().await;
    });
}

#[test]
fn a_workspace_that_is_gone_is_made_anew() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let id = site.client.launch("asks").await;
        let asked = site.client.until(&id, "input_needed").await;
        site.stop().await;
        std::fs::remove_dir_all(ground.folder.path().join("data/workspaces")).unwrap();
        let site = ground.site(|_| {}).await;
        site.client.answer(&id, &asked["follow_up"], "7").await;
        assert_eq!(site.client.until(&id, "completed").await["result"], "got 7");
        site.stop().await;
    });
}
