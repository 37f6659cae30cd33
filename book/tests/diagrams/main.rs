//! The pictures in `src/diagrams/` are those of the lifecycles on the pages.
//!
//! After a wanted change, `BLESS=1 cargo test -p endstate-book --test diagrams` draws them anew; look at them before you
//! commit them.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]
#![allow(dead_code, reason = "the lifecycles are drawn, and never run")]
#![allow(unreachable_pub, reason = "they stand here as their pages show them")]

mod job;
mod programs;

use std::{env, fs, path::Path};

use endstate::Lifecycle;

fn assert_drawn(file: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/diagrams")
        .join(file);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, drawn, "{file} is out of date; `BLESS=1` redraws it");
}

/// The enum in `source`, from the first line of its docs on, stands on the page as it is.
fn assert_shown(page: &str, source: &str, docs: &str) {
    let (_, after) = source.split_once(docs).unwrap();
    assert!(page.contains(&format!("{docs}{}", after.trim_end())));
}

#[test]
fn the_job_is_drawn_as_its_page_shows_it() {
    assert_shown(
        include_str!("../../src/howto/diagrams.md"),
        include_str!("job.rs"),
        "/// A job of a worker.",
    );
    assert_drawn("job.svg", &job::JobState::GRAPH.svg());
    assert_drawn("job.txt", &job::JobState::GRAPH.table());
}

#[test]
fn lifecycles_of_programs_are_drawn_as_they_are() {
    use programs::{causes, durable, project, quick_start, three_states, two_states};
    assert_drawn("causes.svg", &causes::ConnectionState::GRAPH.svg());
    assert_drawn("connection.svg", &quick_start::ConnectionState::GRAPH.svg());
    assert_drawn("durable.svg", &durable::ConnectionState::GRAPH.svg());
    assert_drawn("project.svg", &project::ProjectState::GRAPH.svg());
    assert_drawn(
        "three-states.svg",
        &three_states::ConnectionState::GRAPH.svg(),
    );
    assert_drawn("two-states.svg", &two_states::ConnectionState::GRAPH.svg());
}
