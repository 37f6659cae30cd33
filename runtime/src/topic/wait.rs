//! Waiting: the predicate is the truth, and an event is a hint to ask it.

use core::{
    fmt,
    hash::Hash,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use std::boxed::Box;

use tokio::time::{Instant, Sleep, sleep};

use super::{
    Check, Subscription, TimedOut, WaitError,
    check::Verdict,
    events::{Events, RoundEnded},
    telemetry::{self, Waiting},
};

/// How often one poll asks before it lets other tasks have their turn.
const TURNS: usize = 32;

impl<K: Eq + Hash, E> Subscription<K, E> {
    /// Waits until `predicate` holds, at most as long as `within`, counted from the call.
    ///
    /// It is asked at once, since the subscription is registered already, and again after every event, every
    /// [`wake_all`](super::Hub::wake_all) and every fallback tick: when the hub has been silent for its
    /// [`recheck_every`](super::Settings::recheck_every), or for half of `within` if that is less. So each wait looks again
    /// at least once by itself. What happens while the predicate runs is a reason to ask it again.
    ///
    /// It says `bool`, or `Option<V>` to give a value; or a `Result` of either, to use `?`: see [`Check`]. Let it read the
    /// truth, in the database for example, and not the events; no event is taken away from [`next`](Self::next). It may
    /// borrow what it reads, `async || db.answer(id).await`, but its future may not borrow from what it owns or changes.
    ///
    /// `within` zero asks once, and takes the answer if it is there at once.
    ///
    /// The discipline is that of condition variables in Mesa (Lampson and Redell, 1980): a wake-up says that it may be so.
    ///
    /// # Errors
    ///
    /// The time was over, also where the predicate itself did not answer; or the predicate's own error.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime with a timer.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it drops the predicate's future where it stands, and leaves nothing behind. The subscription stays, and the
    /// next wait begins by asking: nothing was lost in between.
    ///
    /// ```
    /// use std::{cell::Cell, time::Duration};
    /// use endstate::topic::{Hub, WaitError};
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// let hub: Hub<u64, ()> = Hub::new();
    /// let mut project = hub.subscribe(7);
    ///
    /// let answer = Cell::new(None);
    /// let late = project.wait_until(Duration::from_secs(1), async || answer.get()).await;
    /// assert!(matches!(late, Err(WaitError::TimedOut(late)) if late.checks > 0));
    ///
    /// let (found, ()) = tokio::join!(
    ///     project.wait_until(Duration::from_secs(1), async || answer.get()),
    ///     async {
    ///         answer.set(Some(42)); // the truth first ..
    ///         hub.announce(&7, ()); // .. and then the hint
    ///     },
    /// );
    /// assert_eq!(found?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until<P, Fut, T, V>(
        &mut self,
        within: Duration,
        mut predicate: P,
    ) -> WaitUntil<'_, E, P, Fut, T, V>
    where
        P: FnMut() -> Fut,
        Fut: Future<Output = T>,
        T: Check<Value = V>,
    {
        let settings = &self.shared.settings;
        let tick = settings.recheck_every.min(within / 2);
        let timer = Box::pin(sleep(within));
        // Before the check: what happens during it ends this round.
        let round_ended = self.events.ended(self.events.round());
        let check = Box::pin(Some(predicate()));
        WaitUntil {
            hub: settings.name,
            within,
            // Timers have no finer grain; a tick of zero would ask without a pause.
            tick: tick.max(Duration::from_millis(1)),
            deadline: timer.deadline(),
            timer,
            events: &self.events,
            round_ended,
            predicate,
            check,
            checks: 1,
            is_last: false,
            verdict: T::__into_verdict,
            last_event: None,
            _waiting: Waiting::on(settings.name),
        }
    }
}

/// A pending wait: see [`Subscription::wait_until`].
#[must_use = "a wait asks nothing until it is awaited"]
pub struct WaitUntil<'a, E, P, Fut, T, V> {
    hub: &'static str,
    within: Duration,
    tick: Duration,
    deadline: Instant,
    /// For the next tick, and never for later than the deadline.
    timer: Pin<Box<Sleep>>,
    events: &'a Events<E>,
    round_ended: RoundEnded<'a, E>,
    predicate: P,
    /// The predicate's future, while it is asked. On the heap, where it stays when the wait itself moves.
    check: Pin<Box<Option<Fut>>>,
    checks: u64,
    /// The check began at the deadline, for an event that came before: it has to answer at once.
    is_last: bool,
    verdict: fn(T) -> Verdict<V>,
    last_event: Option<Instant>,
    _waiting: Waiting,
}

impl<E, P, Fut, T, V> Future for WaitUntil<'_, E, P, Fut, T, V>
where
    P: FnMut() -> Fut,
    Fut: Future<Output = T>,
{
    type Output = Result<V, WaitError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        for _ in 0..TURNS {
            if let Some(check) = this.check.as_mut().as_pin_mut() {
                let Poll::Ready(said) = check.poll(cx) else {
                    ready!(this.poll_deadline(cx));
                    return Poll::Ready(Err(this.timed_out()));
                };
                this.check.set(None);
                if let Some(value) = (this.verdict)(said).map_err(WaitError::Predicate)? {
                    return Poll::Ready(Ok(value));
                }
                let tick = Instant::now() + this.tick;
                this.timer.as_mut().reset(tick.min(this.deadline));
            }
            let is_event = ready!(this.poll_hint(cx));
            let is_over = Instant::now() >= this.deadline;
            if is_over && (this.is_last || !is_event) {
                return Poll::Ready(Err(this.timed_out()));
            }
            this.is_last = is_over;
            this.round_ended = this.events.ended(this.events.round());
            this.check.set(Some((this.predicate)()));
            this.checks += 1;
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<E, P, Fut, T, V> WaitUntil<'_, E, P, Fut, T, V> {
    /// Whether it is an event that says to ask again, or only the tick.
    fn poll_hint(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        if Pin::new(&mut self.round_ended).poll(cx).is_ready() {
            self.last_event = Some(Instant::now());
            return Poll::Ready(true);
        }
        self.timer.as_mut().poll(cx).map(|()| false)
    }

    fn poll_deadline(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while self.timer.as_mut().poll(cx).is_ready() {
            if Instant::now() >= self.deadline {
                return Poll::Ready(());
            }
            self.timer.as_mut().reset(self.deadline);
        }
        Poll::Pending
    }

    fn timed_out(&self) -> WaitError {
        let timed_out = TimedOut {
            hub: self.hub,
            after: self.within,
            checks: self.checks,
            in_check: self.check.is_some() && !self.is_last,
            last_event: self.last_event.map(|at| at.elapsed()),
        };
        telemetry::timed_out(&timed_out);
        WaitError::TimedOut(timed_out)
    }
}

// Nothing in here needs to stay in place: what does is on the heap.
impl<E, P, Fut, T, V> Unpin for WaitUntil<'_, E, P, Fut, T, V> {}

impl<E, P, Fut, T, V> fmt::Debug for WaitUntil<'_, E, P, Fut, T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitUntil")
            .field("hub", &self.hub)
            .field("within", &self.within)
            .field("checks", &self.checks)
            .finish_non_exhaustive()
    }
}
