//! The rates of one contender at one load.

use crate::{contender::Contender, load::Load, place::Server};

#[derive(Debug)]
pub(crate) struct Figure {
    /// In order, at least one.
    rates: Vec<f64>,
}

impl Figure {
    pub(crate) const HEADER: &'static str =
        "work         database  workers  who               per s     least      most  of by hand";

    pub(crate) fn new(rate: f64) -> Self {
        Self { rates: vec![rate] }
    }

    pub(crate) fn add(&mut self, rate: f64) {
        self.rates.push(rate);
        self.rates.sort_by(f64::total_cmp);
    }

    pub(crate) fn median(&self) -> f64 {
        self.rates[self.rates.len() / 2]
    }

    /// One line, with the ratio to `base`.
    pub(crate) fn line(
        &self,
        load: Load,
        server: &Server,
        contender: Contender,
        base: f64,
    ) -> String {
        let median = self.median();
        format!(
            "{:<12} {:<9} {:>7}  {:<15} {median:>7.0}   {:>7.0}   {:>7.0}  {:>10.2}",
            load.name(),
            server.to_string(),
            load.workers,
            contender.name(),
            self.rates[0],
            self.rates[self.rates.len() - 1],
            median / base
        )
    }
}
