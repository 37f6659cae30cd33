//! The processes of a run.

use std::{
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use fastrand::Rng;

use crate::{arguments::Role, process::Process};

/// Worker processes, in places of which each may be empty for a while.
pub(crate) struct Fleet {
    program: PathBuf,
    url: String,
    /// Where they write what was acknowledged.
    logs: PathBuf,
    members: Vec<Member>,
    started: usize,
}

struct Member {
    role: Role,
    process: Option<Process>,
    stopped_until: Option<Instant>,
}

impl Fleet {
    /// So many workers, and some who answer.
    pub(crate) fn new(url: &str, logs: &Path, workers: usize) -> io::Result<Self> {
        let answerers = workers.div_ceil(3);
        let roles = std::iter::repeat_n(Role::Worker, workers)
            .chain(std::iter::repeat_n(Role::Answerer, answerers));
        let members = roles.map(|role| Member {
            role,
            process: None,
            stopped_until: None,
        });
        Ok(Self {
            program: std::env::current_exe()?,
            url: url.to_owned(),
            logs: logs.to_owned(),
            members: members.collect(),
            started: 0,
        })
    }

    /// Starts who is dead, and lets those go on whose time has come, or all of them. Gives those that had ended by themselves.
    pub(crate) fn revive(&mut self, all: bool) -> io::Result<Vec<String>> {
        let mut ended = Vec::new();
        let now = Instant::now();
        for member in &mut self.members {
            if let Some(process) = &mut member.process {
                if let Some(status) = process.ended()? {
                    ended.push(format!(
                        "the process of a {} ended by itself: {status}",
                        member.role.word()
                    ));
                    member.process = None;
                } else if member
                    .stopped_until
                    .is_some_and(|until| all || until <= now)
                {
                    process.resume()?;
                    member.stopped_until = None;
                }
            }
            if member.process.is_none() {
                self.started += 1;
                let log = self.logs.join(format!("{}.log", self.started));
                let process = Process::start(&self.program, member.role, &self.url, &log)?;
                member.process = Some(process);
                member.stopped_until = None;
            }
        }
        Ok(ended)
    }

    /// Kills one, stopped or not.
    pub(crate) fn kill_one(&mut self, rng: &mut Rng) -> io::Result<()> {
        let place = rng.usize(..self.members.len());
        match self.members[place].process.take() {
            Some(mut process) => process.kill(),
            None => Ok(()),
        }
    }

    /// Stops one for so long, unless one is stopped already. Gives whether it did.
    pub(crate) fn stop_one(&mut self, rng: &mut Rng, long: Duration) -> io::Result<bool> {
        if self
            .members
            .iter()
            .any(|member| member.stopped_until.is_some())
        {
            return Ok(false);
        }
        let place = rng.usize(..self.members.len());
        let member = &mut self.members[place];
        let Some(process) = &member.process else {
            return Ok(false);
        };
        process.stop()?;
        member.stopped_until = Some(Instant::now() + long);
        Ok(true)
    }

    /// Tells all to end in order. Gives those that did not, or not in time.
    pub(crate) fn close(mut self, limit: Duration) -> io::Result<Vec<String>> {
        for member in &mut self.members {
            if let Some(process) = &mut member.process {
                process.close();
            }
        }
        let mut faults = Vec::new();
        for member in &mut self.members {
            let Some(process) = &mut member.process else {
                continue;
            };
            let role = member.role.word();
            match process.ended_within(limit)? {
                Some(status) if status.success() => {}
                Some(status) => {
                    faults.push(format!("the process of a {role} ended badly: {status}"));
                }
                None => {
                    faults.push(format!(
                        "the process of a {role} did not end within {limit:?}"
                    ));
                }
            }
        }
        Ok(faults)
    }
}
