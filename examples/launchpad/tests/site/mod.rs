//! A service to test, with repositories of its own, and what a client does with it.

#![allow(
    dead_code,
    unused_imports,
    reason = "each test program uses a part of it"
)]

mod client;
mod repository;

use std::{future::pending, time::Duration};

use endstate_cluster::{Database, databases};
use launchpad::{service::Service, settings::Settings};
use tempfile::TempDir;
use tokio::{runtime::Runtime, sync::oneshot, task::JoinHandle};

pub use self::{
    client::{Client, Page},
    repository::Repository,
};

/// More than any of this takes on a slow machine.
pub const SOON: Duration = Duration::from_mins(1);

/// A service in this process.
pub struct Site {
    pub client: Client,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

/// What a service works with. It outlives the service, as after a restart.
pub struct Ground {
    pub folder: TempDir,
    pub repository: Repository,
    pub database: Database,
}

impl Ground {
    pub fn of(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::make(folder.path());
        Self {
            folder,
            repository,
            database,
        }
    }

    pub fn settings(&self) -> Settings {
        use clap::Parser as _;

        let mut settings = Settings::parse_from(["launchpad", "--listen", "127.0.0.1:0"]);
        settings.data = Some(self.folder.path().join("data"));
        settings.repositories = Some(self.repository.root());
        settings.database_url = Some(self.database.url().to_owned());
        settings.lease = Duration::from_secs(6);
        settings
    }

    pub async fn site(&self, set: impl FnOnce(&mut Settings)) -> Site {
        let mut settings = self.settings();
        set(&mut settings);
        let service = Service::open(&settings).await.unwrap();
        let client = Client::of(service.url());
        let (stop, stopped) = oneshot::channel();
        #[expect(
            clippy::disallowed_methods,
            reason = "`stop` awaits it, and a test that fails before takes the runtime with it"
        )]
        let running = tokio::spawn(async move {
            let stopped = async {
                if stopped.await.is_err() {
                    pending::<()>().await;
                }
            };
            service.run(stopped).await.unwrap();
        });
        Site {
            client,
            stop,
            running,
        }
    }
}

impl Site {
    /// Asks it to end, and waits until it has.
    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        tokio::time::timeout(SOON, self.running)
            .await
            .expect("the service ends in time")
            .unwrap();
    }
}

/// Runs a test on SQLite, and on Postgres where there is one.
pub fn on_both(test: impl AsyncFn(Ground)) {
    for database in databases() {
        println!("on {}", database.engine());
        runtime().block_on(test(Ground::of(database)));
    }
}

pub fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
}
