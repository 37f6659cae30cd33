//! The page, in a real browser: Debian's chromium, without a window.
//!
//! Where there is none these tests are left out, which they say; with `ENDSTATE_REQUIRE_BROWSER=1` they fail instead. `ci/browser`
//! installs it. With `LAUNCHPAD_SCREENSHOTS=folder` the pictures that they take are kept.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may panic, and so may what it calls"
)]

#[path = "../site/mod.rs"]
mod site;

mod browser;
mod keyboard;
mod looks;
mod processes;
mod reloads;
