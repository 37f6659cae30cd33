//! Writes two dozen random lifecycles that keep all rules, the same ones every time.

use std::{collections::BTreeSet, env, fmt::Write, fs, path::Path};

const LIFECYCLES: usize = 24;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut dice = Dice(0x00e4_d57a_7e00);
    let mut code = String::new();
    for number in 0..LIFECYCLES {
        code += &Drawn::throw(&mut dice).module(number);
    }
    writeln!(code, "pub const COUNT: usize = {LIFECYCLES};").expect("memory");
    code += "pub fn pick<P: crate::Pick>(number: usize, pick: P) -> P::Out {\n    match number {\n";
    for number in 0..LIFECYCLES {
        writeln!(code, "{number} => pick.visit::<l{number}::WalkState>(),").expect("memory");
    }
    code += "_ => unreachable!(),\n}\n}\n";
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("lifecycles.rs"), code).expect("OUT_DIR can be written");
}

/// A linear congruential generator: what it draws has to differ, not to surprise.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn once_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

/// Live states first, then terminal ones.
struct Drawn {
    live: usize,
    states: usize,
    initial: BTreeSet<usize>,
    edges: BTreeSet<(usize, usize)>,
    /// For an error, a cancellation, a deadline and a panic.
    fixpoints: [usize; 4],
    guarded: BTreeSet<usize>,
    groups: BTreeSet<usize>,
    /// The shape of each state: unit, struct, or tuple.
    shapes: Vec<usize>,
    /// The order in which the states are written.
    order: Vec<usize>,
}

impl Drawn {
    fn throw(dice: &mut Dice) -> Self {
        let states = 2 + dice.below(11);
        let ends = 1 + dice.below(4.min(states - 1));
        let live = states - ends;
        let mut initial = BTreeSet::from([0]);
        let mut edges = BTreeSet::new();
        for state in 0..live {
            if state > 0 && dice.once_in(5) {
                initial.insert(state);
            } else if state > 0 {
                edges.insert((dice.below(state), state));
            }
            // Onwards only: so that a walk that takes these edges comes to an end.
            let later = states - state - 1;
            edges.insert((state, state + 1 + dice.below(later)));
        }
        for end in live..states {
            edges.insert((dice.below(live), end));
        }
        // Back, to itself, or a shorter way.
        for _ in 0..dice.below(2 * states) {
            edges.insert((dice.below(live), dice.below(states)));
        }
        if dice.once_in(6) {
            initial.insert(states - 1);
        }
        let mut some = |sides, among: usize| -> BTreeSet<usize> {
            (0..among).filter(|_| dice.once_in(sides)).collect()
        };
        let (guarded, groups) = (some(5, states), some(2, live));
        let mut order: Vec<usize> = (0..states).collect();
        for i in 1..states {
            order.swap(i, dice.below(i + 1));
        }
        Self {
            live,
            states,
            initial,
            edges,
            fixpoints: [0; 4].map(|_| live + dice.below(ends)),
            guarded,
            groups,
            shapes: (0..states).map(|_| dice.below(3)).collect(),
            order,
        }
    }

    /// The state `S3` with its payload, from `rounds`.
    fn value(&self, state: usize) -> String {
        match self.shapes[state] {
            0 => format!("S{state}"),
            1 => format!("S{state} {{ rounds }}"),
            _ => format!("S{state}(rounds, \"payload\".into())"),
        }
    }

    fn module(&self, number: usize) -> String {
        let [error, cancelled, timed_out, panicked] = self.fixpoints;
        let mut code = format!(
            "pub mod l{number} {{\n\
             use endstate::{{Exit, Lifecycle}};\nuse crate::{{Drive, Step, Walked}};\n\
             #[derive(Lifecycle)]\n\
             #[lifecycle(fixpoint = S{error}, cancelled = S{cancelled}, timed_out = S{timed_out}, panicked = S{panicked}, resume)]\n\
             pub enum WalkState {{\n"
        );
        for &state in &self.order {
            code += &self.variant(state);
        }
        code += "}\n";
        for &state in &self.guarded {
            let holds = ["true", "state.rounds % 5 != 4", "state.0 % 5 != 4"][self.shapes[state]];
            let name = if holds == "true" { "_" } else { "state" };
            writeln!(
                code,
                "fn holds_{state}({name}: &S{state}) -> bool {{ {holds} }}"
            )
            .expect("memory");
        }
        for &state in &BTreeSet::from(self.fixpoints) {
            if self.shapes[state] != 0 {
                writeln!(code, "impl From<endstate::Abandoned> for S{state} {{ fn from(_: endstate::Abandoned) -> Self {{ let rounds = 0; {} }} }}", self.value(state)).expect("memory");
            }
        }
        code += &self.walked();
        code + "}\n"
    }

