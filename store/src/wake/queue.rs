//! Topics on their way to other processes.

use std::{
    collections::HashSet,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;

use super::Topic;

/// What other processes have to be told. Its memory is bounded, also where nobody takes anything away.
pub(super) struct Queue {
    longest: usize,
    state: Mutex<State>,
    filled: Notify,
}

enum State {
    Open(Batch),
    /// Nobody will take anything any more.
    Closed,
}

/// What is told at once.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Batch {
    /// These, each once. Never empty outside of the queue.
    Topics(HashSet<Topic>),
    /// Everything: there were too many.
    All,
}

impl Queue {
    /// For `longest` topics at most. Where more wait, everybody looks.
    pub(super) fn new(longest: usize) -> Self {
        Self {
            longest,
            state: Mutex::new(State::Open(Batch::nothing())),
            filled: Notify::new(),
        }
    }

    pub(super) fn push(&self, topic: Topic) {
        if let State::Open(batch) = &mut *self.lock() {
            batch.add([topic], self.longest);
        }
        self.filled.notify_one();
    }

    /// Puts back what was taken and could not be told.
    pub(super) fn put_back(&self, unsent: Batch) {
        if let State::Open(batch) = &mut *self.lock() {
            match unsent {
                Batch::Topics(topics) => batch.add(topics, self.longest),
                Batch::All => *batch = Batch::All,
            }
        }
        self.filled.notify_one();
    }

    /// Everything that waits, if anything does.
    pub(super) fn take(&self) -> Option<Batch> {
        match &mut *self.lock() {
            State::Open(Batch::Topics(topics)) if topics.is_empty() => None,
            State::Open(batch) => Some(mem::replace(batch, Batch::nothing())),
            State::Closed => None,
        }
    }

    /// Resolves when something may be waiting. For one taker.
    pub(super) async fn filled(&self) {
        self.filled.notified().await;
    }

    /// From now on it keeps nothing.
    pub(super) fn close(&self) {
        *self.lock() = State::Closed;
    }

    /// What the lock holds is complete before anything could panic.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Batch {
    fn nothing() -> Self {
        Self::Topics(HashSet::new())
    }

    fn add(&mut self, more: impl IntoIterator<Item = Topic>, longest: usize) {
        let Self::Topics(topics) = self else { return };
        topics.extend(more);
        if topics.len() > longest {
            *self = Self::All;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashSet,
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Batch, Queue};
    use crate::wake::Topic;

    const LONGEST: usize = 5;

    fn row(nth: u8) -> Topic {
        Topic::Row(Uuid::from_u128(nth.into()))
    }

    #[derive(Debug, Clone)]
    enum Step {
        Push(u8),
        Take,
        PutBack,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            4 => (0..9_u8).prop_map(Step::Push),
            1 => Just(Step::Take),
            1 => Just(Step::PutBack),
        ];
        prop::collection::vec(step, 0..60)
    }

    proptest! {
        #[test]
        fn each_topic_that_went_in_is_told_and_the_length_is_bounded(steps in steps()) {
            let queue = Queue::new(LONGEST);
            let (mut waiting, mut taken) = (HashSet::new(), None);
            for step in steps {
                match step {
                    Step::Push(nth) => {
                        queue.push(row(nth));
                        waiting.insert(row(nth));
                    }
                    Step::Take => {
                        let batch = queue.take();
                        match &batch {
                            None => prop_assert!(waiting.is_empty()),
                            Some(Batch::Topics(topics)) => {
                                prop_assert_eq!(topics, &waiting);
                                prop_assert!(topics.len() <= LONGEST);
                            }
                            // More than the bound: at once, or together with what was put back.
                            Some(Batch::All) => prop_assert!(waiting.len() > LONGEST),
                        }
                        taken = batch.map(|batch| (batch, std::mem::take(&mut waiting)));
                    }
                    Step::PutBack => {
                        if let Some((batch, topics)) = taken.take() {
                            queue.put_back(batch);
                            waiting.extend(topics);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_put_in_before_anybody_waits_is_noticed() {
        let queue = Queue::new(LONGEST);
        queue.push(row(1));
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(pin!(queue.filled()).poll(&mut cx), Poll::Ready(()));
        assert_eq!(pin!(queue.filled()).poll(&mut cx), Poll::Pending);
    }

    #[test]
    fn a_closed_one_keeps_nothing() {
        let queue = Queue::new(LONGEST);
        queue.push(row(1));
        queue.close();
        queue.push(row(2));
        queue.put_back(Batch::All);
        assert_eq!(queue.take(), None);
    }
}
