//! The example of `runtime/no-std`, run: there it only compiles, since nothing there can run a test.
#![expect(unreachable_pub, reason = "it is a library there")]

#[path = "../no-std/src/by_hand.rs"]
mod by_hand;
#[path = "../no-std/src/measurement.rs"]
mod measurement;

use measurement::{Bus, CELSIUS, CONTROL, MOST_POLLS, NoAnswer, READY, Why};

/// A thermometer that is ready after some polls, or whose cable breaks after some accesses.
struct Thermometer {
    polls_until_ready: u8,
    accesses_until_broken: u8,
}

impl Thermometer {
    fn access(&mut self) -> Result<(), NoAnswer> {
        self.accesses_until_broken = self.accesses_until_broken.checked_sub(1).ok_or(NoAnswer)?;
        Ok(())
    }
}

impl Bus for Thermometer {
    fn read(&mut self, register: u8) -> Result<u16, NoAnswer> {
        self.access()?;
        match register {
            READY if self.polls_until_ready > 0 => {
                self.polls_until_ready -= 1;
                Ok(0)
            }
            READY => Ok(1),
            CELSIUS => Ok(2150),
            _ => Err(NoAnswer),
        }
    }

    fn write(&mut self, register: u8, value: u16) -> Result<(), NoAnswer> {
        self.access()?;
        assert_eq!((register, value), (CONTROL, 1));
        Ok(())
    }
}

/// All three ways to write it end alike, whatever the thermometer does.
#[test]
fn with_and_without_a_lifecycle_it_measures_the_same() {
    let mut ends = Vec::new();
    for polls_until_ready in 0..=MOST_POLLS {
        for accesses_until_broken in 0..=MOST_POLLS + 2 {
            let thermometer = || Thermometer {
                polls_until_ready,
                accesses_until_broken,
            };
            let by_hand = by_hand::measure(&mut thermometer());
            assert_eq!(measurement::measure(&mut thermometer()), by_hand);
            assert_eq!(measurement::measure_boxed(&mut thermometer()), by_hand);
            ends.push(by_hand);
        }
    }
    for end in [Ok(2150), Err(Why::NoAnswer), Err(Why::NeverReady)] {
        assert!(ends.contains(&end), "nothing ended as {end:?}");
    }
}
