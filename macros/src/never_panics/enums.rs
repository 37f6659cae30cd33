//! Enums that are nearly sound: a lifecycle that keeps the rules, and a few changes at random.

use std::fmt;

use super::dice::Dice;

const STATES: [&str; 14] = [
    "Open",
    "Closed",
    "Draining",
    "InputNeeded",
    "Inputneeded",
    "T",
    "S",
    "N",
    "Result",
    "None",
    "State",
    "r#Box",
    "Job",
    "C",
];
const NOWHERE: [&str; 3] = ["Opne", "Nowhere", "Done"];
const GROUPS: [&str; 4] = ["Live", "Billable", "r#Group", "Open"];
const GENERICS: [(&str, &str); 7] = [
    ("", ""),
    ("", ""),
    ("<T>", ""),
    (
        "<'a, T: Clone + 'a, const N: usize>",
        "where T: Send, [T; N]: Sized",
    ),
    ("<T = u8, U = Vec<T>>", ""),
    (
        "<'a: 'b, 'b, T: ?Sized>",
        "where Box<T>: for<'c> From<&'c str>,",
    ),
    ("<const N: usize = 3>", ""),
];
const TYPES: [&str; 12] = [
    "u8",
    "&'a T",
    "[T; N]",
    "Box<dyn Fn(T) -> u8 + Send + 'a>",
    "<T as Iterator>::Item",
    "Option<Vec<(T, U)>>",
    "for<'c> fn(&'c T) -> Result<u8, !>",
    "::std::net::SocketAddr",
    "(T,)",
    "*const T",
    "Fixed<{ N + 1 }>",
    "dyn Iterator<Item = T>",
];

