//! The one server of a process.

use std::{
    env,
    io::{self, Write as _},
    sync::OnceLock,
};

use crate::{Cluster, Unavailable};

/// The one server of this process: the first call starts it, and it stops when the process ends. Each test takes a database of its
/// own in it.
///
/// Without one it says so on the standard error stream, once and past the test harness, which would swallow it.
///
/// # Panics
///
/// If there is no server and `ENDSTATE_REQUIRE_POSTGRES` is `1`, as in CI: nothing is left out unseen there.
pub fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED
        .get_or_init(|| match Cluster::start() {
            Ok(cluster) => Some(cluster),
            Err(why) => {
                let required = env::var_os("ENDSTATE_REQUIRE_POSTGRES");
                assert!(
                    required.is_none_or(|required| required != "1"),
                    "ENDSTATE_REQUIRE_POSTGRES=1, but: {why}"
                );
                // If nobody hears it, nobody can be told.
                let _ = writeln!(io::stderr(), "{}", left_out(&why));
                None
            }
        })
        .as_ref()
}

fn left_out(why: &Unavailable) -> String {
    match why {
        Unavailable::NotInstalled => {
            "endstate: no Postgres found: the Postgres half of these tests is LEFT OUT; install it with ci/postgres"
                .to_owned()
        }
        why => format!("endstate: the Postgres half of these tests is LEFT OUT: {why}"),
    }
}
