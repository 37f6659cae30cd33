//! The proofs that a handle carries.

use core::{fmt, marker::PhantomData};

use crate::{Lifecycle, ReachableFrom, State, Terminal, Unchecked, state::Checked, trace};

/// The proof that a lifecycle `L` is in the state `S`. Zero-sized, and neither `Clone` nor `Copy`.
///
/// A scope mints one, a declared transition turns it into the next one, and an [`Exit`] ends it. Since nothing else
/// makes one, not even the module that holds the derive can build a handle in another state.
///
/// A payload that cannot be cloned moves on by its token:
///
/// ```
/// # use endstate::Lifecycle;
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Letter, fixpoint = Burnt)]
/// enum LetterState {
///     #[lifecycle(initial, to(Sealed, Burnt))]
///     Open { page: Box<str> },
///     #[lifecycle(to(Burnt), invariant = is_written)]
///     Sealed { page: Box<str> },
///     #[lifecycle(terminal)]
///     Burnt,
/// }
///
/// fn is_written(sealed: &Sealed) -> bool {
///     !sealed.page.is_empty()
/// }
///
/// impl Letter<Open> {
///     fn seal(self) -> Option<Letter<Sealed>> {
///         let Self { state, token } = self;
///         let state = Sealed { page: state.page };
///         let token = token.try_to(&state).ok()?;
///         Some(Letter { state, token })
///     }
/// }
///
/// let _ = Letter::scope(Open { page: "Dear Ada".into() }).run_sync(|letter| {
///     let Letter { token, .. } = letter.seal().ok_or("an empty page")?;
///     Ok(token.to::<Burnt>().exit(Burnt))
/// });
/// ```
#[must_use = "a token is the only proof of its state; dropping it abandons the lifecycle"]
pub struct Token<L, S>(PhantomData<fn() -> (L, S)>);

// No associated function: rustc would suggest it to whoever tries to build one.
pub(crate) fn first_token<L, S>() -> Token<L, S> {
    Token(PhantomData)
}

impl<L: Lifecycle, S: State<L>> Token<L, S> {
    /// The token of the state `N`, which `S` declares in its `to(..)`.
    ///
    /// A handle's `to` calls it. Call it yourself where the payload of the old state is to move into the new one:
    /// take the handle apart, and build the next from the same context and `token.to()`.
    #[inline]
    pub fn to<N>(self) -> Token<L, N>
    where
        N: ReachableFrom<L, S, Entry: Unchecked>,
    {
        trace::transition::<L, S, N>();
        Token(PhantomData)
    }

    /// The token of the state `N`, whose invariant was found to hold for `next`.
    ///
    /// # Errors
    ///
    /// Gives itself back where the invariant does not hold.
    #[inline]
    pub fn try_to<N>(self, next: &N) -> Result<Token<L, N>, Self>
    where
        N: ReachableFrom<L, S, Entry: Checked>,
    {
        if !next.__holds() {
            return Err(self);
        }
        trace::transition::<L, S, N>();
        Ok(Token(PhantomData))
    }

    /// The exit of a lifecycle that ended in `state`.
    #[inline]
    pub fn exit(self, state: S) -> Exit<L>
    where
        S: Terminal<L>,
    {
        Exit {
            end: state.__end_declared_by_terminal_on_the_enum(),
        }
    }
}

impl<L: Lifecycle, S: State<L>> fmt::Debug for Token<L, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token<{}, {}>", L::GRAPH.name, S::NAME)
    }
}

/// The proof that a lifecycle reached a terminal state, which the body of its scope returns.
///
/// Only `exit()` of a terminal handle makes one, and only its scope takes it.
///
/// The example is that of [`Scope::run`](crate::Scope::run).
#[must_use = "return it from the body of the scope: `Ok(handle.exit())`"]
pub struct Exit<L: Lifecycle> {
    pub(crate) end: L::End,
}

impl<L: Lifecycle> fmt::Debug for Exit<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::End;
        write!(f, "Exit<{}, {}>", L::GRAPH.name, self.end.name())
    }
}
