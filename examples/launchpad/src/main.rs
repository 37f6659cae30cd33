//! A web service to live in. `--help` says what can be set.

use std::{io, process::ExitCode};

use clap::Parser as _;
use launchpad::{
    service::{Error, Service},
    settings::Settings,
    telemetry,
};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let settings = Settings::parse();
    telemetry::log();
    match serve(settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: Settings) -> Result<(), Error> {
    // Before anything is opened: what comes meanwhile is not lost.
    let stop = stop().map_err(Error::Serve)?;
    let service = Service::open(&settings).await?;
    println!("{}", service.url());
    service.run(stop).await
}

/// Resolves at the first Ctrl-C, or when the system wants the program to end.
fn stop() -> io::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
