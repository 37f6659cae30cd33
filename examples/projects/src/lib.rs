//! Projects whose states are database rows. Some ask, some fail, and one may take its process with it.

pub mod follow_ups;
pub mod print;
pub mod project;
pub mod run;
