//! A server does not outlive its process, and neither does its folder.
#![expect(
    clippy::unwrap_used,
    reason = "a failure here is a message to a developer"
)]

use std::{
    fs::{self, Permissions},
    io::{BufRead as _, BufReader},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A program that runs a server, and the folder for the temporary files of that program alone.
struct Program {
    process: Child,
    folder: TempDir,
}

impl Program {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // As root, it is somebody else who makes the server's folder in it.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_endstate-cluster"))
            .env("TMPDIR", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self { process, folder }
    }

    /// The server's port, once it runs.
    fn port(&mut self) -> u16 {
        let mut url = String::new();
        BufReader::new(self.process.stdout.as_mut().unwrap())
            .read_line(&mut url)
            .unwrap();
        let (_, port) = url.trim_end().rsplit_once(':').unwrap();
        port.strip_suffix("/postgres").unwrap().parse().unwrap()
    }

    fn folder_is_empty(&self) -> bool {
        fs::read_dir(self.folder.path()).unwrap().next().is_none()
    }

    /// As `kill -9` does.
    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

/// Nobody tells when a process ends that is not one's child.
fn eventually(what: &str, is: impl Fn() -> bool) {
    let started = Instant::now();
    while !is() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_server_of_a_killed_process_is_gone() {
    if endstate_cluster::shared().is_none() {
        return;
    }
    let mut program = Program::start();
    let port = program.port();
    assert!(listens(port));
    program.kill();
    eventually("the server still listens", || !listens(port));
    eventually("the folder is still there", || program.folder_is_empty());
}

#[test]
fn the_folder_of_a_process_killed_at_its_start_is_gone() {
    if endstate_cluster::shared().is_none() {
        return;
    }
    let mut program = Program::start();
    eventually("it does not start", || !program.folder_is_empty());
    program.kill();
    eventually("the folder is still there", || program.folder_is_empty());
}

#[test]
fn a_process_that_ends_by_itself_leaves_nothing() {
    if endstate_cluster::shared().is_none() {
        return;
    }
    let mut program = Program::start();
    let port = program.port();
    drop(program.process.stdin.take());
    assert!(program.process.wait().unwrap().success());
    assert!(!listens(port));
    assert!(program.folder_is_empty());
}
