//! What of it all is measured, and how thoroughly.

/// What the words on the command line ask for.
#[derive(Debug)]
pub(crate) struct Scope {
    /// What is measured has all of them in its name.
    words: Vec<String>,
    quick: bool,
    long: bool,
}

impl Scope {
    pub(crate) fn of(args: Vec<String>) -> Self {
        Self {
            quick: args.iter().any(|arg| arg == "--quick"),
            long: args.iter().any(|arg| arg == "--long"),
            words: args
                .into_iter()
                .filter(|arg| !arg.starts_with("--"))
                .collect(),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.words.iter().all(|word| name.contains(word))
    }

    pub(crate) fn is_quick(&self) -> bool {
        self.quick
    }

    /// How often each measurement is made. The contenders take turns, so that what disturbs one disturbs the others, too.
    pub(crate) fn rounds(&self) -> usize {
        if self.quick { 3 } else { 5 }
    }

    /// Rows of the tables that grow.
    pub(crate) fn sizes(&self) -> &'static [usize] {
        if self.quick {
            &[1_000, 100_000]
        } else if self.long {
            &[1_000, 10_000, 100_000, 1_000_000]
        } else {
            &[1_000, 10_000, 100_000]
        }
    }
}
