//! Moves of several rows into one state, in one statement.
//!
//! A commit waits as long for eight rows as for one. A move goes alone while few others are under way; those that come meanwhile
//! are gathered, and go together as soon as one of these has its answer.
//!
//! What a gathered statement did not move goes alone after all, and learns there why: the row is somebody else's, or a foreign
//! session has locked it, or one of the others was refused, and the statement with it.

mod group;

use std::{
    any::TypeId,
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{Notify, oneshot};
use uuid::Uuid;

use self::group::{Group, Sending};
use crate::{
    plan::Plan,
    sql::{Dialect, Values},
    store::Shared,
};

/// The moves of one store that are under way, and those that wait to be written together.
#[derive(Debug)]
pub(crate) struct Gathering {
    moves: Mutex<Moves>,
    most: usize,
    /// One of those under way has its answer.
    answered: Notify,
}

#[derive(Debug, Default)]
struct Moves {
    under_way: usize,
    groups: HashMap<Key, VecDeque<Group>>,
}

/// A state of a lifecycle, by its place.
type Key = (TypeId, usize);

/// A move, or a group of them, is under way for as long as this is there.
pub(crate) struct UnderWay<'g>(&'g Gathering);

/// What is left to do for a move.
pub(crate) enum Turn<'g> {
    /// All of it, now.
    Alone(UnderWay<'g>),
    /// Nothing.
    Moved,
    /// To go alone after all.
    Left,
}

impl Gathering {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            moves: Mutex::default(),
            most: match dialect {
                // It has one writer.
                #[cfg(feature = "sqlite")]
                Dialect::Sqlite => 1,
                #[cfg(feature = "postgres")]
                Dialect::Postgres => 2,
            },
            answered: Notify::new(),
        }
    }

    /// Waits for the turn of a row to enter the state at this place. `fill` adds what its statement takes.
    pub(crate) async fn turn(
        &self,
        store: &Arc<Shared>,
        plan: &Arc<Plan>,
        (id, place): (Uuid, usize),
        fill: impl FnOnce(Values) -> Values,
    ) -> Turn<'_> {
        if let Some(alone) = self.alone() {
            return Turn::Alone(alone);
        }
        let (moved, answer) = oneshot::channel();
        if self.add(plan, place, (id, moved), fill) {
            let sending = Sending::new(Arc::clone(store), Arc::clone(plan), place);
            #[expect(
                clippy::disallowed_methods,
                reason = "those who are in the group wait for its end, and go alone where it has none"
            )]
            tokio::spawn(sending.send());
        }
        match answer.await {
            Ok(()) => Turn::Moved,
            Err(_) => Turn::Left,
        }
    }

    /// A move begins at once, unless too many are under way or others have waited longer.
    fn alone(&self) -> Option<UnderWay<'_>> {
        let mut moves = self.moves();
        let nobody_waits = moves.groups.values().all(VecDeque::is_empty);
        nobody_waits.then(|| self.begin(&mut moves))?
    }

    fn begin(&self, moves: &mut Moves) -> Option<UnderWay<'_>> {
        let is_free = moves.under_way < self.most;
        is_free.then(|| {
            moves.under_way += 1;
            UnderWay(self)
        })
    }

    /// Adds a row. Gives whether it is the first of a group.
    fn add(
        &self,
        plan: &Plan,
        place: usize,
        row: (Uuid, oneshot::Sender<()>),
        fill: impl FnOnce(Values) -> Values,
    ) -> bool {
        let empty = Values::new(plan.table.dialect);
        let mut moves = self.moves();
        let groups = moves.groups.entry((plan.of, place)).or_default();
        if let Some(group) = groups.back_mut().filter(|group| !group.is_full()) {
            group.add(row, empty, fill);
            return false;
        }
        groups.push_back(Group::of(row, fill(empty)));
        true
    }

    /// The group of these that has waited longest.
    fn take(&self, (plan, place): (&Plan, usize)) -> Option<Group> {
        let mut moves = self.moves();
        moves.groups.get_mut(&(plan.of, place))?.pop_front()
    }

    /// Waits until fewer are under way.
    async fn free(&self) -> UnderWay<'_> {
        loop {
            let begun = self.begin(&mut self.moves());
            if let Some(begun) = begun {
                return begun;
            }
            self.answered.notified().await;
        }
    }

    fn moves(&self) -> MutexGuard<'_, Moves> {
        self.moves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.moves().under_way -= 1;
        self.0.answered.notify_one();
    }
}
