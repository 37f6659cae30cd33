//! What the compiler refuses: a folder for each row of the book's comparison, with a case for each crate that it refuses something for.

#[test]
fn what_is_refused_is_refused_in_the_words_on_record() {
    trybuild::TestCases::new().compile_fail("tests/ui/**/*.rs");
}
