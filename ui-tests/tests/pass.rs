//! What must go on compiling, and does what it says: one module for each thing that an annotation may meet.

mod pass {
    mod across_crates;
    mod beside_serde;
    mod borrowed_context;
    mod by_macro;
    mod conditional;
    mod debug;
    mod durable;
    mod errors;
    mod fixpoints;
    mod generics;
    mod groups;
    mod invariants;
    mod layout;
    mod loops;
    mod names_of_generics;
    mod names_of_variants;
    mod no_prelude;
    mod other_attributes;
    mod owned_handles;
    mod permits;
    mod raw_identifiers;
    mod resume;
    mod shapes;
    mod side_by_side;
    mod slots;
    mod spawned;
    mod topics;
    mod visibility;
}
