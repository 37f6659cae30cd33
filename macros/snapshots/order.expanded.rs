/// Lines may be added.
pub struct OrderDraft {
    pub lines: Vec<Line>,
}
/// The warehouse has it.
pub struct OrderPlaced {
    pub id: u64,
}
/// On its way.
pub struct OrderShipped;
/// The customer did not want it any more.
pub struct OrderWithdrawn;
/// Nobody confirmed it in time.
pub struct OrderExpired {
    pub after: Duration,
}
/// Something went wrong.
pub struct OrderFailed(pub String);
/// One order of a customer.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Draft`](struct@OrderDraft) | initial | [`Draft`](struct@OrderDraft), [`Placed`](struct@OrderPlaced) when confirmed |
/// | [`Placed`](struct@OrderPlaced) |  | [`Shipped`](struct@OrderShipped) |
/// | [`Shipped`](struct@OrderShipped) | terminal |  |
/// | [`Withdrawn`](struct@OrderWithdrawn) | terminal, fixpoint |  |
/// | [`Expired`](struct@OrderExpired) | terminal, fixpoint |  |
/// | [`Failed`](struct@OrderFailed) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub struct Order<S> {
    state: S,
    token: ::endstate::Token<OrderState, S>,
}
#[allow(private_interfaces, dead_code)]
impl<S: ::endstate::State<OrderState>> Order<S> {
    /// Moves on to a state that this one declares in `to(..)`.
    fn to<N>(self, next: N) -> Order<N>
    where
        N: ::endstate::ReachableFrom<OrderState, S, Entry: ::endstate::Unchecked>,
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
    ) -> ::core::result::Result<Order<N>, ::endstate::Rejected<Self, N>>
    where
        N: ::endstate::ReachableFrom<OrderState, S, Entry: ::endstate::private::Checked>,
    {
        let Self { state, token } = self;
        match token.try_to(&next) {
            ::core::result::Result::Ok(token) => {
                ::core::result::Result::Ok(Order { state: next, token })
            }
            ::core::result::Result::Err(token) => {
                ::core::result::Result::Err(
                    ::endstate::Rejected::__new(Self { state, token }, next),
                )
            }
        }
    }
    /// The exit of its scope, for a handle in a terminal state.
    pub fn exit(self) -> ::endstate::Exit<OrderState>
    where
        S: ::endstate::Terminal<OrderState>,
    {
        self.token.exit(self.state)
    }
    /// A scope that begins in `state`, which has to be initial.
    pub fn scope(state: S) -> ::endstate::scope::InitialScope<Self, ()>
    where
        S: ::endstate::Initial<OrderState>,
    {
        ::endstate::scope::InitialScope::__initial(state, ())
    }
    /// What the state carries. The lifecycle is abandoned.
    pub fn into_state(self) -> S {
        self.state
    }
}
/// A [`Order`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub enum AnyOrder {
    Draft(Order<OrderDraft>),
    Placed(Order<OrderPlaced>),
    Shipped(Order<OrderShipped>),
    Withdrawn(Order<OrderWithdrawn>),
    Expired(Order<OrderExpired>),
    Failed(Order<OrderFailed>),
}
/// How a [`Order`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
pub enum OrderEnd {
    Shipped(OrderShipped),
    Withdrawn(OrderWithdrawn),
    Expired(OrderExpired),
    Failed(OrderFailed),
}
/// The group `OrderEditable` of [`Order`]: `OrderDraft`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the group `OrderEditable` of `Order`",
    note = "the states of `OrderEditable` are `OrderDraft`; `#[lifecycle(group(Editable))]` adds one"
)]
pub trait OrderEditable {
    #[doc(hidden)]
    const __DECLARED_BY_GROUP_ON_THE_ENUM: ::endstate::private::OnTheEnum;
}
/// The group `OrderLive` of [`Order`]: `OrderPlaced`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the group `OrderLive` of `Order`",
    note = "the states of `OrderLive` are `OrderPlaced`; `#[lifecycle(group(Live))]` adds one"
)]
pub trait OrderLive {
    #[doc(hidden)]
    const __DECLARED_BY_GROUP_ON_THE_ENUM: ::endstate::private::OnTheEnum;
}
/// The group `OrderBillable` of [`Order`]: `OrderPlaced`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not in the group `OrderBillable` of `Order`",
    note = "the states of `OrderBillable` are `OrderPlaced`; `#[lifecycle(group(Billable))]` adds one"
)]
pub trait OrderBillable {
    #[doc(hidden)]
    const __DECLARED_BY_GROUP_ON_THE_ENUM: ::endstate::private::OnTheEnum;
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Draft", "DRAFT")
            .groups(&["Editable"])
            .fields(&[__e::field("lines", "Vec<Line>")])
            .edges(&[__e::edge("Draft"), __e::when("Placed", "confirmed")]),
        __e::transient("Placed", "PLACED")
            .groups(&["Live", "Billable"])
            .fields(&[__e::field("id", "u64")])
            .edges(&[__e::edge("Shipped")]),
        __e::terminal("Shipped", "gone"),
        __e::terminal("Withdrawn", "WITHDRAWN"),
        __e::terminal("Expired", "EXPIRED").fields(&[__e::field("after", "Duration")]),
        __e::terminal("Failed", "FAILED").fields(&[__e::field("0", "String")]),
    ];
    impl OrderEditable for OrderDraft {
        const __DECLARED_BY_GROUP_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl OrderLive for OrderPlaced {
        const __DECLARED_BY_GROUP_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl OrderBillable for OrderPlaced {
        const __DECLARED_BY_GROUP_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Lifecycle for OrderState {
        type End = OrderEnd;
        type __Kept = __e::InMemory;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Order", "Failed", __STATES)
            .by_cause("Withdrawn", "Expired", "Failed");
    }
    impl __e::State<OrderState> for OrderDraft {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
        fn __holds(&self) -> __e::bool {
            let holds: fn(&Self) -> __e::bool = no_line_twice;
            holds(self)
        }
    }
    impl __e::ReachableFrom<OrderState, OrderDraft> for OrderDraft {
        type Entry = __e::Guarded;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::ReachableFrom<OrderState, OrderDraft> for OrderPlaced {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Initial<OrderState> for OrderDraft {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<OrderState> for OrderPlaced {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
    }
    impl __e::ReachableFrom<OrderState, OrderPlaced> for OrderShipped {
        type Entry = __e::Free;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<OrderState> for OrderShipped {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
    }
    impl __e::Terminal<OrderState> for OrderShipped {
        fn __end_declared_by_terminal_on_the_enum(self) -> OrderEnd {
            OrderEnd::Shipped(self)
        }
    }
    impl __e::State<OrderState> for OrderWithdrawn {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[3];
    }
    impl __e::Terminal<OrderState> for OrderWithdrawn {
        fn __end_declared_by_terminal_on_the_enum(self) -> OrderEnd {
            OrderEnd::Withdrawn(self)
        }
    }
    impl __e::State<OrderState> for OrderExpired {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[4];
    }
    impl __e::Terminal<OrderState> for OrderExpired {
        fn __end_declared_by_terminal_on_the_enum(self) -> OrderEnd {
            OrderEnd::Expired(self)
        }
    }
    impl __e::State<OrderState> for OrderFailed {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[5];
    }
    impl __e::Terminal<OrderState> for OrderFailed {
        fn __end_declared_by_terminal_on_the_enum(self) -> OrderEnd {
            OrderEnd::Failed(self)
        }
    }
    impl __e::End for OrderEnd {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Shipped(_) => &__STATES[2],
                Self::Withdrawn(_) => &__STATES[3],
                Self::Expired(_) => &__STATES[4],
                Self::Failed(_) => &__STATES[5],
            }
        }
    }
    impl __e::fmt::Debug for OrderEnd {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "OrderEnd", __e::End::name(self))
        }
    }
    impl __e::From<__e::Abandoned> for OrderEnd {
        fn from(abandoned: __e::Abandoned) -> Self {
            match abandoned.cause {
                __e::Cause::Cancelled => {
                    let _ = abandoned;
                    Self::Withdrawn(OrderWithdrawn)
                }
                __e::Cause::TimedOut { .. } => {
                    Self::Expired(
                        <OrderExpired as __e::BuiltFromAbandoned>::built(abandoned),
                    )
                }
                _ => {
                    Self::Failed(
                        <OrderFailed as __e::BuiltFromAbandoned>::built(abandoned),
                    )
                }
            }
        }
    }
    impl<S: __e::State<OrderState>> __e::Handle<()> for Order<S> {
        type Any = AnyOrder;
        type State = S;
        fn __assemble(state: S, (): (), token: __e::TokenOf<Self, ()>) -> Self {
            Self { state, token }
        }
    }
    impl<S: __e::State<OrderState>> __e::fmt::Debug for Order<S> {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_handle(f, "Order", S::NAME)
        }
    }
    impl __e::From<OrderDraft> for OrderState {
        fn from(OrderDraft { lines: __0 }: OrderDraft) -> Self {
            Self::Draft { lines: __0 }
        }
    }
    impl __e::From<OrderPlaced> for OrderState {
        fn from(OrderPlaced { id: __0 }: OrderPlaced) -> Self {
            Self::Placed { id: __0 }
        }
    }
    impl __e::From<OrderShipped> for OrderState {
        fn from(OrderShipped {}: OrderShipped) -> Self {
            Self::Shipped {}
        }
    }
    impl __e::From<OrderWithdrawn> for OrderState {
        fn from(OrderWithdrawn {}: OrderWithdrawn) -> Self {
            Self::Withdrawn {}
        }
    }
    impl __e::From<OrderExpired> for OrderState {
        fn from(OrderExpired { after: __0 }: OrderExpired) -> Self {
            Self::Expired { after: __0 }
        }
    }
    impl __e::From<OrderFailed> for OrderState {
        fn from(OrderFailed { 0: __0 }: OrderFailed) -> Self {
            Self::Failed { 0: __0 }
        }
    }
    impl __e::Stored<()> for AnyOrder {
        fn __stored(state: OrderState, (): (), mint: &__e::Mint) -> Self {
            match state {
                OrderState::Draft { lines: __0 } => {
                    Self::Draft(mint.handle(OrderDraft { lines: __0 }, ()))
                }
                OrderState::Placed { id: __0 } => {
                    Self::Placed(mint.handle(OrderPlaced { id: __0 }, ()))
                }
                OrderState::Shipped {} => Self::Shipped(mint.handle(OrderShipped {}, ())),
                OrderState::Withdrawn {} => {
                    Self::Withdrawn(mint.handle(OrderWithdrawn {}, ()))
                }
                OrderState::Expired { after: __0 } => {
                    Self::Expired(mint.handle(OrderExpired { after: __0 }, ()))
                }
                OrderState::Failed { 0: __0 } => {
                    Self::Failed(mint.handle(OrderFailed { 0: __0 }, ()))
                }
            }
        }
    }
    impl<S: __e::Into<OrderState>> __e::From<Order<S>> for AnyOrder {
        fn from(handle: Order<S>) -> Self {
            __e::erased(handle.state, (), handle.token)
        }
    }
    impl __e::AnyHandle for AnyOrder {
        type Lifecycle = OrderState;
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Draft(_) => &__STATES[0],
                Self::Placed(_) => &__STATES[1],
                Self::Shipped(_) => &__STATES[2],
                Self::Withdrawn(_) => &__STATES[3],
                Self::Expired(_) => &__STATES[4],
                Self::Failed(_) => &__STATES[5],
            }
        }
        fn __settle(self) -> __e::Result<OrderEnd, Self> {
            match self {
                Self::Shipped(handle) => __e::Ok(OrderEnd::Shipped(handle.state)),
                Self::Withdrawn(handle) => __e::Ok(OrderEnd::Withdrawn(handle.state)),
                Self::Expired(handle) => __e::Ok(OrderEnd::Expired(handle.state)),
                Self::Failed(handle) => __e::Ok(OrderEnd::Failed(handle.state)),
                live => __e::Err(live),
            }
        }
        fn __holds(&self) -> __e::bool {
            match self {
                Self::Draft(handle) => __e::State::<OrderState>::__holds(&handle.state),
                Self::Placed(handle) => __e::State::<OrderState>::__holds(&handle.state),
                Self::Shipped(handle) => __e::State::<OrderState>::__holds(&handle.state),
                Self::Withdrawn(handle) => {
                    __e::State::<OrderState>::__holds(&handle.state)
                }
                Self::Expired(handle) => __e::State::<OrderState>::__holds(&handle.state),
                Self::Failed(handle) => __e::State::<OrderState>::__holds(&handle.state),
            }
        }
    }
    impl __e::fmt::Debug for AnyOrder {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "AnyOrder", __e::AnyHandle::name(self))
        }
    }
    impl<S: __e::Into<OrderState>> __e::From<Order<S>> for OrderState {
        fn from(handle: Order<S>) -> Self {
            __e::into(handle.state)
        }
    }
    impl __e::From<AnyOrder> for OrderState {
        fn from(any: AnyOrder) -> Self {
            match any {
                AnyOrder::Draft(handle) => __e::into(handle.state),
                AnyOrder::Placed(handle) => __e::into(handle.state),
                AnyOrder::Shipped(handle) => __e::into(handle.state),
                AnyOrder::Withdrawn(handle) => __e::into(handle.state),
                AnyOrder::Expired(handle) => __e::into(handle.state),
                AnyOrder::Failed(handle) => __e::into(handle.state),
            }
        }
    }
    #[doc(hidden)]
    pub struct __Resume<A>(__e::PhantomData<fn() -> A>);
    impl<A: __e::AnyHandle> __e::Resume for __Resume<A> {
        type Any = A;
        const __DECLARED_BY_RESUME_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl Order<()> {
        /// A scope that goes on from a stored `state`. In a terminal state it gives that end and runs nothing.
        #[allow(private_interfaces, dead_code)]
        pub fn resume(state: OrderState) -> __e::StoredScope<__Resume<AnyOrder>, ()> {
            __e::StoredScope::__resume(state, ())
        }
    }
};
