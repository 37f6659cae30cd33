//! What the derive writes compiles to the instructions of the hand-written code.
//!
//! Both halves are built once more, in a target directory of their own: with the default features alone, and with no flag
//! that the environment adds. `BLESS=1` rewrites the checked-in listings.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use codegen_compared::functions;

/// The instructions of each function, by its name.
type Listings = BTreeMap<String, String>;

struct Pairs {
    by_hand: Listings,
    derived: Listings,
}

/// As cargo builds a release.
const DEFAULT_UNITS: &str = "16";
/// In one piece the inliner sees the functions in another order.
const ONE_UNIT: &str = "1";

static BUILT: LazyLock<BTreeMap<&str, Pairs>> = LazyLock::new(|| {
    let built = [DEFAULT_UNITS, ONE_UNIT].map(|units| {
        let by_hand = listings("codegen-by_hand", units);
        let derived = listings("codegen-derived", units);
        (units, Pairs { by_hand, derived })
    });
    built.into()
});

fn listings(package: &str, units: &str) -> Listings {
    cargo(&["clean", "--release", "-p", package]);
    for old in assembly(&target()) {
        fs::remove_file(old).expect("old assembly can be removed");
    }
    let units = format!("codegen-units={units}");
    let emit = [
        "--emit",
        "asm",
        "-C",
        "symbol-mangling-version=v0",
        "-C",
        &units,
    ];
    cargo(&[&["rustc", "--release", "-p", package, "--"][..], &emit].concat());
    let mut listings = Listings::new();
    for file in assembly(&target()) {
        let text = fs::read_to_string(file).expect("assembly is text");
        listings.extend(functions(&text, &package.replace('-', "_")));
    }
    listings
}

fn cargo(arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", target())
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("RUSTFLAGS", "")
        .output()
        .expect("cargo can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}\n{errors}");
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("codegen")
}

/// One file for each unit of code.
fn assembly(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("a folder can be read").path());
    paths
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => assembly(&path),
            Some(extension) if extension == "s" => vec![path],
            _ => Vec::new(),
        })
        .collect()
}

fn every_pair_is_equal(units: &str) {
    let Pairs { by_hand, derived } = &BUILT[units];
    let names: Vec<_> = by_hand.keys().collect();
    assert_eq!(names, derived.keys().collect::<Vec<_>>(), "functions");
    assert!(names.len() >= 12, "only {names:?} were found");
    let unequal = names
        .into_iter()
        .filter(|&name| by_hand[name] != derived[name]);
    let unequal: Vec<String> = unequal
        .map(|name| {
            let (by_hand, derived) = (&by_hand[name], &derived[name]);
            format!("`{name}` by hand:\n{by_hand}and derived:\n{derived}")
        })
        .collect();
    assert!(unequal.is_empty(), "not equal:\n{}", unequal.join("\n"));
}

#[test]
fn every_pair_is_equal_in_a_release_build() {
    every_pair_is_equal(DEFAULT_UNITS);
}

#[test]
fn every_pair_is_equal_in_one_codegen_unit() {
    every_pair_is_equal(ONE_UNIT);
}

/// Another compiler may choose other instructions, equal in both halves: only its own are compared.
#[test]
fn the_listings_are_those_that_are_checked_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../listings");
    let compiler = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .arg("-vV")
        .output()
        .expect("rustc can be run");
    let compiler = String::from_utf8(compiler.stdout).expect("rustc writes text");
    let now = &BUILT[DEFAULT_UNITS].derived;
    if env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        fs::write(folder.join("compiler.txt"), &compiler).expect("it can be written");
        for (name, listing) in now {
            fs::write(folder.join(format!("{name}.asm")), listing).expect("it can be written");
        }
    }
    let wrote = fs::read_to_string(folder.join("compiler.txt")).expect("the listings were blessed");
    if wrote != compiler {
        eprintln!("the listings are of another compiler:\n{wrote}");
        return;
    }
    let files = fs::read_dir(&folder).expect("the folder can be read");
    let kept = files.filter_map(|entry| {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name()?.to_str()?.strip_suffix(".asm")?.to_owned();
        Some((name, fs::read_to_string(path).expect("a listing is text")))
    });
    assert_eq!(kept.collect::<Listings>(), *now, "BLESS=1 rewrites them");
}
