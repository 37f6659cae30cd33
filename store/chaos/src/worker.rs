//! A process of the fleet: it drives what is ready, or answers what rests, until its input ends.

use std::{io, num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::BoxError;
use endstate_store::{Error, Listing, Store};
use tokio::time::sleep;

use crate::{
    acknowledged::Log,
    arguments::{Role, Task},
    errand::{ErrandState, body},
    open,
    process::die_with_parent,
};

/// How many rows one process drives at once.
const AT_ONCE: usize = 8;

pub(crate) async fn run(task: &Task) -> Result<(), BoxError> {
    die_with_parent()?;
    // The panics of bodies are part of the run.
    std::panic::set_hook(Box::new(|_| {}));
    let log = Arc::new(Log::open(&task.log)?);
    // The server may be on its way up.
    let store = loop {
        match open(&task.url).await {
            Err(error) if error.is_transient() => sleep(Duration::from_millis(100)).await,
            opened => break opened?,
        }
    };
    let work = async {
        match task.role {
            Role::Worker => work(&store, &log).await,
            Role::Answerer => Box::pin(answer(&store, &log)).await,
        }
    };
    let told = async {
        // Its end is the sign, whatever comes before it.
        let end = tokio::task::spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink()));
        let _ = end.await;
        store.shutdown(Duration::from_secs(2)).await;
    };
    let mut told = std::pin::pin!(told);
    tokio::select! {
        worked = work => if let Err(error) = worked {
            eprintln!("the process of a {} ends: {error}", task.role.word());
            // The thread that reads the input would keep it.
            std::process::exit(1);
        },
        () = &mut told => return Ok(()),
    }
    told.await;
    Ok(())
}

async fn work(store: &Store, log: &Arc<Log>) -> Result<(), Error> {
    let most = NonZeroUsize::new(AT_ONCE).unwrap_or(NonZeroUsize::MIN);
    let log = Arc::clone(log);
    let driven = store.workers(most).run::<ErrandState, _, _>(move |any| {
        let log = Arc::clone(&log);
        async move { body(any, &log).await }
    });
    driven.await.map(drop)
}

async fn answer(store: &Store, log: &Arc<Log>) -> Result<(), Error> {
    let one = || async {
        loop {
            match answer_one(store, log).await {
                // Others answer, too.
                Ok(()) | Err(Error::Driven { .. }) => {}
                Err(Error::Closed) => return Ok(()),
                Err(error) if error.is_transient() => sleep(Duration::from_millis(100)).await,
                Err(error) => return Err(error),
            }
        }
    };
    tokio::try_join!(one(), one(), one(), one()).map(drop)
}

async fn answer_one(store: &Store, log: &Arc<Log>) -> Result<(), Error> {
    let asking = Listing::new().status("asking").most(50);
    let rows = store.list::<ErrandState>(asking).await?;
    let Some(row) = fastrand::choice(rows) else {
        sleep(Duration::from_millis(50)).await;
        return Ok(());
    };
    let id = row?.id;
    store
        .drive(id, async |any| body(any, log).await)
        .await
        .map(drop)
}
