//! What a handle costs and what it may do: nothing, and no more than its parts.

use std::{cell::Cell, rc::Rc};

use endstate::{Exit, Lifecycle, Slot, Token};
use static_assertions::{assert_impl_all, assert_not_impl_any, const_assert_eq};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Peer(u64);

#[derive(Clone, Copy, Debug, Lifecycle)]
#[lifecycle(context = Peer, fixpoint = Closed, derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default))]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open { socket: u32, buffer: [u64; 9] },
    #[lifecycle(terminal)]
    Closed,
}

const_assert_eq!(size_of::<Connection<Open>>(), size_of::<(Open, Peer)>());
const_assert_eq!(size_of::<Connection<Closed>>(), size_of::<Peer>());
const_assert_eq!(size_of::<Token<ConnectionState, Open>>(), 0);
const_assert_eq!(size_of::<Exit<ConnectionState>>(), 0);
const_assert_eq!(size_of::<ConnectionEnd>(), size_of::<Closed>());
const_assert_eq!(align_of::<Token<ConnectionState, Open>>(), 1);

// Whatever can be copied inside, the handle cannot.
assert_not_impl_any!(Connection<Open>: Clone, Copy, Default, PartialEq);
assert_not_impl_any!(AnyConnection: Clone, Copy);
assert_not_impl_any!(Token<ConnectionState, Open>: Clone, Copy, Default);
assert_not_impl_any!(Exit<ConnectionState>: Clone, Copy);
assert_impl_all!(Open: Clone, Copy, Default);
assert_impl_all!(Connection<Open>: Send, Sync, Unpin, std::panic::UnwindSafe);
assert_impl_all!(AnyConnection: Send, Sync);
assert_impl_all!(ConnectionEnd: Send, Sync);
assert_impl_all!(Slot<AnyConnection>: Send, Sync);

#[derive(Lifecycle)]
#[lifecycle(handle = Local, fixpoint = Gone)]
enum LocalState {
    #[lifecycle(initial, to(Shared))]
    Here(Rc<()>),
    #[lifecycle(to(Gone))]
    Shared(Cell<u8>),
    #[lifecycle(terminal)]
    Gone,
}

// Of the threads a handle may go to, its state decides, and no other state of the same lifecycle.
assert_not_impl_any!(Local<Here>: Send, Sync);
assert_impl_all!(Local<Shared>: Send);
assert_not_impl_any!(Local<Shared>: Sync);
assert_impl_all!(Local<Gone>: Send, Sync);
assert_impl_all!(Token<LocalState, Here>: Send, Sync);
assert_not_impl_any!(AnyLocal: Send);
assert_impl_all!(LocalEnd: Send, Sync);

#[test]
fn a_state_that_stays_on_its_thread_may_lead_to_one_that_does_not() {
    let end = Local::scope(Here(Rc::new(()))).run_sync(|local| {
        assert_eq!(Rc::strong_count(&local.state.0), 1);
        let local = local.to(Shared(Cell::new(1)));
        local.state.0.set(2);
        let moved = std::thread::scope(|threads| threads.spawn(|| local.to(Gone)).join());
        let local = moved.map_err(|_| "the thread panicked")?;
        Ok(local.exit())
    });
    assert!(matches!(end, LocalEnd::Gone(Gone)));
}

#[test]
fn what_is_in_a_handle_lies_where_it_lies_in_a_pair() {
    let state = Open {
        socket: 4,
        buffer: [7; 9],
    };
    let end = Connection::scope(state, Peer(1)).run_sync(|conn| {
        assert_eq!((conn.state, conn.context), (state, Peer(1)));
        Ok(conn.to(Closed).exit())
    });
    assert!(matches!(end, ConnectionEnd::Closed(Closed)));
}
