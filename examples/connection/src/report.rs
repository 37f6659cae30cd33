//! What a run came to.

use std::fmt;

use endstate::{permit::Status, task::Overdue};

use crate::tally::Counts;

/// What became of all connections, seen from both sides.
#[derive(Debug)]
pub struct Report {
    /// How the clients' connections ended.
    pub clients: Counts,
    /// How the server's sessions ended.
    pub sessions: Counts,
    /// The server's places while all clients were open.
    pub crowded: Status,
    /// The server's places at the end.
    pub left: Status,
    /// Who was cancelled at the shutdown, and had not stopped.
    pub overdue: Vec<Overdue>,
}

impl Report {
    /// Whether every lifecycle that began has ended, on both sides, and nobody has a place any more or waits for one.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let all_ended = self.clients.add_up() && self.sessions.add_up() && self.overdue.is_empty();
        all_ended && self.left.in_flight == 0 && self.left.waiting == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            clients,
            sessions,
            crowded,
            left,
            overdue,
        } = self;
        writeln!(f, "The client's side, `Connection`:\n{clients}")?;
        writeln!(f, "The server's side, `Session`:\n{sessions}")?;
        writeln!(
            f,
            "The server's places: {} of {} taken while all were open, {} at the end, and {} wait for one.",
            crowded.in_flight, crowded.capacity, left.in_flight, left.waiting
        )?;
        for Overdue {
            lifecycle,
            running_for,
            ..
        } in overdue
        {
            writeln!(
                f,
                "A `{lifecycle}` was cancelled, and still runs after {running_for:?}."
            )?;
        }
        Ok(())
    }
}
