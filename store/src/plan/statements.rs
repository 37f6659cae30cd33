//! The statements of one table. Each is written once, so that the database prepares it once.

use super::text::Text;
use crate::{settings::Settings, sql::Sql, table::Table};

/// How many rows one statement moves at most.
pub(crate) const MOST_AT_ONCE: usize = 8;

/// The statements of one table. What each takes is said beside it, in the order of its values.
#[derive(Debug)]
pub(crate) struct Statements {
    /// Into an initial state, by place: its evidence, id.
    pub(crate) create: Vec<Option<Sql>>,
    /// Into a state, by place: its evidence, then outcome (terminal states only), id, owner, epoch, status, version.
    pub(crate) enter: Vec<Sql>,
    /// The same for two rows, for three and so on: the values of one row after the other.
    enter_several: Vec<Vec<Sql>>,
    /// Out of a drive into a terminal state, by place, whatever state it was in: its evidence, outcome, id, owner, epoch.
    pub(crate) abandon: Vec<Option<Sql>>,
    /// Into a terminal state from wherever nobody drives it, by place: its evidence, outcome, id, version.
    pub(crate) end_idle: Vec<Option<Sql>>,
    /// Owner, id, version.
    pub(crate) claim: Sql,
    /// Owner, how many at most.
    pub(crate) claim_ready: Sql,
    /// Owner, how many at most, ids to leave alone.
    pub(crate) claim_ready_except: Sql,
    /// Owner, ids.
    pub(crate) renew: Sql,
    /// Those of these rows that are still their driver's, renewed or not: owner, ids.
    pub(crate) held: Sql,
    /// Back to be claimed again, this attempt not counted: id, owner, epoch.
    pub(crate) requeue: Sql,
    /// Left at rest where it was: id, owner, epoch.
    pub(crate) rest: Sql,
    /// All of a row: id.
    pub(crate) read: Sql,
    /// Rows whose lease ran out and that have an attempt left: how many at most.
    pub(crate) requeue_lost: Sql,
    /// Rows whose lease ran out and that have none left, into this place: its evidence, outcome, how many at most.
    pub(crate) end_lost: Vec<Option<Sql>>,
    /// The same two for the rows of an owner that is known to be dead: owner last.
    #[cfg(feature = "sqlite")]
    pub(crate) requeue_dead: Sql,
    #[cfg(feature = "sqlite")]
    pub(crate) end_dead: Vec<Option<Sql>>,
    /// Driven rows past the deadline of their attempt, into this place: its evidence, outcome, how many at most.
    pub(crate) end_timed_out: Vec<Option<Sql>>,
    /// Rows past the deadline of their own state, by that state's place: the evidence of its target, outcome, how many at most.
    pub(crate) end_overdue: Vec<Option<Sql>>,
    /// Asks the driver to stop: id.
    pub(crate) cancel: Sql,
    /// The version that the table was migrated to: nothing.
    pub(crate) version: Sql,
    /// Number of rows by status; of stranded ones; the oldest unfinished: nothing.
    pub(crate) counts: Sql,
    pub(crate) stranded: Sql,
    /// Who moved a row: id.
    pub(crate) history: Sql,
}

impl Statements {
    pub(crate) fn of(table: &Table, settings: &Settings) -> Self {
        let text = Text::of(table, settings);
        let places = 0..table.states.len();
        let terminal = |make: &dyn Fn(usize) -> String| -> Vec<Option<Sql>> {
            let of = |place: usize| table.states[place].terminal.then(|| make(place).into());
            places.clone().map(of).collect()
        };
        Self {
            create: places
                .clone()
                .map(|place| {
                    table.states[place]
                        .initial
                        .then(|| text.create(place).into())
                })
                .collect(),
            enter: places
                .clone()
                .map(|place| text.enter(place).into())
                .collect(),
            enter_several: places
                .clone()
                .map(|place| {
                    let of = |rows| text.enter_several(place, rows).into();
                    (2..=MOST_AT_ONCE).map(of).collect()
                })
                .collect(),
            abandon: terminal(&|place| text.abandon(place)),
            end_idle: terminal(&|place| text.end_idle(place)),
            claim: text.claim().into(),
            claim_ready: text.claim_ready(false).into(),
            claim_ready_except: text.claim_ready(true).into(),
            renew: text.renew().into(),
            held: text.held().into(),
            requeue: text.requeue().into(),
            rest: text.rest().into(),
            read: text.read().into(),
            requeue_lost: text.requeue_lost("leases", &text.lease_is_over(), 1).into(),
            end_lost: terminal(&|place| text.end_lost(place, &text.lease_is_over(), None)),
            #[cfg(feature = "sqlite")]
            requeue_dead: text.requeue_lost("owners", "\"owner\" = $2", 1).into(),
            #[cfg(feature = "sqlite")]
            end_dead: terminal(&|place| text.end_lost(place, "", Some("\"owner\" ="))),
            end_timed_out: terminal(&|place| text.end_timed_out(place)),
            end_overdue: places
                .clone()
                .map(|place| Some(text.end_overdue(place)?.into()))
                .collect(),
            cancel: text.cancel().into(),
            version: text.version().into(),
            counts: text.counts().into(),
            stranded: text.stranded().into(),
            history: text.history().into(),
        }
    }

    /// So many rows into the state at this place: the values of one after the other. `None` where they are too many.
    pub(crate) fn enter_rows(&self, place: usize, rows: usize) -> Option<&Sql> {
        match rows {
            1 => self.enter.get(place),
            _ => self.enter_several.get(place)?.get(rows.checked_sub(2)?),
        }
    }
}
