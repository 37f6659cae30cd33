//! States with an invariant, entered by `try_to`.

use endstate::{Abandoned, Lifecycle};

fn sorted(open: &Sorted) -> bool {
    open.0.is_sorted()
}

#[derive(Lifecycle)]
#[lifecycle(handle = List, context = &'static str, fixpoint = Broken, resume)]
enum ListState {
    #[lifecycle(initial, to(Sorted, Broken), invariant = Loose::is_short)]
    Loose { items: Vec<u32> },
    #[lifecycle(to(Sorted, Kept), invariant = sorted)]
    Sorted(Vec<u32>),
    #[lifecycle(terminal, invariant = self::Kept::is_kept)]
    Kept(Vec<u32>),
    #[lifecycle(terminal)]
    Broken { why: String },
}

impl Loose {
    fn is_short(&self) -> bool {
        self.items.len() < 4
    }
}

impl Kept {
    fn is_kept(&self) -> bool {
        !self.0.is_empty()
    }
}

impl From<Abandoned> for Broken {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

fn loose(items: &[u32]) -> Loose {
    Loose {
        items: items.to_vec(),
    }
}

#[test]
fn a_rejected_transition_gives_handle_and_state_back() {
    let end = List::scope(loose(&[2, 1]), "context").run_sync(|list| {
        let items = list.state.items.clone();
        let rejected = list.try_to(Sorted(items)).expect_err("not sorted");
        assert_eq!(
            rejected.to_string(),
            "`List<Loose>` cannot enter `Sorted`: its invariant does not hold"
        );
        let (list, mut next) = (rejected.handle, rejected.state);
        assert_eq!(list.context, "context");
        next.0.sort_unstable();
        let list = list.try_to(next)?.try_to(Sorted(vec![1, 2, 3]))?;
        let items = list.state.0.clone();
        Ok(list.try_to(Kept(items))?.exit())
    });
    assert!(matches!(end, ListEnd::Kept(Kept(items)) if items == [1, 2, 3]));
}

#[test]
fn a_rejection_is_an_error_that_lands_in_the_fixpoint() {
    let end = List::scope(loose(&[2, 1]), "context").run_sync(|list| {
        Ok(list
            .try_to(Sorted(vec![2, 1]))?
            .try_to(Kept(Vec::new()))?
            .exit())
    });
    let ListEnd::Broken(broken) = end else {
        panic!("{end:?}")
    };
    assert_eq!(
        broken.why,
        "`List<Loose>` cannot enter `Sorted`: its invariant does not hold"
    );
}

#[test]
fn a_lifecycle_does_not_begin_in_a_state_that_breaks_its_invariant() {
    let end = List::scope(loose(&[1, 2, 3, 4]), "context").run_sync(|_| Err("the body ran".into()));
    assert!(
        matches!(end, ListEnd::Broken(broken) if broken.why.contains("cannot begin in `Loose`"))
    );
    let stored = ListState::Sorted(vec![3, 2]);
    let end = List::resume(stored, "context").run_sync(|_| Err("the body ran".into()));
    assert!(
        matches!(end, ListEnd::Broken(broken) if broken.why.contains("cannot begin in `Sorted`"))
    );
}

impl List<Loose> {
    /// By token, so that the items move.
    fn sort(self) -> Result<List<Sorted>, endstate::BoxError> {
        let Self {
            state,
            context,
            token,
        } = self;
        let mut items = state.items;
        items.sort_unstable();
        let state = Sorted(items);
        match token.try_to(&state) {
            Ok(token) => Ok(List {
                state,
                context,
                token,
            }),
            Err(_) => Err("not sorted".into()),
        }
    }
}

#[test]
fn a_token_enters_past_the_invariant_too() {
    let end = List::scope(loose(&[3, 1]), "context").run_sync(|list| {
        let list = list.sort()?;
        let items = list.state.0.clone();
        Ok(list.try_to(Kept(items))?.exit())
    });
    assert!(matches!(end, ListEnd::Kept(Kept(items)) if items == [1, 3]));
}
