//! Where numbers come from: sources, dates, licences, units and the rows themselves.

use std::collections::BTreeSet;

use super::Words;
use crate::amounts;
use crate::format::{self, Digits, Lang, NumberFormat, Quantity, Scaled, Suffix};
use crate::model::dataset::{BoundDataset, Dataset};
use crate::model::drawn::{Download, Drawn};
use crate::model::exact::Exact;
use crate::model::figure::Owner;
use crate::model::fresh;
use crate::model::id::{ColumnId, DatasetId, LangId, RowId, SourceId};
use crate::model::licence;
use crate::model::query;
use crate::model::unit;

/// How values of a column are written, and the unit that is said once.
pub struct Measured {
    /// The number format.
    pub format: NumberFormat,
    /// The unit in words, without what the format already says.
    pub unit: String,
    /// The unit in full, for the line below a title.
    pub full: String,
}

/// How the values of a column are written in a table, and where their unit is said.
#[derive(Clone)]
pub struct Unit {
    /// The format of values that share their unit.
    pub format: NumberFormat,
    /// What the head of the column says: the unit that all values share, where they do not say it themselves.
    pub head: String,
    /// Whether each value says its own unit: the rows differ in it, and no column beside tells which is whose.
    mixed: bool,
    /// What the author asked for.
    asked: Scaled,
    /// The column beside that says the unit of each row.
    told_by: Option<ColumnId>,
}

impl Unit {
    /// Of a column of rows, beside columns that are shown.
    pub fn of(
        words: Words<'_>,
        bound: &BoundDataset,
        (rows, column): (&[RowId], ColumnId),
        (asked, shown): (Option<&Scaled>, &[ColumnId]),
    ) -> Unit {
        let dataset = &bound.dataset;
        let asked = asked.cloned().unwrap_or_default();
        let Measured { format, unit, full } = words.measured(bound, rows, column, asked.number.as_ref());
        let lang = words.figure.lang;
        let filled_by = unit::placeholders(dataset, Some(column), lang);
        let all_shown = filled_by.iter().all(|column| shown.contains(column));
        let wording = unit::of_column(dataset, column).get(lang);
        let says_all = |by: &ColumnId| wording == format!("{{{}}}", dataset.field(*by).name);
        let told_by = filled_by.iter().copied().find(says_all).filter(|_| all_shown);
        // Columns that fill a unit in say all that is left of it, but for a power of ten.
        let units = unit::of_rows(dataset, rows, Some(column), lang);
        let has_power = units.iter().any(|(unit, _)| Quantity::of(unit).power > 0);
        let mixed = units.len() > 1 && told_by.is_none() && (has_power || !all_shown);
        // A format that its author chose may be a bare number.
        let bare = format.currency.is_empty() && format.suffix == Suffix::None;
        let in_power =
            |row: &&RowId| power_of(&asked, &amounts::quantity(dataset, **row, column), words.lang);
        let told_again = mixed || told_by.is_some() && asked.power.is_some();
        let head = match rows.first().filter(|row| !told_again && in_power(row).is_some()) {
            Some(row) => in_full(dataset, (*row, column), "", (lang, words.lang)).trim().to_owned(),
            None if bare && unit.is_empty() => full,
            None => unit,
        };
        Unit { head, format, mixed, asked, told_by }
    }

    /// Whether a column beside says the unit of each row.
    pub fn is_told_by(&self, column: ColumnId) -> bool {
        self.told_by == Some(column)
    }

    /// The same for a row whose unit a column beside says: counted as that unit is.
    pub fn beside(&self, words: Words<'_>, bound: &BoundDataset, (row, column): (RowId, ColumnId)) -> Unit {
        let shift = words.measured(bound, &[row], column, None).format.shift;
        Unit { format: NumberFormat { shift, ..self.format.clone() }, ..self.clone() }
    }

