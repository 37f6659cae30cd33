/// The handshake is under way.
pub struct Connecting {
    pub addr: SocketAddr,
}
/// Frames may be sent.
pub struct Open {
    pub socket: TcpStream,
}
/// Only what is under way is finished.
pub struct Draining {
    pub socket: TcpStream,
}
/// Over.
pub struct Closed {
    pub reason: String,
}
/// One connection to a peer.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Connecting`](struct@Connecting) | initial | [`Open`](struct@Open) when accepted, [`Closed`](struct@Closed) when refused |
/// | [`Open`](struct@Open) |  | [`Draining`](struct@Draining) when hung up |
/// | [`Draining`](struct@Draining) |  | [`Closed`](struct@Closed) when drained |
/// | [`Closed`](struct@Closed) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub struct Connection<S> {
    state: S,
    context: Peer,
    token: ::endstate::Token<ConnectionState, S>,
}
#[allow(private_interfaces, dead_code)]
impl<S: ::endstate::State<ConnectionState>> Connection<S> {
    /// Moves on to a state that this one declares in `to(..)`.
    fn to<N>(self, next: N) -> Connection<N>
    where
        N: ::endstate::ReachableFrom<ConnectionState, S, Entry: ::endstate::Unchecked>,
    {
        ::endstate::Handle::__assemble(next, self.context, self.token.to())
    }
    /// The exit of its scope, for a handle in a terminal state.
    pub fn exit(self) -> ::endstate::Exit<ConnectionState>
    where
        S: ::endstate::Terminal<ConnectionState>,
    {
        self.token.exit(self.state)
    }
    /// A scope that begins in `state`, which has to be initial.
    pub fn scope(state: S, context: Peer) -> ::endstate::scope::InitialScope<Self, Peer>
    where
        S: ::endstate::Initial<ConnectionState>,
    {
        ::endstate::scope::InitialScope::__initial(state, context)
    }
    /// What the state carries. The lifecycle is abandoned.
    pub fn into_state(self) -> S {
        self.state
    }
}
/// A [`Connection`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub enum AnyConnection {
    Connecting(Connection<Connecting>),
    Open(Connection<Open>),
    Draining(Connection<Draining>),
    Closed(Connection<Closed>),
}
/// How a [`Connection`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
pub enum ConnectionEnd {
    Closed(Closed),
}
/// The group `Live` of [`Connection`]: `Open`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the group `Live` of `Connection`",
    note = "the states of `Live` are `Open`; `#[lifecycle(group(Live))]` adds one"
)]
pub trait Live {
    #[doc(hidden)]
    const __DECLARED_BY_GROUP_ON_THE_ENUM: ::endstate::private::OnTheEnum;
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Connecting", "connecting")
            .fields(&[__e::field("addr", "SocketAddr")])
            .edges(&[__e::when("Open", "accepted"), __e::when("Closed", "refused")]),
        __e::transient("Open", "open")
            .groups(&["Live"])
            .fields(&[__e::field("socket", "TcpStream")])
            .edges(&[__e::when("Draining", "hung up")]),
        __e::transient("Draining", "draining")
            .fields(&[__e::field("socket", "TcpStream")])
            .edges(&[__e::when("Closed", "drained")]),
        __e::terminal("Closed", "closed").fields(&[__e::field("reason", "String")]),
    ];
    impl Live for Open {
        const __DECLARED_BY_GROUP_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Lifecycle for ConnectionState {
        type End = ConnectionEnd;
        type __Kept = __e::InMemory;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Connection", "Closed", __STATES);
    }
    impl __e::State<ConnectionState> for Connecting {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
    }
    impl __e::ReachableFrom<ConnectionState, Connecting> for Open {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::ReachableFrom<ConnectionState, Connecting> for Closed {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Initial<ConnectionState> for Connecting {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ConnectionState> for Open {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
    }
    impl __e::ReachableFrom<ConnectionState, Open> for Draining {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ConnectionState> for Draining {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
    }
    impl __e::ReachableFrom<ConnectionState, Draining> for Closed {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ConnectionState> for Closed {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[3];
    }
    impl __e::Terminal<ConnectionState> for Closed {
        fn __end_declared_by_terminal_on_the_enum(self) -> ConnectionEnd {
            ConnectionEnd::Closed(self)
        }
    }
    impl __e::End for ConnectionEnd {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Closed(_) => &__STATES[3],
            }
        }
    }
    impl __e::fmt::Debug for ConnectionEnd {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "ConnectionEnd", __e::End::name(self))
        }
    }
    impl __e::From<__e::Abandoned> for ConnectionEnd {
        fn from(abandoned: __e::Abandoned) -> Self {
            Self::Closed(<Closed as __e::BuiltFromAbandoned>::built(abandoned))
        }
    }
    impl<S: __e::State<ConnectionState>> __e::Handle<Peer> for Connection<S> {
        type Any = AnyConnection;
        type State = S;
        fn __assemble(state: S, context: Peer, token: __e::TokenOf<Self, Peer>) -> Self {
            Self { state, context, token }
        }
    }
    impl<S: __e::State<ConnectionState>> __e::fmt::Debug for Connection<S> {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_handle(f, "Connection", S::NAME)
        }
    }
    impl __e::From<Connecting> for ConnectionState {
        fn from(Connecting { addr: __0 }: Connecting) -> Self {
            Self::Connecting { addr: __0 }
        }
    }
    impl __e::From<Open> for ConnectionState {
        fn from(Open { socket: __0 }: Open) -> Self {
            Self::Open { socket: __0 }
        }
    }
    impl __e::From<Draining> for ConnectionState {
        fn from(Draining { socket: __0 }: Draining) -> Self {
            Self::Draining { socket: __0 }
        }
    }
    impl __e::From<Closed> for ConnectionState {
        fn from(Closed { reason: __0 }: Closed) -> Self {
            Self::Closed { reason: __0 }
        }
    }
    impl __e::Stored<Peer> for AnyConnection {
        fn __stored(state: ConnectionState, context: Peer, mint: &__e::Mint) -> Self {
            match state {
                ConnectionState::Connecting { addr: __0 } => {
                    Self::Connecting(mint.handle(Connecting { addr: __0 }, context))
                }
                ConnectionState::Open { socket: __0 } => {
                    Self::Open(mint.handle(Open { socket: __0 }, context))
                }
                ConnectionState::Draining { socket: __0 } => {
                    Self::Draining(mint.handle(Draining { socket: __0 }, context))
                }
                ConnectionState::Closed { reason: __0 } => {
                    Self::Closed(mint.handle(Closed { reason: __0 }, context))
                }
            }
        }
    }
    impl<S: __e::Into<ConnectionState>> __e::From<Connection<S>> for AnyConnection {
        fn from(handle: Connection<S>) -> Self {
            __e::erased(handle.state, handle.context, handle.token)
        }
    }
    impl __e::AnyHandle for AnyConnection {
        type Lifecycle = ConnectionState;
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Connecting(_) => &__STATES[0],
                Self::Open(_) => &__STATES[1],
                Self::Draining(_) => &__STATES[2],
                Self::Closed(_) => &__STATES[3],
            }
        }
        fn __settle(self) -> __e::Result<ConnectionEnd, Self> {
            match self {
                Self::Closed(handle) => __e::Ok(ConnectionEnd::Closed(handle.state)),
                live => __e::Err(live),
            }
        }
    }
    impl __e::fmt::Debug for AnyConnection {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "AnyConnection", __e::AnyHandle::name(self))
        }
    }
    impl<S: __e::Into<ConnectionState>> __e::From<Connection<S>> for ConnectionState {
        fn from(handle: Connection<S>) -> Self {
            __e::into(handle.state)
        }
    }
    impl __e::From<AnyConnection> for ConnectionState {
        fn from(any: AnyConnection) -> Self {
            match any {
                AnyConnection::Connecting(handle) => __e::into(handle.state),
                AnyConnection::Open(handle) => __e::into(handle.state),
                AnyConnection::Draining(handle) => __e::into(handle.state),
                AnyConnection::Closed(handle) => __e::into(handle.state),
            }
        }
    }
};
