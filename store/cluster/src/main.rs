//! A Postgres server to try things out with: prints its URL, and runs until its input ends or it is stopped.
//!
//! Arguments are settings: `cargo run -p endstate-cluster -- fsync=on`.

use std::{error::Error, io};

use endstate_cluster::Cluster;

fn main() -> Result<(), Box<dyn Error>> {
    let settings: Vec<String> = std::env::args().skip(1).collect();
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let cluster = Cluster::with(&settings)?;
    println!("{}", cluster.url());
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}
