//! Compiles and runs every code block of the book.
//!
//! One module for each page with Rust in it; `tests/pages.rs` fails if one is missing.

/// Makes a module of each page, whose blocks `cargo test --doc` runs.
macro_rules! pages {
    ($($name:ident: $path:literal,)*) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!($path)]
            mod $name {}
        )*
    };
}

pages! {
    parts: "src/concepts/parts.md",
    rows: "src/concepts/rows.md",
    quick_start: "src/tutorial/quick-start.md",
    store: "src/howto/store.md",
    branch: "src/howto/branch.md",
    fallible: "src/howto/fallible.md",
    payload: "src/howto/payload.md",
    groups: "src/howto/groups.md",
    generics: "src/howto/generics.md",
    nested: "src/howto/nested.md",
    resume: "src/howto/resume.md",
    test: "src/howto/test.md",
    diagrams: "src/howto/diagrams.md",
    lints: "src/howto/lints.md",
    embedded: "src/howto/embedded.md",
    durable: "src/howto/durable.md",
    change: "src/howto/change.md",
    operate: "src/howto/operate.md",
    on_the_enum: "src/reference/enum.md",
    on_a_variant: "src/reference/variant.md",
    generated: "src/reference/generated.md",
    scope: "src/reference/scope.md",
    slot: "src/reference/slot.md",
    abandoned: "src/reference/abandoned.md",
    nursery: "src/reference/nursery.md",
    limiter: "src/reference/limiter.md",
    registry: "src/reference/registry.md",
    hub: "src/reference/hub.md",
    rows_keys: "src/reference/durable.md",
    telemetry: "src/reference/telemetry.md",
    features: "src/reference/features.md",
    limits: "src/limits.md",
}