    /// The number of a cell in the power of ten that its author or the sign of a currency asks for, with what its unit says of
    /// it and no head of the column does; nothing where none is, the language has no word for it, or a column beside says it
    /// already.
    pub fn in_power(
        &self,
        words: Words<'_>,
        dataset: &Dataset,
        (row, column): (RowId, ColumnId),
    ) -> Option<String> {
        let lang = words.lang;
        let number = dataset.cell(row, column).number()?;
        let quantity = amounts::quantity(dataset, row, column);
        if self.told_by.is_some() && self.asked.power == Some(quantity.power) {
            return None;
        }
        let (power, word) = power_of(&self.asked, &quantity, lang)?;
        let whole = Exact::of(number).times(Exact::whole(10i64.pow(quantity.power)))?;
        let fixed = match self.asked.number.as_ref().map(|format| format.digits) {
            Some(Digits::Fixed(count)) => Some(u32::from(count)),
            _ => None,
        };
        let digits = whole.told_in_power(power, fixed);
        let text = quantity.dress(&digits, word, (self.asked.number.as_ref(), lang));
        Some(match self.mixed {
            true => in_full(dataset, (row, column), &text, (words.figure.lang, lang)),
            false => text,
        })
    }

    /// How the value of a row is written, and what is said behind it.
    pub fn at(
        &self,
        words: Words<'_>,
        bound: &BoundDataset,
        (row, column): (RowId, ColumnId),
    ) -> (NumberFormat, String) {
        if !self.mixed {
            return (self.format.clone(), String::new());
        }
        let own = words.measured(bound, &[row], column, self.asked.number.as_ref());
        (own.format, own.unit)
    }
}

/// The power of ten in which numbers of a unit are written, with its word: the one that their author asks for, or that of the
/// unit where the sign of a currency stands before them: `$120` is no way to write 120 of `USD bn`.
fn power_of(asked: &Scaled, quantity: &Quantity, lang: Lang) -> Option<(u32, &'static str)> {
    let is_signed = asked.number.as_ref().is_some_and(|format| !format.currency.is_empty());
    let power = asked.power.or(Some(quantity.power).filter(|power| is_signed && *power > 0))?;
    format::word_of(power, lang, !quantity.currency.is_empty())
}

/// A written number with what its unit says beyond its currency and its power of ten.
fn in_full(
    dataset: &Dataset,
    (row, column): (RowId, ColumnId),
    text: &str,
    (id, lang): (LangId, Lang),
) -> String {
    amounts::quantity(dataset, row, column).with_unit(text, &unit::of_cell(dataset, row, column, id), lang)
}

