//! Reads functions out of the assembly that rustc emits, so that two crates can be compared instruction by instruction.

use std::collections::BTreeMap;

/// The instructions of every plain function of `krate`, by the function's name.
///
/// Directives and comments are gone, local labels are numbered in the order in which they appear, and symbols name
/// neither the crate nor a hash: what is left of two functions is equal if they do the same in the same way.
///
/// # Panics
///
/// Where two functions have one name, since only one of them would be compared.
#[must_use]
pub fn functions(assembly: &str, krate: &str) -> BTreeMap<String, String> {
    let mut functions = BTreeMap::new();
    let mut lines = assembly.lines().map(without_comment);
    while let Some(line) = lines.next() {
        let label = line.strip_suffix(':');
        let Some(name) = label.and_then(|symbol| name_in(symbol, krate)) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !is_end(line)).collect();
        let other = functions.insert(name.to_owned(), listing(&body, krate));
        assert!(other.is_none(), "`{krate}` has two functions `{name}`");
    }
    functions
}

/// What begins a comment; on other architectures `#` begins a number.
const COMMENT: &str = if cfg!(any(target_arch = "x86", target_arch = "x86_64")) {
    "#"
} else if cfg!(target_vendor = "apple") {
    ";"
} else {
    "//"
};

fn without_comment(line: &str) -> &str {
    line.split(COMMENT).next().unwrap_or_default().trim()
}

fn is_end(line: &str) -> bool {
    line.starts_with(".cfi_endproc")
        || line.starts_with(".seh_endproc")
        || line.starts_with(".Lfunc_end")
}

/// `transition` for `_RNvNtCs1a2b_15codegen_by_hand6upload10transition`; nothing for a method, a closure, an instance of a
/// generic function, or what another crate holds.
fn name_in<'a>(symbol: &'a str, krate: &str) -> Option<&'a str> {
    let (path, mut rest) = symbol.split_once(&format!("{}{krate}", krate.len()))?;
    if !path.trim_start_matches('_').starts_with("RNv") {
        return None;
    }
    let mut name = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let length: usize = rest[..digits].parse().ok()?;
        name = Some(rest.get(digits..digits + length)?);
        rest = &rest[digits + length..];
    }
    name
}

fn listing(body: &[&str], krate: &str) -> String {
    let is_label = |line: &&&str| line.ends_with(':');
    let instructions = || {
        body.iter()
            .filter(|line| !is_label(line) && !line.starts_with('.'))
    };
    let targets: Vec<&str> = instructions().flat_map(|line| words(line)).collect();
    let mut labels = Labels::default();
    let mut listing = String::new();
    for line in body {
        if let Some(label) = line.strip_suffix(':') {
            // A label that nothing refers to marks a line of source or a landing pad.
            if targets.contains(&label) {
                listing.extend([&labels.number(label), ":\n"]);
            }
        } else if !line.is_empty() && !line.starts_with('.') {
            let line: String = words(line)
                .map(|word| labels.renamed(word, krate))
                .collect();
            listing.extend(["    ", &line.replace('\t', " "), "\n"]);
        }
    }
    listing
}

/// The symbols of a line, and what stands between them, in turn.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let in_symbol = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$');
    let mut rest = line;
    std::iter::from_fn(move || {
        let symbol = in_symbol(rest.chars().next()?);
        let end = rest.find(|c| in_symbol(c) != symbol);
        let (word, later) = rest.split_at(end.unwrap_or(rest.len()));
        rest = later;
        Some(word)
    })
}

#[derive(Default)]
struct Labels<'a>(Vec<&'a str>);

impl<'a> Labels<'a> {
    fn number(&mut self, label: &'a str) -> String {
        let known = self.0.iter().position(|&known| known == label);
        let number = known.unwrap_or_else(|| {
            self.0.push(label);
            self.0.len() - 1
        });
        format!(".L{number}")
    }

    fn renamed(&mut self, word: &'a str, krate: &str) -> String {
        let local = [".L", "LBB", "LCPI", "l_"];
        if local.iter().any(|prefix| word.starts_with(prefix)) {
            self.number(word)
        } else {
            without_hashes(word).replace(&format!("{}{krate}", krate.len()), "4pair")
        }
    }
}

/// `_RNvC7___rustc14___rust_dealloc` for `_RNvCsfLfy6EI15iL_7___rustc14___rust_dealloc`: the hash is the compiler's.
fn without_hashes(symbol: &str) -> String {
    let mut kept = String::new();
    let mut rest = symbol;
    while let Some((before, after)) = rest.split_once("Cs") {
        let hash = after.find(|c: char| !c.is_ascii_alphanumeric());
        match hash {
            Some(end) if after[end..].starts_with('_') => {
                kept += before;
                kept.push('C');
                rest = &after[end + 1..];
            }
            _ => {
                kept += before;
                kept += "Cs";
                rest = after;
            }
        }
    }
    kept + rest
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::functions;

    const ASSEMBLY: &str = "
\t.section\t.text._RNvNtCs1a2b_4half4move2go,\"ax\"
_RNvNtCs1a2b_4half4move2go:
\t.cfi_startproc
.Ltmp3:
\ttestq\t%rdi, %rdi # a comment
\tje\t.LBB7_2
\tcallq\t*_RNvCs9z_4half3end@GOTPCREL(%rip)
.LBB7_2:
\tretq
.Lfunc_end7:
\t.cfi_endproc
_RNvMs_Cs1a2b_4halfNtB4_1T2go:
\tretq
\t.cfi_endproc
";

    #[test]
    fn a_function_is_its_instructions_and_the_labels_they_use() {
        let listing = "    testq %rdi, %rdi\n    je .L0\n    callq *_RNvC4pair3end@GOTPCREL(%rip)\n.L0:\n    retq\n";
        let found = functions(ASSEMBLY, "half");
        assert_eq!(found.get("go").map(String::as_str), Some(listing));
    }

    #[test]
    fn a_method_is_no_plain_function_and_a_call_begins_none() {
        assert_eq!(functions(ASSEMBLY, "half").len(), 1);
        assert_eq!(functions(ASSEMBLY, "other").len(), 0);
    }

    #[test]
    fn other_numbers_and_hashes_make_no_difference_and_another_instruction_does() {
        let same = ASSEMBLY
            .replace("LBB7", "LBB12")
            .replace("Cs1a2b_", "CsZ9_");
        assert_eq!(functions(&same, "half"), functions(ASSEMBLY, "half"));
        let other = ASSEMBLY.replace("je\t", "jne\t");
        assert_ne!(functions(&other, "half"), functions(ASSEMBLY, "half"));
    }
}
