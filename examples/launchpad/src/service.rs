//! The service as a whole: what it opens, what it runs, and in which order it ends.

use std::{fs, io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
use endstate::{permit, topic};
use endstate_store::Settings as StoreSettings;
use tokio::{net::TcpListener, process::Command};
use tokio_util::sync::CancellationToken;

use crate::{
    api::{self, Api, Hosts},
    demo,
    live::Live,
    project::ProjectState,
    repositories::Repositories,
    run::{Runs, dispatch},
    settings::Settings,
    tables::{Tables, is_postgres, projects},
    telemetry,
    workspace::Workspaces,
};

/// Longer than the time that the states of a drive have together: they say why they end, and the permit does not.
const HOLD_LIMIT: Duration = Duration::from_mins(40);

/// Who waits longer than this gives up its place, and is found again by the dispatcher.
const ACQUIRE_TIMEOUT: Duration = Duration::from_hours(1);

/// Why the service cannot start, or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no git.
    #[error("`git` cannot be run: install it, or put it in PATH ({0})")]
    NoGit(io::Error),
    /// A folder cannot be used.
    #[error("the folder `{folder}` cannot be used: {source}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The address cannot be listened to.
    #[error("`{address}` cannot be listened to, choose another with `--listen`: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The database cannot be reached, or refuses the tables.
    #[error("the database cannot be used, see `--database-url`: {0}")]
    Database(#[from] sqlx::Error),
    /// The table of projects cannot be used.
    #[error(transparent)]
    Store(#[from] endstate_store::Error),
    /// The metrics cannot be recorded.
    #[error("the metrics cannot be recorded: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Serve(io::Error),
}

/// A service that is ready, and listens.
#[must_use = "it works while `run` is polled"]
pub struct Service {
    address: SocketAddr,
    listener: TcpListener,
    router: Router,
    runs: Arc<Runs>,
    live: Arc<Live>,
    grace: Duration,
}

impl Service {
    /// Opens everything. Rows that a dead process has left are recovered from now on.
    ///
    /// # Errors
    ///
    /// Says what cannot be used, and how to choose another.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it leaves folders and tables, and no row.
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        let recorder = telemetry::recorder()?;
        let version = Command::new("git").arg("--version").output().await;
        version.map_err(Error::NoGit)?;
        let data = settings.data.clone();
        let data = data.unwrap_or_else(|| std::env::temp_dir().join("endstate-launchpad"));
        fs::create_dir_all(&data).map_err(of(&data))?;
        let data = data.canonicalize().map_err(of(&data))?;
        let repositories = match &settings.repositories {
            Some(folder) => folder.clone(),
            None => sample(data.join("repositories"))?,
        };
        let repositories = Repositories::of(&repositories).map_err(of(&repositories))?;
        let database = settings.database_url.clone();
        let url = database.unwrap_or_else(|| format!("sqlite://{}", data.join("app.db").display()));
        let tables = Tables::open(&url).await?;
        let store = store_settings(settings.lease);
        let store = if is_postgres(&url) {
            store.connect(&url).await?
        } else {
            store.open(&url).await?
        };
        store.migrate::<ProjectState>().await?;
        let workspaces = Workspaces {
            folder: data.join("workspaces"),
            task_limit: settings.task_limit,
        };
        let live = projects::live(&tables).await?;
        let cleared = workspaces.remove_all_but(&live).await;
        cleared.map_err(of(&workspaces.folder))?;
        let runs = Arc::new(Runs {
            store,
            tables,
            repositories,
            workspaces,
            permits: permit::named("runs")
                .hold_limit(HOLD_LIMIT)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                .limiter(settings.permits),
            answers: topic::named("answers").recheck_every(RECHECK_EVERY).hub(),
            patience: settings.patience,
            changed: tokio::sync::Notify::new(),
            closing: CancellationToken::new(),
        });
        let live = Arc::new(Live::new(
            runs.tables.clone(),
            runs.permits.clone(),
            runs.answers.clone(),
        ));
        let listen = |source| Error::Listen {
            address: settings.listen,
            source,
        };
        let listener = TcpListener::bind(settings.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let router = api::router(Api {
            runs: Arc::clone(&runs),
            live: Arc::clone(&live),
            recorder,
            hosts: Arc::new(Hosts {
                allowed: settings.allowed_hosts.clone(),
            }),
            longest_wait: settings.longest_wait,
        });
        Ok(Self {
            address,
            listener,
            router,
            runs,
            live,
            grace: settings.grace,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Works until `stop` resolves. Then it takes no more requests, closes the pages' streams, lets projects come to an end within
    /// the grace, and makes the others ready for another process.
    ///
    /// # Errors
    ///
    /// The listener failed.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the projects that are worked on end as cancelled.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) -> Result<(), Error> {
        let closing = self.runs.closing.clone();
        let serve = serve(self.listener, self.router, &closing, self.grace);
        let stopped = async {
            tokio::select! {
                () = stop => closing.cancel(),
                () = closing.cancelled() => {}
            }
        };
        let dispatch = dispatch(Arc::clone(&self.runs), self.grace);
        let tell = self.live.tell(&closing);
        let (ended, (), (), ()) = tokio::join!(serve, stopped, dispatch, tell);
        self.runs.tables.close().await;
        ended.map_err(Error::Serve)
    }
}

/// Answers requests until the service closes, and gives those that are under way their time.
async fn serve(
    listener: TcpListener,
    router: Router,
    closing: &CancellationToken,
    grace: Duration,
) -> io::Result<()> {
    let server = axum::serve(listener, router);
    let server = server.with_graceful_shutdown(closing.clone().cancelled_owned());
    // Somebody may not read what was asked for.
    let late = async {
        closing.cancelled().await;
        tokio::time::sleep(grace).await;
    };
    let ended = tokio::select! {
        ended = server.into_future() => ended,
        () = late => Ok(()),
    };
    // Also where it failed: without it there is no service.
    closing.cancel();
    ended
}

/// How late a run learns of an answer that another process was given.
const RECHECK_EVERY: Duration = Duration::from_secs(2);

/// The store's own settings, in the proportions of its defaults.
fn store_settings(lease: Duration) -> StoreSettings {
    StoreSettings::new()
        .lease(lease)
        .renew_every(lease / 3)
        .grace(lease / 6)
        .sweep_every(lease / 6)
}

fn sample(folder: PathBuf) -> Result<PathBuf, Error> {
    fs::create_dir_all(&folder).map_err(of(&folder))?;
    let sample = folder.join("sample");
    demo::make(&sample).map_err(of(&sample))?;
    Ok(folder)
}

fn of(folder: &std::path::Path) -> impl FnOnce(io::Error) -> Error {
    let folder = folder.to_owned();
    move |source| Error::Folder { folder, source }
}
