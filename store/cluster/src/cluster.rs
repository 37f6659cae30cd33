//! One server.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{Unavailable, installed, keeper::Keeper, port, settings};

/// How often a start is tried on another port, when somebody takes the port between its choice and the server's start.
const TRIES: u32 = 5;

/// One Postgres server, with a folder of its own in that for temporary files.
///
/// Dropping it stops the server at once and removes the folder. If the process ends in any other way, be it by `kill -9`, the same
/// happens: a small shell process, the *keeper*, starts and stops the server, and finds its input closed when this process is gone.
/// Only who kills the keeper as well has a server left over.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use endstate_cluster::{Cluster, Shutdown};
///
/// # if endstate_cluster::shared().is_none() { return Ok(()); }
/// let cluster = Cluster::start()?;
/// let url = cluster.database("orders")?;
/// // .. connects to `url`, and works, until:
/// cluster.restart(Shutdown::Immediate)?;
/// # let _ = url;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    port: u16,
    keeper: Mutex<Keeper>,
}

/// How a server stops. Neither waits for its clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shutdown {
    /// In order: open transactions are rolled back, and everything is written.
    Fast,
    /// At once, like a crash: the next start recovers from the log.
    Immediate,
}

impl Cluster {
    /// Starts a server that forgets nothing while the machine runs, but does not wait for the disk: `fsync` is off. It has room for
    /// 200 connections.
    ///
    /// As root, the server runs as the user `postgres`, or `nobody` if there is none.
    ///
    /// # Errors
    ///
    /// Postgres is not installed, or did not start: [`Unavailable`] says why.
    pub fn start() -> Result<Self, Unavailable> {
        Self::with(&[])
    }

    /// Starts a server with settings of `postgresql.conf`, each `"name=value"`. A benchmark wants `"fsync=on"`.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start); and a setting that Postgres does not take.
    pub fn with(settings: &[&str]) -> Result<Self, Unavailable> {
        let programs = installed::programs()?;
        let mut keeper = Keeper::start(&programs)?;
        keeper.init()?;
        configure(
            &keeper,
            &settings::lines(&keeper.folder().display().to_string(), settings),
        )?;
        let port = start_on_free_port(&mut keeper)?;
        let cluster = Self {
            programs,
            port,
            keeper: Mutex::new(keeper),
        };
        cluster.sql("SELECT 1")?;
        Ok(cluster)
    }

    /// The URL of the database `postgres`, which every server has. Its user may do everything, and needs no password.
    #[must_use]
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The port on 127.0.0.1. It stays the same over a restart.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Creates an empty database, in place of one of this name if there is one, and gives its URL.
    ///
    /// Who ends connections by name appends `?application_name=..`, which sqlx understands.
    ///
    /// # Errors
    ///
    /// The server is down, or refuses the name.
    pub fn database(&self, name: &str) -> Result<String, Unavailable> {
        self.drop_database(name)?;
        // Nobody can be connected to `template0`, so that any number of tests can copy it at once.
        self.sql(&format!(
            "CREATE DATABASE {} TEMPLATE template0",
            quoted(name)
        ))?;
        Ok(self.url_of(name))
    }

    pub(crate) fn drop_database(&self, name: &str) -> Result<(), Unavailable> {
        let name = quoted(name);
        self.sql(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        Ok(())
    }

    /// Runs one statement in the database `postgres`, on a connection of its own, and gives the rows as text: a line for each, `|`
    /// between the columns.
    ///
    /// # Errors
    ///
    /// The server is down, or refuses the statement.
    pub fn sql(&self, statement: &str) -> Result<String, Unavailable> {
        let output = installed::command(self.programs.join("psql"))
            .args(["--no-psqlrc", "--no-align", "--tuples-only", "--quiet"])
            .args(["--dbname", &self.url(), "--command", statement])
            .output()
            .map_err(|source| Unavailable::Program {
                program: "psql",
                source,
            })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned());
        }
        Err(Unavailable::Failed {
            what: format!("do `{statement}`"),
            log: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Ends every connection with this `application_name`, in all databases, and gives their number. 0 is no error: the connections
    /// may all be gone.
    ///
    /// # Errors
    ///
    /// The server is down.
    pub fn terminate_backends(&self, application_name: &str) -> Result<usize, Unavailable> {
        let statement = format!(
            "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE application_name = '{}' AND pid <> pg_backend_pid()",
            application_name.replace('\'', "''")
        );
        let count = self.sql(&statement)?;
        count.parse().map_err(|_| Unavailable::Failed {
            what: "count the connections".to_owned(),
            log: count,
        })
    }

    /// Stops the server, and waits until it is down. Its databases stay: [`resume`](Self::resume) brings them back.
    ///
    /// # Errors
    ///
    /// It is down already, or not down within 60 seconds.
    pub fn stop(&self, how: Shutdown) -> Result<(), Unavailable> {
        self.keeper().stop_server(match how {
            Shutdown::Fast => "fast",
            Shutdown::Immediate => "immediate",
        })
    }

    /// Starts the server after a [`stop`](Self::stop), on the same port, and waits until it accepts connections.
    ///
    /// # Errors
    ///
    /// It runs already, somebody took its port, or it is not ready within 60 seconds.
    pub fn resume(&self) -> Result<(), Unavailable> {
        self.keeper().start_server()?;
        self.sql("SELECT 1")?;
        Ok(())
    }

    /// Stops the server, and starts it again.
    ///
    /// # Errors
    ///
    /// As [`stop`](Self::stop) and [`resume`](Self::resume).
    pub fn restart(&self, how: Shutdown) -> Result<(), Unavailable> {
        self.stop(how)?;
        self.resume()
    }

    fn keeper(&self) -> MutexGuard<'_, Keeper> {
        // A panic in between leaves a keeper that answers as before, or not at all, which it then says.
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }
}

fn start_on_free_port(keeper: &mut Keeper) -> Result<u16, Unavailable> {
    let mut tries = 1;
    loop {
        let port = port::free()?;
        configure(keeper, &format!("port = {port}\n"))?;
        match keeper.start_server() {
            Ok(()) => return Ok(port),
            Err(Unavailable::Failed { log, .. })
                if log.contains("Address already in use") && tries < TRIES =>
            {
                tries += 1;
            }
            Err(why) => return Err(why),
        }
    }
}

fn configure(keeper: &Keeper, lines: &str) -> Result<(), Unavailable> {
    let file = keeper.folder().join("data/postgresql.conf");
    OpenOptions::new()
        .append(true)
        .open(file)
        .and_then(|mut file| file.write_all(lines.as_bytes()))
        .map_err(|problem| Unavailable::Folder {
            problem: problem.to_string(),
        })
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
