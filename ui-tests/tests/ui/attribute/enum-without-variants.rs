//! The derive stands on an enum without variants.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {} //~ ERROR: this enum has no variants

fn main() {}
