//! Rows that enter a state together.

use std::{mem, sync::Arc, time::Duration};

use tokio::{sync::oneshot, time::timeout};
use uuid::Uuid;

use crate::{
    answer::answer,
    plan::{MOST_AT_ONCE, Plan},
    sql::Values,
    store::Shared,
};

/// How long a group waits for the moves under way, which may wait for a foreign lock themselves.
const PATIENCE: Duration = Duration::from_millis(5);

/// Rows that enter a state together.
#[derive(Debug)]
pub(super) struct Group {
    values: Values,
    /// How many values a row takes.
    width: usize,
    rows: Vec<(Uuid, oneshot::Sender<()>)>,
}

impl Group {
    pub(super) fn of(row: (Uuid, oneshot::Sender<()>), values: Values) -> Self {
        Self {
            width: values.len(),
            values,
            rows: vec![row],
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= MOST_AT_ONCE
    }

    /// Adds a row with its values, to those that are there.
    pub(super) fn add(
        &mut self,
        row: (Uuid, oneshot::Sender<()>),
        empty: Values,
        fill: impl FnOnce(Values) -> Values,
    ) {
        // Where this panics, the group is short of values for good.
        self.values = fill(mem::replace(&mut self.values, empty));
        self.rows.push(row);
    }

    fn is_whole(&self) -> bool {
        self.values.len() == self.width * self.rows.len()
    }
}

/// Sends one of the groups that wait; dropped before, it lets one of them go.
pub(super) struct Sending {
    store: Arc<Shared>,
    plan: Arc<Plan>,
    place: usize,
    taken: bool,
}

impl Sending {
    pub(super) fn new(store: Arc<Shared>, plan: Arc<Plan>, place: usize) -> Self {
        Self {
            store,
            plan,
            place,
            taken: false,
        }
    }

    pub(super) async fn send(mut self) {
        let store = Arc::clone(&self.store);
        let _under_way = timeout(PATIENCE, store.gathering.free()).await;
        let Some(group) = self.take() else {
            return;
        };
        let moved = self.moved(&group).await;
        for (id, row) in group.rows {
            // Who is not told goes alone.
            if moved.contains(&id) {
                // It may have been dropped meanwhile.
                let _ = row.send(());
            }
        }
    }

    fn take(&mut self) -> Option<Group> {
        self.taken = true;
        self.store.gathering.take((&self.plan, self.place))
    }

    /// Sends the group, and gives the rows that it moved.
    async fn moved(&self, group: &Group) -> Vec<Uuid> {
        let statement = self.plan.sql.enter_rows(self.place, group.rows.len());
        let Some(statement) = statement.filter(|_| group.is_whole()) else {
            return Vec::new();
        };
        let limit = self.store.settings.answer_within;
        if let [(id, _)] = group.rows[..] {
            let call = self.store.pool.execute(statement, &group.values);
            let touched = answer("moving a row", limit, call).await.unwrap_or(0);
            return Vec::from_iter((touched > 0).then_some(id));
        }
        let call = self.store.pool.write(statement, &group.values);
        let moved = answer("moving rows", limit, call).await;
        let ids = moved.iter().flatten().filter_map(|row| row.id("id").ok());
        ids.collect()
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        if !self.taken {
            self.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use tokio::sync::oneshot;
    use uuid::Uuid;

    use super::Group;
    use crate::sql::{Dialect, Values};

    const DIALECTS: &[Dialect] = &[
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite,
        #[cfg(feature = "postgres")]
        Dialect::Postgres,
    ];

    #[test]
    fn a_value_that_panics_leaves_a_group_that_is_not_sent() {
        for &dialect in DIALECTS {
            let empty = || Values::new(dialect);
            let row = || (Uuid::now_v7(), oneshot::channel().0);
            let two = |values: Values| values.with(1).with(2);
            let mut group = Group::of(row(), two(empty()));
            group.add(row(), empty(), two);
            assert!(group.is_whole());
            let panics = |group: &mut Group| {
                group.add(row(), empty(), |_| panic!("cannot be encoded"));
            };
            assert!(catch_unwind(AssertUnwindSafe(|| panics(&mut group))).is_err());
            assert!(!group.is_whole());
            // Nor is one sent to which others come later: values would be written to the wrong rows.
            for _ in 0..8 {
                group.add(row(), empty(), two);
                assert!(!group.is_whole());
            }
        }
    }
}
