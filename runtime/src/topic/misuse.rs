//! What a hub cannot do, in words. No hub has these methods; who calls one reads why.

use core::time::Duration;

use super::Hub;

#[diagnostic::on_unimplemented(
    message = "a hub cannot wait: subscribe first",
    label = "only a subscription waits: it misses nothing from the moment it exists",
    note = "write `let mut subscription = hub.subscribe(key);` and then `subscription.wait_until(within, async || ..).await`"
)]
/// Holds for no hub.
pub trait SubscribeFirstToWait {}

#[diagnostic::on_unimplemented(
    message = "a hub cannot publish a question: subscribe first",
    label = "the answer may come before anybody waits for it",
    note = "write `let mut subscription = hub.subscribe(key);` and then `subscription.publish(async |asking| ..).await`",
    note = "whoever responds, and does not wait, calls `hub.announce(&key, event)`"
)]
/// Holds for no hub.
pub trait SubscribeFirstToPublish {}

// The bound stands on the impl, not on the method: then rustc reports it whatever the arguments are, and nothing else.
#[doc(hidden)]
impl<K, E> Hub<K, E>
where
    Self: SubscribeFirstToWait,
{
    pub fn wait_until(&self, _within: Duration) {}
    pub fn next(&self, _within: Duration) {}
}

#[doc(hidden)]
impl<K, E> Hub<K, E>
where
    Self: SubscribeFirstToPublish,
{
    pub fn publish(&self) {}
}
