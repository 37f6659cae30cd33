//! A repository with a task of each kind.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// The folder of repositories, with one that is called `sample`.
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    pub fn make(folder: &Path) -> Self {
        let repository = Self {
            folder: folder.to_owned(),
        };
        let sample = repository.root().join("sample");
        let tasks = sample.join(".launchpad");
        fs::create_dir_all(&tasks).unwrap();
        for (name, script) in repository.tasks() {
            let file = tasks.join(name);
            fs::write(&file, format!("#!/bin/sh\nset -eu\n{script}\n")).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::write(sample.join("README"), "A repository.\n").unwrap();
        for arguments in [
            &["init", "--quiet", "--template="][..],
            &["add", "."],
            &[
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "commit",
                "--quiet",
                "--message=tasks",
            ],
        ] {
            let mut git = Command::new("git");
            let done = git.arg("-C").arg(&sample).args(arguments).status();
            assert!(done.unwrap().success(), "git {arguments:?}");
        }
        repository
    }

    pub fn root(&self) -> PathBuf {
        self.folder.join("repositories")
    }

    /// Where a task that goes on has written its process id.
    pub fn pid(&self) -> PathBuf {
        self.folder.join("pid")
    }

    /// A task that waits goes on when this is there.
    pub fn gate(&self) -> PathBuf {
        self.folder.join("gate")
    }

    pub fn open_gate(&self) {
        fs::write(self.gate(), "").unwrap();
    }

    fn tasks(&self) -> Vec<(&'static str, String)> {
        let (pid, gate) = (self.pid(), self.gate());
        let (pid, gate) = (pid.display(), gate.display());
        let wait = format!("until [ -e '{gate}' ]; do sleep 0.05; done");
        vec![
            ("quick", "cat README; echo 'all done'".to_owned()),
            ("fails", "echo linking; echo 'no main' >&2; exit 3".to_owned()),
            ("asks", "if [ -z \"${ANSWER:-}\" ]; then echo 'how many?'; exit 75; fi; echo \"got $ANSWER\"".to_owned()),
            (
                "asks-twice",
                "case $ANSWERS in 0) echo 'first?'; exit 75;; 1) echo 'second?'; exit 75;; esac; echo \"last $ANSWER\"".to_owned(),
            ),
            ("asks-nothing", "exit 75".to_owned()),
            ("waits", format!("echo $$ > '{pid}.part'; mv '{pid}.part' '{pid}'; {wait}; echo 'through'")),
            // With a child that would outlive it.
            ("endless", format!("sleep 1000 & echo $! > '{pid}.part'; mv '{pid}.part' '{pid}'; wait")),
            ("environment", "env".to_owned()),
        ]
    }
}
