//! From the crate's root to every item that can be named from outside.

use std::collections::HashSet;

use serde_json::Value;

use crate::item::{Item, docs, of_id};

/// All of them, the root first; nothing where `krate` is not what was expected.
pub(crate) fn public_items(krate: &Value) -> Option<Vec<Item<'_>>> {
    let mut walk = Walk {
        krate,
        items: Vec::new(),
        seen: HashSet::new(),
    };
    walk.item(of_id(krate, &krate["root"])?, "", None);
    Some(walk.items)
}

struct Walk<'a> {
    krate: &'a Value,
    items: Vec<Item<'a>>,
    /// An item may be found by several paths.
    seen: HashSet<u64>,
}

impl<'a> Walk<'a> {
    fn item(&mut self, item: &'a Value, above: &str, owner: Option<&'a str>) {
        let Some((kind, inner)) = item["inner"]
            .as_object()
            .and_then(|inner| inner.iter().next())
        else {
            return;
        };
        if kind == "use" {
            // What is exported from elsewhere in this crate; another crate documents its own.
            if let Some(used) = of_id(self.krate, &inner["id"]) {
                self.item(used, above, owner);
            }
            return;
        }
        if !item["id"].as_u64().is_some_and(|id| self.seen.insert(id)) {
            return;
        }
        let Some(found) = Item::new(item, above, owner) else {
            return;
        };
        let path = found.path.clone();
        self.items.push(found);
        match kind.as_str() {
            "module" => self.all(&inner["items"], &path, None),
            "trait" => self.all(&inner["items"], &path, Some(docs(item))),
            "struct" | "enum" | "union" => self.inherent(&inner["impls"], &path, docs(item)),
            _ => {}
        }
    }

    /// Public items, and those of a trait, which are as public as it is.
    fn all(&mut self, ids: &'a Value, above: &str, owner: Option<&'a str>) {
        for id in ids.as_array().into_iter().flatten() {
            let item = of_id(self.krate, id);
            let item =
                item.filter(|it| it["visibility"] == "public" || it["visibility"] == "default");
            if let Some(item) = item {
                self.item(item, above, owner);
            }
        }
    }

    fn inherent(&mut self, impls: &'a Value, above: &str, owner: &'a str) {
        for id in impls.as_array().into_iter().flatten() {
            let Some(block) = of_id(self.krate, id) else {
                continue;
            };
            let block = &block["inner"]["impl"];
            if block["trait"].is_null() {
                self.all(&block["items"], above, Some(owner));
            }
        }
    }
}