    fn variant(&self, state: usize) -> String {
        let mut keys = Vec::new();
        keys.extend(self.initial.contains(&state).then(|| "initial".to_owned()));
        keys.extend((state >= self.live).then(|| "terminal".into()));
        keys.extend(
            self.groups
                .contains(&state)
                .then(|| "group(Even, Live)".into()),
        );
        keys.extend(
            self.guarded
                .contains(&state)
                .then(|| format!("invariant = holds_{state}")),
        );
        let to: Vec<String> = self.from(state).map(|to| format!("S{to}")).collect();
        if !to.is_empty() {
            keys.push(format!("to({})", to.join(", ")));
        }
        let fields = ["", " { rounds: u32 }", "(u32, String)"][self.shapes[state]];
        format!("    #[lifecycle({})] S{state}{fields},\n", keys.join(", "))
    }

    fn from(&self, state: usize) -> impl Iterator<Item = usize> {
        let from = self.edges.iter().filter(move |&&(from, _)| from == state);
        from.map(|&(_, to)| to)
    }

    /// The name of a terminal state.
    fn over(&self, state: usize) -> Option<String> {
        (state >= self.live).then(|| format!("S{state}"))
    }

    /// The impl that lets a walk begin in every initial and every stored state, step, and exit.
    fn walked(&self) -> String {
        let mut code = format!(
            "impl Walked for WalkState {{\n    type Any = AnyWalk;\n    const WAYS_IN: usize = {};\n\
             fn begin<D: Drive<Self>>(way: usize, drive: D) -> D::Out {{\n        let rounds = 0;\n        match way {{\n",
            self.initial.len() + self.states
        );
        for (way, &state) in self.initial.iter().enumerate() {
            writeln!(
                code,
                "{way} => drive.drive(Walk::scope({}), {:?}),",
                self.value(state),
                self.over(state)
            )
            .expect("memory");
        }
        for state in 0..self.states {
            let (way, value) = (self.initial.len() + state, self.value(state));
            writeln!(
                code,
                "{way} => drive.drive(Walk::resume(WalkState::{value}), {:?}),",
                self.over(state)
            )
            .expect("memory");
        }
        code += "_ => unreachable!(),\n}\n}\nfn step(any: AnyWalk, choice: usize, rounds: u32) -> Step<AnyWalk> {\n        let _ = rounds;\n        match any {\n";
        for state in 0..self.live {
            let targets: Vec<usize> = self.from(state).collect();
            writeln!(
                code,
                "AnyWalk::S{state}(walk) => match choice % {} {{",
                targets.len()
            )
            .expect("memory");
            for (choice, &to) in targets.iter().enumerate() {
                let value = self.value(to);
                let taken = if self.guarded.contains(&to) {
                    format!(
                        "match walk.try_to({value}) {{ Ok(walk) => Step::Taken(walk.into()), Err(rejected) => Step::Rejected(rejected.handle.into()) }}"
                    )
                } else {
                    format!("Step::Taken(walk.to({value}).into())")
                };
                let pattern = if choice + 1 == targets.len() {
                    "_".into()
                } else {
                    choice.to_string()
                };
                writeln!(code, "{pattern} => {taken},").expect("memory");
            }
            code += "},\n";
        }
        code += "over => Step::Rejected(over),\n}\n}\nfn exit(any: AnyWalk) -> Result<Exit<Self>, AnyWalk> {\n        match any {\n";
        for state in self.live..self.states {
            writeln!(code, "AnyWalk::S{state}(walk) => Ok(walk.exit()),").expect("memory");
        }
        code + "live => Err(live),\n}\n}\n}\n"
    }
}
