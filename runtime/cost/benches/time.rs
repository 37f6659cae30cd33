//! The time of each pair, raw and ours.

use divan::Bencher;
use endstate_cost::{Load, PAIRS, Pair};

fn main() {
    divan::main();
}

fn cases() -> impl Iterator<Item = Case> {
    PAIRS
        .iter()
        .flat_map(|&pair| pair.sizes.iter().map(move |&size| Case { pair, size }))
}

/// A pair at one size.
struct Case {
    pair: Pair,
    size: usize,
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.pair.name, self.size)
    }
}

impl Case {
    /// About as long a measurement, whatever the size: the runtime around it weighs nothing then.
    fn time(&self, bencher: Bencher, work: fn(Load)) {
        let Self { size, .. } = *self;
        let rounds = (20_000 / size).max(1);
        bencher
            .counter(divan::counter::ItemsCount::new(rounds * size))
            .bench(|| work(Load { size, rounds }));
    }
}

#[divan::bench(args = cases(), sample_count = 30)]
fn raw(bencher: Bencher, case: &Case) {
    case.time(bencher, case.pair.raw);
}

#[divan::bench(args = cases(), sample_count = 30)]
fn ours(bencher: Bencher, case: &Case) {
    case.time(bencher, case.pair.ours);
}
