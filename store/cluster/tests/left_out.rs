//! What is left out without a server is said, or is a failure.
#![expect(
    clippy::unwrap_used,
    reason = "a failure here is a message to a developer"
)]

use std::{
    env,
    process::{Command, Output},
};

/// What `left_out_here` does in a process that can have no server.
fn without_a_server(required: Option<&str>) -> Output {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "left_out_here", "--ignored"])
        .env("TMPDIR", "/there/is/no/such/folder")
        .env_remove("ENDSTATE_REQUIRE_POSTGRES");
    if let Some(required) = required {
        command.env("ENDSTATE_REQUIRE_POSTGRES", required);
    }
    command.output().unwrap()
}

#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn left_out_here() {
    assert!(endstate_cluster::shared().is_none());
    assert!(endstate_cluster::Database::postgres().is_none());
}

#[test]
fn without_a_server_it_is_said_once_and_past_the_harness() {
    for required in [None, Some("0")] {
        let output = without_a_server(required);
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.matches("LEFT OUT").count(), 1, "{said}");
    }
}

#[test]
fn where_a_server_is_required_it_is_a_failure() {
    let output = without_a_server(Some("1"));
    assert!(!output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("ENDSTATE_REQUIRE_POSTGRES=1, but"), "{said}");
}