impl Words<'_> {
    /// Adds where the rows come from: dataset, sources, latest date, licence, wording, CSV.
    pub fn provenance(self, drawn: &mut Drawn, data: DatasetId, rows: &[RowId]) {
        let bound = self.site.dataset(data);
        let dataset = &bound.dataset;
        for row in rows {
            if let Some(source) = bound.source(*row).filter(|source| !drawn.sources.contains(source)) {
                drawn.sources.push(source);
            }
        }
        // What is planned says nothing of how far the data reach.
        let done = rows.iter().filter(|row| !query::is_planned(dataset, **row));
        let day = self.figure.as_of.last_day();
        let latest = done.filter_map(|row| fresh::reach(dataset, *row, day)).max();
        drawn.as_of = drawn.as_of.max(latest);
        self.doubts(drawn, data, rows);
        let live = self.site.live(data);
        if drawn.data.contains(&live) {
            return;
        }
        drawn.data.push(live);
        let (known, shown) = (&self.site.sources, rows.iter().map(|row| bound.source(*row)));
        let shown: BTreeSet<Option<SourceId>> = shown.collect();
        // Of a pinned report's rows the dataset of today has all sources.
        let whole = self.site.dataset(live);
        for license in shown.iter().filter_map(|source| licence::of(known, whole, *source)) {
            if !drawn.licenses.contains(license) {
                drawn.licenses.push(license.clone());
            }
        }
        let wording = dataset.schema.attribution.get(self.figure.lang);
        if !wording.is_empty() && shown.iter().any(|source| licence::covers(known, whole, *source)) {
            let as_of = self.date(latest.unwrap_or(self.figure.as_of));
            drawn.attributions.push(unit::fill(wording, |name| (name == "as_of").then(|| as_of.clone())));
        }
    }

    /// Adds what readers should doubt: data over their limit of age, rows that other sources contradict.
    fn doubts(self, drawn: &mut Drawn, data: DatasetId, rows: &[RowId]) {
        // What a pinned report shows is settled.
        let settled = matches!(self.figure.owner, Owner::Note(note) if self.site.pin(note).is_some());
        if let Some(age) = fresh::stale(self.site.dataset(data), rows, self.figure.as_of.last_day())
            && !settled
        {
            let older = drawn.stale.is_none_or(|known| known.days < age.days);
            drawn.stale = if older { Some(age) } else { drawn.stale };
        }
        drawn.disputed += rows.iter().filter(|row| self.site.is_disputed(data, **row)).count();
    }

    /// The rows to download; nothing where the licence keeps them back.
    pub fn csv(self, data: DatasetId, rows: &[RowId]) -> Option<Download> {
        let open = self.site.dataset(data).dataset.schema.redistribute;
        open.then(|| Download::Rows(data, rows.to_vec()))
    }

    /// How the numbers of a column are written, by what the unit says of these rows. A format that its
    /// author chose wins.
    pub fn measured(
        self,
        bound: &BoundDataset,
        rows: &[RowId],
        column: ColumnId,
        asked: Option<&NumberFormat>,
    ) -> Measured {
        let dataset = &bound.dataset;
        let units = unit::of_rows(dataset, rows, Some(column), self.figure.lang);
        let (unit, code) = match units.as_slice() {
            [(unit, row)] => (unit.clone(), amounts::currency(dataset, *row, column).unwrap_or_default()),
            _ => (String::new(), String::new()),
        };
        let own = self.implied(unit.clone(), &code);
        let unit = own.full.clone();
        let says_unit = own.format.currency.is_empty() && own.format.suffix == Suffix::None;
        match asked {
            Some(format) => {
                // A percentage says that it is one, as it does in texts, whatever its digits.
                let suffix = if format.suffix == Suffix::None { own.format.suffix } else { format.suffix };
                // The sign of a currency alone would leave out the power of ten.
                let has_power = Quantity::of(&unit).power > 0;
                let currency = if has_power { String::new() } else { format.currency.clone() };
                let format = NumberFormat { shift: own.format.shift, suffix, currency, ..format.clone() };
                let said = format.currency.is_empty() && format.suffix == Suffix::None;
                Measured {
                    unit: if said && says_unit { unit.clone() } else { String::new() },
                    format,
                    full: unit,
                }
            }
            None => own,
        }
    }

    fn implied(self, unit: String, code: &str) -> Measured {
        // Chinese readers count money in 亿, whatever a dataset counts in.
        let (unit, shift) = match unit.strip_prefix("十亿").filter(|_| self.lang == Lang::Zh) {
            Some(rest) => (format!("亿{rest}"), 1),
            None => (unit, 0),
        };
        let plain = NumberFormat { shift, ..NumberFormat::default() };
        let sign = format::currency_sign(code);
        if !sign.is_empty() && Quantity::of(&unit).power == 0 {
            let format = NumberFormat { currency: sign.to_owned(), digits: Digits::Cents, ..plain };
            return Measured { format, unit: String::new(), full: unit };
        }
        if ["%", "percent"].contains(&unit.as_str()) {
            let format = NumberFormat { suffix: Suffix::Percent, ..plain };
            return Measured { format, unit: String::new(), full: unit };
        }
        Measured { format: plain, unit: unit.clone(), full: unit }
    }
}
