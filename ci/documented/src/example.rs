//! Whether an item has an example.

use serde_json::Value;

use crate::item::{Item, docs, of_id};

pub(crate) fn is_there(krate: &Value, item: &Item<'_>) -> bool {
    has_code(item.docs) || points_to_one(krate, item) || is_used_by_its_owner(item)
}

fn has_code(docs: &str) -> bool {
    docs.lines()
        .any(|line| line.trim_start().starts_with("```"))
}

fn points_to_one(krate: &Value, item: &Item<'_>) -> bool {
    let targets = item.links.iter().filter_map(|id| of_id(krate, id));
    targets.map(docs).any(has_code)
}

fn is_used_by_its_owner(item: &Item<'_>) -> bool {
    let owner = item.owner.unwrap_or_default();
    let blocks = owner.split("```").skip(1).step_by(2);
    let mut words = blocks.flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.any(|word| word == item.name)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{example, walk::public_items};

    /// A crate of a struct with a method, and a function.
    fn krate(of_struct: &str, of_method: &str, of_function: &str, link: Option<u32>) -> Value {
        let item = |id: u32, name: &str, docs: &str, inner: Value| json!({ "id": id, "name": name, "docs": docs, "visibility": "public", "links": {}, "inner": inner });
        let mut function = item(4, "open", of_function, json!({ "function": {} }));
        function["links"] = link.map_or(json!({}), |link| json!({ "`it`": link }));
        let of_slot = json!({ "impl": { "trait": null, "items": [3] } });
        json!({ "root": 0, "paths": {}, "index": {
            "0": item(0, "it", "```", json!({ "module": { "items": [1, 4] } })),
            "1": item(1, "Slot", of_struct, json!({ "struct": { "impls": [2] } })),
            "2": item(2, "", "", of_slot),
            "3": item(3, "step", of_method, json!({ "function": {} })),
            "4": function,
        }})
    }

    fn missing(krate: &Value) -> Vec<String> {
        let items = public_items(krate).expect("a crate");
        let missing = items
            .into_iter()
            .filter(|item| !example::is_there(krate, item));
        missing.map(|item| item.path).collect()
    }

    #[test]
    fn what_has_none_is_missed() {
        let all = missing(&krate("", "", "", None));
        assert_eq!(all, ["it::Slot", "it::Slot::step", "it::open"]);
    }

    #[test]
    fn one_of_its_own_is_enough() {
        assert!(missing(&krate("```", "```", "```", None)).is_empty());
    }

    #[test]
    fn a_link_has_to_lead_to_one() {
        assert_eq!(
            missing(&krate("```", "```", "", Some(3))),
            Vec::<String>::new()
        );
        assert_eq!(
            missing(&krate("```", "", "", Some(3))),
            ["it::Slot::step", "it::open"]
        );
    }

    #[test]
    fn the_example_of_the_type_has_to_use_the_method() {
        assert_eq!(
            missing(&krate("```\nslot.step()\n```", "", "```", None)),
            Vec::<String>::new()
        );
        assert_eq!(
            missing(&krate("step ```\nslot.steps()\n```", "", "```", None)),
            ["it::Slot::step"]
        );
    }
}
