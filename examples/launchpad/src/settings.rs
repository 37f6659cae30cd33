//! What can be set, by flags and by the environment.

use std::{net::SocketAddr, num::NonZeroUsize, path::PathBuf, time::Duration};

use clap::Parser;
use humantime::parse_duration;

/// Projects that clone a repository, run a task in it, and may ask you something on the way.
///
/// Without arguments it makes a folder with a small repository to launch, and an SQLite database beside it. It runs what is
/// committed below the folder of repositories, for whoever reaches it: there is no login. Bind it to more than loopback only
/// behind something that has one.
#[derive(Debug, Clone, Parser)]
#[command(name = "launchpad", version, max_term_width = 100)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, env = "LAUNCHPAD_LISTEN", default_value = "127.0.0.1:7878")]
    pub listen: SocketAddr,

    /// The database: `sqlite://path/to/app.db`, or `postgres://user@host/name` for several processes side by side [default: a
    /// file in the data folder].
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The folder for workspaces, and for what is not set otherwise [default: `endstate-launchpad` in the temporary folder].
    #[arg(long, env = "LAUNCHPAD_DATA")]
    pub data: Option<PathBuf>,

    /// The folder of the repositories that may be launched [default: one with a sample, in the data folder].
    #[arg(long, env = "LAUNCHPAD_REPOSITORIES")]
    pub repositories: Option<PathBuf>,

    /// How many projects this process works on at a time.
    #[arg(long, env = "LAUNCHPAD_PERMITS", default_value = "2")]
    pub permits: NonZeroUsize,

    /// How long a task may run.
    #[arg(long, env = "LAUNCHPAD_TASK_LIMIT", default_value = "10m", value_parser = parse_duration)]
    pub task_limit: Duration,

    /// How long a run waits for an answer; after that its project rests alone, and goes on all the same.
    #[arg(long, env = "LAUNCHPAD_PATIENCE", default_value = "10m", value_parser = parse_duration)]
    pub patience: Duration,

    /// How long projects may wait for their turn while the service calls itself healthy.
    #[arg(long, env = "LAUNCHPAD_LONGEST_WAIT", default_value = "5m", value_parser = parse_duration)]
    pub longest_wait: Duration,

    /// How long a project stays its process's without a sign of life. All processes of a database have the same.
    #[arg(long, env = "LAUNCHPAD_LEASE", default_value = "30s", value_parser = parse_duration)]
    pub lease: Duration,

    /// How long projects may go on when the program is asked to end. After that they are ready again, for the next process.
    #[arg(long, env = "LAUNCHPAD_GRACE", default_value = "5s", value_parser = parse_duration)]
    pub grace: Duration,

    /// Another name under which browsers may ask for the page, beside those of loopback. Can be given more than once.
    #[arg(long = "allow-host", env = "LAUNCHPAD_ALLOW_HOST", value_name = "NAME")]
    pub allowed_hosts: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_flags_are_consistent() {
        Settings::command().debug_assert();
    }
}
