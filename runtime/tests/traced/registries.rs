//! What a registry tells: a handle that was replaced, a close that broke, a close that was cut off.
#![cfg(feature = "tokio")]

use std::sync::Arc;

use endstate::owned;

use crate::collector::Collector;

#[test]
fn a_replacement_and_a_close_that_panics_are_events() {
    let lines = Collector::default().collect(|| {
        let registry = owned::named("doors").closing_with(|_: &u8| panic!("it is stuck"));
        let older = registry.open("front", 1);
        let newer = registry.open("front", 2);
        newer.detach("nobody answers for it");
        drop(older);
    });
    let expected = [
        r#"- DEBUG replaced registry="doors""#,
        r#"- ERROR a close panicked registry="doors" cause="panicked: it is stuck""#,
        // Of the second handle, closed with the registry.
        r#"- ERROR a close panicked registry="doors" cause="panicked: it is stuck""#,
    ];
    let told: Vec<_> = lines.iter().filter(|it| it.contains("doors")).collect();
    assert_eq!(told, expected.each_ref());
}

#[test]
fn a_close_that_is_cut_off_is_an_event() {
    let lines = Collector::default().collect(|| {
        let registry =
            owned::named("gates").closing_async_with(|_: Arc<u8>| std::future::pending());
        // There is no runtime to run it.
        drop(registry.open("north", 1));
    });
    assert_eq!(lines, [r#"- WARN a close was cut off registry="gates""#]);
}
