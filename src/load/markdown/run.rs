//! Running text of reports, stretch by stretch: typed numbers are told, tickers are noted.

use std::ops::Range;

use super::tickers;
use super::writer::Writer;
use crate::diag::catalog::fact as say;
use crate::load::typed;
use crate::source::Located;

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
        for found in typed::numbers(text) {
            self.diagnostics.push(say::untyped_number(span(&found), &text[found]));
        }
        for (found, ticker) in tickers::of_text(text) {
            if self.tickers.iter().all(|known| known.value != ticker) {
                self.tickers.push(Located::new(ticker, span(&found)));
            }
        }
    }
}
