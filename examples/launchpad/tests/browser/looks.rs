//! How the page looks, by day and by night, on a desk and on a telephone.

use endstate_cluster::Database;

use crate::{
    browser::{Browser, Scheme, has_status},
    site::{Ground, runtime},
};

#[test]
fn it_fits_in_both_schemes_and_on_a_telephone() {
    runtime().block_on(Box::pin(async {
        let ground = Ground::of(Database::sqlite());
        // The repository that the program makes when it is told of none.
        let site = ground.site(|settings| settings.repositories = None).await;
        let endless = site.client.launch("endless").await;
        site.client.until(&endless, "running").await;
        site.client.cancel(&endless).await;
        site.client.until(&endless, "cancelled").await;
        for (task, status) in [("broken", "failed"), ("build", "completed")] {
            let id = site.client.launch(task).await;
            site.client.until(&id, status).await;
        }
        site.client.launch("endless").await;
        let release = site.client.launch("release").await;
        site.client.until(&release, "input_needed").await;

        for (name, scheme, size) in [
            ("light", Scheme::Light, (1280, 1260)),
            ("dark", Scheme::Dark, (1280, 1000)),
            ("telephone", Scheme::Light, (390, 2000)),
        ] {
            let Some(browser) = Browser::start(scheme, size).await else {
                break;
            };
            browser.open(&site.client.url).await;
            browser
                .until(&has_status("release of sample", "input needed"))
                .await;
            browser
                .until("document.querySelector('#diagram .current') !== null")
                .await;
            let is_dark = browser
                .value("matchMedia('(prefers-color-scheme: dark)').matches")
                .await;
            assert_eq!(is_dark, matches!(scheme, Scheme::Dark));
            let fits = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(browser.value(fits).await, true, "{name} scrolls sideways");
            let questions = "[...document.querySelectorAll('.question')].filter((form) => form.checkVisibility()).length";
            assert_eq!(browser.value(questions).await, 1, "{name} shows the questions that are asked, and no others");
            browser.picture(name).await;
        }
        site.stop().await;
    }));
}
