//! The quick start: a few hundred connections over loopback TCP. Some go wrong on purpose; every one of them ends in a
//! named state.

use std::{
    env,
    num::NonZeroU32,
    panic,
    process::ExitCode,
    time::{Duration, Instant},
};

use connection::{faults::Fault, run::run, server::Limits};
use endstate::BoxError;
use tokio::time::timeout;

/// As many clients as there are without an argument.
const CLIENTS: NonZeroU32 = NonZeroU32::new(300).unwrap();

/// The run is over by then, whatever happens.
const LIMIT: Duration = Duration::from_secs(45);

#[tokio::main]
async fn main() -> ExitCode {
    match print_a_run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => fail("the sums differ from what began"),
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}

async fn print_a_run() -> Result<bool, BoxError> {
    let clients = env::args().nth(1).map_or(Ok(CLIENTS), |arg| arg.parse())?;
    let limits = Limits {
        places: clients.try_into()?,
        wait: Duration::from_secs(1),
        deadline: Duration::from_secs(3),
    };
    print_the_plan(clients.get());
    keep_planned_panics_quiet();
    let began = Instant::now();
    let progress = |what: &str| println!("  {:>4.1} s  {what}", began.elapsed().as_secs_f64());
    let report = timeout(LIMIT, run(clients.get(), limits, progress)).await??;
    print!("\n{report}");
    Ok(report.adds_up())
}

fn print_the_plan(clients: u32) {
    println!("{clients} clients call one server over loopback TCP. Of these, on purpose:\n");
    for (fault, what) in Fault::ALL {
        let count = (0..clients)
            .filter(|&n| Fault::of(n) == Some(fault))
            .count();
        println!("  {count:>5}  {what}");
    }
    println!();
}

/// The scopes catch these panics and the tables show them, so there is no need to print each.
fn keep_planned_panics_quiet() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if panic.payload().downcast_ref() != Some(&"nothing to send back") {
            print(panic);
        }
    }));
}
