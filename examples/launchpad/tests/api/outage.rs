//! A database that goes away and comes back.

use endstate_cluster::{Cluster, Database, Shutdown};
use reqwest::StatusCode;
use tokio::task::spawn_blocking;

use crate::site::{Ground, runtime};

#[test]
fn projects_outlast_a_crash_of_the_database() {
    if endstate_cluster::shared().is_none() {
        return;
    }
    // A server of its own: others would miss it.
    let server = Cluster::start().unwrap();
    let url = server.database("launchpad").unwrap();
    runtime().block_on(async {
        let ground = Ground::of(Database::sqlite());
        let site = ground
            .site(|settings| settings.database_url = Some(url))
            .await;
        let asks = site.client.launch("asks").await;
        let asked = site.client.until(&asks, "input_needed").await;
        let waits = site.client.launch("waits").await;
        site.client.until(&waits, "running").await;

        let server = spawn_blocking(move || {
            server.stop(Shutdown::Immediate).unwrap();
            server
        });
        let server = server.await.unwrap();
        let (status, health) = site.client.get("/healthz").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{health:#}");
        let (status, problem) = site.client.get("/api/projects").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");
        // The task ends while nobody can be told.
        ground.repository.open_gate();
        let server = spawn_blocking(move || {
            server.resume().unwrap();
            server
        });
        let server = server.await.unwrap();
        assert_eq!(
            site.client.until(&waits, "completed").await["result"],
            "through"
        );
        site.client.answer(&asks, &asked["follow_up"], "7").await;
        assert_eq!(
            site.client.until(&asks, "completed").await["result"],
            "got 7"
        );
        site.stop().await;
        drop(server);
    });
}
