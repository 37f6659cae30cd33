//! The elements that the picture is made of.

use alloc::string::String;
use core::fmt;

use super::{
    card::{self, LINE},
    geometry::Rect,
};

pub(super) fn rect(
    f: &mut fmt::Formatter<'_>,
    class: &str,
    place: Rect,
    radius: f64,
) -> fmt::Result {
    let (width, height) = place.size();
    let Rect { left, top, .. } = place;
    writeln!(
        f,
        "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
         rx=\"{radius}\"/>"
    )
}

pub(super) fn text(
    f: &mut fmt::Formatter<'_>,
    class: &str,
    (x, y): (f64, f64),
    line: &str,
) -> fmt::Result {
    writeln!(
        f,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
        escape(line)
    )
}

/// An edge; the caller writes its label and closes its group.
pub(super) fn edge(
    f: &mut fmt::Formatter<'_>,
    class: &str,
    title: &str,
    path: &str,
) -> fmt::Result {
    writeln!(f, "<g><title>{}</title>", escape(title))?;
    writeln!(
        f,
        "<path class=\"{class}\" d=\"{path}\" marker-end=\"url(#endstate-{class})\"/>"
    )
}

pub(super) fn label(
    f: &mut fmt::Formatter<'_>,
    class: &str,
    lines: &[String],
    at: Option<Rect>,
) -> fmt::Result {
    let Some(at) = at.filter(|_| !lines.is_empty()) else {
        return Ok(());
    };
    // Interrupts the line that it stands on.
    rect(f, "back", at, 4.0)?;
    let mut y = at.top - 4.0;
    for line in lines {
        y += LINE;
        text(f, class, (at.middle().x, y), line)?;
    }
    Ok(())
}

/// Text for between two tags, or between the quotes of an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in card::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
