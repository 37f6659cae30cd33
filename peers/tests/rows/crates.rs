//! How many crates each brings in beside itself, for building and in the program, with its default features.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use crate::page::cell;

/// How many crates `dependency` brings in beside itself, in the versions of this workspace.
fn beside(name: &str, dependency: &str) -> usize {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let user = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("user-of-{name}"));
    fs::create_dir_all(user.join("src")).unwrap();
    fs::write(user.join("src/lib.rs"), "").unwrap();
    let manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\n[dependencies]\n{dependency}\n[workspace]\n"
    );
    fs::write(user.join("Cargo.toml"), manifest).unwrap();
    fs::copy(here.join("../Cargo.lock"), user.join("Cargo.lock")).unwrap();

    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--no-dedupe",
        ])
        .current_dir(&user)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&tree.stderr);
    assert!(tree.status.success(), "{errors}");
    let tree = String::from_utf8(tree.stdout).unwrap();
    // `syn v2.0.119 (proc-macro)`: two versions of a crate are two crates.
    let crates = tree.lines().map(|line| line.split(" (").next().unwrap());
    let own = [format!("{name} v"), "user v".to_owned()];
    let others = crates.filter(|line| !own.iter().any(|own| line.starts_with(own.as_str())));
    others.collect::<BTreeSet<_>>().len()
}

/// The page says so.
fn assert_said(peer: &str, dependency: &str) {
    let name = peer.replace('_', "-");
    assert_eq!(cell("crates", peer), beside(&name, dependency).to_string());
}

#[test]
fn statum() {
    assert_said("statum", "statum = \"0.9\"");
}

/// Without its diagrams, which would be more.
#[test]
fn typestate() {
    let version = "version = \"=0.9.0-rc2\", default-features = false, features = [\"std\"]";
    assert_said("typestate", &format!("typestate = {{ {version} }}"));
}

#[test]
fn state_machines() {
    assert_said("state_machines", "state-machines = \"0.21\"");
}

#[test]
fn statig() {
    assert_said("statig", "statig = \"0.4\"");
}

#[test]
fn smlang() {
    assert_said("smlang", "smlang = \"0.8\"");
}

#[test]
fn rust_fsm() {
    assert_said("rust_fsm", "rust-fsm = \"0.8\"");
}

#[test]
fn endstate() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    assert_said("endstate", &format!("endstate = {{ path = {path:?} }}"));
}
