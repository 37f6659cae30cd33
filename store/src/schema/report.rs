//! What differs between the live schema and the one that a lifecycle needs.

use std::fmt;

/// What differs between the table in the database and the one that a lifecycle needs.
///
/// ```
#[doc = include_str!("../examples/jobs.txt")]
/// # #[derive(Lifecycle, Durable)]
/// # #[lifecycle(fixpoint = Sent)]
/// # #[durable(table = "mails")]
/// # enum MailState {
/// #     #[lifecycle(initial, to(Sent))]
/// #     Written,
/// #     #[lifecycle(terminal)]
/// #     Sent,
/// # }
/// let report = store.check::<MailState>().await?;
/// assert!(!report.is_empty(), "it was never migrated");
/// assert_eq!(report.differences()[0].object, "table `mails`");
/// println!("{}", report.sql());
#[doc = include_str!("../examples/over.txt")]
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "it lists what differs: see `is_empty` and `sql`"]
pub struct Report {
    pub(super) table: &'static str,
    pub(super) differences: Vec<Difference>,
    /// A rebuild mends everything at once.
    pub(super) script: Option<String>,
}

/// One thing that differs.
///
/// [`Report`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What it is, such as ``constraint `projects_finished` ``.
    pub object: String,
    /// How it differs.
    pub problem: &'static str,
    /// The statement that mends it, where it can be mended alone.
    pub mend: Option<String>,
}

impl Report {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// What differs.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// The statements that mend all of it, in the order in which they can be run. Empty where nothing differs.
    #[must_use]
    pub fn sql(&self) -> String {
        if let Some(script) = &self.script {
            return script.clone();
        }
        let mends = self
            .differences
            .iter()
            .filter_map(|difference| difference.mend.as_deref());
        mends.fold(String::new(), |script, mend| script + mend + ";\n")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return write!(f, "`{}` is as its lifecycle needs it", self.table);
        }
        writeln!(f, "`{}` differs from what its lifecycle needs:", self.table)?;
        for difference in &self.differences {
            writeln!(f, "- {}: {}", difference.object, difference.problem)?;
        }
        write!(f, "this mends it:\n{}", self.sql())
    }
}
