//! A public lifecycle of every shape of variant.

use renamed::{Abandoned, Lifecycle, scope::InitialScope};

/// Who may look at a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Admin {
    /// As printed on the badge.
    pub name: String,
}

/// A seat in the theatre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Lifecycle)]
#[lifecycle(
    crate = renamed,
    context = Admin,
    fixpoint = Expired,
    resume(pub),
    derive(Debug, Clone, PartialEq, Eq, Hash)
)]
pub enum TicketState {
    /// Paid for.
    #[lifecycle(initial, to(Checked when "shown at the door"), group(Checkable))]
    Bought {
        /// The seat's number.
        seat: u32,
    },
    /// Shown at the door.
    #[lifecycle(to(Used, Expired), group(Checkable), invariant = Checked::exists)]
    Checked(
        /// The seat's number.
        u32,
    ),
    /// The guest sits.
    #[lifecycle(terminal)]
    Used {
        /// The seat's number.
        seat: u32,
        /// When, in minutes from the beginning.
        late: i8,
    },
    /// Nobody came.
    #[lifecycle(terminal)]
    Expired(
        /// Why.
        String,
    ),
}

/// A scope of this lifecycle.
pub type TicketScope = InitialScope<Ticket<Bought>, Admin>;

impl From<Abandoned> for Expired {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

impl Checked {
    const fn exists(&self) -> bool {
        self.0 > 0
    }
}

/// A scope with a ticket for `seat`.
pub fn buy(seat: u32) -> TicketScope {
    Ticket::scope(Bought { seat }, Admin::default())
}

impl Ticket<Bought> {
    /// Shows it at the door.
    ///
    /// # Errors
    ///
    /// Where there is no such seat.
    pub fn check(self) -> Result<Ticket<Checked>, String> {
        let next = Checked(self.state.seat);
        self.try_to(next)
            .map_err(|rejected| format!("seat {} does not exist", rejected.state.0))
    }
}

impl Ticket<Checked> {
    /// Takes the seat.
    pub fn enter(self) -> Ticket<Used> {
        let seat = self.state.0;
        self.to(Used { seat, late: -5 })
    }
}

/// The seat, in the states that carry one.
pub trait Seat {
    /// The seat's number.
    fn seat(&self) -> u32;
}

impl Seat for Bought {
    fn seat(&self) -> u32 {
        self.seat
    }
}

impl Seat for Checked {
    fn seat(&self) -> u32 {
        self.0
    }
}

impl<S: Checkable> Ticket<S> {
    /// The seat's number.
    pub fn seat(&self) -> u32
    where
        S: Seat,
    {
        self.state.seat()
    }
}
