//! What changes no state.

use super::Text;

impl Text<'_> {
    pub(in crate::plan) fn read(&self) -> String {
        format!("SELECT * FROM {} WHERE \"id\" = $1", self.table)
    }

    pub(in crate::plan) fn version(&self) -> String {
        format!(
            "SELECT \"version\" FROM \"endstate_lifecycles\" WHERE \"table_name\" = {}",
            self.dialect.text(self.of.name)
        )
    }

    pub(in crate::plan) fn cancel(&self) -> String {
        format!(
            "UPDATE {} SET \"cancel_requested_at\" = {} WHERE \"id\" = $1 AND \"owner\" IS NOT NULL AND \"cancel_requested_at\" IS NULL",
            self.table, self.now
        )
    }

    pub(in crate::plan) fn counts(&self) -> String {
        format!(
            "SELECT \"status\", COUNT(*) AS \"rows\", {now} - MIN(\"created_at\") AS \"oldest\" FROM {} GROUP BY \"status\"",
            self.table,
            now = self.now
        )
    }

    pub(in crate::plan) fn stranded(&self) -> String {
        format!(
            "SELECT COUNT(*) AS \"rows\" FROM {} WHERE \"owner\" IS NOT NULL AND {}",
            self.table,
            self.lease_is_over()
        )
    }

    pub(in crate::plan) fn history(&self) -> String {
        format!(
            "SELECT * FROM {} WHERE \"id\" = $1 ORDER BY \"version\"",
            self.dialect.name(&format!("{}_history", self.of.name))
        )
    }
}
