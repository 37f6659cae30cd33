/// The state `Initialized` of [`Project`].
pub struct Initialized {
    pub repo: String,
}
/// The state `Running` of [`Project`].
pub struct Running(pub String, pub u8);
/// The state `InputNeeded` of [`Project`].
pub struct InputNeeded {
    pub workspace: Option<String>,
    pub follow_up: FollowUpId,
}
/// The state `Failed` of [`Project`].
pub struct Failed {
    pub error: String,
}
/// The state `Expired` of [`Project`].
pub struct Expired;
/// The state `Cancelled` of [`Project`].
pub struct Cancelled;
/// A handle to a [`ProjectState`] lifecycle, in one of its states.
///
/// | state | role | leads to |
/// |---|---|---|
/// | [`Initialized`](struct@Initialized) | initial | [`Running`](struct@Running) |
/// | [`Running`](struct@Running) |  | [`InputNeeded`](struct@InputNeeded), [`Cancelled`](struct@Cancelled) |
/// | [`InputNeeded`](struct@InputNeeded) |  | [`Running`](struct@Running), [`Expired`](struct@Expired) |
/// | [`Failed`](struct@Failed) | terminal, fixpoint |  |
/// | [`Expired`](struct@Expired) | terminal |  |
/// | [`Cancelled`](struct@Cancelled) | terminal, fixpoint |  |
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub struct Project<S> {
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
    pub fn exit(self) -> ::endstate_store::Exit<ProjectState>
    where
        S: ::endstate_store::private::Exits<ProjectState>,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        ::endstate_store::private::exit(self.row, self.token, self.state)
    }
    /// The exit of its drive, for a handle in a resting state: the row stays there until somebody drives it again, or until
    /// its deadline.
    pub fn rest(self) -> ::endstate_store::Exit<ProjectState>
    where
        S: ::endstate_store::Resting<ProjectState>,
    {
        let _ = <ProjectState as ::endstate_store::Durable>::__DERIVED;
        ::endstate_store::private::rest(self.row, self.token)
    }
    /// What the state carries. The lifecycle is abandoned.
    pub fn into_state(self) -> S {
        self.state
    }
}
/// A [`Project`] in any of its states.
#[allow(missing_docs)]
#[must_use = "a live handle has to reach a terminal state: dropping it abandons the lifecycle"]
pub enum AnyProject {
    Initialized(Project<Initialized>),
    Running(Project<Running>),
    InputNeeded(Project<InputNeeded>),
    Failed(Project<Failed>),
    Expired(Project<Expired>),
    Cancelled(Project<Cancelled>),
}
/// How a [`Project`] lifecycle ended.
#[allow(missing_docs, dead_code)]
#[must_use = "it says how the lifecycle ended, which may be an abandonment"]
pub enum ProjectEnd {
    Failed(Failed),
    Expired(Expired),
    Cancelled(Cancelled),
}
const _: () = {
    use ::endstate::private as __e;
    const __STATES: &[__e::StateNode] = &[
        __e::initial("Initialized", "initialized")
            .fields(&[__e::field("repo", "String")])
            .edges(&[__e::edge("Running")]),
        __e::transient("Running", "running")
            .fields(&[__e::field("0", "String"), __e::field("1", "u8")])
            .edges(&[__e::edge("InputNeeded"), __e::edge("Cancelled")]),
        __e::transient("InputNeeded", "input_needed")
            .fields(
                &[
                    __e::field("workspace", "Option<String>"),
                    __e::field("follow_up", "FollowUpId"),
                ],
            )
            .edges(&[__e::edge("Running"), __e::edge("Expired")]),
        __e::terminal("Failed", "failed").fields(&[__e::field("error", "String")]),
        __e::terminal("Expired", "expired"),
        __e::terminal("Cancelled", "cancelled"),
    ];
    impl __e::Lifecycle for ProjectState {
        type End = ProjectEnd;
        type __Kept = ::endstate_store::private::InStore<Self>;
        const __GRAPH_OF_ENUM: __e::Graph = __e::graph("Project", "Failed", __STATES)
            .by_cause("Cancelled", "Failed", "Failed");
    }
    impl __e::State<ProjectState> for Initialized {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[0];
        fn __write(&self, columns: &mut ::endstate_store::private::Values) {
            <String as ::endstate_store::private::Column>::write(&self.repo, columns);
        }
    }
    impl __e::ReachableFrom<ProjectState, Initialized> for Running {
        type Entry = __e::Written<ProjectState>;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::Initial<ProjectState> for Initialized {
        const __DECLARED_BY_INITIAL_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ProjectState> for Running {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[1];
        fn __holds(&self) -> __e::bool {
            let holds: fn(&Self) -> __e::bool = Running::is_fine;
            holds(self)
        }
        fn __write(&self, columns: &mut ::endstate_store::private::Values) {
            <String as ::endstate_store::private::Column>::write(&self.0, columns);
            <u8 as ::endstate_store::private::Column>::write(&self.1, columns);
        }
    }
    impl __e::ReachableFrom<ProjectState, Running> for InputNeeded {
        type Entry = __e::Written<ProjectState>;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::ReachableFrom<ProjectState, Running> for Cancelled {
        type Entry = __e::Written<ProjectState>;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ProjectState> for InputNeeded {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[2];
        fn __write(&self, columns: &mut ::endstate_store::private::Values) {
            <Option<
                String,
            > as ::endstate_store::private::Column>::write(&self.workspace, columns);
            <FollowUpId as ::endstate_store::private::Column>::write(
                &self.follow_up,
                columns,
            );
        }
    }
    impl __e::ReachableFrom<ProjectState, InputNeeded> for Running {
        type Entry = __e::Written<ProjectState>;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::ReachableFrom<ProjectState, InputNeeded> for Expired {
        type Entry = __e::Written<ProjectState>;
        const __DECLARED_BY_TO_ON_THE_ENUM: __e::OnTheEnum = __e::OnTheEnum;
    }
    impl __e::State<ProjectState> for Failed {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[3];
        fn __write(&self, columns: &mut ::endstate_store::private::Values) {
            <String as ::endstate_store::private::Column>::write(&self.error, columns);
        }
    }
    impl __e::Terminal<ProjectState> for Failed {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ProjectEnd::Failed(self)
        }
    }
    impl __e::State<ProjectState> for Expired {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[4];
        fn __write(&self, _: &mut ::endstate_store::private::Values) {}
    }
    impl __e::Terminal<ProjectState> for Expired {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ProjectEnd::Expired(self)
        }
    }
    impl __e::State<ProjectState> for Cancelled {
        const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static __e::StateNode = &__STATES[5];
        fn __write(&self, _: &mut ::endstate_store::private::Values) {}
    }
    impl __e::Terminal<ProjectState> for Cancelled {
        fn __end_declared_by_terminal_on_the_enum(self) -> ProjectEnd {
            ProjectEnd::Cancelled(self)
        }
    }
    impl __e::End for ProjectEnd {
        fn __state_of_the_enum(&self) -> &'static __e::StateNode {
            match self {
                Self::Failed(_) => &__STATES[3],
                Self::Expired(_) => &__STATES[4],
                Self::Cancelled(_) => &__STATES[5],
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
            match abandoned.cause {
                __e::Cause::Cancelled => {
                    let _ = abandoned;
                    Self::Cancelled(Cancelled)
                }
                _ => Self::Failed(<Failed as __e::BuiltFromAbandoned>::built(abandoned)),
            }
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
        fn from(Initialized { repo: __0 }: Initialized) -> Self {
            Self::Initialized { repo: __0 }
        }
    }
    impl __e::From<Running> for ProjectState {
        fn from(Running { 0: __0, 1: __1 }: Running) -> Self {
            Self::Running { 0: __0, 1: __1 }
        }
    }
    impl __e::From<InputNeeded> for ProjectState {
        fn from(InputNeeded { workspace: __0, follow_up: __1 }: InputNeeded) -> Self {
            Self::InputNeeded {
                workspace: __0,
                follow_up: __1,
            }
        }
    }
    impl __e::From<Failed> for ProjectState {
        fn from(Failed { error: __0 }: Failed) -> Self {
            Self::Failed { error: __0 }
        }
    }
    impl __e::From<Expired> for ProjectState {
        fn from(Expired {}: Expired) -> Self {
            Self::Expired {}
        }
    }
    impl __e::From<Cancelled> for ProjectState {
        fn from(Cancelled {}: Cancelled) -> Self {
            Self::Cancelled {}
        }
    }
    impl __e::Stored<::endstate_store::Row<ProjectState>> for AnyProject {
        fn __stored(
            state: ProjectState,
            row: ::endstate_store::Row<ProjectState>,
            mint: &__e::Mint,
        ) -> Self {
            match state {
                ProjectState::Initialized { repo: __0 } => {
                    Self::Initialized(mint.handle(Initialized { repo: __0 }, row))
                }
                ProjectState::Running { 0: __0, 1: __1 } => {
                    Self::Running(mint.handle(Running { 0: __0, 1: __1 }, row))
                }
                ProjectState::InputNeeded { workspace: __0, follow_up: __1 } => {
                    Self::InputNeeded(
                        mint
                            .handle(
                                InputNeeded {
                                    workspace: __0,
                                    follow_up: __1,
                                },
                                row,
                            ),
                    )
                }
                ProjectState::Failed { error: __0 } => {
                    Self::Failed(mint.handle(Failed { error: __0 }, row))
                }
                ProjectState::Expired {} => Self::Expired(mint.handle(Expired {}, row)),
                ProjectState::Cancelled {} => {
                    Self::Cancelled(mint.handle(Cancelled {}, row))
                }
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
                Self::Running(_) => &__STATES[1],
                Self::InputNeeded(_) => &__STATES[2],
                Self::Failed(_) => &__STATES[3],
                Self::Expired(_) => &__STATES[4],
                Self::Cancelled(_) => &__STATES[5],
            }
        }
        fn __settle(self) -> __e::Result<ProjectEnd, Self> {
            match self {
                Self::Failed(handle) => __e::Ok(ProjectEnd::Failed(handle.state)),
                Self::Expired(handle) => __e::Ok(ProjectEnd::Expired(handle.state)),
                Self::Cancelled(handle) => __e::Ok(ProjectEnd::Cancelled(handle.state)),
                live => __e::Err(live),
            }
        }
        fn __holds(&self) -> __e::bool {
            match self {
                Self::Initialized(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
                Self::Running(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
                Self::InputNeeded(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
                Self::Failed(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
                Self::Expired(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
                Self::Cancelled(handle) => {
                    __e::State::<ProjectState>::__holds(&handle.state)
                }
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
                AnyProject::Running(handle) => __e::into(handle.state),
                AnyProject::InputNeeded(handle) => __e::into(handle.state),
                AnyProject::Failed(handle) => __e::into(handle.state),
                AnyProject::Expired(handle) => __e::into(handle.state),
                AnyProject::Cancelled(handle) => __e::into(handle.state),
            }
        }
    }
};
const _: () = {
    use ::endstate::private as __e;
    use ::endstate_store::private as __s;
    impl __s::Durable for ProjectState {
        type Any = AnyProject;
        const __DECLARED_BY_DURABLE_ON_THE_ENUM: __s::Declared = __s::table(
            "projects",
            2u32,
            3u32,
            &[
                __s::state(
                    false,
                    __s::None,
                    &[
                        __s::column(
                            "repo",
                            false,
                            __s::None,
                            <String as ::endstate_store::private::Column>::column_type,
                        ),
                    ],
                ),
                __s::state(
                    false,
                    __s::None,
                    &[
                        __s::column(
                            "running_0",
                            false,
                            __s::None,
                            <String as ::endstate_store::private::Column>::column_type,
                        ),
                        __s::column(
                            "running_1",
                            false,
                            __s::None,
                            <u8 as ::endstate_store::private::Column>::column_type,
                        ),
                    ],
                ),
                __s::state(
                    true,
                    __s::Some((__s::Duration::from_millis(86400000u64), 4usize)),
                    &[
                        __s::column(
                            "workspace",
                            true,
                            __s::None,
                            <Option<
                                String,
                            > as ::endstate_store::private::Column>::column_type,
                        ),
                        __s::column(
                            "asked",
                            false,
                            __s::Some("follow_ups(id)"),
                            <FollowUpId as ::endstate_store::private::Column>::column_type,
                        ),
                    ],
                ),
                __s::state(
                    false,
                    __s::None,
                    &[
                        __s::column(
                            "error",
                            false,
                            __s::None,
                            <String as ::endstate_store::private::Column>::column_type,
                        ),
                    ],
                ),
                __s::state(false, __s::None, &[]),
                __s::state(false, __s::None, &[]),
            ],
        );
        fn __read(
            state: usize,
            fields: &mut __s::Fields<'_>,
        ) -> __s::Result<Self, __s::Unread> {
            __s::Ok(
                match state {
                    0usize => {
                        Self::Initialized {
                            repo: <String as ::endstate_store::private::Column>::read(
                                fields,
                                "repo",
                            )?,
                        }
                    }
                    1usize => {
                        Self::Running {
                            0: <String as ::endstate_store::private::Column>::read(
                                fields,
                                "running_0",
                            )?,
                            1: <u8 as ::endstate_store::private::Column>::read(
                                fields,
                                "running_1",
                            )?,
                        }
                    }
                    2usize => {
                        Self::InputNeeded {
                            workspace: <Option<
                                String,
                            > as ::endstate_store::private::Column>::read_nullable(
                                fields,
                                "workspace",
                            )?,
                            follow_up: <FollowUpId as ::endstate_store::private::Column>::read(
                                fields,
                                "asked",
                            )?,
                        }
                    }
                    3usize => {
                        Self::Failed {
                            error: <String as ::endstate_store::private::Column>::read(
                                fields,
                                "error",
                            )?,
                        }
                    }
                    4usize => Self::Expired {},
                    _ => Self::Cancelled {},
                },
            )
        }
        fn __write_end(end: &<Self as __e::Lifecycle>::End, values: &mut __s::Values) {
            match end {
                ProjectEnd::Failed(state) => __e::State::<Self>::__write(state, values),
                ProjectEnd::Expired(state) => __e::State::<Self>::__write(state, values),
                ProjectEnd::Cancelled(state) => {
                    __e::State::<Self>::__write(state, values)
                }
            }
        }
        fn __overdue(
            state: usize,
            abandoned: __e::Abandoned,
        ) -> <Self as __e::Lifecycle>::End {
            match state {
                2usize => ProjectEnd::Expired(Expired),
                _ => __e::From::from(abandoned),
            }
        }
    }
    impl __s::Resting<ProjectState> for InputNeeded {
        const __DECLARED_BY_RESTING_ON_THE_ENUM: __s::OnTheEnum = __s::OnTheEnum;
    }
};
