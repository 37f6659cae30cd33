//! Random graphs, with all that a string can hold, hand-written mistakes included.

use std::collections::BTreeSet;

use endstate::graph::{Edge, Field, Graph, StateNode};
use proptest::{prelude::*, sample::select};

const NASTY: [&str; 20] = [
    "end",
    "class",
    "subgraph",
    "\"",
    "\\",
    "\\\"",
    "`",
    "```",
    "-->",
    "|x|",
    "<b>&amp;</b>",
    "]]>",
    "#quot;",
    "%% note",
    "; }",
    "a\nb",
    "\r\n\u{2028}",
    "\u{0}\u{1b}[31m",
    "状态🦀",
    "{T: 'static}",
];

fn text() -> impl Strategy<Value = &'static str> {
    let part = prop_oneof![
        select(&NASTY[..]).prop_map(String::from),
        any::<String>(),
        "[A-Za-z_ ]{0,40}"
    ];
    part.prop_map(leak)
}

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

prop_compose! {
    fn state(states: usize)(
        name in text(), status in text(), initial: bool, terminal: bool,
        trap in proptest::option::of(text()),
        groups in prop::collection::vec(text(), 0..3),
        fields in prop::collection::vec((text(), text()), 0..9),
        edges in prop::collection::btree_map(0..states, proptest::option::of(text()), 0..4),
    ) -> (StateNode, Vec<(usize, Option<&'static str>)>) {
        let mut node = StateNode::new(name, status).groups(groups.leak());
        node.initial = initial;
        node.terminal = terminal;
        node.trap = trap;
        node.fields = fields.into_iter().map(|(name, ty)| Field::new(name, ty)).collect::<Vec<_>>().leak();
        (node, edges.into_iter().collect())
    }
}

prop_compose! {
    pub(super) fn graph()(size in 0..11_usize)(
        name in text(),
        states in prop::collection::vec(state(size), size),
        ends in [0..size + 1, 0..size + 1, 0..size + 1, 0..size + 1],
    ) -> Graph {
        // A number at the end makes the names differ. One more is the name of no state.
        let names: Vec<_> = (0..=states.len())
            .map(|index| leak(format!("{}{index}", states.get(index).map_or("none", |(state, _)| state.name))))
            .collect();
        let states = states.into_iter().enumerate().map(|(index, (mut state, edges))| {
            state.name = names[index];
            let edge = |(to, label): (usize, Option<&'static str>)| match label {
                Some(label) => Edge::to(names[to]).when(label),
                None => Edge::to(names[to]),
            };
            state.edges = edges.into_iter().map(edge).collect::<Vec<_>>().leak();
            state
        });
        let states = states.collect::<Vec<_>>().leak();
        let [default, cancelled, timed_out, panicked] = ends.map(|end| names[end]);
        Graph::new(name, default, states).by_cause(cancelled, timed_out, panicked)
    }
}

fn edges(graph: &Graph) -> impl Iterator<Item = (&'static StateNode, &'static Edge)> {
    graph
        .states
        .iter()
        .flat_map(|state| state.edges.iter().map(move |edge| (state, edge)))
}

/// The dashed edges that a picture has: to each terminal fixpoint, if there is a state to leave.
fn dashed(graph: &Graph) -> usize {
    let live = graph.states.iter().any(|state| !state.terminal);
    let ends = graph
        .abandonments()
        .map(|(name, _)| name)
        .collect::<BTreeSet<_>>();
    ends.into_iter()
        .filter(|name| live && graph.state(name).is_some_and(|state| state.terminal))
        .count()
}

fn clean(text: &str) -> String {
    let hidden = ['\u{2028}', '\u{2029}', '\u{fffe}', '\u{ffff}'];
    text.chars()
        .map(|c| {
            if c.is_control() || hidden.contains(&c) {
                ' '
            } else {
                c
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn mermaid_is_quoted(graph in graph()) {
        let out = graph.mermaid();
        prop_assert!(out.ends_with('\n'));
        // Mermaid refuses an empty label.
        prop_assert!(!out.contains("|\"\"|"));
        let (mut states, mut solid, mut broken) = (0, 0, 0);
        for line in out.lines() {
            let parts: Vec<_> = line.split('"').collect();
            prop_assert!(parts.len() % 2 == 1, "{line}");
            for text in parts.iter().skip(1).step_by(2) {
                let text = text.replace("<br/>", "");
                prop_assert!(!text.contains(['<', '>', '`', '\\', '{', '[', '|', '&']), "{line}");
            }
            let shape: String = parts.iter().step_by(2).copied().collect::<Vec<_>>().join("Q");
            states += usize::from(shape.ends_with("(Q)") || shape.ends_with("([Q])"));
            solid += usize::from(shape.contains("-->") && !shape.contains(":::start"));
            broken += usize::from(shape.contains("-..->"));
        }
        prop_assert_eq!((states, solid, broken), (graph.states.len(), edges(&graph).count(), dashed(&graph)));
    }

    #[test]
    fn dot_is_quoted(graph in graph()) {
        let out = graph.dot();
        prop_assert_eq!(out.lines().last(), Some("}"));
        let out = out.replace("\\\\", "").replace("\\\"", "");
        let (mut states, mut solid, mut broken) = (0, 0, 0);
        for line in out.lines() {
            let parts: Vec<_> = line.split('"').collect();
            prop_assert!(parts.len() % 2 == 1, "{line}");
            let shape = parts.iter().step_by(2).copied().collect::<Vec<_>>().join("Q");
            states += usize::from(shape.trim().starts_with("Q [label="));
            solid += usize::from(["Q -> Q", "Q -> Q [label=Q]"].contains(&shape.trim()));
            broken += usize::from(shape.contains("dashed, color"));
        }
        let starts = graph.states.iter().filter(|state| state.initial).count();
        let all = edges(&graph).count() + starts;
        prop_assert_eq!((states, solid, broken), (graph.states.len(), all, dashed(&graph)));
    }

    #[test]
    fn table_is_lines(graph in graph()) {
        let out = graph.table();
        prop_assert!(out.ends_with('\n') && !out.contains('`'));
        prop_assert_eq!(out.lines().count(), 2 + graph.states.len() + graph.abandonments().count());
        for (state, edge) in edges(&graph) {
            prop_assert!(out.contains(&clean(state.name).replace('`', "'")));
            prop_assert!(out.contains(&clean(edge.to).replace('`', "'")));
        }
    }

    #[cfg(feature = "svg")]
    #[test]
    fn svg_is_xml(graph in graph()) {
        let out = graph.svg();
        prop_assert!(out.ends_with("</svg>\n"));
        let document = roxmltree::Document::parse(&out);
        prop_assert!(document.is_ok(), "{:?}", document.err());
        let Ok(document) = document else { return Ok(()) };
        let titles: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title")))
            .filter_map(|node| node.text())
            .collect();
        for state in graph.states {
            let title = clean(&format!("{}, stored as {}", state.name, state.status));
            prop_assert!(titles.iter().any(|text| text.starts_with(&title)), "{title:?} is missing");
            let status = clean(state.status);
            let has_status = |node: roxmltree::Node<'_, '_>| node.attribute("data-status") == Some(&status);
            prop_assert!(document.descendants().any(has_status), "{status:?} is missing");
        }
        for (state, edge) in edges(&graph) {
            let label = edge.label.map(|label| format!(": {label}")).unwrap_or_default();
            let title = clean(&format!("{} to {}{label}", state.name, edge.to));
            prop_assert!(titles.contains(&title.as_str()), "{title:?} is missing");
        }
        prop_assert_eq!(out.matches("marker-end=\"url(#endstate-dashed)\"").count(), dashed(&graph));
        stands_apart(&document)?;
    }
}

/// Boxes and labels do not touch each other, and no edge runs through a box.
#[cfg(feature = "svg")]
fn stands_apart(document: &roxmltree::Document<'_>) -> Result<(), TestCaseError> {
    let number = |text: &str| {
        text.trim_start_matches(['M', 'L', 'Q', 'C'])
            .parse::<f64>()
            .unwrap_or(f64::NAN)
    };
    let of_class = |class: &'static str| {
        document
            .descendants()
            .filter(move |node| node.attribute("class") == Some(class))
    };
    let rect = |node: roxmltree::Node<'_, '_>| {
        ["x", "y", "width", "height"].map(|name| node.attribute(name).map_or(f64::NAN, number))
    };
    let boxes: Vec<_> = of_class("box").map(rect).collect();
    let standing: Vec<_> = boxes
        .iter()
        .copied()
        .chain(of_class("back").map(rect))
        .collect();
    for (index, [x, y, width, height]) in standing.iter().enumerate() {
        for [left, top, wide, high] in &standing[index + 1..] {
            let apart =
                x + width <= *left || left + wide <= *x || y + height <= *top || top + high <= *y;
            prop_assert!(apart, "an overlap at {x} {y} and {left} {top}");
        }
    }
    for path in of_class("solid").chain(of_class("dashed")) {
        let numbers: Vec<f64> = path
            .attribute("d")
            .unwrap_or("")
            .split(' ')
            .map(number)
            .collect();
        for ends in numbers.windows(4).step_by(2) {
            let [x, y, to_x, to_y] = *ends else { continue };
            for part in (0..=20).map(|part| f64::from(part) / 20.0) {
                let (x, y) = (x + (to_x - x) * part, y + (to_y - y) * part);
                for [left, top, wide, high] in &boxes {
                    let outside = x < left + 1.0
                        || x > left + wide - 1.0
                        || y < top + 1.0
                        || y > top + high - 1.0;
                    prop_assert!(outside, "an edge in a box at {x} {y}");
                }
            }
        }
    }
    Ok(())
}
