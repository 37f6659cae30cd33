//! `cfg` and `cfg_attr` on variants, on fields and on the attribute itself.

use endstate::Lifecycle;

#[derive(Lifecycle)]
#[cfg_attr(test, lifecycle(fixpoint = Closed))]
#[cfg_attr(not(test), lifecycle(fixpoint = Nowhere))]
#[lifecycle(handle = Cond)]
#[cfg_attr(test, lifecycle(derive(Debug)))]
#[lifecycle(derive(PartialEq))]
enum CondState {
    #[lifecycle(initial, to(Open))]
    #[cfg_attr(test, lifecycle(to(Closed), group(Early)))]
    #[cfg_attr(not(test), lifecycle(to(Lost)))]
    Start,
    #[lifecycle(to(Closed), group(Early))]
    Open {
        kept: u8,
        #[cfg(not(test))]
        dropped: Missing,
        #[cfg(test)]
        also_kept: u8,
    },
    #[cfg(not(test))]
    #[lifecycle(terminal)]
    Lost(Missing),
    #[lifecycle(terminal)]
    Closed(u8, #[cfg(not(test))] Missing, #[cfg(test)] u8),
}

impl From<endstate::Abandoned> for Closed {
    fn from(_: endstate::Abandoned) -> Self {
        Self(0, 0)
    }
}

fn early<S: Early>(_: &Cond<S>) {}

#[test]
fn what_is_configured_out_is_not_there() {
    let end = Cond::scope(Start).run_sync(|cond| {
        early(&cond);
        let cond = cond.to(Open {
            kept: 1,
            also_kept: 2,
        });
        early(&cond);
        assert_eq!(
            cond.state,
            Open {
                kept: 1,
                also_kept: 2
            }
        );
        Ok(cond.to(Closed(3, 4)).exit())
    });
    let CondEnd::Closed(closed) = end;
    assert_eq!(closed, Closed(3, 4));
    assert_eq!(CondState::GRAPH.states.len(), 3);
    assert_eq!(CondState::GRAPH.states[0].edges.len(), 2);
}

#[test]
fn an_edge_under_a_condition_is_an_edge() {
    let end = Cond::scope(Start).run_sync(|cond| Ok(cond.to(Closed(1, 1)).exit()));
    let CondEnd::Closed(closed) = end;
    assert_eq!(closed, Closed(1, 1));
}
