//! `"90s"`, `"24h"`.

use std::time::Duration;

/// The units, longest first.
const UNITS: &[(&str, u64)] = &[
    ("ms", 1),
    ("s", 1000),
    ("m", 60 * 1000),
    ("h", 60 * 60 * 1000),
    ("d", 24 * 60 * 60 * 1000),
];

/// A number and its unit, without a sign or a fraction, and not zero.
pub(super) fn read(text: &str) -> Option<Duration> {
    let (unit, millis) = UNITS.iter().find(|(unit, _)| {
        text.strip_suffix(unit)
            .is_some_and(|number| number.ends_with(|last: char| last.is_ascii_digit()))
    })?;
    let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
    let millis = number.checked_mul(*millis)?;
    // Where SQL still counts it.
    (millis > 0 && millis < 1 << 53).then(|| Duration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit() {
        assert_eq!(read("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(read("90s"), Some(Duration::from_secs(90)));
        assert_eq!(read("15m"), Some(Duration::from_secs(15 * 60)));
        assert_eq!(read("24h"), Some(Duration::from_secs(24 * 60 * 60)));
        assert_eq!(read("7d"), Some(Duration::from_secs(7 * 24 * 60 * 60)));
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "h",
            "24",
            "0s",
            "-1s",
            "1.5h",
            "24 h",
            "24H",
            "99999999999999999999d",
            "9007199254740992ms",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
