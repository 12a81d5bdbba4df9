//! Upright bars by period or category, side by side or on top of each other.

use super::categories::{self, Categories};
use super::class::{Class, Kind};
use super::labels::{self, EndLabel};
use super::legend::{self, Entry};
use super::mark::{Cell, ColumnSeries, Columns, Mode};
use super::metrics::{Tenth, text_width};
use super::notes::{self, Taken};
use super::place::Rect;
use super::plot::{Axis, Drawing, Plot, Scale, Width};
use super::ruler::{Extent, Ruler, Wish, Zero, extent, usable};
use super::sheet::{Room, Sheet, bold, caption, height_of, left_of, small_type, type_of};
use super::svg::Anchor;
use crate::format::group_digits;

/// Most categories that are drawn: the last ones.
const MOST_CATEGORIES: usize = 240;

/// A column figure with the room of each category.
struct Bands<'a> {
    columns: &'a Columns,
    /// First category that is drawn.
    from: usize,
}

/// Draws the columns.
pub fn draw(plot: &Plot, width: Width, columns: &Columns) -> Drawing {
    let bands = Bands { columns, from: columns.categories.len().saturating_sub(MOST_CATEGORIES) };
    let height = height_of(plot, width, (3900, 3500));
    let data = bands.extent();
    let data = data.and_then(|(lo, hi)| extent(plot.laid_over().chain([lo, hi]), Scale::Linear));
    let mut y = Ruler::new(&plot.y, plot.lang, data, Wish { zero: Zero::Needed, ticks: 5, round: true });
    y.fit(&bands.values());
    let labels = bands.end_labels(width, &y);
    let entries = if labels.is_empty() { bands.legend() } else { Vec::new() };
    let right = if labels.is_empty() { 40 } else { labels::room(&labels, width) };
    let heads = y.ends.0 < 0.0;
    let count = bands.count().max(1) as f64;
    let mut x =
        Ruler::new(&Axis::linear(), plot.lang, None, Wish { zero: Zero::IfNear, ticks: 2, round: false });
    x.ends = (0.0, count);
    let ends = (left_of(&y, width), width.units() * 10 - right);
    let band = (ends.1 - ends.0) / Tenth::try_from(bands.count().max(1)).unwrap_or(1);
    let font = if heads { bold(type_of(width)) } else { type_of(width) };
    let names = Categories::new(&columns.categories[bands.from..], band, font);
    let more = (names.rows - 1) * categories::LINE;
    let top = notes::room_above(plot, width, &x, ends) + if heads { 240 + more } else { 60 };
    let top = if !caption(plot, &y).is_empty() && !heads { top + 60 } else { top };
    let below = if bands.from > 0 { 190 } else { 0 } + if heads { 0 } else { more };
    let sheet = Sheet::new(
        plot,
        width,
        height,
        (x, y),
        Room { legend: legend::room_above(&entries, width), top, right, bottom: below },
    );
    legend::write(&sheet.canvas, &entries, width, 0);
    sheet.grid_y(Kind::Grid);
    notes::draw_below(&sheet);
    bands.draw_cells(&sheet);
    sheet.axis_x();
    if heads {
        names.write(&sheet, Kind::Strong, sheet.above_head() - more);
    } else {
        names.write(&sheet, Kind::Tick, sheet.frame.bottom + 180);
    }
    bands.write_count(&sheet);
    let texts = bands.write_values(&sheet);
    labels::write(&sheet, &labels);
    notes::draw_above(&sheet, Taken { data: Vec::new(), texts });
    if data.is_none() {
        sheet.no_data();
    }
    sheet.finish()
}

fn known(cell: &Cell) -> Option<f64> {
    cell.value.filter(|value| usable(*value, Scale::Linear))
}

