//! Reloads: ten of them leave one stream open, and no connection of the browser's six is lost.

use std::time::{Duration, Instant};

use endstate_cluster::databases;
use tokio::time::{sleep, timeout};

use crate::{
    browser::{Browser, Scheme},
    site::{Client, Ground, SOON, runtime},
};

/// Waits until the server has so many streams open.
async fn open(client: &Client, streams: u64) {
    let look = async {
        loop {
            let (_, picture) = client.get("/api/projects").await;
            if picture["gauges"]["open_streams"] == streams {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(SOON, look).await.expect("so many open streams");
}

/// The page asks the server once more, which takes one of its connections.
async fn answers(browser: &Browser) {
    let began = Instant::now();
    let script = "const done = arguments[0]; fetch('/api/repositories').then((response) => done(response.ok), () => done(false));";
    let asked = browser.page.execute_async(script, Vec::new());
    let ok = timeout(Duration::from_secs(10), asked).await;
    assert_eq!(
        ok.expect("no request stalls").unwrap(),
        true,
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn ten_reloads_leave_one_stream() {
    for database in databases() {
        runtime().block_on(Box::pin(async {
            let ground = Ground::of(database);
            let site = ground.site(|_| {}).await;
            let Some(browser) = Browser::start(Scheme::Light, (1280, 1000)).await else {
                return site.stop().await;
            };
            browser.open(&site.client.url).await;
            open(&site.client, 1).await;
            for _ in 0..10 {
                browser.page.refresh().await.unwrap();
                browser.until_live().await;
            }
            open(&site.client, 1).await;
            browser
                .until("document.querySelector('[data-gauge=streams]').textContent === '1'")
                .await;
            answers(&browser).await;

            // Away and back, where the browser may have kept the page as it was.
            for _ in 0..7 {
                browser
                    .page
                    .goto(&format!("{}/healthz", site.client.url))
                    .await
                    .unwrap();
                browser.page.back().await.unwrap();
                browser.until_live().await;
            }
            open(&site.client, 1).await;
            answers(&browser).await;
            drop(browser);
            // A browser that is killed holds nothing either.
            open(&site.client, 0).await;
            site.stop().await;
        }));
    }
}

/// The copy of a tab has its name as well: they do not take the place from each other for ever.
#[test]
fn a_copy_of_a_tab_gets_a_name_of_its_own() {
    runtime().block_on(Box::pin(async {
        let ground = Ground::of(endstate_cluster::Database::sqlite());
        let site = ground.site(|_| {}).await;
        let Some(browser) = Browser::start(Scheme::Light, (1280, 1000)).await else {
            return site.stop().await;
        };
        browser.open(&site.client.url).await;
        let name = browser.value("sessionStorage.getItem('tab')").await;
        // What a browser's "duplicate" does: the copy begins with what the original has stored.
        browser.value("(window.open('/'), 0)").await;
        open(&site.client, 2).await;
        let windows = browser.page.windows().await.unwrap();
        assert_eq!(windows.len(), 2);
        let names = async {
            let mut names = Vec::new();
            for window in windows {
                browser.page.switch_to_window(window).await.unwrap();
                names.push(browser.value("sessionStorage.getItem('tab')").await);
            }
            names
        };
        let names = names.await;
        assert_ne!(names[0], names[1]);
        assert!(
            names.contains(&name),
            "the copy was opened with the name of its original"
        );
        drop(browser);
        site.stop().await;
    }));
}
