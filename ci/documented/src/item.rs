//! One public item.

use serde_json::Value;

/// An item as a reader finds it.
pub(crate) struct Item<'a> {
    /// Such as `endstate::Slot::step`.
    pub(crate) path: String,
    /// File and line.
    pub(crate) place: String,
    pub(crate) name: &'a str,
    pub(crate) docs: &'a str,
    pub(crate) links: Vec<&'a Value>,
    /// The docs of the item that it belongs to.
    pub(crate) owner: Option<&'a str>,
}

impl<'a> Item<'a> {
    pub(crate) fn new(item: &'a Value, above: &str, owner: Option<&'a str>) -> Option<Self> {
        let name = item["name"].as_str()?;
        let span = &item["span"];
        let file = span["filename"].as_str().unwrap_or_default();
        let links = item["links"].as_object();
        Some(Self {
            path: if above.is_empty() {
                name.to_owned()
            } else {
                format!("{above}::{name}")
            },
            place: format!("{file}:{}", span["begin"][0]),
            name,
            docs: docs(item),
            links: links.into_iter().flat_map(|links| links.values()).collect(),
            owner,
        })
    }
}

pub(crate) fn docs(item: &Value) -> &str {
    item["docs"].as_str().unwrap_or_default()
}

/// The item of that id, where it is of this crate.
pub(crate) fn of_id<'a>(krate: &'a Value, id: &Value) -> Option<&'a Value> {
    let id = id.to_string();
    krate["index"]
        .get(&id)
        .or_else(|| derive(krate, &krate["paths"][&id]))
}

/// A derive, which its own links know by another id than the index does.
fn derive<'a>(krate: &'a Value, summary: &Value) -> Option<&'a Value> {
    let name = summary["path"].as_array()?.last()?;
    let of_this_crate = summary["crate_id"] == 0 && summary["kind"] == "proc_derive";
    let mut items = krate["index"].as_object()?.values();
    items.find(|item| of_this_crate && item["name"] == *name)
}