impl Bands<'_> {
    fn count(&self) -> usize {
        self.columns.categories.len() - self.from
    }

    /// The cells of one series that are drawn, with their place among the categories.
    fn cells<'b>(&self, series: &'b ColumnSeries) -> impl Iterator<Item = (usize, &'b Cell)> + use<'b> {
        series.cells.iter().take(self.columns.categories.len()).skip(self.from).enumerate()
    }

    fn values(&self) -> Vec<f64> {
        let cells = self.columns.series.iter().flat_map(|series| self.cells(series));
        cells.filter_map(|(_, cell)| known(cell)).collect()
    }

    /// Lowest and highest end of a column.
    fn extent(&self) -> Extent {
        let values = self.values();
        if self.columns.mode == Mode::Group || values.is_empty() {
            return extent(values.into_iter(), Scale::Linear);
        }
        let mut sums = vec![(0.0, 0.0); self.count()];
        for series in &self.columns.series {
            for (place, cell) in self.cells(series) {
                let value = known(cell).unwrap_or(0.0);
                sums[place].0 += value.min(0.0);
                sums[place].1 += value.max(0.0);
            }
        }
        extent(sums.into_iter().flat_map(|(low, high)| [low, high]), Scale::Linear)
    }

    fn legend(&self) -> Vec<Entry> {
        let entry = |series: &ColumnSeries| {
            (series.name.clone(), Class::slot(Kind::Bar, series.colour.number()).faded(series.faded))
        };
        let several = self.columns.series.len() > 1;
        if several { self.columns.series.iter().map(entry).collect() } else { Vec::new() }
    }

    /// Names beside the last stacked column, if every series has a part of it.
    fn end_labels(&self, width: Width, y: &Ruler) -> Vec<EndLabel> {
        let several = self.columns.series.len() > 1 && self.columns.mode == Mode::Stack;
        let Some(last) = self.count().checked_sub(1).filter(|_| several) else { return Vec::new() };
        let mut below = 0.0;
        let mut labels = Vec::new();
        for series in &self.columns.series {
            let value = series.cells.get(self.from + last).and_then(known).filter(|value| *value > 0.0);
            let Some(value) = value else { return Vec::new() };
            let class = Class::slot(Kind::Name, series.colour.number()).faded(series.faded);
            let at = below + value / 2.0;
            let label = EndLabel::new(class, (&series.name, y.write(value)), at, width);
            labels.push(EndLabel { weight: value, ..label });
            below += value;
        }
        // Beside a low column the names would stand in a heap: a legend says it better.
        if below < y.ends.1 * 0.3 { Vec::new() } else { labels }
    }

    /// Left and right edge of a column.
    fn edges(&self, sheet: &Sheet<'_>, (series, place): (usize, usize)) -> (Tenth, Tenth) {
        let count = self.columns.series.len().max(1);
        let (full, slots) = match self.columns.mode {
            Mode::Stack => (0.62, 1),
            Mode::Group if count == 1 => (0.62, 1),
            Mode::Group => (0.80, count),
        };
        let gap = if slots > 1 { 0.02f64.min(0.2 / slots as f64) } else { 0.0 };
        let each = (full - gap * (slots - 1) as f64) / slots as f64;
        let slot = if slots > 1 { series as f64 } else { 0.0 };
        let left = place as f64 + (1.0 - full) / 2.0 + slot * (each + gap);
        let (left, right) = (sheet.across.at(left), sheet.across.at(left + each));
        let (middle, most) = ((left + right) / 2, if slots > 1 { 500 } else { 720 });
        if right - left > most { (middle - most / 2, middle + most / 2) } else { (left, right.max(left + 5)) }
    }

    fn draw_cells(&self, sheet: &Sheet<'_>) {
        let mut sums = vec![(0.0, 0.0); self.count()];
        for (number, series) in self.columns.series.iter().enumerate() {
            for (place, cell) in self.cells(series) {
                let Some(value) = known(cell) else { continue };
                let sum = &mut sums[place];
                let from = match (self.columns.mode, value < 0.0) {
                    (Mode::Group, _) => 0.0,
                    (Mode::Stack, true) => sum.0,
                    (Mode::Stack, false) => sum.1,
                };
                if value < 0.0 {
                    sum.0 += value
                } else {
                    sum.1 += value
                }
                let (left, right) = self.edges(sheet, (number, place));
                let class = Class::slot(Kind::Bar, series.colour.number())
                    .estimate(cell.estimate)
                    .faded(series.faded);
                let title = self.title(sheet, (series, place), (cell, value));
                let (start, end) = (sheet.up.at(from), sheet.up.at(from + value));
                sheet.canvas.block(class, &title, [(left, start.min(end)), (right, start.max(end))]);
            }
        }
    }

    fn title(
        &self,
        sheet: &Sheet<'_>,
        (series, place): (&ColumnSeries, usize),
        (cell, value): (&Cell, f64),
    ) -> String {
        if !cell.title.is_empty() {
            return cell.title.clone();
        }
        let category = &self.columns.categories[self.from + place];
        let name = if series.name.is_empty() {
            String::new()
        } else {
            format!("{}{}", series.name, sheet.plot.lang.pick(", ", "，"))
        };
        format!("{name}{category}{}{}", sheet.plot.lang.pick(": ", "："), sheet.y.write_full(value))
    }

    /// Says how many categories are shown, if not all of them.
    fn write_count(&self, sheet: &Sheet<'_>) {
        if self.from > 0 {
            let (count, all) = (self.count(), group_digits(&self.columns.categories.len().to_string()));
            let text = (format!("last {count} of {all}"), format!("仅示最后 {count} 项，共 {all} 项"));
            let text = sheet.plot.lang.pick(text.0, text.1);
            let at = (sheet.frame.right, sheet.frame.bottom + 360);
            sheet.canvas.text(Class::of(Kind::Tick), Anchor::End, at, &text);
        }
    }

    /// Values at the ends of columns, of stacks their totals, if there is room for all of them. Gives the places
    /// they take.
    fn write_values(&self, sheet: &Sheet<'_>) -> Vec<Rect> {
        let font = small_type(sheet.width);
        let stacked = self.columns.mode == Mode::Stack && self.columns.series.len() > 1;
        let ends = if stacked { self.totals(sheet) } else { self.ends(sheet) };
        let rect = |(middle, value, text): &(Tenth, f64, String)| {
            let (y, wide) =
                (sheet.up.at(*value) + if *value < 0.0 { 130 } else { -40 }, text_width(text, font));
            Rect::sized((middle - wide / 2, y - 115), (wide, 150))
        };
        let rects: Vec<Rect> = ends.iter().map(rect).collect();
        let aired = |rect: &Rect| Rect { left: rect.left - 20, right: rect.right + 20, ..*rect };
        let crowded = rects
            .iter()
            .enumerate()
            .any(|(at, one)| rects[..at].iter().any(|other| aired(one).overlap(other) > 0));
        if crowded {
            return Vec::new();
        }
        let head = sheet.head_box();
        let mut taken = Vec::with_capacity(rects.len());
        for ((middle, _, text), rect) in ends.into_iter().zip(rects) {
            let beside = rect.left < sheet.frame.left - 60 || rect.right > sheet.frame.right + 40;
            if !beside && head.is_none_or(|head| head.overlap(&rect) == 0) {
                let at = (middle, rect.top + 115);
                sheet.canvas.text(Class::of(Kind::Plain).small(true), Anchor::Middle, at, &text);
                taken.push(rect);
            }
        }
        taken
    }

    /// Middle, value and text of every column.
    fn ends(&self, sheet: &Sheet<'_>) -> Vec<(Tenth, f64, String)> {
        let mut ends = Vec::new();
        for (number, series) in self.columns.series.iter().enumerate() {
            for (place, cell) in self.cells(series) {
                let Some(value) = known(cell) else { continue };
                let (left, right) = self.edges(sheet, (number, place));
                let mark = self.mark(place, cell.estimate);
                ends.push(((left + right) / 2, value, sheet.y.write(value) + mark));
            }
        }
        ends
    }

    /// Middle, sum and text of every stack whose parts are all known and above zero.
    fn totals(&self, sheet: &Sheet<'_>) -> Vec<(Tenth, f64, String)> {
        let total = |place: usize| {
            let cells = || self.columns.series.iter().map(|series| series.cells.get(self.from + place));
            let parts: Option<Vec<f64>> =
                cells().map(|cell| cell.and_then(known).filter(|value| *value >= 0.0)).collect();
            let (left, right) = self.edges(sheet, (0, place));
            let mark = self.mark(place, cells().flatten().any(|cell| cell.estimate));
            let total: f64 = parts?.iter().sum();
            Some(((left + right) / 2, total, sheet.y.write(total) + mark))
        };
        (0..self.count()).filter_map(total).collect()
    }

    /// The mark of an expected value, unless its category has it already.
    fn mark(&self, place: usize, estimate: bool) -> &'static str {
        if estimate && !self.columns.categories[self.from + place].trim_end().ends_with('E') {
            "E"
        } else {
            ""
        }
    }
}
