//! Times as the store and the page have them.

use std::time::{Duration, SystemTime};

/// Now, in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// A duration as people write it: the largest unit that it is a whole number of, `90s`, `2h`.
pub(crate) fn text(duration: Duration) -> String {
    let ms = duration.as_millis();
    UNITS
        .iter()
        .rev()
        .find(|(_, unit)| ms != 0 && ms.is_multiple_of(u128::from(*unit)))
        .map_or_else(
            || format!("{ms}ms"),
            |(name, unit)| format!("{}{name}", ms / u128::from(*unit)),
        )
}

/// Reads what [`text`] writes.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, name) = text.split_at(digits);
    let unit = UNITS.iter().find(|(unit, _)| *unit == name.trim());
    match (number.parse::<u64>(), unit) {
        (Ok(number), Some((_, unit))) if number > 0 => number
            .checked_mul(*unit)
            .map(Duration::from_millis)
            .ok_or_else(|| format!("`{text}` is too long")),
        (Ok(0), Some(_)) => Err("this duration must be longer than nothing".to_owned()),
        _ => Err(format!(
            "`{text}` is not a duration, such as \"500ms\", \"10s\", \"5m\", \"2h\" or \"7d\""
        )),
    }
}

/// The units and their length in milliseconds.
const UNITS: [(&str, u64); 5] = [
    ("ms", 1),
    ("s", 1000),
    ("m", 60_000),
    ("h", 3_600_000),
    ("d", 86_400_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_back_as_it_was_written() {
        for same in ["1ms", "1500ms", "1s", "90s", "2m", "3h", "7d"] {
            assert_eq!(text(parse(same).unwrap()), same);
        }
        assert_eq!(text(parse("60 s").unwrap()), "1m");
    }

    #[test]
    fn what_is_not_a_duration_is_refused_with_examples() {
        for wrong in ["", "s", "10", "10x", "-1s", "1.5s", "99999999999999999d"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(parse("10").unwrap_err().contains("\"10s\""));
        assert!(parse("0s").unwrap_err().contains("longer than nothing"));
    }
}
