//! Running text of reports, stretch by stretch: typed numbers are told, tickers are noted.

use std::borrow::Cow;
use std::ops::Range;

use super::writer::Writer;
use crate::load::said;

impl Writer<'_> {
    /// Adds running text at a range of the author's, where it is a report's.
    pub fn look_through(&mut self, range: Range<usize>) {
        if !self.reading.report {
            return;
        }
        let place = self.place;
        match self.run.last_mut() {
            // `**12**%` reads as `12%`.
            Some(last) if is_emphasis(place.text.get(last.end..range.start)) => self.run.push(range),
            // An escape stands between two texts of one run.
            Some(last) if range.start >= last.end && range.start <= last.end + 1 => last.end = range.end,
            _ => {
                self.end_run();
                self.run.push(range);
            }
        }
    }

    /// Looks through the stretch that is gathered.
    pub fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let place = self.place;
        let part = |part: &Range<usize>| place.text.get(part.clone()).unwrap_or("");
        let text: Cow<'_, str> = match run.as_slice() {
            [] => return,
            [one] => part(one).into(),
            several => several.iter().map(part).collect::<String>().into(),
        };
        let span =
            |found: &Range<usize>| place.span_of(origin(&run, found.start)..origin(&run, found.end - 1) + 1);
        said::look(&text, span, (&mut self.diagnostics, &mut self.tickers));
    }
}

/// Whether nothing but marks of emphasis stands between two texts.
fn is_emphasis(between: Option<&str>) -> bool {
    between.is_some_and(|marks| {
        !marks.is_empty() && marks.len() <= 6 && marks.bytes().all(|mark| b"*_~".contains(&mark))
    })
}

/// Where a byte of joined parts stands.
fn origin(parts: &[Range<usize>], mut at: usize) -> usize {
    for part in parts {
        if at < part.len() {
            return part.start + at;
        }
        at -= part.len();
    }
    parts.last().map_or(0, |last| last.end)
}
