//! The time of each pair: ours and raw, one right after the other, since a machine is not as fast in one minute as in the next.

use std::fmt;

use divan::{Bencher, counter::ItemsCount};
use endstate_cost::{Load, PAIRS, Pair};

fn main() {
    divan::main();
}

/// One side of a pair, at one size.
struct Case {
    pair: Pair,
    size: usize,
    side: &'static str,
}

fn cases() -> impl Iterator<Item = Case> {
    let sized = PAIRS
        .iter()
        .flat_map(|&pair| pair.sizes.iter().map(move |&size| (pair, size)));
    sized.flat_map(|(pair, size)| ["ours", "raw"].map(|side| Case { pair, size, side }))
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, {}", self.pair.name, self.size, self.side)
    }
}

#[divan::bench(args = cases(), sample_count = 60, sample_size = 1)]
fn work(bencher: Bencher, case: &Case) {
    let &Case { pair, size, side } = case;
    let work = if side == "raw" { pair.raw } else { pair.ours };
    // About as long a measurement, whatever the size: the runtime around it weighs nothing then.
    let rounds = (20_000 / size).max(1);
    bencher
        .counter(ItemsCount::new(rounds * size))
        .bench(|| work(Load { size, rounds }));
}
