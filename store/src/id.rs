//! The name of a row.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use uuid::Uuid;

/// The id of one row of the lifecycle `L`: a UUID of version 7, so that ids sort by the time they were made.
///
/// ```
/// # use endstate::{Abandoned, Lifecycle};
/// # use endstate_store::{Durable, Id};
/// # #[derive(Lifecycle, Durable)]
/// # #[lifecycle(fixpoint = Done)]
/// # #[durable(table = "jobs")]
/// # enum JobState {
/// #     #[lifecycle(initial, to(Done))] Queued,
/// #     #[lifecycle(terminal)] Done,
/// # }
/// let id: Id<JobState> = Id::new();
/// let same: Id<JobState> = id.to_string().parse().unwrap();
/// assert_eq!(id, same);
/// ```
pub struct Id<L> {
    uuid: Uuid,
    lifecycle: PhantomData<fn() -> L>,
}

impl<L> Id<L> {
    /// A new one, for [`Store::create_as`](crate::Store::create_as).
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "a default that is another one each time would surprise"
    )]
    pub fn new() -> Self {
        Self::from_uuid(Uuid::now_v7())
    }

    /// The id with this UUID, as the column `id` holds it.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # use endstate_store::{Durable, Id};
    /// # #[derive(Lifecycle, Durable)]
    /// # #[lifecycle(fixpoint = Done)]
    /// # #[durable(table = "jobs")]
    /// # enum JobState {
    /// #     #[lifecycle(initial, to(Done))] Queued,
    /// #     #[lifecycle(terminal)] Done,
    /// # }
    /// let id: Id<JobState> = Id::new();
    /// assert_eq!(Id::from_uuid(id.uuid()), id);
    /// ```
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            lifecycle: PhantomData,
        }
    }

    /// As a UUID.
    ///
    /// [`from_uuid`](Self::from_uuid) has an example.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<L> FromStr for Id<L> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::try_parse(text).map(Self::from_uuid)
    }
}

impl<L> fmt::Display for Id<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}

impl<L> fmt::Debug for Id<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.uuid)
    }
}

// By hand, since a derive would ask the same of `L`.
impl<L> Clone for Id<L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<L> Copy for Id<L> {}
impl<L> PartialEq for Id<L> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<L> Eq for Id<L> {}
impl<L> PartialOrd for Id<L> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<L> Ord for Id<L> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<L> hash::Hash for Id<L> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
