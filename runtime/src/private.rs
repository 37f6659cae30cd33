//! What generated code names, and nobody else. Not part of the public interface: it may change in any release.
#![allow(
    clippy::must_use_candidate,
    reason = "generated code uses what it asks for"
)]
#![allow(missing_docs, reason = "not part of the public interface")]

pub use core::{
    convert::{From, Into},
    fmt,
    marker::PhantomData,
    primitive::bool,
    result::Result::{self, Err, Ok},
};

use crate::token::first_token;
pub use crate::{
    abandon::{Abandoned, Cause},
    graph::{Edge, Field, Graph, StateNode},
    scope::{InitialScope, Resume, Scope, StoredScope},
    state::{
        AnyHandle, Checked, End, Handle, Initial, Keeping, Lifecycle, ReachableFrom, Rejected,
        State, Stored, Terminal, Unchecked,
    },
    token::{Exit, Token},
};

/// What generated impls hold as a sign that the annotation asked for them.
pub struct OnTheEnum;

/// Lent to generated code while a scope starts. Nobody else can make one, and without one there is no first token.
pub struct Mint(());

impl Mint {
    pub fn handle<H: Handle<C>, C>(&self, state: H::State, context: C) -> H {
        H::__assemble(state, context, first_token())
    }
}

/// A handle that forgets which state it is in, from its parts. The token proves that it was in it.
pub fn erased<A, S, C>(state: S, context: C, _: Token<A::Lifecycle, S>) -> A
where
    A: Stored<C>,
    S: Into<A::Lifecycle>,
{
    A::__stored(state.into(), context, &mint())
}

// No associated function: rustc would suggest it to whoever tries to build one.
pub(crate) const fn mint() -> Mint {
    Mint(())
}

/// The entry of a state without an invariant.
pub struct Free;
impl Unchecked for Free {}

/// The entry of a state with an invariant.
pub struct Guarded;
impl Checked for Guarded {}

/// The entry of every state of a lifecycle that a store keeps.
pub struct Written<L>(PhantomData<L>);
impl<L: KeptInMemory> Unchecked for Written<L> {}
impl<L: KeptInMemory> Checked for Written<L> {}

/// Never implemented: it is there for its words.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is durable: it moves together with its row",
    label = "would move in memory alone",
    note = "write `handle.to(next).await?`, which moves handle and row together"
)]
pub trait KeptInMemory {}

/// The states are nowhere but in their handles.
pub enum InMemory {}
impl Keeping for InMemory {
    type Receipt = core::convert::Infallible;
    type Columns = core::convert::Infallible;
}

/// The token of the next state, for the place that wrote the transition.
pub fn written<L, S, N>(_: Token<L, S>, _: <L::__Kept as Keeping>::Receipt) -> Token<L, N>
where
    L: Lifecycle,
    S: State<L>,
    N: ReachableFrom<L, S>,
{
    crate::trace::transition::<L, S, N>();
    first_token()
}

/// A handle of what a store read, for the place that read it.
pub fn read<A, C>(
    state: A::Lifecycle,
    context: C,
    _: <<A::Lifecycle as Lifecycle>::__Kept as Keeping>::Receipt,
) -> A
where
    A: Stored<C>,
{
    A::__stored(state, context, &mint())
}

/// Why a lifecycle of the type `L` was abandoned, for the place that has to end it.
pub fn abandoned<L: Lifecycle>(cause: Cause) -> Abandoned {
    Abandoned {
        lifecycle: L::GRAPH.name,
        cause,
    }
}

/// What `f` gives, or its panic as a cause.
///
/// # Errors
///
/// It panicked: whoever calls this drops everything that it could have left half done.
pub fn catching<T>(f: impl FnOnce() -> T) -> Result<T, Cause> {
    crate::caught::caught(|| Ok(f()))
}

/// The entry of every state after an error in the annotation, so that the error stays the only one.
pub struct Tolerated;
impl Unchecked for Tolerated {}
impl Checked for Tolerated {}

/// A state that the annotation names as a fixpoint.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a fixpoint, but nothing says how it is built from an `Abandoned`",
    label = "built from `Abandoned` when nobody moves the lifecycle forward",
    note = "write `impl From<endstate::Abandoned> for {Self}`; a unit variant needs none"
)]
pub trait BuiltFromAbandoned: Sized {
    fn built(abandoned: Abandoned) -> Self;
}

#[diagnostic::do_not_recommend]
impl<S: From<Abandoned>> BuiltFromAbandoned for S {
    fn built(abandoned: Abandoned) -> Self {
        abandoned.into()
    }
}

// The words of a graph's constant: few, since every lifecycle expands to them.

pub const fn graph(
    name: &'static str,
    fixpoint: &'static str,
    states: &'static [StateNode],
) -> Graph {
    Graph::new(name, fixpoint, states)
}

pub const fn initial(name: &'static str, status: &'static str) -> StateNode {
    StateNode::new(name, status).initial()
}

pub const fn transient(name: &'static str, status: &'static str) -> StateNode {
    StateNode::new(name, status)
}

pub const fn terminal(name: &'static str, status: &'static str) -> StateNode {
    StateNode::new(name, status).terminal()
}

pub const fn field(name: &'static str, ty: &'static str) -> Field {
    Field::new(name, ty)
}

pub const fn edge(state: &'static str) -> Edge {
    Edge::to(state)
}

pub const fn when(state: &'static str, label: &'static str) -> Edge {
    Edge::to(state).when(label)
}

/// The token of a handle.
pub type TokenOf<H, C> =
    Token<<<H as Handle<C>>::Any as AnyHandle>::Lifecycle, <H as Handle<C>>::State>;

/// What `into` does, without the prelude.
#[inline]
pub fn into<A: Into<B>, B>(a: A) -> B {
    a.into()
}

/// `Connection<Open>`.
pub fn debug_handle(f: &mut fmt::Formatter<'_>, handle: &str, state: &str) -> fmt::Result {
    write!(f, "{handle}<{state}>")
}

/// `ConnectionEnd::Closed`.
pub fn debug_variant(f: &mut fmt::Formatter<'_>, name: &str, state: &str) -> fmt::Result {
    write!(f, "{name}::{state}")
}
