//! What a worker was told is done: a line for each, written after `to` returned.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use endstate_store::Id;

use crate::errand::ErrandState;

/// The file of one process.
pub(crate) struct Log(File);

/// A transition that `to` returned `Ok` for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    pub(crate) id: String,
    pub(crate) epoch: i64,
    pub(crate) version: i64,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// What all processes wrote down.
#[derive(Default)]
pub(crate) struct Acknowledgements {
    pub(crate) moves: Vec<Acknowledged>,
    pub(crate) superseded: usize,
}

impl Log {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self(file))
    }

    pub(crate) fn moved(
        &self,
        id: Id<ErrandState>,
        epoch: i64,
        version: i64,
        from: &str,
        to: &str,
    ) {
        self.line(&format!("moved {id} {epoch} {version} {from} {to}\n"));
    }

    pub(crate) fn superseded(&self, id: Id<ErrandState>, epoch: i64) {
        self.line(&format!("superseded {id} {epoch}\n"));
    }

    /// In one write, so that a kill leaves it whole or not at all.
    fn line(&self, line: &str) {
        if let Err(error) = (&self.0).write_all(line.as_bytes()) {
            eprintln!("a line was not written: {error}");
        }
    }
}

impl Acknowledgements {
    /// All files of a folder.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut all = Self::default();
        for entry in fs::read_dir(folder)? {
            for line in fs::read_to_string(entry?.path())?.lines() {
                all.take(line)
                    .ok_or_else(|| io::Error::other(format!("a broken line: {line}")))?;
            }
        }
        Ok(all)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["moved", id, epoch, version, from, to] => self.moves.push(Acknowledged {
                id: id.to_owned(),
                epoch: epoch.parse().ok()?,
                version: version.parse().ok()?,
                from: from.to_owned(),
                to: to.to_owned(),
            }),
            ["superseded", _, _] => self.superseded += 1,
            _ => return None,
        }
        Some(())
    }
}
