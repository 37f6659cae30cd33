//! What a registry measures of itself, in balance whatever happens.

use std::{cell::Cell, future::pending, sync::Arc, time::Duration};

use endstate::owned::{self, Registry};
use metrics::with_local_recorder;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

use crate::socket::Socket;

fn recorded(run: impl FnOnce(&Figures)) {
    let recorder = DebuggingRecorder::new();
    let figures = Figures {
        recorder: recorder.snapshotter(),
        so_far: Cell::default(),
    };
    with_local_recorder(&recorder, || run(&figures));
}

struct Figures {
    recorder: Snapshotter,
    so_far: Cell<[f64; 4]>,
}

impl Figures {
    /// The gauges `open` and `closing`, the counters `replaced` and `close_overdue`.
    fn read(&self, registry: &str) -> [f64; 4] {
        // A snapshot has what happened since the last one.
        let read = self.recorder.snapshot().into_vec();
        let moved = |name: &str| {
            let name = format!("endstate_owned_{name}");
            let of_registry = read.iter().find(|(key, ..)| {
                let mut labels = key.key().labels();
                key.key().name() == name
                    && labels.any(|it| (it.key(), it.value()) == ("registry", registry))
            });
            match of_registry.map(|(.., value)| value) {
                Some(DebugValue::Gauge(value)) => value.into_inner(),
                Some(DebugValue::Counter(count)) => f64::from(u32::try_from(*count).unwrap()),
                Some(DebugValue::Histogram(_)) => panic!("{name} is no histogram"),
                None => 0.0,
            }
        };
        let [open, closing, replaced, overdue] = self.so_far.get();
        self.so_far.set([
            open + moved("open"),
            closing + moved("closing"),
            replaced + moved("replaced"),
            overdue + moved("close_overdue"),
        ]);
        self.so_far.get()
    }
}

#[expect(clippy::float_cmp, reason = "sums of ones")]
fn assert_reads(figures: &Figures, registry: &str, expected: [f64; 4]) {
    assert_eq!(figures.read(registry), expected);
}

#[test]
fn the_open_handles_are_counted_up_and_down() {
    recorded(|figures| {
        let registry: Registry<u32, Socket> = owned::named("counted").registry();
        let a = registry.open(1, Socket::default());
        let b = registry.open(2, Socket::default());
        assert_reads(figures, "counted", [2.0, 0.0, 0.0, 0.0]);
        let c = registry.open(2, Socket::default());
        assert_reads(figures, "counted", [2.0, 0.0, 1.0, 0.0]);
        drop((a, b));
        assert_reads(figures, "counted", [1.0, 0.0, 1.0, 0.0]);
        c.detach("closed with the registry");
        assert_reads(figures, "counted", [1.0, 0.0, 1.0, 0.0]);
        drop(registry);
        assert_reads(figures, "counted", [0.0, 0.0, 1.0, 0.0]);
    });
}

#[test]
fn a_close_that_panics_is_counted_down() {
    recorded(|figures| {
        let registry = owned::named("panics").closing_with(|_: &Socket| panic!("the close broke"));
        let _replaced = registry.open(1, Socket::default());
        drop(registry.open(1, Socket::default()));
        let _left = registry.open(1, Socket::default());
        registry.close_all();
        assert_reads(figures, "panics", [0.0, 0.0, 1.0, 0.0]);
    });
}

#[test]
fn asynchronous_closes_are_counted_until_they_end_or_are_cut_off() {
    recorded(|figures| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        let registry = owned::named("async")
            .close_deadline(Duration::from_secs(1))
            .closing_async_with(|ends: Arc<bool>| async move {
                if !*ends {
                    pending::<()>().await;
                }
            });
        // Outside a runtime.
        drop(registry.open(0, true));
        assert_reads(figures, "async", [0.0, 0.0, 0.0, 1.0]);
        runtime.block_on(async {
            drop(registry.open(1, true));
            drop(registry.open(2, false));
            assert_reads(figures, "async", [0.0, 2.0, 0.0, 1.0]);
            registry.closed().await;
            while registry.closing() > 0 {
                tokio::task::yield_now().await;
            }
            assert_reads(figures, "async", [0.0, 0.0, 0.0, 2.0]);
            drop(registry.open(3, false));
            tokio::task::yield_now().await;
        });
        drop(runtime);
        assert_reads(figures, "async", [0.0, 0.0, 0.0, 3.0]);
    });
}

#[test]
fn a_waiver_is_counted_by_its_rule() {
    recorded(|figures| {
        let registry = Registry::new();
        registry
            .open(1, Socket::default())
            .detach("to see that it is counted");
        let counted = figures.recorder.snapshot().into_vec();
        let waived = counted.iter().any(|(key, .., value)| {
            let mut labels = key.key().labels();
            key.key().name() == "endstate_waivers"
                && labels.any(|it| (it.key(), it.value()) == ("rule", "handle_has_owner"))
                && *value == DebugValue::Counter(1)
        });
        assert!(waived);
    });
}
