//! The five incidents, and the two versions of each.

use std::fmt;

use clap::ValueEnum;
use serde::Serialize;

/// One of the five incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saga {
    /// A task dies, and its row says `initialized` for ever.
    UnsupervisedTask,
    /// A slot is held while its holder waits for a user who went home.
    UnscopedLock,
    /// A stale clean-up closes the newer stream, and the older one stays open.
    UnownedHandle,
    /// The question first and then the subscription: the answer came in between.
    UnorderedSubscription,
    /// What a status implies stands in a comment.
    UnenforcedInvariant,
}

/// Written without endstate, or with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Version {
    /// tokio and sqlx.
    Plain,
    /// The same with endstate.
    Endstate,
}

/// The mistake of a plain version, as the version with endstate would make it: what the compiler says of it.
#[derive(Debug, Clone, Copy)]
pub struct Mistake {
    /// What was done, in a few words.
    pub words: &'static str,
    /// The case that does not compile, from the root of the repository.
    pub case: &'static str,
    /// What rustc prints of it.
    pub stderr: &'static str,
}

/// The case of this name, and what rustc prints of it.
macro_rules! mistake {
    ($words:literal, $case:literal) => {
        Mistake {
            words: $words,
            case: concat!("ui-tests/tests/ui/", $case, ".rs"),
            stderr: include_str!(concat!("../../../ui-tests/tests/ui/", $case, ".stderr")),
        }
    };
}

impl Saga {
    /// All of them, in the order of the paper.
    pub const ALL: [Self; 5] = [
        Self::UnsupervisedTask,
        Self::UnscopedLock,
        Self::UnownedHandle,
        Self::UnorderedSubscription,
        Self::UnenforcedInvariant,
    ];

    /// As the tables have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnsupervisedTask => "unsupervised task",
            Self::UnscopedLock => "unscoped lock",
            Self::UnownedHandle => "unowned handle",
            Self::UnorderedSubscription => "unordered subscription",
            Self::UnenforcedInvariant => "unenforced invariant",
        }
    }

    /// The same mistake where it does not compile.
    #[must_use]
    pub const fn mistake(self) -> Mistake {
        match self {
            Self::UnsupervisedTask => mistake!(
                "a worker that is done with its row, wherever the row is",
                "store/workers-without-an-exit"
            ),
            Self::UnscopedLock => mistake!(
                "a permit held while the user is asked",
                "permit/held-in-a-task"
            ),
            Self::UnownedHandle => {
                mistake!("a clean-up that closes by key", "owned/removed-by-key")
            }
            Self::UnorderedSubscription => mistake!(
                "a question before there is a subscription",
                "topic/publish-without-a-subscription"
            ),
            Self::UnenforcedInvariant => mistake!(
                "a new code path that forgets the question",
                "store/state-without-its-evidence"
            ),
        }
    }
}

/// What rustc says of a value that must not be kept there.
const AWAIT: &str = "await occurs here";

impl Mistake {
    /// The first line of what rustc prints, and, where a future is not `Send`, where that comes from.
    #[must_use]
    pub fn message(&self) -> String {
        let first = self.stderr.lines().next().unwrap_or_default();
        match self.stderr.find(AWAIT) {
            Some(at) => {
                let reason = self.stderr[at..].lines().next().unwrap_or_default();
                format!("{first}: {reason}")
            }
            None => first.to_owned(),
        }
    }
}

impl Version {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Endstate];

    /// As the tables have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Endstate => "endstate",
        }
    }
}

impl fmt::Display for Saga {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
