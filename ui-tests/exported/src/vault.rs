//! A public lifecycle with generics, lifetimes, a private context and moves for everybody.

use std::fmt;

use renamed::Lifecycle;

/// Private, while the enum is public.
#[derive(Debug, Default)]
struct Guard {
    looked: usize,
}

/// What is kept for a while.
#[derive(Debug, Lifecycle)]
#[lifecycle(
    crate = renamed,
    context = Guard,
    fixpoint = Emptied,
    transitions(pub),
    resume,
    derive(Debug)
)]
pub enum VaultState<'a, T: fmt::Debug, const N: usize> {
    /// Something is in it.
    #[lifecycle(initial, to(Full, Emptied))]
    Full {
        /// What.
        things: &'a [T; N],
    },
    /// Nothing is in it any more.
    #[lifecycle(terminal)]
    Emptied,
}

impl<'a, T: fmt::Debug, const N: usize> Vault<'a, T, N, Full<'a, T, N>> {
    /// How many things are in it, and how often somebody asked.
    pub const fn look(&mut self) -> (usize, usize) {
        self.context.looked += 1;
        (self.state.things.len(), self.context.looked)
    }
}

impl<'a, T: fmt::Debug, const N: usize> VaultState<'a, T, N> {
    /// Goes on with what is in it, for as long as `body` says so, then empties it.
    pub fn guarded(self, body: impl FnOnce(&mut Vault<'a, T, N, Full<'a, T, N>>)) -> VaultEnd {
        Vault::resume(self, Guard::default()).run_sync(|any| match any {
            AnyVault::Full(mut vault) => {
                body(&mut vault);
                Ok(vault.to(Emptied).exit())
            }
            AnyVault::Emptied(vault) => Ok(vault.exit()),
        })
    }
}
