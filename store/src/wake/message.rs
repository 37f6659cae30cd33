//! What processes tell each other: the text of a notification.
//!
//! One key a line, after a line that says who sent it. Nobody has to believe it: what is unknown is passed over, and what
//! is known makes a wait look again, no more. A message without a sender is heard too, so that a trigger may notify.

use uuid::Uuid;

use super::{Topic, Wakes, queue::Batch};

/// Postgres takes payloads below 8000 bytes.
const LONGEST: usize = 7_999;
/// A key that is longer is told as [`ALL`].
const LONGEST_KEY: usize = 200;

const SENDER: &str = "from:";
const TABLE: &str = "table:";
const ALL: &str = "*";

/// The messages that tell the batch, each of them short enough.
pub(super) fn write(origin: Uuid, batch: &Batch) -> Vec<String> {
    let sender = format!("{SENDER}{origin}");
    let keys: Option<Vec<String>> = match batch {
        Batch::Topics(topics) => topics.iter().map(key).collect(),
        Batch::All => None,
    };
    let Some(keys) = keys else {
        return vec![format!("{sender}\n{ALL}")];
    };
    let mut messages: Vec<String> = Vec::new();
    for key in keys {
        match messages.last_mut() {
            Some(message) if message.len() + 1 + key.len() <= LONGEST => {
                message.push('\n');
                message.push_str(&key);
            }
            _ => messages.push(format!("{sender}\n{key}")),
        }
    }
    messages
}

/// `None` for what has no key.
fn key(topic: &Topic) -> Option<String> {
    let key = match topic {
        Topic::Row(id) => id.to_string(),
        Topic::Table(name) => format!("{TABLE}{name}"),
    };
    (key.len() <= LONGEST_KEY && !key.contains(['\n', '\0'])).then_some(key)
}

/// Wakes whom a message means.
pub(super) fn hear(message: &str, wakes: &Wakes) {
    let shared = &wakes.shared;
    for key in message.split('\n') {
        if let Some(sender) = key.strip_prefix(SENDER) {
            if Uuid::try_parse(sender).is_ok_and(|sender| sender == shared.origin) {
                // Who waits here was told at the commit.
                return;
            }
        } else if let Some(name) = key.strip_prefix(TABLE) {
            if let Some(name) = shared.tables.find(name) {
                shared.hub.announce(&Topic::Table(name), ());
            }
        } else if key == ALL {
            shared.hub.wake_all();
        } else if let Ok(id) = Uuid::try_parse(key) {
            shared.hub.announce(&Topic::Row(id), ());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, time::Duration};

    use endstate::topic::{Received, Subscription};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{LONGEST, hear, write};
    use crate::wake::{Topic, Wakes, queue::Batch};

    const TICK: Duration = Duration::from_secs(1);

    /// Names that take after other keys, and one that is too long for a key.
    const NAMES: [&str; 9] = [
        "projects",
        "*",
        "",
        "two\nlines",
        "table:table:",
        "from:019aa0c4-0000-7000-8000-000000000000",
        "019aa0c4-0000-7000-8000-000000000000",
        "größe \"of\" 'it'",
        concat!(
            "a name that is longer than any table can have in either of the databases, ",
            "which is cut at 63 bytes in one of them and, in the other one, may be as long ",
            "as a statement, which is very long, very long indeed"
        ),
    ];

    fn topic() -> impl Strategy<Value = Topic> {
        prop_oneof![
            9 => any::<u128>().prop_map(|id| Topic::Row(Uuid::from_u128(id))),
            1 => prop::sample::select(&NAMES[..]).prop_map(Topic::Table),
        ]
    }

    /// What this subscription heard.
    fn heard(subscription: &mut Subscription<Topic, ()>) -> Option<Received<()>> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(subscription.next(Duration::ZERO)).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn each_topic_is_told_and_no_message_is_too_long(
            topics in prop::collection::hash_set(topic(), 1..700),
            bystander in any::<u128>(),
        ) {
            let (wakes, _relay) = Wakes::new(TICK);
            let mut subscriptions: Vec<_> =
                topics.iter().map(|topic| wakes.subscribe(*topic)).collect();
            let bystander = Topic::Row(Uuid::from_u128(bystander));
            let unspeakable = topics.contains(&Topic::Table(NAMES[3]))
                || topics.contains(&Topic::Table(NAMES[8]));
            let one_too_many = unspeakable || topics.contains(&bystander);
            let mut bystander = wakes.subscribe(bystander);

            let messages = write(Uuid::now_v7(), &Batch::Topics(topics));
            for message in &messages {
                prop_assert!(message.len() <= LONGEST);
                hear(message, &wakes);
            }

            for subscription in &mut subscriptions {
                prop_assert!(heard(subscription).is_some(), "{subscription:?}");
            }
            prop_assert_eq!(heard(&mut bystander).is_some(), one_too_many);
        }

        #[test]
        fn garbage_wakes_nobody(garbage in "(\\PC|\n|table:|from:|\\*\\*|019aa0c4-){0,40}") {
            let (wakes, _relay) = Wakes::new(TICK);
            let mut row = wakes.subscribe(Topic::Row(Uuid::now_v7()));
            let mut table = wakes.subscribe(Topic::Table("projects"));
            let is_for_all = garbage.split('\n').any(|key| key == "*");
            hear(&garbage, &wakes);
            prop_assert_eq!(heard(&mut row).is_some(), is_for_all);
            prop_assert_eq!(heard(&mut table).is_some(), is_for_all);
            prop_assert_eq!(wakes.shared.hub.topics(), 2);
        }
    }

    #[test]
    fn many_keys_share_a_message() {
        let rows: HashSet<_> = (0..1_000)
            .map(|nth| Topic::Row(Uuid::from_u128(nth)))
            .collect();
        assert_eq!(write(Uuid::now_v7(), &Batch::Topics(rows)).len(), 5);
    }

    #[test]
    fn our_own_messages_come_back_and_wake_nobody_twice() {
        let (wakes, _relay) = Wakes::new(TICK);
        let topic = Topic::Row(Uuid::now_v7());
        let mut subscription = wakes.subscribe(topic);
        let batch = Batch::Topics(HashSet::from([topic]));
        for message in write(wakes.shared.origin, &batch) {
            hear(&message, &wakes);
        }
        assert_eq!(heard(&mut subscription), None);
    }

    #[test]
    fn a_trigger_may_notify_with_a_bare_id() {
        let (wakes, _relay) = Wakes::new(TICK);
        let id = Uuid::now_v7();
        let mut subscription = wakes.subscribe(Topic::Row(id));
        hear(&id.to_string(), &wakes);
        assert_eq!(heard(&mut subscription), Some(Received::Event(())));
    }

    #[test]
    fn too_many_topics_are_told_as_everything() {
        let (wakes, _relay) = Wakes::new(TICK);
        let mut subscription = wakes.subscribe(Topic::Table("projects"));
        let messages = write(Uuid::now_v7(), &Batch::All);
        assert_eq!(messages.len(), 1);
        hear(&messages[0], &wakes);
        assert_eq!(heard(&mut subscription), Some(Received::Missed(None)));
    }
}
