::core::compile_error! {
    "no state `Shutt` in this lifecycle; did you mean `Shut`?"
}
::core::compile_error! {
    "no terminal state can be reached from `Room`: its fixpoint would be itself\nadd a transition that leads to one, or declare `trap = \"why\"`"
}
/// The state `Open` of [`Door`].
struct Open {
    width: u32,
}
/// The state `Room` of [`Door`].
struct Room;
/// The state `Shut` of [`Door`].
struct Shut;
/// A door with two mistakes: a state misspelt, and a room without a way out.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Open`](struct@Open) | initial | [`Shut`](struct@Shut), [`Room`](struct@Room) |
/// | [`Room`](struct@Room) |  | [`Room`](struct@Room) |
/// | [`Shut`](struct@Shut) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
struct Door<S> {
    state: S,
    token: ::endstate::Token<DoorState, S>,
}
#[allow(private_interfaces, dead_code)]
impl<S: ::endstate::State<DoorState>> Door<S> {
    /// Moves on to a state that this one declares in `to(..)`.
    fn to<N>(self, next: N) -> Door<N>
    where
        N: ::endstate::ReachableFrom<DoorState, S, Entry: ::endstate::Unchecked>,
    {
        ::endstate::Handle::__assemble(next, (), self.token.to())
    }
    /// Moves on to a state that this one declares in `to(..)`, if that state's invariant holds.
    ///
    /// # Errors
    ///
    /// Gives the handle and the state back if it does not.
    fn try_to<N>(
        self,
        next: N,
    ) -> ::core::result::Result<Door<N>, ::endstate::Rejected<Self, N>>
    where
        N: ::endstate::ReachableFrom<DoorState, S, Entry: ::endstate::private::Checked>,
    {
        let Self { state, token } = self;
        match token.try_to(&next) {
            ::core::result::Result::Ok(token) => {
                ::core::result::Result::Ok(Door { state: next, token })
            }
            ::core::result::Result::Err(token) => {
                ::core::result::Result::Err(
                    ::endstate::Rejected::__new(Self { state, token }, next),
                )
            }
        }
    }
    /// The exit of its scope, for a handle in a terminal state.
    fn exit(self) -> ::endstate::Exit<DoorState>
    where
        S: ::endstate::Terminal<DoorState>,
    {
        self.token.exit(self.state)
    }
    /// A scope that begins in `state`, which has to be initial.
    fn scope(state: S) -> ::endstate::scope::InitialScope<Self, ()>
    where
        S: ::endstate::Initial<DoorState>,
    {
        ::endstate::scope::InitialScope::__initial(state, ())
    }
    /// What the state carries. The lifecycle is abandoned.
    fn into_state(self) -> S {
        self.state
    }
}
/// A [`Door`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
enum AnyDoor {
    Open(Door<Open>),
    Room(Door<Room>),
    Shut(Door<Shut>),
}
/// How a [`Door`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
enum DoorEnd {
    Shut(Shut),
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Open", "open")
            .fields(&[__e::field("width", "u32")])
            .edges(&[__e::edge("Shut"), __e::edge("Room")]),
        __e::transient("Room", "room").edges(&[__e::edge("Room")]),
        __e::terminal("Shut", "shut"),
    ];
    impl __e::Lifecycle for DoorState {
        type End = DoorEnd;
        type __Kept = __e::InMemory;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Door", "Shut", __STATES);
    }
    impl __e::State<DoorState> for Open {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
    }
    impl __e::Initial<DoorState> for Open {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<DoorState> for Open {
        fn __end_declared_by_terminal_on_the_enum(self) -> DoorEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<DoorState, N> for Open {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<DoorState> for Room {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
    }
    impl __e::Initial<DoorState> for Room {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<DoorState> for Room {
        fn __end_declared_by_terminal_on_the_enum(self) -> DoorEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<DoorState, N> for Room {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<DoorState> for Shut {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
    }
    impl __e::Initial<DoorState> for Shut {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<DoorState> for Shut {
        fn __end_declared_by_terminal_on_the_enum(self) -> DoorEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<DoorState, N> for Shut {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::End for DoorEnd {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Shut(_) => &__STATES[2],
            }
        }
    }
    impl __e::fmt::Debug for DoorEnd {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "DoorEnd", __e::End::name(self))
        }
    }
    impl __e::From<__e::Abandoned> for DoorEnd {
        fn from(abandoned: __e::Abandoned) -> Self {
            ::core::unreachable!("{abandoned}")
        }
    }
    impl<S: __e::State<DoorState>> __e::Handle<()> for Door<S> {
        type Any = AnyDoor;
        type State = S;
        fn __assemble(state: S, (): (), token: __e::TokenOf<Self, ()>) -> Self {
            Self { state, token }
        }
    }
    impl<S: __e::State<DoorState>> __e::fmt::Debug for Door<S> {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_handle(f, "Door", S::NAME)
        }
    }
    impl __e::From<Open> for DoorState {
        fn from(Open { width: __0 }: Open) -> Self {
            Self::Open { width: __0 }
        }
    }
    impl __e::From<Room> for DoorState {
        fn from(Room {}: Room) -> Self {
            Self::Room {}
        }
    }
    impl __e::From<Shut> for DoorState {
        fn from(Shut {}: Shut) -> Self {
            Self::Shut {}
        }
    }
    impl __e::Stored<()> for AnyDoor {
        fn __stored(state: DoorState, (): (), mint: &__e::Mint) -> Self {
            match state {
                DoorState::Open { width: __0 } => {
                    Self::Open(mint.handle(Open { width: __0 }, ()))
                }
                DoorState::Room {} => Self::Room(mint.handle(Room {}, ())),
                DoorState::Shut {} => Self::Shut(mint.handle(Shut {}, ())),
            }
        }
    }
    impl<S: __e::Into<DoorState>> __e::From<Door<S>> for AnyDoor {
        fn from(handle: Door<S>) -> Self {
            __e::erased(handle.state, (), handle.token)
        }
    }
    impl __e::AnyHandle for AnyDoor {
        type Lifecycle = DoorState;
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Open(_) => &__STATES[0],
                Self::Room(_) => &__STATES[1],
                Self::Shut(_) => &__STATES[2],
            }
        }
        fn __settle(self) -> __e::Result<DoorEnd, Self> {
            match self {
                Self::Shut(handle) => __e::Ok(DoorEnd::Shut(handle.state)),
                live => __e::Err(live),
            }
        }
    }
    impl __e::fmt::Debug for AnyDoor {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "AnyDoor", __e::AnyHandle::name(self))
        }
    }
    impl<S: __e::Into<DoorState>> __e::From<Door<S>> for DoorState {
        fn from(handle: Door<S>) -> Self {
            __e::into(handle.state)
        }
    }
    impl __e::From<AnyDoor> for DoorState {
        fn from(any: AnyDoor) -> Self {
            match any {
                AnyDoor::Open(handle) => __e::into(handle.state),
                AnyDoor::Room(handle) => __e::into(handle.state),
                AnyDoor::Shut(handle) => __e::into(handle.state),
            }
        }
    }
};
