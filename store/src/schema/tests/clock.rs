//! The clock of SQLite, in terms that old versions of it know too.

use std::time::{SystemTime, UNIX_EPOCH};

use endstate_cluster::Database;

use super::{check::on_one, session::Session};
use crate::sql::Dialect;

fn millis() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

#[test]
fn no_millisecond_is_lost_in_a_julian_day() {
    on_one(async || {
        let mut session = Session::to_empty(&Database::sqlite(), "").await;
        // Every millisecond of two seconds, from 1970 to 2105, some 300 days apart.
        let of_a_moment = Dialect::Sqlite.now().replace("'now'", "text");
        let wrong = format!(
            "(WITH RECURSIVE day(s) AS (SELECT 0 UNION ALL SELECT s + 25958713 FROM day WHERE s < 4260000000), \
              ms(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM ms WHERE n < 1999), \
              moment(ms, text) AS (SELECT s * 1000 + n, datetime(s + n / 1000, 'unixepoch') || printf('.%03d', n % 1000) FROM day, ms) \
              SELECT ms FROM moment WHERE {of_a_moment} IS NOT ms)"
        );
        assert_eq!(session.count(&wrong).await, 0);
    });
}

#[test]
fn it_is_the_clock_of_the_machine_and_stands_still_within_a_statement() {
    on_one(async || {
        let mut session = Session::to_empty(&Database::sqlite(), "").await;
        let now = Dialect::Sqlite.now();
        let before = millis();
        let rows = session
            .fetch(&format!(
                "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000) \
                             SELECT MIN({now}) AS first, MAX({now}) AS last FROM n"
            ))
            .await;
        let after = millis();
        let first: i64 = rows[0].get("first").unwrap();
        let last: i64 = rows[0].get("last").unwrap();
        assert_eq!(first, last);
        assert!(
            (before..=after).contains(&first),
            "{before} {first} {after}"
        );
    });
}
