//! A page of the built book, as far as links go.

use std::{collections::BTreeSet, fmt};

use html5gum::{Token, Tokenizer};

/// What a page links to, and what it can be linked at.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) links: Vec<Link>,
    /// Its `id`s.
    pub(crate) places: BTreeSet<String>,
    /// What is wrong with it alone.
    pub(crate) problems: Vec<String>,
}

/// The value of an `href` or a `src`, taken apart.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) path: String,
    /// What stands behind the `#`.
    pub(crate) place: String,
}

impl Link {
    fn new(target: &str) -> Self {
        let (path, place) = target.split_once('#').unwrap_or((target, ""));
        Self {
            path: path.to_owned(),
            place: place.to_owned(),
        }
    }

    /// Whether it leads to somewhere in the book.
    pub(crate) fn is_of_the_book(&self) -> bool {
        !["https:", "http:", "data:", "mailto:"]
            .iter()
            .any(|scheme| self.path.starts_with(scheme))
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.place.is_empty() {
            return Ok(());
        }
        write!(f, "#{}", self.place)
    }
}

impl Page {
    pub(crate) fn read(html: &str) -> Self {
        let mut page = Self::default();
        // A tokenizer over text that is in memory cannot fail.
        for token in Tokenizer::new(html).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let value = |name: &str| {
                        let value = tag.attributes.get(name.as_bytes())?;
                        Some(String::from_utf8_lossy(value).into_owned())
                    };
                    page.places.extend(value("id"));
                    let targets = [value("href"), value("src")];
                    page.links.extend(
                        targets
                            .into_iter()
                            .flatten()
                            .map(|target| Link::new(&target)),
                    );
                    if *tag.name == b"img" && value("alt").is_none_or(|alt| alt.is_empty()) {
                        page.problems
                            .push("an image without words for it".to_owned());
                    }
                }
                // What mdBook could not take in stays there as it was written.
                Token::String(text) if String::from_utf8_lossy(&text).contains("{{#") => {
                    let problem = "something that was to be taken in is not there";
                    page.problems.push(problem.to_owned());
                }
                _ => {}
            }
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_places_are_found() {
        let page = Page::read(
            r#"<h2 id="here">x</h2> <a href="../other.html#there">x</a> <a href="https://x.org">x</a>"#,
        );
        assert!(page.places.contains("here"));
        let of_the_book: Vec<String> = page
            .links
            .iter()
            .filter(|link| link.is_of_the_book())
            .map(ToString::to_string)
            .collect();
        assert_eq!(of_the_book, ["../other.html#there"]);
        assert!(page.problems.is_empty());
    }

    #[test]
    fn what_was_not_taken_in_and_images_without_words_are_problems() {
        assert_eq!(Page::read("<p>{{#include gone.rs}}</p>").problems.len(), 1);
        assert_eq!(Page::read(r#"<img src="x.svg" alt="">"#).problems.len(), 1);
        assert!(
            Page::read(r#"<img src="x.svg" alt="a door">"#)
                .problems
                .is_empty()
        );
    }
}
