//! Declared exceptions to a rule.

use core::{fmt, panic::Location};
use std::{collections::HashMap, sync::LazyLock, vec::Vec};

use crate::{
    sync::{Mutex, lock},
    telemetry,
};

/// A rule that a call may waive, if it says why.
///
/// [`waivers`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A permit is not held across a wait without a bound: `Permit::across_unbounded` waives it.
    PermitNotHeldAcrossUnboundedWait,
    /// A handle has an owner that closes it: `Owned::detach` waives it.
    HandleHasOwner,
}

impl Rule {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::PermitNotHeldAcrossUnboundedWait => "permit_not_held_across_unbounded_wait",
            Self::HandleHasOwner => "handle_has_owner",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PermitNotHeldAcrossUnboundedWait => {
                "a permit is not held across a wait without a bound"
            }
            Self::HandleHasOwner => "a handle has an owner that closes it",
        })
    }
}

/// An exception that this process has made at a place in its source.
///
/// [`waivers`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiver {
    /// What was waived.
    pub rule: Rule,
    /// Why, in the words of whoever waived it.
    pub reason: &'static str,
    /// The call.
    pub at: &'static Location<'static>,
    /// How many times it was made.
    pub count: u64,
}

impl fmt::Display for Waiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            reason,
            at,
            count,
        } = self;
        write!(f, "{at}: waived {count} times that {rule}: {reason}")
    }
}

type Place = (&'static Location<'static>, Rule, &'static str);

/// As large as the program's text has waivers, however often they are made.
static MADE: LazyLock<Mutex<HashMap<Place, u64>>> = LazyLock::new(Mutex::default);

/// Every exception that this process has made so far, in the order of the source.
///
/// ```
/// assert!(endstate::waivers().is_empty());
/// ```
#[must_use]
pub fn waivers() -> Vec<Waiver> {
    let mut made: Vec<Waiver> = lock(&MADE)
        .iter()
        .map(|(&(at, rule, reason), &count)| Waiver {
            rule,
            reason,
            at,
            count,
        })
        .collect();
    made.sort_by_key(|waiver| (waiver.at, waiver.reason));
    made
}

pub(crate) fn waive(rule: Rule, reason: &'static str, at: &'static Location<'static>) {
    *lock(&MADE).entry((at, rule, reason)).or_insert(0) += 1;
    telemetry::WAIVERS.count(rule.label(), 1);
    telemetry::event!(
        warn,
        "waived",
        rule = rule.label(),
        reason = reason,
        file = at.file(),
        line = at.line(),
    );
}
