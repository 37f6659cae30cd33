//! As much of Markdown as the book uses.

use std::{
    fs,
    path::{Path, PathBuf},
};

pub(crate) struct Page {
    /// Below `src`, with `/` between the folders.
    pub(crate) path: String,
    /// Everything outside of the fences, line by line.
    pub(crate) prose: Vec<String>,
    pub(crate) fences: Vec<Fence>,
}

pub(crate) struct Fence {
    /// What stands behind the backticks.
    pub(crate) info: String,
    /// The line before it that is not empty.
    pub(crate) before: String,
    /// Where it begins, for messages.
    pub(crate) line: usize,
    pub(crate) body: Vec<String>,
}

pub(crate) fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

pub(crate) fn pages() -> Vec<Page> {
    let mut paths = Vec::new();
    collect(&src(), &mut paths);
    paths.sort();
    assert!(paths.len() > 20, "the pages are not where they were");
    paths.iter().map(|path| Page::read(path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
}

impl Page {
    fn read(path: &Path) -> Self {
        let below = path.strip_prefix(src()).unwrap();
        let folders = below.iter().map(|part| part.to_str().unwrap());
        let mut page = Self {
            path: folders.collect::<Vec<_>>().join("/"),
            prose: Vec::new(),
            fences: Vec::new(),
        };
        let mut open: Option<Fence> = None;
        let mut before = String::new();
        for (number, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            match (line.strip_prefix("```"), open.take()) {
                (Some(info), None) => {
                    open = Some(Fence {
                        info: info.to_owned(),
                        before: before.clone(),
                        line: number + 1,
                        body: Vec::new(),
                    });
                }
                (Some(_), Some(fence)) => page.fences.push(fence),
                (None, Some(mut fence)) => {
                    fence.body.push(line.to_owned());
                    open = Some(fence);
                }
                (None, None) => {
                    page.prose.push(line.to_owned());
                    if !line.is_empty() {
                        line.clone_into(&mut before);
                    }
                }
            }
        }
        assert!(open.is_none(), "{}: a fence is not closed", page.path);
        page
    }

    /// The folder that its links and includes begin in.
    pub(crate) fn folder(&self) -> PathBuf {
        src().join(&self.path).parent().unwrap().to_owned()
    }

    /// The names that its headings can be linked by.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let headings = self.prose.iter().filter(|line| line.starts_with('#'));
        headings
            .map(|line| anchor(line.trim_start_matches('#').trim()))
            .collect()
    }
}

fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

impl Fence {
    pub(crate) fn is_rust(&self) -> bool {
        self.info.split(',').any(|word| word.trim() == "rust")
    }

    /// What stands in its `{{#include ..}}` lines.
    fn targets(&self) -> impl Iterator<Item = &str> {
        let lines = self.body.iter();
        lines
            .filter_map(|line| line.split_once("{{#include ")?.1.split_once("}}"))
            .map(|(target, _)| target)
    }

    /// The paths that it includes.
    pub(crate) fn includes(&self) -> Vec<&str> {
        let path = |target| str::split(target, ':').next();
        self.targets().filter_map(path).collect()
    }

    /// The paths of which it includes a part that has a name, and the name.
    pub(crate) fn parts(&self) -> Vec<(&str, &str)> {
        let parts = self.targets().filter_map(|target| target.split_once(':'));
        let named = |(_, part): &(&str, &str)| part.parse::<usize>().is_err();
        parts.filter(named).collect()
    }
}
