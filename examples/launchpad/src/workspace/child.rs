//! A process that is bounded, and does not outlive whoever waits for it.

use std::{io, path::Path, process::ExitStatus, process::Stdio, time::Duration};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{
    io::AsyncReadExt as _,
    net::unix::pipe::Receiver,
    process::{Child, Command},
    time::timeout,
};

use super::{Error, output::Output};

/// How long the last output of a process that has ended may take to arrive.
const DRAIN: Duration = Duration::from_secs(1);

/// A process that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) output: Output,
}

/// Runs a program in a folder, for as long as `limit`, with no more of our environment than it needs: ours may hold a password.
///
/// # Cancel safety
///
/// Dropped, it kills the process and its group.
pub(super) async fn run(
    name: &str,
    mut command: Command,
    folder: &Path,
    limit: Duration,
) -> Result<Ended, Error> {
    let failed = |source| Error::Program {
        program: name.to_owned(),
        source,
    };
    // One pipe for both streams keeps their order.
    let (reader, writer) = io::pipe().map_err(failed)?;
    let own: Vec<_> = command
        .as_std()
        .get_envs()
        .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
        .collect();
    command
        .env_clear()
        .envs(
            ["PATH", "LANG", "LC_ALL", "TMPDIR", "HOME"]
                .iter()
                .filter_map(|name| Some((name, std::env::var_os(name)?))),
        )
        .env("GIT_TERMINAL_PROMPT", "0")
        .envs(own)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(writer.try_clone().map_err(failed)?)
        .stderr(writer)
        .process_group(0)
        .kill_on_drop(true);
    let mut running = Group::start(command).map_err(failed)?;
    let mut reader = Receiver::from_owned_fd(reader.into()).map_err(failed)?;
    let mut output = Output::default();
    let ended = timeout(limit, until_ended(&mut running, &mut reader, &mut output)).await;
    match ended {
        Ok(status) => Ok(Ended {
            status: status.map_err(failed)?,
            output,
        }),
        Err(_) => Err(Error::TooSlow {
            program: name.to_owned(),
            limit,
            output: output.text(),
        }),
    }
}

async fn until_ended(
    running: &mut Group,
    reader: &mut Receiver,
    output: &mut Output,
) -> io::Result<ExitStatus> {
    let mut buffer = vec![0; 4096];
    let mut is_open = true;
    let status = loop {
        tokio::select! {
            status = running.child.wait() => break status?,
            read = reader.read(&mut buffer), if is_open => match read? {
                0 => is_open = false,
                bytes => output.push(&buffer[..bytes]),
            },
        }
    };
    // What it started in the background is to end with it, and would keep the pipe open.
    running.kill();
    let rest = async {
        while let Ok(bytes @ 1..) = reader.read(&mut buffer).await {
            output.push(&buffer[..bytes]);
        }
    };
    let _ = timeout(DRAIN, rest).await;
    Ok(status)
}

/// A process with all that it started. Dropped, they are killed.
struct Group {
    child: Child,
    leader: Option<Pid>,
}

impl Group {
    /// Takes the command: it holds the pipe's other end open.
    fn start(mut command: Command) -> io::Result<Self> {
        let child = command.spawn()?;
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Ok(Self {
            child,
            leader: id.and_then(Pid::from_raw),
        })
    }

    fn kill(&mut self) {
        if let Some(leader) = self.leader.take() {
            // Gone already is as good.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}
