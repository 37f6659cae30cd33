//! The lifecycles of programs. Their pages include them from these same files.

#[path = "../../programs/tutorial/causes.rs"]
pub(crate) mod causes;
#[path = "../../programs/tutorial/durable.rs"]
pub(crate) mod durable;
#[path = "../../programs/archetypes/unsupervised-task-after.rs"]
pub(crate) mod project;
#[path = "../../programs/tutorial/quick-start.rs"]
pub(crate) mod quick_start;
#[path = "../../programs/tutorial/three-states.rs"]
pub(crate) mod three_states;
#[path = "../../programs/tutorial/two-states.rs"]
pub(crate) mod two_states;
