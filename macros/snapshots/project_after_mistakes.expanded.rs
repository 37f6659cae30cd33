::core::compile_error! {
    "`store.drive` resumes a durable lifecycle, in whatever state its row is; drop `resume`"
}
/// The state `Initialized` of [`Project`].
struct Initialized {
    owner: String,
}
/// The state `Waiting` of [`Project`].
struct Waiting;
/// The state `Failed` of [`Project`].
struct Failed;
/// A handle to a [`ProjectState`] lifecycle, in one of its states.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Initialized`](struct@Initialized) | initial | [`Waiting`](struct@Waiting) |
/// | [`Waiting`](struct@Waiting) |  | [`Failed`](struct@Failed) |
/// | [`Failed`](struct@Failed) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
struct Project<S> {
    state: S,
    row: ::endstate_store::Row<ProjectState>,
    token: ::endstate::Token<ProjectState, S>,
}
#[allow(private_interfaces, dead_code)]
impl<S: ::endstate::State<ProjectState>> Project<S> {
    /// Moves handle and row on to a state that this one declares in `to(..)`: one compare-and-swap, which writes the state's
    /// evidence too.
    ///
    /// # Errors
    ///
    /// `Superseded` where somebody else has the row: nothing was written. `Refused` where a constraint of the database speaks
    /// against it, `BrokenInvariant` where the state's own does. Otherwise the database's. The handle is gone then; return the
    /// error, and the drive ends the row.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the row has moved or not, and the handle is gone: the drive ends the row as its own end says.
    fn to<'moving, N>(self, next: N) -> ::endstate_store::Moving<'moving, Project<N>>
    where
        S: 'moving,
        N: ::endstate::ReachableFrom<ProjectState, S> + ::core::marker::Send
            + ::core::marker::Sync + 'moving,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        ::endstate_store::private::to(self.row, self.token, next)
    }
    /// The same, with statements of the caller's own in the same transaction: `async |tx| ..`. They run first, so that the
    /// state's evidence may refer to what they write.
    ///
    /// # Errors
    ///
    /// As `to`; and `Write` where `write` returned an error. Nothing was written then.
    ///
    /// # Cancel safety
    ///
    /// As `to`.
    async fn to_with<N, F>(
        self,
        next: N,
        write: F,
    ) -> ::core::result::Result<Project<N>, ::endstate_store::Error>
    where
        N: ::endstate::ReachableFrom<ProjectState, S>,
        F: ::core::ops::AsyncFnOnce(
            &mut ::endstate_store::Tx,
        ) -> ::core::result::Result<(), ::endstate::BoxError>,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        let Self { row, token, .. } = self;
        let (row, token) = ::endstate_store::private::to_with(row, token, &next, write)
            .await?;
        ::core::result::Result::Ok(Project { state: next, row, token })
    }
    /// The exit of its drive, for a handle in a terminal state.
    fn exit(self) -> ::endstate_store::Exit<ProjectState>
    where
        S: ::endstate_store::private::Exits<ProjectState>,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        ::endstate_store::private::exit(self.row, self.token, self.state)
    }
    /// The exit of its drive, for a handle in a resting state: the row stays there until somebody drives it again, or until
    /// its deadline.
    fn rest(self) -> ::endstate_store::Exit<ProjectState>
    where
        S: ::endstate_store::Resting<ProjectState>,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        ::endstate_store::private::rest(self.row, self.token)
    }
    /// What the state carries. The lifecycle is abandoned.
    fn into_state(self) -> S {
        self.state
    }
}
/// A [`Project`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
enum AnyProject {
    Initialized(Project<Initialized>),
    Waiting(Project<Waiting>),
    Failed(Project<Failed>),
}
/// How a [`Project`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
enum ProjectEnd {
    Failed(Failed),
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Initialized", "initialized")
            .fields(&[__e::field("owner", "String")])
            .edges(&[__e::edge("Waiting")]),
        __e::transient("Waiting", "waiting").edges(&[__e::edge("Failed")]),
        __e::terminal("Failed", "failed"),
    ];
    impl __e::Lifecycle for ProjectState {
        type End = ProjectEnd;
        type __Kept = ::endstate_store::private::InStore<Self>;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Project", "Failed", __STATES);
    }
    impl __e::State<ProjectState> for Initialized {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
        fn __write(&self, columns: &mut ::endstate_store::private::Values) {
            <String as ::endstate_store::private::Column>::write(&self.owner, columns);
        }
    }
    impl __e::Initial<ProjectState> for Initialized {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<ProjectState> for Initialized {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<ProjectState, N> for Initialized {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ProjectState> for Waiting {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
        fn __write(&self, _: &mut ::endstate_store::private::Values) {}
    }
    impl __e::Initial<ProjectState> for Waiting {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<ProjectState> for Waiting {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<ProjectState, N> for Waiting {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ProjectState> for Failed {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
        fn __write(&self, _: &mut ::endstate_store::private::Values) {}
    }
    impl __e::Initial<ProjectState> for Failed {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Terminal<ProjectState> for Failed {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ::core::unreachable!()
        }
    }
    impl<N> __e::ReachableFrom<ProjectState, N> for Failed {
        type Entry = __e::Tolerated;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::End for ProjectEnd {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Failed(_) => &__STATES[2],
            }
        }
    }
    impl __e::fmt::Debug for ProjectEnd {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "ProjectEnd", __e::End::name(self))
        }
    }
    impl __e::From<__e::Abandoned> for ProjectEnd {
        fn from(abandoned: __e::Abandoned) -> Self {
            ::core::unreachable!("{abandoned}")
        }
    }
    impl<S: __e::State<ProjectState>> __e::Handle<::endstate_store::Row<ProjectState>>
    for Project<S> {
        type Any = AnyProject;
        type State = S;
        fn __assemble(
            state: S,
            row: ::endstate_store::Row<ProjectState>,
            token: __e::TokenOf<Self, ::endstate_store::Row<ProjectState>>,
        ) -> Self {
            Self { state, row, token }
        }
    }
    impl<S: __e::State<ProjectState>> __e::fmt::Debug for Project<S> {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_handle(f, "Project", S::NAME)
        }
    }
    impl __e::From<Initialized> for ProjectState {
        fn from(Initialized { owner: __0 }: Initialized) -> Self {
            Self::Initialized { owner: __0 }
        }
    }
    impl __e::From<Waiting> for ProjectState {
        fn from(Waiting {}: Waiting) -> Self {
            Self::Waiting {}
        }
    }
    impl __e::From<Failed> for ProjectState {
        fn from(Failed {}: Failed) -> Self {
            Self::Failed {}
        }
    }
    impl __e::Stored<::endstate_store::Row<ProjectState>> for AnyProject {
        fn __stored(
            state: ProjectState,
            row: ::endstate_store::Row<ProjectState>,
            mint: &__e::Mint,
        ) -> Self {
            match state {
                ProjectState::Initialized { owner: __0 } => {
                    Self::Initialized(mint.handle(Initialized { owner: __0 }, row))
                }
                ProjectState::Waiting {} => Self::Waiting(mint.handle(Waiting {}, row)),
                ProjectState::Failed {} => Self::Failed(mint.handle(Failed {}, row)),
            }
        }
    }
    impl<S: __e::Into<ProjectState>> __e::From<Project<S>> for AnyProject {
        fn from(handle: Project<S>) -> Self {
            __e::erased(handle.state, handle.row, handle.token)
        }
    }
    impl __e::AnyHandle for AnyProject {
        type Lifecycle = ProjectState;
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Initialized(_) => &__STATES[0],
                Self::Waiting(_) => &__STATES[1],
                Self::Failed(_) => &__STATES[2],
            }
        }
        fn __settle(self) -> __e::Result<ProjectEnd, Self> {
            match self {
                Self::Failed(handle) => __e::Ok(ProjectEnd::Failed(handle.state)),
                live => __e::Err(live),
            }
        }
    }
    impl __e::fmt::Debug for AnyProject {
        fn fmt(&self, f: &mut __e::fmt::Formatter<'_>) -> __e::fmt::Result {
            __e::debug_variant(f, "AnyProject", __e::AnyHandle::name(self))
        }
    }
    impl<S: __e::Into<ProjectState>> __e::From<Project<S>> for ProjectState {
        fn from(handle: Project<S>) -> Self {
            __e::into(handle.state)
        }
    }
    impl __e::From<AnyProject> for ProjectState {
        fn from(any: AnyProject) -> Self {
            match any {
                AnyProject::Initialized(handle) => __e::into(handle.state),
                AnyProject::Waiting(handle) => __e::into(handle.state),
                AnyProject::Failed(handle) => __e::into(handle.state),
            }
        }
    }
};
::core::compile_error! {
    "every table has a column `owner` of its own: call this one otherwise, `#[durable(column = \"..\")]`"
}
const _: () = {
    use ::endstate::private as __e;
    use ::endstate_store::private as __s;
    impl __s::Durable for ProjectState {
        type Any = AnyProject;
        const __DECLARED_BY_DURABLE_ON_THE_ENUM: __s::Declared = __s::table(
            "",
            1,
            1,
            &[],
        );
        fn __read(_: usize, _: &mut __s::Fields<'_>) -> __s::Result<Self, __s::Unread> {
            ::core::unreachable!()
        }
        fn __write_end(_: &<Self as __e::Lifecycle>::End, _: &mut __s::Values) {}
        fn __overdue(_: usize, _: __e::Abandoned) -> <Self as __e::Lifecycle>::End {
            ::core::unreachable!()
        }
    }
    impl __s::Resting<ProjectState> for Initialized {
        const __DECLARED_BY_RESTING_ON_THE_ENUM: __s::OnTheEnum = __s::OnTheEnum;
    }
    impl __s::Resting<ProjectState> for Waiting {
        const __DECLARED_BY_RESTING_ON_THE_ENUM: __s::OnTheEnum = __s::OnTheEnum;
    }
    impl __s::Resting<ProjectState> for Failed {
        const __DECLARED_BY_RESTING_ON_THE_ENUM: __s::OnTheEnum = __s::OnTheEnum;
    }
};
