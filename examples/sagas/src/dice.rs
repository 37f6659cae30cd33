//! What goes wrong, and when: the same for the same seed, for both versions, and whichever sagas are run.

use std::{ops::RangeInclusive, time::Duration};

use crate::saga::Saga;

/// Dice of one saga.
#[derive(Debug)]
pub struct Dice(fastrand::Rng);

impl Dice {
    /// The dice that fall for `saga` with this seed.
    #[must_use]
    pub fn new(seed: u64, saga: Saga) -> Self {
        // Seeds beside each other are to give sequences far from each other.
        let mut seeds = fastrand::Rng::with_seed(seed);
        let own = (0..=saga as u64).map(|_| seeds.u64(..)).last();
        Self(fastrand::Rng::with_seed(own.unwrap_or(seed)))
    }

    /// One of these, as likely as its weight says.
    pub fn one_of<T: Clone>(&mut self, weighed: &[(u32, T)]) -> T {
        let all = weighed.iter().map(|(weight, _)| weight).sum();
        let mut left = self.0.u32(0..all);
        for (weight, one) in weighed {
            match left.checked_sub(*weight) {
                None => return one.clone(),
                Some(rest) => left = rest,
            }
        }
        unreachable!("what is left is below the sum of the weights")
    }

    /// A time of whole seconds within these minutes.
    pub fn minutes(&mut self, minutes: RangeInclusive<u64>) -> Duration {
        Duration::from_secs(self.0.u64(minutes.start() * 60..=minutes.end() * 60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn falls(seed: u64, saga: Saga) -> Vec<u8> {
        let mut dice = Dice::new(seed, saga);
        let falls = (0..200).map(|_| dice.one_of(&[(1, 1), (0, 2), (3, 3)]));
        falls.collect()
    }

    #[test]
    fn the_same_seed_falls_the_same_way_and_no_other_does() {
        for saga in Saga::ALL {
            assert_eq!(falls(7, saga), falls(7, saga));
            assert_ne!(falls(7, saga), falls(8, saga));
        }
        assert_ne!(
            falls(7, Saga::UnscopedLock),
            falls(7, Saga::UnsupervisedTask)
        );
    }

    #[test]
    fn a_weight_says_how_likely() {
        let falls = falls(1, Saga::UnownedHandle);
        let ones: u8 = falls.iter().filter(|&&fall| fall == 1).sum();
        assert!((25..=75).contains(&ones), "{ones} of 200");
        assert!(!falls.contains(&2));
    }
}