pub(super) struct Enum {
    /// What stands before `enum`, attributes of others included.
    head: &'static str,
    pub(super) name: &'static str,
    pub(super) generics: (&'static str, &'static str),
    pub(super) handle: Option<&'static str>,
    pub(super) fixpoint: Option<&'static str>,
    /// By cause.
    pub(super) others: [Option<&'static str>; 3],
    pub(super) prefix: Option<&'static str>,
    pub(super) rename_all: Option<&'static str>,
    /// Keys that break no rule.
    keys: Vec<&'static str>,
    /// More attributes, as written.
    pub(super) soup: String,
    pub(super) variants: Vec<Variant>,
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key, given or not")]
pub(super) struct Variant {
    pub(super) name: &'static str,
    pub(super) initial: bool,
    pub(super) terminal: bool,
    pub(super) to: Vec<(&'static str, bool)>,
    pub(super) groups: Vec<&'static str>,
    pub(super) rename: Option<&'static str>,
    pub(super) trap: bool,
    /// `#[lifecycle(..)]` on a field.
    pub(super) on_field: bool,
    invariant: bool,
    fields: String,
    pub(super) soup: String,
    /// Attributes of the first field.
    pub(super) soup_of_field: String,
}

impl Enum {
    pub(super) fn throw(dice: &mut Dice) -> Self {
        let live = 1 + dice.below(4);
        let ends = 1 + dice.below(2);
        let mut names = STATES.to_vec();
        names.rotate_left(dice.below(STATES.len()));
        names.truncate(live + ends);
        let mut variants: Vec<Variant> = names
            .iter()
            .map(|&name| Variant {
                name,
                ..Variant::default()
            })
            .collect();
        variants[0].initial = true;
        for i in 0..live {
            variants[i].to.push((names[i + 1], dice.once_in(2)));
        }
        for end in live..live + ends {
            variants[end].terminal = true;
            let from = dice.below(live);
            if variants[from].to.iter().all(|&(to, _)| to != names[end]) {
                variants[from].to.push((names[end], false));
            }
        }
        for variant in &mut variants {
            variant.decorate(&names, dice);
        }
        let mut this = Self {
            head: dice.one_of(&[
                "",
                "pub",
                "/// Docs.\n#[allow(dead_code)] pub(crate)",
                "pub(in crate::a)",
            ]),
            name: dice.one_of(&["JobState", "OrderState", "r#JobState"]),
            generics: dice.one_of(&GENERICS),
            handle: dice.maybe(4, &["Order", "r#Handle", "Gate", "JobState"]),
            fixpoint: Some(names[live]),
            others: [0; 3].map(|_| dice.maybe(6, &names[live..])),
            prefix: dice.maybe(4, &["Conn", "r", "_0"]),
            rename_all: dice.maybe(4, &["snake_case", "lowercase", "UPPERCASE", "kebab-case"]),
            keys: Vec::new(),
            soup: String::new(),
            variants,
        };
        for key in [
            "context = &'static T",
            "resume",
            "derive(Debug, ::serde::Serialize)",
            "crate = ::e::f",
            "transitions(pub(crate))",
        ] {
            this.keys.extend(dice.maybe(4, &[key]));
        }
        for _ in 0..dice.below(3) {
            this.change(&names, dice);
        }
        this
    }

    /// Whether it has what a lifecycle whose states are rows has no use for.
    pub(super) fn keeps_no_rows(&self) -> bool {
        let refused = |key: &&str| key.starts_with("context") || *key == "resume";
        !self.generics.0.is_empty() || self.keys.iter().any(refused)
    }

    /// A change that may break a rule.
    fn change(&mut self, names: &[&'static str], dice: &mut Dice) {
        let which = dice.below(self.variants.len());
        let variant = &mut self.variants[which];
        match dice.below(15) {
            0 => variant.to.clear(),
            1 => variant.to.push((dice.one_of(names), false)),
            2 => variant.to.push((dice.one_of(&NOWHERE), true)),
            3 => variant.initial = !variant.initial,
            4 => variant.terminal = !variant.terminal,
            5 => variant.trap = true,
            6 => variant.on_field = variant.fields.len() > 2,
            7 => variant.rename = Some(dice.one_of(&["open", "closed", "t", "Müll"])),
            8 => self.fixpoint = None,
            9 => self.fixpoint = Some(dice.one_of(names)),
            10 => self.others[0] = Some(dice.one_of(&NOWHERE)),
            11 => self.name = dice.one_of(&["Job", "State", "Closed"]),
            12 => variant.groups.push(dice.one_of(&GROUPS)),
            13 => {
                variant.to.pop();
            }
            _ => {
                variant.to = vec![(variant.name, false)];
                variant.trap = dice.once_in(2);
            }
        }
    }
}

impl Variant {
    fn decorate(&mut self, names: &[&'static str], dice: &mut Dice) {
        if !self.terminal && dice.once_in(2) {
            let to = dice.one_of(names);
            if self.to.iter().all(|&(other, _)| other != to) {
                self.to.push((to, false));
            }
        }
        self.groups.extend(dice.maybe(4, &GROUPS));
        self.invariant = dice.once_in(6);
        let ty = dice.one_of(&TYPES);
        self.fields = match dice.below(5) {
            0 | 1 => String::new(),
            2 => format!("({ty}, #[cfg(all())] pub u8)"),
            3 => "{}".into(),
            _ => format!("{{ #[serde(skip)] r#type: {ty}, b: u8 }}"),
        };
    }
}

impl fmt::Display for Enum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        keys.extend(self.handle.map(|handle| format!("handle = {handle}")));
        keys.extend(self.prefix.map(|prefix| format!("prefix = \"{prefix}\"")));
        keys.extend(
            self.rename_all
                .map(|case| format!("rename_all = \"{case}\"")),
        );
        let [cancelled, timed_out, panicked] = self.others;
        for (key, state) in [
            ("fixpoint", self.fixpoint),
            ("cancelled", cancelled),
            ("timed_out", timed_out),
            ("panicked", panicked),
        ] {
            keys.extend(state.map(|state| format!("{key} = {state}")));
        }
        let (generics, clause) = self.generics;
        writeln!(
            f,
            "#[lifecycle({})] {} {}",
            keys.join(", "),
            self.soup,
            self.head
        )?;
        writeln!(f, "enum {} {generics} {clause} {{", self.name)?;
        for variant in &self.variants {
            writeln!(f, "    {variant},")?;
        }
        f.write_str("}")
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut keys = Vec::new();
        keys.extend(self.initial.then(|| "initial".to_owned()));
        keys.extend(self.terminal.then(|| "terminal".into()));
        keys.extend(self.trap.then(|| "trap = \"why\"".into()));
        keys.extend(
            self.invariant
                .then(|| "invariant = crate::holds::<u8>".into()),
        );
        keys.extend(self.rename.map(|rename| format!("rename = \"{rename}\"")));
        if !self.to.is_empty() {
            let label = |labelled| if labelled { " when \"so\"" } else { "" };
            let to = self
                .to
                .iter()
                .map(|&(to, labelled)| format!("{to}{}", label(labelled)));
            keys.push(format!("to({})", to.collect::<Vec<_>>().join(", ")));
        }
        if !self.groups.is_empty() {
            keys.push(format!("group({})", self.groups.join(", ")));
        }
        write!(
            f,
            "#[lifecycle({})] {} {}",
            keys.join(", "),
            self.soup,
            self.name
        )?;
        let has_fields = self.fields.len() > 2;
        if has_fields {
            let (opening, fields) = self.fields.split_at(1);
            let on_field = if self.on_field {
                "#[lifecycle(initial)]"
            } else {
                ""
            };
            return write!(f, "{opening}{on_field} {} {fields}", self.soup_of_field);
        }
        f.write_str(&self.fields)
    }
}
