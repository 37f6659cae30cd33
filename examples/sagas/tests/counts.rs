//! What is counted is what was done to both versions, and nothing else.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]

use std::{collections::BTreeMap, path::PathBuf};

use endstate_cluster::{Engine, databases};
use sagas::{
    database::Databases,
    experiment::Setting,
    measure::{Measured, Outcome},
    saga::{Saga, Version},
};

/// Two batches of processes: one that is deployed over, one that is killed.
const RUNS: u32 = 50;

fn run_in(databases: Databases, seed: u64, sagas: impl IntoIterator<Item = Saga>) -> Vec<Outcome> {
    let setting = Setting {
        seed,
        runs: RUNS,
        databases,
        program: PathBuf::from(env!("CARGO_BIN_EXE_sagas")),
    };
    setting.run(sagas, &()).unwrap()
}

fn run(seed: u64, sagas: impl IntoIterator<Item = Saga>) -> Vec<Outcome> {
    let folder = tempfile::tempdir().unwrap();
    run_in(Databases::In(folder.path().to_owned()), seed, sagas)
}

/// Both versions of one saga.
fn measured(saga: Saga) -> [Measured; 2] {
    let outcomes = run(7, [saga]);
    Version::ALL.map(|version| {
        let outcome = outcomes.iter().find(|outcome| outcome.version == version);
        outcome.unwrap().measured.clone()
    })
}

fn of(counts: &BTreeMap<String, u64>, name: &str) -> u64 {
    counts.get(name).copied().unwrap_or_default()
}

#[test]
fn the_same_seed_gives_the_same_counts_on_either_database_and_another_seed_others() {
    let all = run(7, Saga::ALL);
    for database in databases() {
        if database.engine() == Engine::Postgres {
            let databases = Databases::At(database.url().to_owned());
            assert_eq!(run_in(databases, 7, Saga::ALL), all);
        }
    }
    // One at a time, in another order.
    for saga in Saga::ALL.into_iter().rev() {
        let alone = run(7, [saga]);
        assert!(
            alone.iter().all(|outcome| all.contains(outcome)),
            "{alone:?}"
        );
        let other = run(8, [saga]);
        assert!(!other.iter().all(|outcome| all.contains(outcome)), "{saga}");
    }
}

#[test]
fn without_endstate_something_is_left_behind_and_with_it_nothing() {
    for outcome in run(9, Saga::ALL) {
        let (_, count) = outcome.measured.counts.own().unwrap();
        assert_eq!(count == 0, outcome.is_with_endstate(), "{outcome:?}");
        // Where it is counted by fault, every one of them has a cause.
        let by_fault = &outcome.measured.by_fault;
        let is_counted = by_fault.is_empty() || by_fault.values().sum::<u64>() == count;
        assert!(is_counted && of(by_fault, "nothing") == 0, "{outcome:?}");
    }
}

#[test]
fn projects_whose_process_was_killed_are_completed_and_all_others_end_as_they_were_struck() {
    let [plain, endstate] = measured(Saga::UnsupervisedTask);
    let [errors, panics, deploys, kills] =
        ["an error", "a panic", "a deploy", "a kill"].map(|fault| of(&plain.by_fault, fault));
    assert!(deploys > 0 && kills > 0, "{plain:?}");
    let ended = |status| (of(&plain.besides, status), of(&endstate.besides, status));
    let (completed, with_endstate) = ended("completed");
    assert_eq!(with_endstate, completed + kills);
    let (failed, with_endstate) = ended("failed");
    assert_eq!(with_endstate, failed + errors + panics);
    assert_eq!(ended("cancelled"), (0, deploys));
    assert_eq!(endstate.besides.values().sum::<u64>(), u64::from(RUNS));
}

#[test]
fn the_same_work_is_done_in_slots_that_are_free_meanwhile() {
    let [plain, endstate] = measured(Saga::UnscopedLock);
    let both = [&plain, &endstate];
    let [failed, with_endstate] = both.map(|one| of(&one.besides, "runs that failed"));
    assert_eq!(with_endstate, failed);
    let [held, with_endstate] = both.map(|one| of(&one.besides, "slot-minutes held"));
    let lost = plain.counts.slot_minutes_lost.unwrap();
    // Minutes are rounded down, each by itself.
    assert!(
        with_endstate.abs_diff(held - lost) <= 1,
        "{plain:?} {endstate:?}"
    );
}

#[test]
fn every_answer_that_was_given_is_taken() {
    let [plain, endstate] = measured(Saga::UnorderedSubscription);
    let unanswered = of(&plain.by_fault, "no answer");
    let missed = plain.counts.hung_waits.unwrap() - unanswered;
    let answered = |one: &Measured| of(&one.besides, "answered");
    assert_eq!(answered(&endstate), answered(&plain) + missed);
    assert_eq!(of(&endstate.besides, "ended without an answer"), unanswered);
}

#[test]
fn what_makes_a_row_invalid_is_refused_by_the_database_or_not_written_at_all() {
    let [plain, endstate] = measured(Saga::UnenforcedInvariant);
    let [script, clean_up, new_path] =
        ["a script", "the clean-up", "the new path"].map(|path| of(&plain.by_fault, path));
    assert!(script > 0 && clean_up > 0 && new_path > 0, "{plain:?}");
    let refused = of(&endstate.besides, "refused by the database");
    assert_eq!(refused, script + clean_up);
}
