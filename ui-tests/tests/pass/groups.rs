//! Operations that several states share.

use endstate::{Abandoned, Lifecycle, ReachableFrom, State, Unchecked};

#[derive(Lifecycle)]
#[lifecycle(handle = Job, context = Vec<&'static str>, fixpoint = Failed)]
enum JobState<T> {
    #[lifecycle(initial, to(Running), group(Live))]
    Queued,
    #[lifecycle(to(Paused, Done), group(Live, Started))]
    Running(T),
    #[lifecycle(to(Running, Done), group(Live, Started))]
    Paused { held: T },
    #[lifecycle(terminal, group(Over))]
    Done,
    #[lifecycle(terminal, group(Over))]
    Failed(String),
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Self(abandoned.to_string())
    }
}

/// The bound on the impl.
impl<T, S: Live> Job<T, S> {
    fn log(&mut self, line: &'static str) {
        self.context.push(line);
    }
}

/// The bound on the method, where our message shows.
impl<T, S> Job<T, S> {
    fn lines(&self) -> usize
    where
        S: Started,
    {
        self.context.len()
    }
}

/// A function over two groups, and over handles that are over.
fn both<T, S: Live + Started>(job: &Job<T, S>) -> usize {
    job.lines()
}

fn count<T, S: Over>(_: &Job<T, S>) -> usize {
    1
}

#[test]
fn a_group_gives_its_states_one_operation() {
    let end = Job::scope(Queued, Vec::new()).run_sync(|mut job| {
        job.log("queued");
        let mut job = job.to(Running(1_u8));
        job.log("running");
        assert_eq!(both(&job), 2);
        let held = job.state.0;
        let mut job = job.to(Paused { held });
        job.log("paused");
        assert_eq!(job.lines(), 3);
        let job = job.to(Done);
        assert_eq!(count(&job), 1);
        Ok(job.exit())
    });
    assert!(matches!(end, JobEnd::Done(Done)));
}

/// A transition out of every state of a group: each of them declares it.
impl<T, S> Job<T, S>
where
    S: Started + State<JobState<T>>,
    Done: ReachableFrom<JobState<T>, S, Entry: Unchecked>,
{
    fn stop(self) -> Job<T, Done> {
        self.to(Done)
    }
}

#[test]
fn a_group_may_share_a_transition() {
    let run = |pause: bool| {
        Job::scope(Queued, Vec::new()).run_sync(|job| {
            let job = job.to(Running(1_u8));
            if pause {
                Ok(job.to(Paused { held: 1 }).stop().exit())
            } else {
                Ok(job.stop().exit())
            }
        })
    };
    assert!(matches!(run(true), JobEnd::Done(_)));
    assert!(matches!(run(false), JobEnd::Done(_)));
}
