//! What the program works with when it is told nothing: a folder with a small repository.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::repositories::program;

const TASKS: [(&str, &str); 4] = [
    ("build", include_str!("demo/build.sh")),
    ("release", include_str!("demo/release.sh")),
    ("broken", include_str!("demo/broken.sh")),
    ("endless", include_str!("demo/endless.sh")),
];

/// Makes a repository with a task of each kind, where it is not there yet.
///
/// # Errors
///
/// The folder cannot be written to, or git fails.
pub(crate) fn make(folder: &Path) -> io::Result<()> {
    if folder.join(".git").exists() {
        return Ok(());
    }
    // Made elsewhere and renamed: another process may be making it as well.
    let part = folder.with_extension(std::process::id().to_string());
    for (name, script) in TASKS {
        let file = program(&part, name);
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&file, script)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    fs::write(part.join("README"), "A repository to launch.\n")?;
    git(
        &part,
        &["init", "--quiet", "--initial-branch=main", "--template="],
    )?;
    git(&part, &["add", "."])?;
    let author = [
        "-c",
        "user.name=launchpad",
        "-c",
        "user.email=launchpad@localhost",
    ];
    let commit = [
        "-c",
        "commit.gpgsign=false",
        "commit",
        "--quiet",
        "--message=Four tasks",
    ];
    git(&part, &[&author[..], &commit[..]].concat())?;
    match fs::rename(&part, folder) {
        Err(_) if folder.join(".git").exists() => fs::remove_dir_all(&part),
        renamed => renamed,
    }
}

fn git(folder: &Path, arguments: &[&str]) -> io::Result<()> {
    let mut git = Command::new("git");
    let done = git
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()?;
    if done.status.success() {
        return Ok(());
    }
    let problem = String::from_utf8_lossy(&done.stderr);
    Err(io::Error::other(format!(
        "git {arguments:?}: {}",
        problem.trim()
    )))
}
