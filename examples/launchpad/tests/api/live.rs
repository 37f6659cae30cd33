//! Streams of events, and who owns them.

use uuid::Uuid;

use crate::site::{Page, on_both};

/// Waits until this page is told of so many open streams.
async fn open(page: &mut Page, streams: u64) {
    page.until(|picture| picture["gauges"]["open_streams"] == streams)
        .await;
}

#[test]
fn a_reload_closes_the_stream_of_the_page_before() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let tab = Uuid::now_v7();
        let mut pages = Vec::new();
        for _ in 0..10 {
            let mut page = site.client.follow_as(tab).await;
            // Those of before are not read any more, and yet they are closed.
            open(&mut page, 1).await;
            pages.push(page);
        }
        let metrics = site.client.text("/metrics").await;
        assert!(
            metrics.contains("endstate_owned_open{registry=\"streams\"}"),
            "{metrics}"
        );
        site.stop().await;
    });
}

#[test]
fn a_page_that_is_replaced_is_told_so() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let tab = Uuid::now_v7();
        let mut older = site.client.follow_as(tab).await;
        open(&mut older, 1).await;
        let mut newer = site.client.follow_as(tab).await;
        let told = async {
            while let Some((event, _)) = older.event().await {
                if event == "replaced" {
                    return older.event().await.is_none();
                }
            }
            false
        };
        assert!(told.await, "it is told, and that is the last");
        open(&mut newer, 1).await;
        site.stop().await;
    });
}

#[test]
fn a_page_that_is_gone_holds_nothing() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let mut stays = site.client.follow().await;
        let goes = site.client.follow().await;
        open(&mut stays, 2).await;
        drop(goes);
        open(&mut stays, 1).await;
        site.stop().await;
    });
}

#[test]
fn a_shutdown_closes_the_streams() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let mut page = site.client.follow().await;
        open(&mut page, 1).await;
        site.stop().await;
        // No page takes this for being replaced: it comes back when the service does.
        while let Some((event, _)) = page.event().await {
            assert_eq!(event, "picture");
        }
    });
}
