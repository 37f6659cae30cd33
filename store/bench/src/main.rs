//! What the store does in a second, beside the same written by hand and beside a job queue: see the README.

mod by_hand;
mod contender;
mod cost;
mod crew;
mod figure;
mod fill;
mod job;
mod load;
mod ours;
mod place;
mod queue;
mod scope;

use std::{error::Error, process::ExitCode};

use crate::{
    contender::{ALL, Contender},
    figure::Figure,
    load::{LOADS, Load},
    place::{Commit, Place, Server},
    scope::Scope,
};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let measured = match &args[..] {
        [alone, server] if alone == "--waits-alone" => waits_alone(server).await,
        [alone, url] if alone == "--drive-alone" => cost::drive_alone(url).await,
        _ => all(&Scope::of(args)).await,
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("endstate-store-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn waits_alone(name: &str) -> Result<()> {
    for server in Server::all() {
        if server.to_string() == name {
            cost::waits_alone(&server).await?;
        }
    }
    Ok(())
}

async fn all(scope: &Scope) -> Result<()> {
    for server in Server::all() {
        println!("{}", Figure::HEADER);
        for load in LOADS {
            let load = if scope.is_quick() { load.quick() } else { load };
            if scope.has(&format!("{} {server} {}", load.name(), load.workers)) {
                compared(&server, load, scope).await?;
            }
        }
        cost::all(&server, scope).await?;
    }
    Ok(())
}

async fn compared(server: &Server, load: Load, scope: &Scope) -> Result<()> {
    let mut figures: Vec<(Contender, Figure)> = Vec::new();
    for _ in 0..scope.rounds() {
        for contender in ALL {
            let place = Place::new(server, Commit::Disk)?;
            let Some(took) = contender.take(&place, load).await? else {
                continue;
            };
            let rate = load.rate(took);
            match figures.iter_mut().find(|(known, _)| *known == contender) {
                Some((_, figure)) => figure.add(rate),
                None => figures.push((contender, Figure::new(rate))),
            }
        }
    }
    let Some(base) = figures.first().map(|(_, figure)| figure.median()) else {
        return Ok(());
    };
    for (contender, figure) in &figures {
        println!("{}", figure.line(load, server, *contender, base));
    }
    Ok(())
}
