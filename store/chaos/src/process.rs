//! One process of the fleet.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process, set_parent_process_death_signal};

use crate::arguments::Role;

/// A worker process. It is killed when this is dropped, and when the supervisor ends.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn start(program: &Path, role: Role, url: &str, log: &PathBuf) -> io::Result<Self> {
        let child = Command::new(program)
            .args([role.word(), url])
            .arg(log)
            // Its end tells the process to stop in order.
            .stdin(Stdio::piped())
            .spawn()?;
        Ok(Self(child))
    }

    pub(crate) fn kill(&mut self) -> io::Result<()> {
        self.0.kill()?;
        self.0.wait().map(drop)
    }

    pub(crate) fn stop(&self) -> io::Result<()> {
        self.signal(Signal::STOP)
    }

    pub(crate) fn resume(&self) -> io::Result<()> {
        self.signal(Signal::CONT)
    }

    /// How it ended, if it did so by itself.
    pub(crate) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.0.try_wait()
    }

    /// Tells it to end in order.
    pub(crate) fn close(&mut self) {
        drop(self.0.stdin.take());
    }

    /// How it ended, if it did in time.
    pub(crate) fn ended_within(&mut self, limit: Duration) -> io::Result<Option<ExitStatus>> {
        let began = Instant::now();
        loop {
            match self.0.try_wait()? {
                None if began.elapsed() < limit => thread::sleep(Duration::from_millis(20)),
                ended => return Ok(ended),
            }
        }
    }

    fn signal(&self, signal: Signal) -> io::Result<()> {
        let pid = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| io::Error::other("no such process"))?;
        Ok(kill_process(pid, signal)?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.kill();
    }
}

/// From now on this process ends with the one that started it, also while it is stopped.
pub(crate) fn die_with_parent() -> io::Result<()> {
    Ok(set_parent_process_death_signal(Some(Signal::KILL))?)
}
