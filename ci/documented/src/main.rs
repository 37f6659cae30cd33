//! Lists the public items that neither have an example nor point to one.
//!
//! It reads what rustdoc writes as JSON: see `ci/doc`. An item is well if
//!
//! * its docs have a block of code;
//! * they link to an item whose docs have one;
//! * or it belongs to an item whose example uses it by name, on the same page.
//!
//! Variants, fields and implementations of traits are shown with their types, and not looked at.

mod example;
mod item;
mod walk;

use std::{env, fs, process::ExitCode};

use serde_json::Value;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut all_well = true;
    for path in env::args().skip(1) {
        let krate: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let items = walk::public_items(&krate).ok_or("not what rustdoc writes as JSON")?;
        let (well, missing): (Vec<_>, Vec<_>) = items
            .iter()
            .partition(|item| example::is_there(&krate, item));
        for item in &missing {
            println!(
                "{}: {} has no example and points to none",
                item.place, item.path
            );
        }
        println!(
            "{path}: {} of {} items have an example or point to one",
            well.len(),
            items.len()
        );
        all_well &= missing.is_empty() && !items.is_empty();
    }
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
