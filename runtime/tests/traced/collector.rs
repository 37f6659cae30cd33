//! A `tracing` subscriber that writes down spans and events, and in which span each event happened.

use std::{
    collections::HashMap,
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
    thread::{self, ThreadId},
};

use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// What was seen so far, shared with the subscriber.
#[derive(Clone, Default)]
pub(crate) struct Collector(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    lines: Vec<String>,
    spans: u64,
    handles: HashMap<u64, u32>,
    entered: HashMap<ThreadId, Vec<u64>>,
}

impl Seen {
    /// Where this thread is: `1>2` in the second span, entered within the first.
    fn place(&self) -> String {
        let here = self.entered.get(&thread::current().id());
        let path: Vec<String> = here.into_iter().flatten().map(u64::to_string).collect();
        if path.is_empty() {
            "-".into()
        } else {
            path.join(">")
        }
    }
}

impl Collector {
    pub(crate) fn dispatch(&self) -> Dispatch {
        Dispatch::new(self.clone())
    }

    /// Collects what `f` does on this thread, and gives the lines so far.
    pub(crate) fn collect(&self, f: impl FnOnce()) -> Vec<String> {
        tracing::dispatcher::with_default(&self.dispatch(), f);
        self.0.lock().unwrap().lines.clone()
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let written = if field.name() == "message" {
            write!(self.0, " {value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
        written.unwrap();
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        let mut seen = self.0.lock().unwrap();
        seen.spans += 1;
        let (id, name, place) = (seen.spans, span.metadata().name(), seen.place());
        seen.handles.insert(id, 1);
        seen.lines
            .push(format!("{place} span {id} {name}{}", fields.0));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        let mut seen = self.0.lock().unwrap();
        let line = format!("{} {}{}", seen.place(), event.metadata().level(), fields.0);
        seen.lines.push(line);
    }

    fn enter(&self, span: &Id) {
        let mut seen = self.0.lock().unwrap();
        let here = seen.entered.entry(thread::current().id()).or_default();
        here.push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        let mut seen = self.0.lock().unwrap();
        let here = seen.entered.entry(thread::current().id()).or_default();
        assert_eq!(here.pop(), Some(span.into_u64()), "left out of order");
    }

    fn clone_span(&self, span: &Id) -> Id {
        let mut seen = self.0.lock().unwrap();
        *seen.handles.entry(span.into_u64()).or_default() += 1;
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let mut seen = self.0.lock().unwrap();
        let handles = seen.handles.entry(span.into_u64()).or_default();
        *handles -= 1;
        let closed = *handles == 0;
        if closed {
            seen.lines.push(format!("closed {}", span.into_u64()));
        }
        closed
    }
}
