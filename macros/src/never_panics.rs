//! Whatever it is fed, the derive gives code that parses: an expansion, or `compile_error!`.

mod dice;
mod enums;
mod rules;
mod soup;

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

use proc_macro2::{TokenStream, TokenTree};
use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestError, TestRunner},
};

use self::{dice::Dice, enums::Enum};

/// Runs `property` on `cases` throws of the dice, the same ones every time.
fn check(cases: u32, seed: u64, property: impl Fn(Dice) -> Result<(), TestCaseError>) {
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let throws = prop::collection::vec(any::<u16>(), 160);
    let run = TestRunner::new(config).run(&throws, |throws| property(Dice::new(throws)));
    // The throws that it shrank to say nothing: the reason has the source.
    if let Err(TestError::Fail(reason, _)) = run {
        panic!("{reason}");
    }
    assert!(run.is_ok(), "{run:?}");
}

/// What the derive makes of `source`, as a file of items; and whether it refused it.
fn derived(source: &str) -> Result<(syn::File, bool), TestCaseError> {
    derived_by(crate::lifecycle, source)
}

fn derived_by(
    derive: fn(TokenStream) -> TokenStream,
    source: &str,
) -> Result<(syn::File, bool), TestCaseError> {
    let item: TokenStream = source.parse().expect("the dice give tokens");
    let output = quietly(|| derive(item))
        .map_err(|why| TestCaseError::fail(format!("the derive panics ({why}) on\n{source}")))?;
    let refused = names_compile_error(output.clone());
    match syn::parse2(output) {
        Ok(file) => Ok((file, refused)),
        Err(error) => Err(TestCaseError::fail(format!(
            "the output does not parse ({error}) for\n{source}"
        ))),
    }
}

/// The result, or where it panics: without the message that a panic prints, of which shrinking would make hundreds.
fn quietly<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    thread_local! {
        static QUIET: Cell<bool> = const { Cell::new(false) };
        static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |info| {
            if QUIET.get() {
                PANIC.set(info.to_string());
            } else {
                loud(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(f));
    QUIET.set(false);
    result.map_err(|_| PANIC.take())
}

fn names_compile_error(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "compile_error",
        TokenTree::Group(group) => names_compile_error(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn structs(file: &syn::File) -> usize {
    let is_struct = |item: &&syn::Item| matches!(item, syn::Item::Struct(_));
    file.items.iter().filter(is_struct).count()
}

#[test]
fn an_enum_is_refused_when_it_breaks_a_rule_and_only_then() {
    let (sound, unsound) = (Cell::new(0), Cell::new(0));
    check(2200, 1, |mut dice| {
        let described = Enum::throw(&mut dice);
        let broken = rules::broken(&described);
        let source = described.to_string();
        let (file, refused) = derived(&source)?;
        prop_assert_eq!(refused, broken.is_some(), "{:?} in\n{}", broken, source);
        // A struct for each state and one for the handle stand there after a mistake too.
        prop_assert_eq!(structs(&file), described.variants.len() + 1, "{}", source);
        let count = if refused { &unsound } else { &sound };
        count.set(count.get() + 1);
        Ok(())
    });
    let (sound, unsound) = (sound.get(), unsound.get());
    assert!(sound > 500 && unsound > 500, "{sound} sound, {unsound} not");
}

#[test]
fn attribute_soup_on_an_enum_is_refused_or_expanded() {
    let (sound, unsound) = (Cell::new(0), Cell::new(0));
    check(1800, 2, |mut dice| {
        let mut described = Enum::throw(&mut dice);
        soup::into_attributes(&mut described, &mut dice);
        let (_, refused) = derived(&described.to_string())?;
        let count = if refused { &unsound } else { &sound };
        count.set(count.get() + 1);
        Ok(())
    });
    let (sound, unsound) = (sound.get(), unsound.get());
    assert!(sound > 20 && unsound > 800, "{sound} sound, {unsound} not");
}

#[test]
fn a_table_is_refused_or_expanded_and_is_there_all_the_same() {
    let (sound, unsound) = (Cell::new(0), Cell::new(0));
    check(500, 4, |mut dice| {
        let mut described = Enum::throw(&mut dice);
        soup::into_tables(&mut described, &mut dice);
        let source = described.to_string();
        let broken = rules::broken(&described).is_some() || described.keeps_no_rows();
        let (_, of_lifecycle) = derived(&source)?;
        prop_assert_eq!(of_lifecycle, broken, "{}", source);
        let (file, refused) = derived_by(crate::durable, &source)?;
        // Without parameters, what the store needs to know stands there after a mistake too.
        let there = described.generics.0.is_empty();
        let blocks = file
            .items
            .iter()
            .filter(|item| matches!(item, syn::Item::Const(_)));
        prop_assert_eq!(blocks.count(), usize::from(there), "{}", source);
        let count = if refused { &unsound } else { &sound };
        count.set(count.get() + 1);
        Ok(())
    });
    let (sound, unsound) = (sound.get(), unsound.get());
    assert!(sound > 40 && unsound > 200, "{sound} sound, {unsound} not");
}

#[test]
fn what_is_no_enum_of_states_is_refused() {
    check(1100, 3, |mut dice| {
        let source = soup::no_enum(&mut dice);
        let (_, refused) = derived(&source)?;
        prop_assert!(refused, "{}", source);
        derived_by(crate::durable, &source)?;
        Ok(())
    });
}
