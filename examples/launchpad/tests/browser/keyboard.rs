//! Somebody without a mouse launches a project, answers it, and sees it finish.

use endstate_cluster::databases;
use fantoccini::key::Key;

use crate::{
    browser::{Browser, Scheme, has_status},
    site::{Ground, runtime},
};

#[test]
fn a_project_is_launched_answered_and_finished_by_keyboard() {
    for database in databases() {
        runtime().block_on(Box::pin(async {
            let ground = Ground::of(database);
            let site = ground.site(|_| {}).await;
            let Some(browser) = Browser::start(Scheme::Light, (1280, 1000)).await else {
                return site.stop().await;
            };
            browser.open(&site.client.url).await;
            let enter = char::from(Key::Enter).to_string();

            browser.tab_to("#launch [name=task]").await;
            for (key, chosen) in [(Key::End, "waits"), (Key::Home, "asks")] {
                browser.press(&char::from(key).to_string()).await;
                let is_chosen = format!("document.querySelector('#launch [name=task]').value === {chosen:?}");
                browser.until(&is_chosen).await;
            }
            browser.tab_to("#launch button").await;
            browser.press(&enter).await;
            browser.until(&has_status("asks of sample", "input needed")).await;
            browser.until("document.querySelector('.question:not([hidden]) .asks').textContent === 'how many?'").await;
            // Said to those who do not see it, and lit in the picture of the lifecycle.
            browser.until("document.getElementById('news').textContent.includes('input needed: how many?')").await;
            browser.until("document.querySelector('#diagram .current').dataset.status === 'input_needed'").await;
            browser.picture("asks").await;

            browser.tab_to(".question [name=answer]").await;
            browser.press("sev").await;
            // News of another project takes neither the focus nor what is typed.
            let other = site.client.launch("quick").await;
            site.client.until(&other, "completed").await;
            browser.until(&has_status("quick of sample", "completed")).await;
            browser.press("en").await;
            browser.press(&enter).await;
            browser.until(&has_status("asks of sample", "completed")).await;
            browser.until("document.querySelector('#diagram .current').dataset.status === 'completed'").await;
            browser.until("document.getElementById('output').textContent === 'got seven'").await;
            // The form is gone, and the focus is where it was.
            browser.until("document.activeElement.matches('#projects li .name')").await;
            drop(browser);
            site.stop().await;
        }));
    }
}

#[test]
fn a_project_is_cancelled_by_keyboard() {
    runtime().block_on(Box::pin(async {
        let ground = Ground::of(endstate_cluster::Database::sqlite());
        let site = ground.site(|_| {}).await;
        let Some(browser) = Browser::start(Scheme::Light, (1280, 1000)).await else {
            return site.stop().await;
        };
        site.client.launch("endless").await;
        browser.open(&site.client.url).await;
        browser
            .until(&has_status("endless of sample", "running"))
            .await;
        browser.tab_to("#projects .cancel").await;
        browser.press(&char::from(Key::Enter).to_string()).await;
        browser
            .until(&has_status("endless of sample", "cancelled"))
            .await;
        drop(browser);
        site.stop().await;
    }));
}
