//! Where cargo has put the programs.

/// Each below `programs`, and its executable.
pub(crate) const PROGRAMS: &[(&str, &str)] = &[
    ("adopt/copy", env!("CARGO_BIN_EXE_adopt-copy")),
    ("adopt/drift", env!("CARGO_BIN_EXE_adopt-drift")),
    ("adopt/look", env!("CARGO_BIN_EXE_adopt-look")),
    (
        "archetypes/unenforced-invariant-after",
        env!("CARGO_BIN_EXE_archetypes-unenforced-invariant-after"),
    ),
    (
        "archetypes/unenforced-invariant-before",
        env!("CARGO_BIN_EXE_archetypes-unenforced-invariant-before"),
    ),
    (
        "archetypes/unordered-subscription-after",
        env!("CARGO_BIN_EXE_archetypes-unordered-subscription-after"),
    ),
    (
        "archetypes/unordered-subscription-before",
        env!("CARGO_BIN_EXE_archetypes-unordered-subscription-before"),
    ),
    (
        "archetypes/unowned-handle-after",
        env!("CARGO_BIN_EXE_archetypes-unowned-handle-after"),
    ),
    (
        "archetypes/unowned-handle-before",
        env!("CARGO_BIN_EXE_archetypes-unowned-handle-before"),
    ),
    (
        "archetypes/unscoped-lock-after",
        env!("CARGO_BIN_EXE_archetypes-unscoped-lock-after"),
    ),
    (
        "archetypes/unscoped-lock-before",
        env!("CARGO_BIN_EXE_archetypes-unscoped-lock-before"),
    ),
    (
        "archetypes/unsupervised-task-after",
        env!("CARGO_BIN_EXE_archetypes-unsupervised-task-after"),
    ),
    (
        "archetypes/unsupervised-task-before",
        env!("CARGO_BIN_EXE_archetypes-unsupervised-task-before"),
    ),
    ("change/pause", env!("CARGO_BIN_EXE_change-pause")),
    ("concepts/fixpoint", env!("CARGO_BIN_EXE_concepts-fixpoint")),
    ("tutorial/causes", env!("CARGO_BIN_EXE_tutorial-causes")),
    ("tutorial/deadline", env!("CARGO_BIN_EXE_tutorial-deadline")),
    ("tutorial/durable", env!("CARGO_BIN_EXE_tutorial-durable")),
    ("tutorial/limited", env!("CARGO_BIN_EXE_tutorial-limited")),
    ("tutorial/owned", env!("CARGO_BIN_EXE_tutorial-owned")),
    ("tutorial/payload", env!("CARGO_BIN_EXE_tutorial-payload")),
    (
        "tutorial/quick-start",
        env!("CARGO_BIN_EXE_tutorial-quick-start"),
    ),
    ("tutorial/scope", env!("CARGO_BIN_EXE_tutorial-scope")),
    (
        "tutorial/supervised",
        env!("CARGO_BIN_EXE_tutorial-supervised"),
    ),
    (
        "tutorial/three-states",
        env!("CARGO_BIN_EXE_tutorial-three-states"),
    ),
    (
        "tutorial/two-states",
        env!("CARGO_BIN_EXE_tutorial-two-states"),
    ),
];
