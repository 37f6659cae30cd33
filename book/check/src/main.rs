//! Checks the built book: that every link in it leads to a file that is there, and to a place in it that has this name.
//!
//! `check-book target/book`, as `ci/book` does after `mdbook build`. No network: links to elsewhere are left alone.

mod page;

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Component, Path, PathBuf},
    process::ExitCode,
};

use page::{Link, Page};

/// All pages in one, with the links of each; and a page whose links begin at the site's root, wherever that is.
const LEFT_OUT: [&str; 2] = ["print.html", "404.html"];

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1) else {
        eprintln!("error: name the folder of the built book: `check-book target/book`");
        return ExitCode::FAILURE;
    };
    match check(Path::new(&folder)) {
        Ok((pages, links, problems)) => {
            for problem in &problems {
                eprintln!("error: {problem}");
            }
            println!("{pages} pages, {links} links, {} problems", problems.len());
            ExitCode::from(u8::from(!problems.is_empty()))
        }
        Err(error) => {
            eprintln!(
                "error: {}: {error}; was the book built?",
                Path::new(&folder).display()
            );
            ExitCode::FAILURE
        }
    }
}

/// How many pages and links there are, and what is wrong with them.
fn check(folder: &Path) -> io::Result<(usize, usize, Vec<String>)> {
    let mut pages = BTreeMap::new();
    read(folder, Path::new(""), &mut pages)?;
    let mut links = 0;
    let mut problems = Vec::new();
    for (path, page) in &pages {
        let complain = |problem: &str| format!("{}: {problem}", path.display());
        problems.extend(page.problems.iter().map(|problem| complain(problem)));
        for link in page.links.iter().filter(|link| link.is_of_the_book()) {
            links += 1;
            if let Some(problem) = broken(folder, path, link, &pages) {
                problems.push(complain(&format!("`{link}` {problem}")));
            }
        }
    }
    if pages.is_empty() {
        problems.push("there are no pages".to_owned());
    }
    Ok((pages.len(), links, problems))
}

/// Reads the pages in the folder `below`, by their paths in the book.
fn read(folder: &Path, below: &Path, pages: &mut BTreeMap<PathBuf, Page>) -> io::Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            read(folder, &path, pages)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
            && !LEFT_OUT.iter().any(|left_out| path == Path::new(left_out))
        {
            let page = Page::read(&fs::read_to_string(folder.join(&path))?);
            pages.insert(path, page);
        }
    }
    Ok(())
}

fn broken(
    folder: &Path,
    from: &Path,
    link: &Link,
    pages: &BTreeMap<PathBuf, Page>,
) -> Option<&'static str> {
    let target = resolve(from, &link.path)?;
    if !folder.join(&target).is_file() {
        return Some("leads to no file");
    }
    let page = pages.get(&target)?;
    let named = link.place.is_empty() || page.places.contains(&link.place);
    (!named).then_some("leads to a page, and to no place in it")
}

/// The path in the book that `path` means on the page `from`.
fn resolve(from: &Path, path: &str) -> Option<PathBuf> {
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut target = from.parent()?.to_owned();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => _ = target.pop(),
            Component::Normal(name) => target.push(name),
            _ => {}
        }
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_begins_in_the_folder_of_its_page() {
        let from = Path::new("howto/adopt.html");
        let to = |path| resolve(from, path).map(|path| path.display().to_string());
        assert_eq!(to("").as_deref(), Some("howto/adopt.html"));
        assert_eq!(to("change.html").as_deref(), Some("howto/change.html"));
        assert_eq!(to("../limits.html").as_deref(), Some("limits.html"));
    }

    #[test]
    fn a_link_to_a_place_that_is_not_there_is_broken() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        // Any file that is there does for the page.
        let page = Page::read(r#"<h2 id="here">x</h2>"#);
        let pages = BTreeMap::from([(PathBuf::from("Cargo.toml"), page)]);
        let from = Path::new("index.html");
        let links = Page::read(
            r#"<a href="Cargo.toml#here">x</a> <a href="Cargo.toml#there">x</a> <a href="gone">x</a>"#,
        );
        let found: Vec<_> = links
            .links
            .iter()
            .map(|link| broken(folder, from, link, &pages))
            .collect();
        let expected = [
            None,
            Some("leads to a page, and to no place in it"),
            Some("leads to no file"),
        ];
        assert_eq!(found, expected);
    }
}
