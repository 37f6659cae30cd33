//! A lifecycle that another crate exports, whose runtime dependency goes by another name.

use endstate::{Lifecycle, Scope, scope::Start};
use exported::{
    Admin, AnyTicket, Bought, Checkable, Expired, Seat, Ticket, TicketEnd, TicketState, Used, buy,
};

#[test]
fn its_scope_runs_and_its_end_is_matched() {
    let end = buy(7).run_sync(|ticket| {
        let ticket = ticket.check()?;
        Ok(ticket.enter().exit())
    });
    match end {
        TicketEnd::Used(Used { seat, .. }) => assert_eq!(seat, 7),
        TicketEnd::Expired(Expired(why)) => panic!("{why}"),
    }
}

#[test]
fn an_error_lands_in_its_fixpoint() {
    let end = buy(0).run_sync(|ticket| Ok(ticket.check()?.enter().exit()));
    assert!(matches!(end, TicketEnd::Expired(Expired(why)) if why == "seat 0 does not exist"));
}

/// Generic over every lifecycle, wherever it comes from.
fn fail<L: Lifecycle, St: Start<L>>(scope: Scope<L, St>) -> (&'static str, L::End) {
    (L::GRAPH.name, scope.run_sync(|_| Err("failed".into())))
}

#[test]
fn code_may_be_generic_over_it() {
    let (name, end) = fail(buy(1));
    assert_eq!(name, "Ticket");
    assert!(matches!(end, TicketEnd::Expired(_)));
    assert_eq!(TicketState::GRAPH.states.len(), 4);
}

#[test]
fn a_group_is_a_bound_abroad() {
    fn seat<S: Checkable + Seat>(ticket: &Ticket<S>) -> u32 {
        ticket.seat()
    }
    let end = buy(3).run_sync(|ticket| {
        assert_eq!(seat(&ticket), 3);
        let ticket = ticket.check()?;
        assert_eq!(seat(&ticket), 3);
        Ok(ticket.enter().exit())
    });
    assert!(matches!(end, TicketEnd::Used(_)));
}

#[test]
fn a_public_resume_goes_on_abroad() {
    let stored = TicketState::from(Bought { seat: 9 });
    let end = Ticket::resume(stored, Admin::default()).run_sync(|any| match any {
        AnyTicket::Bought(ticket) => Ok(ticket.check()?.enter().exit()),
        AnyTicket::Checked(ticket) => Ok(ticket.enter().exit()),
        AnyTicket::Used(ticket) => Ok(ticket.exit()),
        AnyTicket::Expired(ticket) => Ok(ticket.exit()),
    });
    assert!(matches!(end, TicketEnd::Used(Used { seat: 9, .. })));
}
