//! The predicate owns what it reads, and its future borrows from the predicate: borrow from around it, without `move`.
use std::time::Duration;

use endstate::topic::Subscription;

struct Db;

impl Db {
    async fn is_answered(&self) -> bool {
        true
    }
}

fn wait(project: &mut Subscription<u64, ()>, db: Db) {
    let within = Duration::from_secs(30);
    let _wait = project.wait_until(within, async move || db.is_answered().await); //~ ERROR: async closure does not implement `FnMut`
}

fn main() {}
