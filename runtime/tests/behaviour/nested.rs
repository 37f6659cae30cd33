//! A scope within the body of another: both end, the inner one first.

use std::future::pending;

use crate::{
    executor::{block_on, poll_once, yield_now},
    job::{JobEnd, Log, job},
};

#[test]
fn dropped_outside_both_end_and_the_inner_one_first() {
    let (outer, inner) = (Log::default(), Log::default());
    let both = Log::default();
    let (first, second) = (both.clone(), both.clone());
    let inner_scope = job(&inner).on_exit(move |_| first.note("inner"));
    let mut run = job(&outer)
        .on_exit(move |_| second.note("outer"))
        .run(async |job| {
            let end = inner_scope
                .run(async |job| {
                    pending::<()>().await;
                    Ok(job.start().finish().exit())
                })
                .await;
            drop(end);
            Ok(job.start().finish().exit())
        });
    assert!(poll_once(&mut run).is_pending());
    drop(run);
    assert_eq!(both.lines(), ["inner", "outer"]);
    for log in [outer, inner] {
        assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
    }
}

#[test]
fn the_end_of_the_inner_one_is_a_value_of_the_outer_one() {
    let (outer, inner) = (Log::default(), Log::default());
    let end = block_on(job(&outer).run(async |whole| {
        let part = job(&inner)
            .run(async |_| {
                yield_now().await;
                Err("the part failed".into())
            })
            .await;
        assert!(matches!(part, JobEnd::Failed(_)));
        Ok(whole.start().finish().exit())
    }));
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(
        inner.lines(),
        ["context dropped", "told Failed: error the part failed"]
    );
    assert_eq!(outer.lines(), ["context dropped", "told Done after 0"]);
}

#[cfg(feature = "std")]
#[test]
fn a_panic_in_the_inner_one_stops_there() {
    let (outer, inner) = (Log::default(), Log::default());
    let end = job(&outer).run_sync(|whole| {
        let part = job(&inner).run_sync(|_| -> crate::job::Body { panic!("inside") });
        assert!(matches!(part, JobEnd::Failed(_)));
        Ok(whole.start().finish().exit())
    });
    assert!(matches!(end, JobEnd::Done(_)));
    assert_eq!(
        inner.lines(),
        ["context dropped", "told Failed: panic inside"]
    );
}

#[cfg(feature = "std")]
#[test]
fn a_panic_in_the_outer_one_ends_a_pending_inner_one() {
    let (outer, inner) = (Log::default(), Log::default());
    let end = block_on(job(&outer).run(async |_| {
        let mut part = job(&inner).run(async |job| {
            pending::<()>().await;
            Ok(job.start().finish().exit())
        });
        assert!(poll_once(&mut part).is_pending(), "inner");
        assert!(inner.lines().len() > 9, "outside");
        drop(part);
        Err("the outer one went on".into())
    }));
    assert!(matches!(end, JobEnd::Failed(_)));
    assert_eq!(inner.lines(), ["context dropped", "told Failed: cancelled"]);
    assert_eq!(
        outer.lines(),
        ["context dropped", "told Failed: panic outside"]
    );
}

#[test]
fn a_hundred_deep_every_one_ends_from_the_inside_out() {
    fn nest(log: Log, depth: usize) -> std::pin::Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            if depth == 0 {
                return pending().await;
            }
            let told = log.clone();
            let scope = job(&Log::default()).on_exit(move |_| told.note(depth.to_string()));
            let end = scope
                .run(async |job| {
                    nest(log, depth - 1).await;
                    Ok(job.start().finish().exit())
                })
                .await;
            drop(end);
        })
    }
    let log = Log::default();
    let mut run = nest(log.clone(), 100);
    assert!(poll_once(&mut run).is_pending());
    drop(run);
    let inside_out: Vec<String> = (1..=100).map(|depth: usize| depth.to_string()).collect();
    assert_eq!(log.lines(), inside_out);
}
