//! Health and metrics.

use std::time::Duration;

use crate::site::on_both;

#[test]
fn a_queue_that_ages_is_not_healthy() {
    on_both(async |ground| {
        let site = ground.site(|settings| {
            settings.permits = 1.try_into().unwrap();
            settings.longest_wait = Duration::from_millis(1);
        });
        let site = site.await;
        let (status, health) = site.client.get("/healthz").await;
        assert_eq!(status, 200, "{health:#}");
        let first = site.client.launch("waits").await;
        site.client.until(&first, "running").await;
        let second = site.client.launch("quick").await;
        let mut page = site.client.follow().await;
        page.until(|picture| picture["gauges"]["longest_wait"].as_u64() > Some(0))
            .await;
        let (status, health) = site.client.get("/healthz").await;
        assert_eq!(status, 503, "{health:#}");
        let bad: Vec<_> = health["checks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|check| check["healthy"] == false)
            .collect();
        assert_eq!(
            (bad.len(), &bad[0]["name"]),
            (1, &"queue".into()),
            "{health:#}"
        );
        ground.repository.open_gate();
        site.client.until(&second, "completed").await;
        let (status, health) = site.client.get("/healthz").await;
        assert_eq!(status, 200, "{health:#}");
        site.stop().await;
    });
}

#[test]
fn the_figures_are_those_of_the_table() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        for _ in 0..2 {
            let id = site.client.launch("quick").await;
            site.client.until(&id, "completed").await;
        }
        let metrics = site.client.text("/metrics").await;
        for line in [
            "launchpad_projects{status=\"completed\"} 2",
            "launchpad_projects_stranded 0",
            "endstate_permit_waiting{limiter=\"runs\"}",
            "endstate_permit_hold_seconds_count{limiter=\"runs\"}",
            "endstate_topic_topics{hub=\"answers\"}",
            "endstate_store_moved{table=\"projects\"}",
        ] {
            assert!(metrics.contains(line), "{line} is not in:\n{metrics}");
        }
        site.stop().await;
    });
}
