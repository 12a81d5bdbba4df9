//! Upright bars by period or category, side by side or on top of each other.

use super::class::{Class, Kind};
use super::labels::{self, EndLabel};
use super::legend::{self, Entry};
use super::mark::{Cell, ColumnSeries, Columns, Mode, Series};
use super::metrics::{Tenth, clean, shorten, text_width};
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
    let below = if bands.from > 0 { 190 } else { 0 };
    let data = bands.extent();
    let references = plot.references.iter().map(|reference| reference.y);
    let data = data.and_then(|(lo, hi)| extent(references.chain([lo, hi]), Scale::Linear));
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
    let top = notes::room_above(plot, width, &x, ends) + if heads { 240 } else { 60 };
    let top = if !caption(plot, &y).is_empty() && !heads { top + 60 } else { top };
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
    bands.write_categories(&sheet, heads);
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
            let named =
                Series { faded: series.faded, ..Series::new(series.name.clone(), series.colour, Vec::new()) };
            let label = EndLabel::of(&named, y.write(value), below + value / 2.0, width);
            labels.push(EndLabel { weight: value, ..label });
            below += value;
        }
        labels
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

    /// Names of the categories: under the columns, or above them where columns hang below zero. From the last
    /// one backwards, those that would touch their neighbour are left out.
    fn write_categories(&self, sheet: &Sheet<'_>, heads: bool) {
        let font = if heads { bold(type_of(sheet.width)) } else { type_of(sheet.width) };
        let band = (sheet.frame.right - sheet.frame.left) / Tenth::try_from(self.count().max(1)).unwrap_or(1);
        let most = if self.count() > 6 { band.max(900) } else { band - 40 };
        let wide = sheet.frame.right + 40;
        let mut free = wide + 80;
        let mut texts = Vec::new();
        for (place, name) in self.columns.categories[self.from..].iter().enumerate().rev() {
            let text = shorten(&clean(name), most, font);
            let half = text_width(&text, font) / 2;
            let middle = sheet.across.at(place as f64 + 0.5);
            let x = middle.clamp(half.min(wide / 2), (wide - half).max(wide / 2));
            if x + half + 70 <= free {
                free = x - half;
                texts.push((x, text));
            }
        }
        let (frame, kind) = (sheet.frame, if heads { Kind::Strong } else { Kind::Tick });
        let lift = if caption(sheet.plot, &sheet.y).is_empty() { 170 } else { 260 };
        let y = if heads { frame.top - lift } else { frame.bottom + 180 };
        for (x, text) in texts.into_iter().rev() {
            sheet.canvas.text(Class::of(kind), Anchor::Middle, (x, y), &text);
        }
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

    /// Values at the ends of columns, if there is room for all of them. Gives the places they take.
    fn write_values(&self, sheet: &Sheet<'_>) -> Vec<Rect> {
        let font = small_type(sheet.width);
        if self.columns.mode == Mode::Stack && self.columns.series.len() > 1 {
            return Vec::new();
        }
        let mut texts = Vec::new();
        for (number, series) in self.columns.series.iter().enumerate() {
            for (place, cell) in self.cells(series) {
                let Some(value) = known(cell) else { continue };
                let (left, right) = self.edges(sheet, (number, place));
                let text = sheet.y.write(value);
                let middle = (left + right) / 2;
                texts.push((middle, text_width(&text, font), value, text));
            }
        }
        texts.sort_by_key(|text| text.0);
        let crowded = texts.windows(2).any(|pair| pair[1].0 - pair[0].0 < (pair[0].1 + pair[1].1) / 2 + 20);
        if crowded {
            return Vec::new();
        }
        let mut taken = Vec::with_capacity(texts.len());
        let head = sheet.head_box();
        for (middle, wide, value, text) in texts {
            let y = sheet.up.at(value) + if value < 0.0 { 130 } else { -40 };
            let rect = Rect::sized((middle - wide / 2, y - 115), (wide, 150));
            if head.is_none_or(|head| head.overlap(&rect) == 0) {
                sheet.canvas.text(Class::of(Kind::Plain).small(true), Anchor::Middle, (middle, y), &text);
                taken.push(rect);
            }
        }
        taken
    }
}
