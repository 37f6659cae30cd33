//! Who is alive on this host: each process holds a lock on a file beside the database, and the kernel lets go of it when it dies.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

/// This process's lock, held for as long as this value is there.
#[derive(Debug)]
pub(crate) struct Incarnation {
    folder: PathBuf,
    owner: Uuid,
    /// Locked.
    lock: File,
}

/// A process that is dead, since its lock could be had.
pub(crate) struct Dead {
    owner: Uuid,
    path: PathBuf,
    /// Locked, so that only one process recovers what it left.
    _lock: File,
}

impl Incarnation {
    /// Takes the lock of a process that begins now.
    pub(crate) fn begin(database: &Path, owner: Uuid) -> io::Result<Self> {
        let mut folder = database.as_os_str().to_owned();
        folder.push(".d");
        let folder = PathBuf::from(folder);
        fs::create_dir_all(&folder)?;
        // Under its name only when it is locked: before that it would look dead.
        let unlocked = folder.join(format!("{owner}.new"));
        let lock = File::create(&unlocked)?;
        lock.lock()?;
        fs::rename(&unlocked, folder.join(format!("{owner}.lock")))?;
        Ok(Self {
            folder,
            owner,
            lock,
        })
    }

    /// Those that died since.
    pub(crate) fn dead(&self) -> Vec<Dead> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                if path.extension()? != "lock" {
                    return None;
                }
                let owner = Uuid::try_parse(path.file_stem()?.to_str()?).ok()?;
                if owner == self.owner {
                    return None;
                }
                let lock = File::open(&path).ok()?;
                match lock.try_lock() {
                    Ok(()) => Some(Dead {
                        owner,
                        path,
                        _lock: lock,
                    }),
                    // Alive, or nobody knows: its leases decide.
                    Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
                }
            })
            .collect()
    }
}

impl Drop for Incarnation {
    fn drop(&mut self) {
        let _ = self.lock.unlock();
        // What it leaves when the process ends in order is written by then; a file that stays is only looked at once more.
        let _ = fs::remove_file(self.folder.join(format!("{}.lock", self.owner)));
    }
}

impl Dead {
    pub(crate) fn owner(&self) -> Uuid {
        self.owner
    }

    /// Nothing of it is left.
    pub(crate) fn forget(self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_live_process_is_not_dead_and_a_dead_one_is() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("app.db");
        let here = Incarnation::begin(&database, Uuid::now_v7()).unwrap();
        let other = Incarnation::begin(&database, Uuid::now_v7()).unwrap();
        assert!(here.dead().is_empty());
        // What the kernel does when a process dies: the file stays, the lock goes.
        let owner = other.owner;
        other.lock.unlock().unwrap();
        let dead = here.dead();
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].owner(), owner);
        dead.into_iter().for_each(Dead::forget);
        assert!(here.dead().is_empty());
    }
}
