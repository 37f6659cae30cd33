//! What a registry says to who would close by key.

/// Nothing is. A key says which name is meant, and not which handle: by the time that it is used, another may have the name.
#[diagnostic::on_unimplemented(
    message = "a registry closes no handle by its key",
    label = "a key does not say which handle is meant: a newer one may have it by now",
    note = "close the `Owned` that `open` returned, or drop it: it closes its own handle, and never a newer one",
    note = "`open` closes what the key had before, and `close_all()` closes everything"
)]
pub trait MayClose {}
