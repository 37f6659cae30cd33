//! Why there is no server, or not what was asked of it.

use std::io;

/// Why there is no server, or why it did not do what was asked of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unavailable {
    /// Postgres is not installed.
    #[error(
        "no Postgres found, neither in PATH nor in /usr/lib/postgresql/*/bin: install it with ci/postgres"
    )]
    NotInstalled,
    /// The process is root, as which Postgres refuses to run, and there is nobody else to run it as.
    #[error(
        "Postgres refuses to run as root, and /etc/passwd has neither a user `postgres` nor `nobody`"
    )]
    NoUser,
    /// One of its programs could not be run, or could not be talked to.
    #[error("`{program}` of Postgres could not be run")]
    Program {
        /// The program.
        program: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The server's folder could not be used.
    #[error("the folder of Postgres could not be used: {problem}")]
    Folder {
        /// What is wrong.
        problem: String,
    },
    /// The server did not do it.
    #[error("Postgres did not {what}:\n{log}")]
    Failed {
        /// What was asked of it.
        what: String,
        /// What it says.
        log: String,
    },
}
