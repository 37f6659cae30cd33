//! Enums of every visibility, contexts more private than their enum, and who may move or resume a handle.

// A context more private than its enum is one of a `pub` enum, which is not reachable from a test.
#![allow(unreachable_pub)]

mod inner {
    use endstate::Lifecycle;

    /// Private, while the enum is public.
    struct Secret(u8);

    #[derive(Lifecycle)]
    #[lifecycle(handle = Open, context = Secret, fixpoint = OpenOver, resume)]
    pub enum OpenState {
        #[lifecycle(initial, to(OpenOver))]
        OpenBegun,
        #[lifecycle(terminal)]
        OpenOver,
    }

    pub fn walk() -> OpenEnd {
        Open::scope(OpenBegun, Secret(3)).run_sync(|open| {
            assert_eq!(open.context.0, 3);
            Ok(open.to(OpenOver).exit())
        })
    }

    pub fn walk_on() -> OpenEnd {
        Open::resume(OpenState::OpenBegun, Secret(4)).run_sync(|any| match any {
            AnyOpen::OpenBegun(open) => Ok(open.to(OpenOver).exit()),
            AnyOpen::OpenOver(open) => Ok(open.exit()),
        })
    }

    #[derive(Lifecycle)]
    #[lifecycle(handle = Crate, fixpoint = CrateOver, transitions(pub(crate)), resume(pub(crate)))]
    pub(crate) enum CrateState {
        #[lifecycle(initial, to(CrateOver))]
        CrateBegun,
        #[lifecycle(terminal)]
        CrateOver,
    }

    #[derive(Lifecycle)]
    #[lifecycle(handle = Super, fixpoint = SuperOver, transitions(pub(super)))]
    pub(super) enum SuperState {
        #[lifecycle(initial, to(SuperOver), group(SuperLive))]
        SuperBegun(u8),
        #[lifecycle(terminal)]
        SuperOver,
    }

    #[derive(Lifecycle)]
    #[lifecycle(handle = Path, fixpoint = PathOver, transitions(pub(in super::super)))]
    pub(in super::super) enum PathState {
        #[lifecycle(initial, to(PathOver))]
        PathBegun { field: u8 },
        #[lifecycle(terminal)]
        PathOver,
    }

    pub mod deep {
        use endstate::Lifecycle;

        #[derive(Lifecycle)]
        #[lifecycle(handle = Deep, fixpoint = DeepOver, transitions(pub(in crate::pass::visibility)), resume(pub))]
        pub enum DeepState {
            #[lifecycle(initial, to(DeepOver))]
            DeepBegun,
            #[lifecycle(terminal)]
            DeepOver,
        }
    }
}

use inner::{
    Crate, CrateBegun, CrateEnd, CrateOver, CrateState, OpenEnd, Path, PathBegun, PathEnd,
};
use inner::{PathOver, Super, SuperBegun, SuperEnd, SuperLive, SuperOver, deep};

#[test]
fn a_context_may_be_private_to_the_module_of_a_public_enum() {
    assert!(matches!(inner::walk(), OpenEnd::OpenOver(_)));
    assert!(matches!(inner::walk_on(), OpenEnd::OpenOver(_)));
}

#[test]
fn transitions_and_resume_for_the_crate() {
    let end = Crate::resume(CrateState::CrateBegun).run_sync(|any| match any {
        inner::AnyCrate::CrateBegun(handle) => Ok(handle.to(CrateOver).exit()),
        inner::AnyCrate::CrateOver(handle) => Ok(handle.exit()),
    });
    assert!(matches!(end, CrateEnd::CrateOver(_)));
    let end = Crate::scope(CrateBegun).run_sync(|handle| Ok(handle.to(CrateOver).exit()));
    assert!(matches!(end, CrateEnd::CrateOver(_)));
}

#[test]
fn fields_and_groups_are_as_visible_as_the_enum() {
    fn live<S: SuperLive>(_: &Super<S>) {}
    let end = Super::scope(SuperBegun(1)).run_sync(|handle| {
        live(&handle);
        assert_eq!(handle.to(SuperOver).into_state_name(), "SuperOver");
        Err("unused".into())
    });
    assert!(matches!(end, SuperEnd::SuperOver(_)));
    let end = Path::scope(PathBegun { field: 1 }).run_sync(|handle| Ok(handle.to(PathOver).exit()));
    assert!(matches!(end, PathEnd::PathOver(_)));
}

impl Super<SuperOver> {
    fn into_state_name(self) -> &'static str {
        let SuperOver = self.into_state();
        "SuperOver"
    }
}

#[test]
fn a_visibility_may_be_a_path() {
    let end =
        deep::Deep::scope(deep::DeepBegun).run_sync(|handle| Ok(handle.to(deep::DeepOver).exit()));
    assert!(matches!(end, deep::DeepEnd::DeepOver(_)));
    let end =
        deep::Deep::resume(deep::DeepState::DeepOver).run_sync(|_| Err("the body ran".into()));
    assert!(matches!(end, deep::DeepEnd::DeepOver(_)));
}
