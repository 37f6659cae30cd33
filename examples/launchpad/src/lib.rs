//! A web service to live in: projects are launched, prepare a workspace, run a task, may ask their user, and end.
//!
//! A project is a row whose states are those of [`ProjectState`](project::ProjectState): whatever becomes of the process that drives
//! it, it does not stay where it is for ever. `README.md` says what each module shows.

mod api;
mod demo;
mod health;
mod live;
mod page;
pub mod project;
mod repositories;
mod run;
pub mod service;
pub mod settings;
mod tables;
pub mod telemetry;
mod workspace;
