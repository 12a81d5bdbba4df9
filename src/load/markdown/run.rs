//! Running text of reports, stretch by stretch: typed numbers are told, tickers are noted.

use std::ops::Range;

use super::writer::Writer;
use crate::load::said;

impl Writer<'_> {
    /// Adds running text at a range of the author's, where it is a report's.
    pub fn look_through(&mut self, range: Range<usize>) {
        if !self.reading.report {
            return;
        }
        match &mut self.run {
            // An escape stands between two texts of one run.
            Some(run) if range.start >= run.end && range.start <= run.end + 1 => run.end = range.end,
            _ => {
                self.end_run();
                self.run = Some(range);
            }
        }
    }

    /// Looks through the stretch that is gathered.
    pub fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let place = self.place;
        let text = place.text.get(run.clone()).unwrap_or("");
        let span = |found: &Range<usize>| place.span_of(run.start + found.start..run.start + found.end);
        said::look(text, span, (&mut self.diagnostics, &mut self.tickers));
    }
}
