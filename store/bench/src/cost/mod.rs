//! What a sweep, a beat and a wait cost, how soon the dead are noticed, and what it costs that a table is large.

mod beat;
mod growth;
mod recovery;
mod sweep;
mod wait;

use std::time::Duration;

use crate::{Result, Scope, place::Server};

pub(crate) use self::{recovery::drive_alone, wait::alone as waits_alone};

const HEADER: &str = "cost                                      database       rows      median       least        most  ratio";

/// Measures what has all words in its name.
pub(crate) async fn all(server: &Server, scope: &Scope) -> Result<()> {
    println!("{HEADER}");
    if scope.has(&format!("waits {server}")) {
        wait::memory(server).await?;
    }
    if scope.has(&format!("sweep {server}")) {
        sweep::sweep(server, scope).await?;
    }
    if scope.has(&format!("beat {server}")) {
        beat::beat(server, scope).await?;
    }
    if scope.has(&format!("recovery {server}")) {
        recovery::recovery(server, scope).await?;
    }
    if scope.has(&format!("growth {server}")) {
        growth::growth(server, scope).await?;
    }
    Ok(())
}

/// Several measurements of one thing.
struct Measured {
    what: &'static str,
    unit: &'static str,
    rows: usize,
    /// In order, at least one.
    figures: Vec<f64>,
}

impl Measured {
    fn times(what: &'static str, rows: usize, times: &[Duration]) -> Self {
        let figures = times.iter().map(|time| time.as_secs_f64() * 1000.0);
        Self::new(what, "ms", rows, figures.collect())
    }

    fn new(what: &'static str, unit: &'static str, rows: usize, mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        Self {
            what,
            unit,
            rows,
            figures,
        }
    }

    fn median(&self) -> f64 {
        self.figures[self.figures.len() / 2]
    }

    /// One line, with the ratio to `base`, if there is one.
    fn print(&self, server: &Server, base: Option<f64>) {
        let ratio = base.map_or(String::from("-"), |base| {
            format!("{:.2}", self.median() / base)
        });
        println!(
            "{:<41} {:<9} {:>9}  {:>10.1}  {:>10.1}  {:>10.1}  {ratio:>5}",
            format!("{}, {}", self.what, self.unit),
            server.to_string(),
            self.rows,
            self.median(),
            self.figures[0],
            self.figures[self.figures.len() - 1],
        );
    }
}
