//! Unit, tuple and struct variants, and payloads that move from one state into the next.

use endstate::{Abandoned, Lifecycle};

/// Neither `Clone` nor `Default`: it can only be moved.
#[derive(Debug, PartialEq)]
struct Socket(u16);

#[derive(Lifecycle)]
#[lifecycle(handle = Link, context = String, fixpoint = Closed)]
enum LinkState {
    #[lifecycle(initial, to(Open))]
    Idle,
    #[lifecycle(to(Half))]
    Open(Socket, u8),
    #[lifecycle(to(Empty))]
    Half { socket: Socket, left: u8 },
    #[lifecycle(to(Hollow))]
    Empty {},
    #[lifecycle(to(Closed))]
    Hollow(),
    #[lifecycle(terminal)]
    Closed { why: String },
}

impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

impl Link<Open> {
    /// By destructuring, since `Link` has no destructor.
    fn half(self) -> Link<Half> {
        let Link {
            state: Open(socket, left),
            context,
            token,
        } = self;
        Link {
            state: Half { socket, left },
            context,
            token: token.to(),
        }
    }
}

#[test]
fn a_payload_moves_through_every_shape() {
    let end = Link::scope(Idle, "peer".to_owned()).run_sync(|link| {
        let link = link.to(Open(Socket(7), 1)).half();
        assert_eq!(link.state.socket, Socket(7));
        assert_eq!(link.context, "peer");
        let why = format!("{} left", link.state.left);
        let link = link.to(Empty {}).to(Hollow());
        Ok(link.to(Closed { why }).exit())
    });
    let LinkEnd::Closed(closed) = end;
    assert_eq!(closed.why, "1 left");
}

#[test]
fn a_state_becomes_the_enum_again() {
    let states: [LinkState; 4] = [
        Idle.into(),
        Open(Socket(1), 2).into(),
        Empty {}.into(),
        Hollow().into(),
    ];
    assert!(matches!(
        states,
        [
            LinkState::Idle,
            LinkState::Open(Socket(1), 2),
            LinkState::Empty {},
            LinkState::Hollow()
        ]
    ));
}

#[test]
fn the_state_of_a_handle_can_be_kept_and_its_lifecycle_given_up() {
    let mut kept = None;
    let end = Link::scope(Idle, String::new()).run_sync(|link| {
        kept = Some(link.to(Open(Socket(9), 0)).half().into_state());
        Err("given up".into())
    });
    let LinkEnd::Closed(closed) = end;
    assert_eq!(closed.why, "given up");
    assert_eq!(
        kept.map(|half| (half.socket, half.left)),
        Some((Socket(9), 0))
    );
}

#[derive(Lifecycle)]
#[lifecycle(handle = Sole, fixpoint = Over)]
enum SoleState {
    #[lifecycle(initial, terminal)]
    Over,
}

#[test]
fn a_state_may_be_initial_and_terminal() {
    let end = Sole::scope(Over).run_sync(|sole| Ok(sole.exit()));
    let SoleEnd::Over(Over) = end;
}
