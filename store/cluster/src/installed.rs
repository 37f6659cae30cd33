//! The Postgres that is installed.

use std::{
    env, fs,
    os::unix::{fs::MetadataExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::Command,
};

use crate::Unavailable;

/// All of them have to be in one folder: Debian has a `psql` in PATH whose server is elsewhere.
const PROGRAMS: [&str; 4] = ["initdb", "pg_ctl", "postgres", "psql"];

/// The folder of the newest programs in `/usr/lib/postgresql`, or of those in PATH.
pub(crate) fn programs() -> Result<PathBuf, Unavailable> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(newest_first(Path::new("/usr/lib/postgresql")))
        .find(|folder| {
            PROGRAMS
                .iter()
                .all(|program| folder.join(program).is_file())
        })
        .ok_or(Unavailable::NotInstalled)
}

fn newest_first(versions: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(versions)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// A command of which Postgres does not refuse to be part, and which no setting of the user's shell changes.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    // Whoever it runs as need not be able to see where the tests run.
    command.current_dir("/").env("LC_ALL", "C");
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("PG")) {
            command.env_remove(name);
        }
    }
    command
}

/// The same, as somebody who is not root.
pub(crate) fn unprivileged(program: &str) -> Result<Command, Unavailable> {
    let mut command = command(program);
    if is_root() {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let (user, group) = ["postgres", "nobody"]
            .iter()
            .find_map(|name| user(&users, name))
            .ok_or(Unavailable::NoUser)?;
        // This drops root's further groups, too.
        command.uid(user).gid(group);
    }
    Ok(command)
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// The ids of a user and its group, out of `/etc/passwd`.
fn user(users: &str, name: &str) -> Option<(u32, u32)> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some((user, group))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_10_is_newer_than_version_9() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "10", "common"] {
            fs::create_dir(folder.path().join(version)).unwrap();
        }
        let found = newest_first(folder.path());
        let expected = ["10", "9"].map(|version| folder.path().join(version).join("bin"));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let users = "root:x:0:0:root:/root:/bin/bash\n\
            postgresql:x:1:2::/:/bin/sh\n\
            postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash";
        assert_eq!(user(users, "postgres"), Some((101, 104)));
        assert_eq!(user(users, "nobody"), None);
    }
}
