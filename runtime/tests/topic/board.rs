//! What the waits are about: a question with an answer, as a database would hold it.

use std::{
    io,
    sync::atomic::{AtomicU32, Ordering},
    task::Poll,
    time::Duration,
};

use endstate::topic::{Asking, Hub};

/// As long as a wait may take that is not to time out.
pub(crate) const LONG: Duration = Duration::from_secs(3600);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Asked,
    Answered,
    Number(u32),
}

pub(crate) type Projects = Hub<u64, Event>;

/// 0 is no answer yet.
#[derive(Default)]
pub(crate) struct Board {
    answer: AtomicU32,
    questions: AtomicU32,
}

impl Board {
    pub(crate) async fn ask(&self, asking: Asking<'_, u64, Event>) -> io::Result<u32> {
        tokio::task::yield_now().await;
        let number = self.questions.fetch_add(1, Ordering::Relaxed) + 1;
        asking.announce(Event::Asked);
        Ok(number)
    }

    pub(crate) fn write(&self, answer: u32) {
        self.answer.store(answer, Ordering::Relaxed);
    }

    pub(crate) async fn answer(&self) -> io::Result<Option<u32>> {
        tokio::task::yield_now().await;
        Ok(self.read())
    }

    pub(crate) fn read(&self) -> Option<u32> {
        match self.answer.load(Ordering::Relaxed) {
            0 => None,
            answer => Some(answer),
        }
    }
}

/// Polls once, on behalf of a task that goes on with something else.
pub(crate) async fn once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::future::poll_fn(|cx| Poll::Ready(std::pin::Pin::new(&mut *future).poll(cx))).await
}
