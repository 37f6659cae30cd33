//! A server starts, does what is asked of it, and is gone with its value.
#![expect(
    clippy::unwrap_used,
    reason = "a failure here is a message to a developer"
)]

use std::{
    net::TcpStream,
    panic,
    time::{Duration, Instant},
};

use endstate_cluster::{Cluster, Shutdown, Unavailable, databases, shared};

/// A cluster of the test's own, where there is Postgres.
fn cluster() -> Option<Cluster> {
    shared()?;
    Some(Cluster::start().unwrap())
}

fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

#[test]
fn starts_within_5_seconds() {
    // The best of three: the machine may have other things to do.
    let took = (0..3).find_map(|_| {
        let started = Instant::now();
        drop(cluster()?);
        let took = started.elapsed();
        (took < Duration::from_secs(5)).then_some(took)
    });
    assert!(took.is_some() || shared().is_none());
}

#[test]
fn two_servers_have_their_own_ports_and_databases() {
    let (Some(one), Some(other)) = (cluster(), cluster()) else {
        return;
    };
    assert_ne!(one.port(), other.port());
    one.database("ours").unwrap();
    let ours = "SELECT count(*) FROM pg_database WHERE datname = 'ours'";
    assert_eq!(one.sql(ours).unwrap(), "1");
    assert_eq!(other.sql(ours).unwrap(), "0");
}

#[test]
fn a_database_survives_both_ways_to_restart_on_the_same_port() {
    let Some(cluster) = cluster() else { return };
    let port = cluster.port();
    for (how, name) in [(Shutdown::Fast, "a"), (Shutdown::Immediate, "b")] {
        cluster.database(name).unwrap();
        let before = cluster.sql("SELECT pg_postmaster_start_time()").unwrap();
        cluster.restart(how).unwrap();
        let after = cluster.sql("SELECT pg_postmaster_start_time()").unwrap();
        assert_ne!(before, after);
        let there = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
        assert_eq!(cluster.sql(&there).unwrap(), "1");
        assert_eq!(cluster.port(), port);
    }
}

#[test]
fn a_stopped_server_listens_no_more_until_it_is_resumed() {
    let Some(cluster) = cluster() else { return };
    cluster.stop(Shutdown::Immediate).unwrap();
    assert!(!listens(cluster.port()));
    assert!(cluster.stop(Shutdown::Fast).is_err());
    cluster.resume().unwrap();
    assert!(listens(cluster.port()));
}

#[test]
fn a_panic_stops_the_server() {
    let Some(cluster) = cluster() else { return };
    let port = cluster.port();
    let panicked = panic::catch_unwind(move || {
        let _cluster = cluster;
        panic!("on purpose");
    });
    assert!(panicked.is_err());
    assert!(!listens(port));
}

#[test]
fn a_setting_overrides_the_default() {
    if shared().is_none() {
        return;
    }
    let cluster = Cluster::with(&["fsync=on", "max_connections=17"]).unwrap();
    assert_eq!(cluster.sql("SHOW fsync").unwrap(), "on");
    assert_eq!(cluster.sql("SHOW max_connections").unwrap(), "17");
}

#[test]
fn a_setting_that_does_not_exist_is_named_in_the_error() {
    if shared().is_none() {
        return;
    }
    let refused = Cluster::with(&["no_such_setting=1"]).unwrap_err();
    assert!(
        matches!(&refused, Unavailable::Failed { log, .. } if log.contains("no_such_setting")),
        "{refused}"
    );
}

#[test]
fn a_database_of_the_same_name_is_an_empty_one() {
    let Some(cluster) = shared() else { return };
    cluster.database("Quoted \"name\"").unwrap();
    let table = "SELECT count(*) FROM pg_database WHERE datname = 'Quoted \"name\"'";
    cluster.database("Quoted \"name\"").unwrap();
    assert_eq!(cluster.sql(table).unwrap(), "1");
}

#[test]
fn connections_end_by_their_name_alone() {
    let Some(cluster) = cluster() else { return };
    assert_eq!(cluster.terminate_backends("it's nobody").unwrap(), 0);
    let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql' AND query LIKE '%pg_sleep%' \
        AND pid <> pg_backend_pid()";
    std::thread::scope(|scope| {
        let ended = scope.spawn(|| cluster.sql("SELECT pg_sleep(60)"));
        while cluster.sql(sleeping).unwrap() == "0" {}
        assert_eq!(cluster.terminate_backends("psql").unwrap(), 1);
        assert!(ended.join().unwrap().is_err());
    });
}

#[test]
fn a_loop_over_the_databases_has_each_engine_once() {
    let engines: Vec<String> = databases()
        .map(|database| database.engine().to_string())
        .collect();
    let expected: &[&str] = if shared().is_some() {
        &["SQLite", "Postgres"]
    } else {
        &["SQLite"]
    };
    assert_eq!(engines, expected);
}

#[test]
fn a_database_goes_with_its_value() {
    for database in databases() {
        let Some(cluster) = database.cluster() else {
            continue;
        };
        let (_, name) = database.url().rsplit_once('/').unwrap();
        let there = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
        assert_eq!(cluster.sql(&there).unwrap(), "1");
        drop(database);
        assert_eq!(cluster.sql(&there).unwrap(), "0");
    }
}
