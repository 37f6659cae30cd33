//! What the renderers write, compared with `tests/diagrams/`.
//!
//! After a wanted change, `BLESS=1 cargo test -p endstate --features svg --test diagrams` rewrites the expected outputs;
//! look at them before you commit them.

use endstate::graph::{Edge, Field, Graph, StateNode};

#[path = "diagrams/random.rs"]
mod random;

/// Three states in a row.
const CONNECTION: Graph = Graph::new(
    "Connection",
    "Closed",
    &[
        StateNode::new("Connecting", "connecting")
            .initial()
            .fields(&[Field::new("addr", "SocketAddr")])
            .edges(&[
                Edge::to("Open").when("accepted"),
                Edge::to("Closed").when("refused"),
            ]),
        StateNode::new("Open", "open")
            .groups(&["Live"])
            .fields(&[Field::new("socket", "TcpStream")])
            .edges(&[Edge::to("Closed").when("hung up")]),
        StateNode::new("Closed", "closed")
            .terminal()
            .fields(&[Field::new("reason", "String")]),
    ],
);

/// Ten states: cycles, a self-loop, two initial states, a trap, groups, a fixpoint for each cause, and every kind of text
/// that a renderer has to escape.
const ORDER: Graph = Graph::new(
    "Order",
    "Failed",
    &[
        StateNode::new("Draft", "draft")
            .initial()
            .groups(&["Editable"])
            .fields(&[
                Field::new("lines", "Vec<Line>"),
                Field::new("note", "Option<&'static str>"),
            ])
            .edges(&[
                Edge::to("Draft").when("edited"),
                Edge::to("Submitted").when("sent"),
                Edge::to("Withdrawn"),
            ]),
        StateNode::new("Imported", "imported_from_csv")
            .initial()
            .groups(&["Editable"])
            .fields(&[Field::new("0", "Row<'static>")])
            .edges(&[Edge::to("Submitted").when("row <ok> & \"clean\"")]),
        StateNode::new("Submitted", "submitted")
            .groups(&["Live", "Billable"])
            .fields(&[Field::new("id", "OrderId"), Field::new("total", "Money")])
            .edges(&[
                Edge::to("Reserved").when("in stock"),
                Edge::to("Draft").when("sent back: #1"),
                Edge::to("Withdrawn").when("withdrawn"),
            ]),
        StateNode::new("Reserved", "reserved")
            .groups(&["Live", "Billable"])
            .fields(&[
                Field::new("permit", "Permit<Warehouse>"),
                Field::new("until", "Instant"),
            ])
            .edges(&[
                Edge::to("Paid").when("charged"),
                Edge::to("Submitted").when("reservation ran out"),
            ]),
        StateNode::new("Paid", "paid")
            .groups(&["Live"])
            .fields(&[Field::new("receipt", "Receipt")])
            .edges(&[
                Edge::to("Shipped").when("handed over"),
                Edge::to("Disputed").when("charge back"),
            ]),
        StateNode::new("Shipped", "shipped")
            .groups(&["Live"])
            .fields(&[Field::new(
                "parcel",
                "Arc<Mutex<HashMap<ParcelId, (Carrier, TrackingNumber)>>>",
            )])
            .edges(&[
                Edge::to("Delivered").when("signed for"),
                Edge::to("Disputed").when("lost"),
            ]),
        StateNode::new("Disputed", "disputed")
            .trap("lawyers `never` finish")
            .edges(&[Edge::to("Disputed").when("another\nletter")]),
        StateNode::new("Delivered", "delivered")
            .terminal()
            .fields(&[Field::new("at", "Timestamp")]),
        StateNode::new("Withdrawn", "withdrawn").terminal(),
        StateNode::new("Failed", "failed")
            .terminal()
            .fields(&[Field::new("reason", "String")]),
    ],
)
.by_cause("Withdrawn", "Failed", "Failed");

fn check(file: &str, actual: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/diagrams")
        .join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, actual).expect("the expected output can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{file} differs; `BLESS=1` rewrites it");
}

#[test]
fn mermaid() {
    check("connection.mmd", &CONNECTION.mermaid());
    check("order.mmd", &ORDER.mermaid());
}

#[test]
fn dot() {
    check("connection.dot", &CONNECTION.dot());
    check("order.dot", &ORDER.dot());
}

#[test]
fn table() {
    check("connection.txt", &CONNECTION.table());
    check("order.txt", &ORDER.table());
}

#[cfg(feature = "svg")]
#[test]
fn svg() {
    check("connection.svg", &CONNECTION.svg());
    check("order.svg", &ORDER.svg());
}
