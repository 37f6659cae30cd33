//! The same measurement without a lifecycle, to compare its size with.

use crate::measurement::{Bus, CELSIUS, CONTROL, MOST_POLLS, NoAnswer, READY, Why};

impl From<NoAnswer> for Why {
    fn from(_: NoAnswer) -> Self {
        Self::NoAnswer
    }
}

/// Measures once: hundredths of a degree, or why there are none.
pub fn measure(bus: &mut dyn Bus) -> Result<u16, Why> {
    bus.write(CONTROL, 1)?;
    let mut polls = 0;
    loop {
        if bus.read(READY)? != 0 {
            return Ok(bus.read(CELSIUS)?);
        }
        polls += 1;
        if polls == MOST_POLLS {
            return Err(Why::NeverReady);
        }
    }
}
