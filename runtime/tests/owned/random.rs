//! Random uses of a registry, against a list of what should be open.

use std::sync::Arc;

use endstate::owned::{self, Closed, Owned, Registry};
use proptest::prelude::*;

use crate::socket::Socket;

/// Two bits of the hash at most, so that many keys share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key(u8);

impl std::hash::Hash for Key {
    fn hash<S: std::hash::Hasher>(&self, state: &mut S) {
        state.write_u8(self.0 % 3);
    }
}

#[derive(Debug, Clone, Copy)]
enum Use {
    Open(u8),
    /// The owner at this place among those that there are.
    Close(usize),
    Drop(usize),
    Detach(usize),
    CloseAll,
}

fn uses() -> impl Strategy<Value = Vec<Use>> {
    let one = prop_oneof![
        8 => (0_u8..7).prop_map(Use::Open),
        3 => (0_usize..100).prop_map(Use::Close),
        3 => (0_usize..100).prop_map(Use::Drop),
        1 => (0_usize..100).prop_map(Use::Detach),
        1 => Just(Use::CloseAll),
    ];
    prop::collection::vec(one, 0..60)
}

/// What is open, by the simplest means.
type Model = Vec<(Key, Arc<Socket>)>;

/// Takes this very socket out of the model, if it is open.
fn take(model: &mut Model, socket: &Arc<Socket>) -> bool {
    let before = model.len();
    model.retain(|(_, it)| !Arc::ptr_eq(it, socket));
    model.len() < before
}

fn check(registry: &Registry<Key, Socket>, model: &Model, every: &[Arc<Socket>]) {
    assert_eq!(registry.len(), model.len());
    for key in (0..7).map(Key) {
        let expected = model.iter().find(|(it, _)| *it == key);
        let found = registry.get(&key);
        assert_eq!(
            found.as_ref().map(Arc::as_ptr),
            expected.map(|(_, it)| Arc::as_ptr(it))
        );
    }
    for socket in every {
        let open = model.iter().any(|(_, it)| Arc::ptr_eq(it, socket));
        assert_eq!(socket.times_closed(), usize::from(!open));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_registry_does_what_a_list_would(uses in uses()) {
        let registry = owned::named("random").closing_with(Socket::close);
        let mut owners: Vec<Owned<Key, Socket>> = Vec::new();
        let mut model = Model::new();
        let mut every = Vec::new();
        for one in uses {
            match one {
                Use::Open(key) => {
                    let owner = registry.open(Key(key), Socket::default());
                    let socket = owner.handle().clone();
                    model.retain(|(it, _)| *it != Key(key));
                    model.push((Key(key), Arc::clone(&socket)));
                    every.push(socket);
                    owners.push(owner);
                }
                Use::Close(at) | Use::Drop(at) | Use::Detach(at) if !owners.is_empty() => {
                    let owner = owners.swap_remove(at % owners.len());
                    let socket = owner.handle().clone();
                    let open = model.iter().any(|(_, it)| Arc::ptr_eq(it, &socket));
                    prop_assert_eq!(owner.is_current(), open);
                    match one {
                        Use::Close(_) => {
                            let closed = owner.close();
                            prop_assert_eq!(closed == Closed::Now, take(&mut model, &socket));
                        }
                        Use::Drop(_) => {
                            drop(owner);
                            take(&mut model, &socket);
                        }
                        _ => owner.detach("one of many"),
                    }
                }
                Use::Close(_) | Use::Drop(_) | Use::Detach(_) => {}
                Use::CloseAll => {
                    prop_assert_eq!(registry.close_all(), model.len());
                    model.clear();
                }
            }
            check(&registry, &model, &every);
        }
        drop(registry);
        drop(owners);
        prop_assert!(every.iter().all(|socket| socket.times_closed() == 1));
    }
}
