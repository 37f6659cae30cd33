/// The state `Empty` of [`Batch`].
#[derive(Debug)]
pub(crate) struct Empty;
/// The state `Filled` of [`Batch`].
#[derive(Debug)]
pub(crate) struct Filled<
    'a,
    S: Source + 'a,
    T: Clone + Into<S> = u8,
    const N: usize = 64,
>(
    pub(crate) [T; N],
    pub(crate) &'a S,
)
where
    S: Send,
    [T; N]: Sized;
/// The state `Sent` of [`Batch`].
#[derive(Debug)]
pub(crate) struct Sent<S: Source>(
    pub(crate) S::Receipt,
)
where
    S: Send;
/// The state `Dropped` of [`Batch`].
#[derive(Debug)]
pub(crate) struct Dropped<T: Clone = u8> {
    pub(crate) left: Option<Box<[T]>>,
}
/// A batch that is read from a source in chunks.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Empty`](struct@Empty) | initial | [`Filled`](struct@Filled), [`Dropped`](struct@Dropped) |
/// | [`Filled`](struct@Filled) |  | [`Filled`](struct@Filled) when more, [`Sent`](struct@Sent) when full |
/// | [`Sent`](struct@Sent) | terminal |  |
/// | [`Dropped`](struct@Dropped) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub(crate) struct Batch<'a, 'g, S: Source + 'a, T: Clone + Into<S>, const N: usize, S1>
where
    S: Send,
    [T; N]: Sized,
{
    state: S1,
    context: &'g mut S,
    token: ::endstate::Token<BatchState<'a, S, T, N>, S1>,
}
#[allow(private_interfaces, dead_code)]
impl<
    'a,
    'g,
    S: Source + 'a,
    T: Clone + Into<S>,
    const N: usize,
    S1: ::endstate::State<BatchState<'a, S, T, N>>,
