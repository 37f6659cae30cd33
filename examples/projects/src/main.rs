//! Projects whose states are database rows. With `--crash` the program kills itself in the middle; the next run finishes what was
//! left.

use std::{env, fs, panic, process::ExitCode, time::SystemTime};

use endstate::BoxError;
use endstate_store::Store;
use projects::{
    print,
    project::ProjectState,
    run::{left, open, run},
};

const REPOS: &[&str] = &["builds", "asks", "fails", "panics", "takes long"];

#[tokio::main]
async fn main() -> ExitCode {
    match Box::pin(print_a_run()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => fail("not every project has ended"),
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}

async fn print_a_run() -> Result<bool, BoxError> {
    let mut repos = REPOS.to_vec();
    let mut url = None;
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--crash" => repos.push("kills its process"),
            _ => url = Some(argument),
        }
    }
    let url = match url {
        Some(url) => url,
        None => default_url()?,
    };
    keep_the_planned_panic_quiet();
    let began = SystemTime::now();
    let store = open(&url).await?;
    println!("Projects in {}\n", without_password(&url));
    let left = left(&store).await?.len();
    if left > 0 {
        println!("An earlier run died and left {left}, which this one brings to an end.\n");
    }
    let ids = Box::pin(run(&store, &repos)).await?;
    // The store of the run was shut down with its workers.
    let store = open(&url).await?;
    print::histories(&store, &ids, began).await?;
    println!();
    let all_ended = print_counts(&store).await?;
    store.shutdown(std::time::Duration::ZERO).await;
    Ok(all_ended)
}

async fn print_counts(store: &Store) -> Result<bool, BoxError> {
    let counts = store.counts::<ProjectState>().await?;
    print::counts(&counts);
    let open = ["initialized", "running", "input_needed"];
    Ok(open.iter().all(|status| counts.of(status) == 0))
}

/// A file that is there in the next run too.
fn default_url() -> Result<String, BoxError> {
    let folder = env::temp_dir().join("endstate-projects");
    fs::create_dir_all(&folder)?;
    Ok(format!("sqlite://{}", folder.join("app.db").display()))
}

fn without_password(url: &str) -> &str {
    url.rsplit_once('@').map_or(url, |(_, rest)| rest)
}

/// The store catches this panic and the table shows it, so there is no need to print it.
fn keep_the_planned_panic_quiet() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if panic.payload().downcast_ref() != Some(&"index out of bounds") {
            print(panic);
        }
    }));
}
