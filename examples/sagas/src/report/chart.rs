//! The report as a chart: one panel for each saga, since each counts something else.

use std::{cmp::Reverse, collections::BTreeMap};

use endstate::BoxError;
use plotters::{
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::Report;
use crate::{
    measure::{Counts, Outcome},
    saga::{Saga, Version},
    unscoped_lock::SLOT_MINUTES_HELD,
};

const WIDTH: i32 = 860;
const MARGIN: i32 = 24;
const TOP: i32 = 76;
/// Of a panel.
const HEIGHT: i32 = 100;
/// Where the bars begin and end.
const BARS: (i32, i32) = (284, 724);
const BAR: i32 = 20;

const INK: RGBColor = RGBColor(31, 35, 40);
const FAINT: RGBColor = RGBColor(101, 109, 118);
/// Of what a bar is a part.
const TRACK: RGBColor = RGBColor(239, 241, 244);
const LINE: RGBColor = RGBColor(208, 215, 222);
const PLAIN: RGBColor = RGBColor(207, 76, 58);
const ENDSTATE: RGBColor = RGBColor(26, 127, 100);

/// An SVG with a light background of its own.
pub(super) fn draw(report: &Report) -> Result<String, BoxError> {
    let panels: Vec<_> = Saga::ALL
        .into_iter()
        .filter_map(|saga| Panel::of(report, saga))
        .collect();
    let height = TOP + HEIGHT * i32::try_from(panels.len())? + MARGIN;
    let mut svg = String::new();
    {
        let size = (WIDTH.cast_unsigned(), height.cast_unsigned());
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        area.fill(&WHITE)?;
        let title = "What the same faults leave behind";
        area.draw(&text(title, (MARGIN, 22), 22.0, INK, HPos::Left))?;
        let runs = report.outcomes.first().map_or(0, |outcome| outcome.runs);
        let under = format!(
            "{runs} runs of each version, seed {}, {}",
            report.seed, report.database
        );
        area.draw(&text(under, (MARGIN, 50), 14.0, FAINT, HPos::Left))?;
        for (panel, place) in panels.iter().zip(0..) {
            panel.draw(&area, TOP + HEIGHT * place)?;
        }
        area.present()?;
    }
    Ok(svg)
}

/// What a saga counts, in both versions.
struct Panel {
    saga: Saga,
    what: String,
    bars: Vec<Bar>,
    /// What the count of the plain version is made of, or else what goes with it.
    note: String,
}

struct Bar {
    version: Version,
    count: u64,
    /// What it is a part of.
    of: u64,
}

impl Panel {
    fn of(report: &Report, saga: Saga) -> Option<Self> {
        let of_saga = |outcome: &&Outcome| outcome.saga == saga;
        let outcomes: Vec<_> = report.outcomes.iter().filter(of_saga).collect();
        let plain = outcomes
            .iter()
            .find(|outcome| !outcome.is_with_endstate())?;
        let (column, _) = plain.measured.counts.own()?;
        Some(Self {
            saga,
            what: Counts::TITLES[column].join(" "),
            bars: outcomes
                .iter()
                .filter_map(|outcome| Bar::of(outcome))
                .collect(),
            note: match list(&plain.measured.by_fault) {
                faults if faults.is_empty() => list(&plain.measured.besides),
                faults => faults,
            },
        })
    }

    fn draw<DB: DrawingBackend<ErrorType: 'static>>(
        &self,
        area: &DrawingArea<DB, plotters::coord::Shift>,
        top: i32,
    ) -> Result<(), BoxError> {
        let ruler = vec![(MARGIN, top), (WIDTH - MARGIN, top)];
        area.draw(&PathElement::new(ruler, LINE.stroke_width(1)))?;
        let name = self.saga.name();
        area.draw(&text(name, (MARGIN, top + 26), 16.0, INK, HPos::Left))?;
        let what = self.what.as_str();
        area.draw(&text(what, (MARGIN, top + 48), 14.0, FAINT, HPos::Left))?;
        for (bar, place) in self.bars.iter().zip(0..) {
            bar.draw(area, top + 15 + place * (BAR + 8))?;
        }
        let below = (BARS.0, top + 15 + 2 * (BAR + 8) + 8);
        area.draw(&text(self.note.as_str(), below, 13.0, FAINT, HPos::Left))?;
        Ok(())
    }
}

impl Bar {
    fn of(outcome: &Outcome) -> Option<Self> {
        let (_, count) = outcome.measured.counts.own()?;
        let held = outcome.measured.besides.get(SLOT_MINUTES_HELD);
        Some(Self {
            version: outcome.version,
            count,
            of: held.copied().unwrap_or(u64::from(outcome.runs)),
        })
    }

    fn draw<DB: DrawingBackend<ErrorType: 'static>>(
        &self,
        area: &DrawingArea<DB, plotters::coord::Shift>,
        top: i32,
    ) -> Result<(), BoxError> {
        let (from, to) = BARS;
        let (bottom, middle) = (top + BAR, top + BAR / 2);
        let colour = match self.version {
            Version::Plain => PLAIN,
            Version::Endstate => ENDSTATE,
        };
        let version = self.version.name();
        area.draw(&text(version, (from - 10, middle), 14.0, INK, HPos::Right))?;
        area.draw(&Rectangle::new([(from, top), (to, bottom)], TRACK.filled()))?;
        let bar = [(from, top), (from + self.length(), bottom)];
        area.draw(&Rectangle::new(bar, colour.filled()))?;
        let number = format!("{} of {}", self.count, self.of);
        area.draw(&text(number, (to + 8, middle), 14.0, INK, HPos::Left))?;
        Ok(())
    }

    /// Nothing is a line as well, so that one sees where it stands.
    fn length(&self) -> i32 {
        let full = u64::from((BARS.1 - BARS.0).unsigned_abs());
        let length = (self.count * full).checked_div(self.of).unwrap_or_default();
        i32::try_from(length).unwrap_or(BARS.1 - BARS.0).max(2)
    }
}

/// `a panic 24 · an error 5`, the most frequent first.
fn list(counts: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|&(_, &count)| Reverse(count));
    let words = counts.iter().map(|(name, count)| format!("{name} {count}"));
    words.collect::<Vec<_>>().join(" · ")
}

fn text<'a>(
    words: impl Into<std::borrow::Cow<'a, str>>,
    place: (i32, i32),
    size: f64,
    colour: RGBColor,
    anchor: HPos,
) -> Text<'a, (i32, i32), std::borrow::Cow<'a, str>> {
    let style = ("sans-serif", size).into_font().color(&colour);
    let style = style.pos(Pos::new(anchor, VPos::Center));
    Text::new(words.into(), place, style)
}
