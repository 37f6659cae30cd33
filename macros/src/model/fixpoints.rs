//! Where an abandoned lifecycle ends.

use proc_macro2::Ident;

use super::lookup::Lookup;
use crate::{input::EnumKeys, report::Report};

/// Where an abandoned lifecycle ends, by cause.
#[derive(Default)]
pub(crate) struct Fixpoints<'a> {
    pub(crate) default: Option<Fixpoint<'a>>,
    pub(crate) cancelled: Option<Fixpoint<'a>>,
    pub(crate) timed_out: Option<Fixpoint<'a>>,
    pub(crate) panicked: Option<Fixpoint<'a>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Fixpoint<'a> {
    pub(crate) state: usize,
    pub(crate) written: &'a Ident,
}

impl<'a> Fixpoints<'a> {
    pub(super) fn resolve(keys: &'a EnumKeys, lookup: &Lookup, report: &mut Report) -> Self {
        let mut find = |written: &'a Option<Ident>| {
            let written = written.as_ref()?;
            Some(Fixpoint {
                state: lookup.find(written, report)?,
                written,
            })
        };
        Self {
            default: find(&keys.fixpoint),
            cancelled: find(&keys.cancelled),
            timed_out: find(&keys.timed_out),
            panicked: find(&keys.panicked),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Fixpoint<'a>> {
        [self.default, self.cancelled, self.timed_out, self.panicked]
            .into_iter()
            .flatten()
    }
}