> Batch<'a, 'g, S, T, N, S1>
where
    S: Send,
    [T; N]: Sized,
{
    /// Moves on to a state that this one declares in `to(..)`.
    pub(crate) fn to<N1>(self, next: N1) -> Batch<'a, 'g, S, T, N, N1>
    where
        N1: ::endstate::ReachableFrom<
            BatchState<'a, S, T, N>,
            S1,
            Entry: ::endstate::Unchecked,
        >,
    {
        ::endstate::Handle::__assemble(next, self.context, self.token.to())
    }
    /// The exit of its scope, for a handle in a terminal state.
    pub(crate) fn exit(self) -> ::endstate::Exit<BatchState<'a, S, T, N>>
    where
        S1: ::endstate::Terminal<BatchState<'a, S, T, N>>,
    {
        self.token.exit(self.state)
    }
    /// A scope that begins in `state`, which has to be initial.
    pub(crate) fn scope(
        state: S1,
        context: &'g mut S,
    ) -> ::endstate::scope::InitialScope<Self, &'g mut S>
    where
        S1: ::endstate::Initial<BatchState<'a, S, T, N>>,
    {
        ::endstate::scope::InitialScope::__initial(state, context)
    }
    /// What the state carries. The lifecycle is abandoned.
    pub(crate) fn into_state(self) -> S1 {
        self.state
    }
}
/// A [`Batch`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub(crate) enum AnyBatch<'a, 'g, S: Source + 'a, T: Clone + Into<S>, const N: usize>
where
    S: Send,
    [T; N]: Sized,
{
    Empty(Batch<'a, 'g, S, T, N, Empty>),
    Filled(Batch<'a, 'g, S, T, N, Filled<'a, S, T, N>>),
    Sent(Batch<'a, 'g, S, T, N, Sent<S>>),
    Dropped(Batch<'a, 'g, S, T, N, Dropped<T>>),
}
/// How a [`Batch`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
pub(crate) enum BatchEnd<S: Source, T: Clone + Into<S> = u8>
where
    S: Send,
{
    Sent(Sent<S>),
    Dropped(Dropped<T>),
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Empty", "empty")
            .edges(&[__e::edge("Filled"), __e::edge("Dropped")]),
        __e::transient("Filled", "filled")
            .fields(&[__e::field("0", "[T; N]"), __e::field("1", "&'a S")])
            .edges(&[__e::when("Filled", "more"), __e::when("Sent", "full")]),
        __e::terminal("Sent", "sent").fields(&[__e::field("0", "S::Receipt")]),
        __e::terminal("Dropped", "dropped")
            .fields(&[__e::field("left", "Option<Box<[T]>>")]),
    ];
    impl<'a, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::Lifecycle
    for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        type End = BatchEnd<S, T>;
        type __Kept = __e::InMemory;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Batch", "Dropped", __STATES);
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::State<BatchState<'a, S, T, N>> for Empty
    where
        S: Send,
        [T; N]: Sized,
    {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::ReachableFrom<BatchState<'a, S, T, N>, Empty> for Filled<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::ReachableFrom<BatchState<'a, S, T, N>, Empty> for Dropped<T>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::Initial<BatchState<'a, S, T, N>> for Empty
    where
        S: Send,
        [T; N]: Sized,
    {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::State<BatchState<'a, S, T, N>> for Filled<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::ReachableFrom<BatchState<'a, S, T, N>, Filled<'a, S, T, N>>
    for Filled<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::ReachableFrom<BatchState<'a, S, T, N>, Filled<'a, S, T, N>> for Sent<S>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::State<BatchState<'a, S, T, N>> for Sent<S>
    where
        S: Send,
        [T; N]: Sized,
    {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::Terminal<BatchState<'a, S, T, N>> for Sent<S>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn __end_declared_by_terminal_on_the_enum(self) -> BatchEnd<S, T> {
            BatchEnd::Sent(self)
        }
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::State<BatchState<'a, S, T, N>> for Dropped<T>
    where
        S: Send,
        [T; N]: Sized,
    {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[3];
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::Terminal<BatchState<'a, S, T, N>> for Dropped<T>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn __end_declared_by_terminal_on_the_enum(self) -> BatchEnd<S, T> {
            BatchEnd::Dropped(self)
        }
    }
    impl<S: Source, T: Clone + Into<S>> __e::End for BatchEnd<S, T>
    where
        S: Send,
    {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Sent(_) => &__STATES[2],
                Self::Dropped(_) => &__STATES[3],
            }
        }
    }
    impl<S: Source, T: Clone + Into<S>> __e::fmt::Debug for BatchEnd<S, T>
    where
        S: Send,
    {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "BatchEnd", __e::End::name(self))
        }
    }
    impl<S: Source, T: Clone + Into<S>> __e::From<__e::Abandoned> for BatchEnd<S, T>
    where
        S: Send,
    {
        fn from(abandoned: __e::Abandoned) -> Self {
            Self::Dropped(<Dropped<T> as __e::BuiltFromAbandoned>::built(abandoned))
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
        S1: __e::State<BatchState<'a, S, T, N>>,
    > __e::Handle<&'g mut S> for Batch<'a, 'g, S, T, N, S1>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Any = AnyBatch<'a, 'g, S, T, N>;
        type State = S1;
        fn __assemble(
            state: S1,
            context: &'g mut S,
            token: __e::TokenOf<Self, &'g mut S>,
        ) -> Self {
            Self { state, context, token }
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
        S1: __e::State<BatchState<'a, S, T, N>>,
    > __e::fmt::Debug for Batch<'a, 'g, S, T, N, S1>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_handle(f, "Batch", S1::NAME)
        }
    }
    impl<'a, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::From<Empty>
    for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(Empty {}: Empty) -> Self {
            Self::Empty {}
        }
    }
    impl<
        'a,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::From<Filled<'a, S, T, N>> for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(Filled { 0: __0, 1: __1 }: Filled<'a, S, T, N>) -> Self {
            Self::Filled { 0: __0, 1: __1 }
        }
    }
    impl<'a, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::From<Sent<S>>
    for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(Sent { 0: __0 }: Sent<S>) -> Self {
            Self::Sent { 0: __0 }
        }
    }
    impl<'a, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::From<Dropped<T>>
    for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(Dropped { left: __0 }: Dropped<T>) -> Self {
            Self::Dropped { left: __0 }
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::Stored<&'g mut S> for AnyBatch<'a, 'g, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn __stored(
            state: BatchState<'a, S, T, N>,
            context: &'g mut S,
            mint: &__e::Mint,
        ) -> Self {
            match state {
                BatchState::Empty {} => Self::Empty(mint.handle(Empty {}, context)),
                BatchState::Filled { 0: __0, 1: __1 } => {
                    Self::Filled(mint.handle(Filled { 0: __0, 1: __1 }, context))
                }
                BatchState::Sent { 0: __0 } => {
                    Self::Sent(mint.handle(Sent { 0: __0 }, context))
                }
                BatchState::Dropped { left: __0 } => {
                    Self::Dropped(mint.handle(Dropped { left: __0 }, context))
                }
            }
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
        S1: __e::Into<BatchState<'a, S, T, N>>,
    > __e::From<Batch<'a, 'g, S, T, N, S1>> for AnyBatch<'a, 'g, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(handle: Batch<'a, 'g, S, T, N, S1>) -> Self {
            __e::erased(handle.state, handle.context, handle.token)
        }
    }
    impl<'a, 'g, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::AnyHandle
    for AnyBatch<'a, 'g, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        type Lifecycle = BatchState<'a, S, T, N>;
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Empty(_) => &__STATES[0],
                Self::Filled(_) => &__STATES[1],
                Self::Sent(_) => &__STATES[2],
                Self::Dropped(_) => &__STATES[3],
            }
        }
        fn __settle(self) -> __e::Result<BatchEnd<S, T>, Self> {
            match self {
                Self::Sent(handle) => __e::Ok(BatchEnd::Sent(handle.state)),
                Self::Dropped(handle) => __e::Ok(BatchEnd::Dropped(handle.state)),
                live => __e::Err(live),
            }
        }
    }
    impl<'a, 'g, S: Source + 'a, T: Clone + Into<S>, const N: usize> __e::fmt::Debug
    for AnyBatch<'a, 'g, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "AnyBatch", __e::AnyHandle::name(self))
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
        S1: __e::Into<BatchState<'a, S, T, N>>,
    > __e::From<Batch<'a, 'g, S, T, N, S1>> for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(handle: Batch<'a, 'g, S, T, N, S1>) -> Self {
            __e::into(handle.state)
        }
    }
    impl<
        'a,
        'g,
        S: Source + 'a,
        T: Clone + Into<S>,
        const N: usize,
    > __e::From<AnyBatch<'a, 'g, S, T, N>> for BatchState<'a, S, T, N>
    where
        S: Send,
        [T; N]: Sized,
    {
        fn from(any: AnyBatch<'a, 'g, S, T, N>) -> Self {
            match any {
                AnyBatch::Empty(handle) => __e::into(handle.state),
                AnyBatch::Filled(handle) => __e::into(handle.state),
                AnyBatch::Sent(handle) => __e::into(handle.state),
                AnyBatch::Dropped(handle) => __e::into(handle.state),
            }
        }
    }
};
