//! The report as text.

use std::fmt::Write as _;

use super::Report;
use crate::{
    measure::{Counts, Outcome},
    saga::Saga,
};

/// The width of a column of numbers: that of its title, and a gap.
fn width(column: usize) -> usize {
    let [above, below] = Counts::TITLES[column];
    above.len().max(below.len()) + 3
}

/// One line for each version, and one for each mistake that does not compile.
pub(super) fn draw(report: &Report) -> String {
    let mut table = head();
    let mut last = None;
    for outcome in &report.outcomes {
        let name = if last == Some(outcome.saga) {
            ""
        } else {
            outcome.saga.name()
        };
        last = Some(outcome.saga);
        row(&mut table, name, outcome);
    }
    table.push_str("\nThe same mistakes with endstate, and what the compiler says:\n");
    for saga in Saga::ALL {
        if report.outcomes.iter().any(|outcome| outcome.saga == saga) {
            let mistake = saga.mistake();
            // Writing to a string does not fail.
            let _ = writeln!(table, "\n  {}\n  {}", mistake.words, mistake.case);
            let _ = writeln!(table, "    {}", mistake.message());
        }
    }
    table
}

fn head() -> String {
    let mut head = String::new();
    for line in 0..2 {
        let [archetype, version, runs] = [["", "", ""], ["archetype", "version", "runs"]][line];
        let _ = write!(head, "{archetype:<23} {version:<8} {runs:>5}");
        for (column, title) in Counts::TITLES.iter().enumerate() {
            let _ = write!(head, "{:>width$}", title[line], width = width(column));
        }
        head.truncate(head.trim_end().len());
        head.push('\n');
    }
    head
}

fn row(table: &mut String, name: &str, outcome: &Outcome) {
    let version = outcome.version.name();
    let _ = write!(table, "{name:<23} {version:<8} {:>5}", outcome.runs);
    for (column, count) in outcome.measured.counts.columns().into_iter().enumerate() {
        let count = count.map_or("-".to_owned(), |count| count.to_string());
        let _ = write!(table, "{count:>width$}", width = width(column));
    }
    table.push('\n');
}
