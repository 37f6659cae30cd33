//! What happened to all walks of one case.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use endstate::{End, Lifecycle};

/// Counts over all walks of one case, and what went wrong.
#[derive(Default)]
pub(crate) struct Tally {
    begun: Cell<usize>,
    /// Ends that were given to whoever drove the walk.
    returned: Cell<usize>,
    /// Walks that were dropped, so that there was nobody to give an end to.
    dropped: Cell<usize>,
    /// The depths of the walks whose observers were told, in order.
    told: RefCell<Vec<usize>>,
    pub(crate) steps: Cell<usize>,
    ends: RefCell<Vec<Expected>>,
    complaints: RefCell<Vec<String>>,
}

/// How a walk has to end, as far as it is known by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Expected {
    In(&'static str),
    Error,
    Panicked,
    TimedOut,
    Cancelled,
}

/// One walk, as its driver, its body and its observer know it.
pub(crate) struct Walker {
    pub(crate) tally: Rc<Tally>,
    pub(crate) depth: usize,
    pub(crate) expected: Cell<Expected>,
    /// It waits for ever: whoever drives it has to drop it.
    pub(crate) parked: Cell<bool>,
    told: Cell<usize>,
    pub(crate) outer: Option<Rc<Walker>>,
}

impl Tally {
    /// What is wrong, if anything.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut complaints = self.complaints.take();
        let (begun, told) = (self.begun.get(), self.told.borrow());
        let gone = self.returned.get() + self.dropped.get();
        if told.len() != begun || gone != begun {
            complaints.push(format!("{begun} begun, {gone} gone, {} told", told.len()));
        }
        if !told.is_sorted_by(|inner, outer| inner > outer) {
            complaints.push(format!("an outer one was told first: {told:?}"));
        }
        complaints
    }
}

/// Sums over all cases.
#[derive(Debug, Default)]
pub(crate) struct Total {
    begun: usize,
    dropped: usize,
    steps: usize,
    ends: HashMap<Expected, usize>,
}

impl Total {
    pub(crate) fn add(&mut self, tally: &Tally) {
        self.begun += tally.begun.get();
        self.dropped += tally.dropped.get();
        self.steps += tally.steps.get();
        for end in tally.ends.take() {
            *self.ends.entry(end).or_default() += 1;
        }
    }

    /// Whether every way out was taken often.
    pub(crate) fn is_varied(&self) -> bool {
        let states = self
            .ends
            .keys()
            .filter(|end| matches!(end, Expected::In(_)));
        let causes = [
            Expected::Error,
            Expected::Panicked,
            Expected::TimedOut,
            Expected::Cancelled,
        ];
        let often = |end| self.ends.get(end).is_some_and(|&times| times >= 100);
        states.count() >= 8
            && causes.iter().all(often)
            && self.dropped >= 100
            && self.steps >= self.begun
    }
}

pub(crate) fn add(counter: &Cell<usize>) {
    counter.set(counter.get() + 1);
}

impl Walker {
    pub(crate) fn new(tally: &Rc<Tally>, outer: Option<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self {
            tally: Rc::clone(tally),
            depth: outer.as_ref().map_or(0, |outer| outer.depth + 1),
            expected: Cell::new(Expected::Cancelled),
            parked: Cell::new(false),
            told: Cell::new(0),
            outer,
        })
    }

    pub(crate) fn complain(&self, what: &str) {
        let what = format!("depth {}: {what}", self.depth);
        self.tally.complaints.borrow_mut().push(what);
    }

    /// For `on_exit`.
    pub(crate) fn told<L: Lifecycle>(&self, end: &L::End) {
        add(&self.told);
        self.tally.told.borrow_mut().push(self.depth);
        self.tally.ends.borrow_mut().push(self.expected.get());
        self.judge::<L>(end);
    }

    pub(crate) fn never_began(&self) {
        self.told_times(0);
    }

    fn told_times(&self, times: usize) {
        if self.told.get() != times {
            self.complain(&format!("told {} times and not {times}", self.told.get()));
        }
    }

    fn judge<L: Lifecycle>(&self, end: &L::End) {
        let fixpoints = L::GRAPH.fixpoints;
        let name = match self.expected.get() {
            Expected::In(name) => name,
            Expected::Error => fixpoints.default,
            Expected::Panicked => fixpoints.panicked,
            Expected::TimedOut => fixpoints.timed_out,
            Expected::Cancelled => fixpoints.cancelled,
        };
        let declared = L::GRAPH.state(end.name());
        if end.name() != name || declared.is_none_or(|state| !state.terminal) {
            let expected = self.expected.get();
            self.complain(&format!(
                "ended in {} and not in {name}: {expected:?}",
                end.name()
            ));
        }
    }
}

/// A walk that has begun: either its end is returned, or it is dropped.
pub(crate) struct Begun {
    walker: Rc<Walker>,
    returned: bool,
}

impl Begun {
    pub(crate) fn new(walker: &Rc<Walker>) -> Self {
        add(&walker.tally.begun);
        Self {
            walker: Rc::clone(walker),
            returned: false,
        }
    }

    pub(crate) fn returned<L: Lifecycle>(mut self, end: &L::End) {
        self.returned = true;
        self.walker.judge::<L>(end);
    }

    pub(crate) fn complain(&self, what: &str) {
        self.walker.complain(what);
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        let tally = &self.walker.tally;
        add(if self.returned {
            &tally.returned
        } else {
            &tally.dropped
        });
        self.walker.told_times(1);
    }
}
