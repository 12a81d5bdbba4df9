//! What figures that no author wrote show, in a sentence reckoned from their own rows: a title that is a finding.
//! Where there is none to tell, or a licence keeps the rows back, there is no sentence.

use std::collections::BTreeMap;

use crate::dates;
use crate::format::{Lang, NumberFormat, Quantity, Suffix};
use crate::model::dataset::{BoundDataset, Cell, Time};
use crate::model::date::Date;
use crate::model::figure::{Measure, PartPlan};
use crate::model::growth;
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::model::unit;

/// A score as good as the best for a reader who minds the price, as a part of it.
const NEARLY: f64 = 0.95;

/// A change that is worth a sentence, as a part of what it began with: less is written as 0%.
const LEAST: f64 = 0.005;

/// Rows of one dataset, for readers of a language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The site.
    pub site: &'a Site,
    /// The dataset.
    pub bound: &'a BoundDataset,
    /// The language.
    pub lang: LangId,
}

/// Values of whom a chart is about, on its first and on its last day.
pub struct Ends {
    first: BTreeMap<NoteId, f64>,
    last: BTreeMap<NoteId, f64>,
    /// What there was in all on the two days, where the dataset says so.
    whole: Option<[f64; 2]>,
    /// A row of the last day.
    newest: RowId,
}

impl<'a> Teller<'a> {
    /// What a row measures, in words.
    pub fn metric(self, row: RowId) -> String {
        let dataset = &self.bound.dataset;
        match dataset.schema.metric {
            Some(metric) => unit::word(dataset, row, metric, self.lang),
            None => dataset.schema.title.get(self.lang).to_owned(),
        }
    }

    /// How much a course of rows rose or fell from its first to its last that has come about: an estimate is no fact.
    pub fn growth(self, metric: &str, rows: &[RowId]) -> Option<String> {
        let mut values: Vec<(Date, f64)> = rows
            .iter()
            .filter(|row| !query::is_told_ahead(&self.bound.dataset, **row))
            .filter_map(|row| Some((self.bound.dataset.row_date(*row)?, self.value(*row)?)))
            .collect();
        values.sort_by_key(|(day, _)| *day);
        let ((_, first), (_, last)) = (*values.first()?, *values.last()?);
        let words = self.words();
        if !self.told() || first <= 0.0 || last <= 0.0 {
            return None;
        }
        let (times, end) = (last / first, self.write(last, rows[0]));
        if (times - 1.0).abs() < LEAST {
            return None;
        }
        if self.quantity(rows[0]).percent {
            return Some(self.moved_by_points(metric, (first, last), &end));
        }
        let percent = NumberFormat { suffix: Suffix::Percent, ..NumberFormat::default() }.with_digits(0);
        let change = percent.write(growth::percent(first, last).abs());
        Some(match times {
            1.95..2.05 => words.pick(format!("{metric} doubled to {end}"), format!("{metric}翻倍，达{end}")),
            2.0.. => {
                let times =
                    NumberFormat::default().with_digits(if times < 10.0 { 1 } else { 0 }).write(times);
                words.pick(
                    format!("{metric} rose {times}-fold to {end}"),
                    format!("{metric}增至{times} 倍，达{end}"),
                )
            }
            1.0.. => words
                .pick(format!("{metric} rose {change} to {end}"), format!("{metric}上升{change}，达{end}")),
            _ => words
                .pick(format!("{metric} fell {change} to {end}"), format!("{metric}下降{change}，至{end}")),
        })
    }

    /// The move of a percentage, in points: a percentage of it would read as one of what it is a part of.
    fn moved_by_points(self, metric: &str, (first, last): (f64, f64), end: &str) -> String {
        let moved = growth::difference(first, last);
        let points = NumberFormat::default().write(moved.abs());
        let noun = if points == "1" { "percentage point" } else { "percentage points" };
        let (en, zh, at) = if moved > 0.0 { ("rose", "上升", "达") } else { ("fell", "下降", "至") };
        self.words().pick(
            format!("{metric} {en} {points} {noun} to {end}"),
            format!("{metric}{zh}{points}个百分点，{at}{end}"),
        )
    }

    /// Who was first on the last day, with how much of all, in the unit of a row; of shares with what share.
    pub fn leader(self, ends: &Ends, like: RowId, share: bool) -> Option<String> {
        let (first, value, total) = ends.leader()?;
        let (name, words, value) = (self.name(first), self.words(), self.write(value, like));
        let when = self.when(ends.newest)?;
        Some(match share {
            true => words.pick(
                format!("{name} led with {value} ({when})"),
                format!("{name}居首，占{value}（{when}）"),
            ),
            false => {
                let total = self.write(total, like);
                match ends.whole {
                    Some(_) => words.pick(
                        format!("{name} led with {value} of {total} in all ({when})"),
                        format!("{name}居首：{value}，全部{total}（{when}）"),
                    ),
                    None => words.pick(
                        format!("{name} led with {value} of {total} of the vendors listed ({when})"),
                        format!("{name}居首：{value}，所列厂商合计{total}（{when}）"),
                    ),
                }
            }
        })
    }

    /// When a row is: its day, its period, or its first and last day.
    fn when(self, row: RowId) -> Option<String> {
        let dataset = &self.bound.dataset;
        let (first, last) = match dataset.schema.time? {
            Time::At(at) => (at, at),
            Time::Between(start, end) => (start, end),
        };
        if let (Cell::Period(period), true) = (dataset.cell(row, first), first == last) {
            return Some(dates::period(period, self.words()));
        }
        let date = |column| dataset.cell(row, column).date();
        Some(dates::range(date(first)?, date(last)?, self.words()))
    }

    /// How the share of the one who was first on the last day moved.
    pub fn share_of_leader(self, ends: &Ends) -> Option<String> {
        let (leader, last, total) = ends.leader()?;
        let (name, own) = (self.name(leader), ends.first.get(&leader)?);
        let at_first = ends.whole.map_or_else(|| ends.first.values().sum(), |[first, _]| first);
        let percent = NumberFormat { suffix: Suffix::Percent, ..NumberFormat::default() }.with_digits(0);
        let (from, to) = (percent.write(own / at_first * 100.0), percent.write(last / total * 100.0));
        (at_first > 0.0).then(|| {
            let words = self.words();
            let of = match ends.whole {
                Some(_) => words.pick("all traffic", "占全部流量的比重"),
                None => words.pick("what the vendors listed had", "在所列厂商中的占比"),
            };
            words
                .pick(format!("{name} went from {from} to {to} of {of}"), format!("{name}{of}由{from}到{to}"))
        })
    }

    /// Who added most between the two days, in the unit of a row.
    pub fn gain(self, Ends { first, last, .. }: &Ends, like: RowId) -> Option<String> {
        let gains = first
            .iter()
            .filter_map(|(note, from)| Some((self.name(*note), growth::difference(*from, *last.get(note)?))));
        let (name, gain) = gains.max_by(|a, b| a.1.total_cmp(&b.1))?;
        let added = self.write(gain, like);
        (gain > 0.0).then(|| {
            self.words().pick(format!("{name} added most: {added}"), format!("{name}增加最多：{added}"))
        })
    }

    /// How many of the models whose price of one measure moved last cut it. It says which measure: another price of the
    /// same model may have risen.
    pub fn cuts(self, parts: &[PartPlan]) -> Option<String> {
        let [before, after] = parts else { return None };
        let pairs = before.rows.iter().zip(&after.rows);
        let moves: Vec<f64> =
            pairs.filter_map(|(before, after)| Some(self.value(*after)? - self.value(*before)?)).collect();
        let (all, cuts) = (moves.len(), moves.iter().filter(|moved| **moved < 0.0).count());
        let metric = self.metric(*after.rows.first()?);
        let (some, of_them) = match cuts == all {
            true => ("All".to_owned(), "全部".to_owned()),
            false => (cuts.to_string(), format!("中{cuts}个")),
        };
        self.told().then(|| {
            let lower = metric.to_lowercase();
            let price = if lower.ends_with("price") { lower } else { format!("{lower} price") };
            self.words().pick(
                format!("{some} of the last {all} models to change their {price} cut it"),
                format!("{metric}：最近调价的{all}个模型{of_them}降价"),
            )
        })
    }

    /// How many prices of one measure there are, from which to which.
    pub fn span(self, rows: &[RowId]) -> Option<String> {
        let mut values: Vec<(f64, RowId)> =
            rows.iter().filter_map(|row| Some((self.value(*row)?, *row))).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (low, high) = (values.first()?, values.last()?);
        let (low, high, count) = (self.write(low.0, low.1), self.write(high.0, high.1), values.len());
        let metric = self.metric(rows[0]);
        self.told().then(|| {
            self.words().pick(
                format!("{metric}: {count} list prices, from {low} to {high}"),
                format!("{metric}：{count}个标价，从{low}到{high}"),
            )
        })
    }

    /// The values of whom rows are about at both ends of their time, and of all there was, by the rows that say so;
    /// `None` where the licence keeps numbers out of texts.
    pub fn ends(self, rows: &[RowId], who: ColumnId, whole: Option<&[RowId]>) -> Option<Ends> {
        let day = |row: RowId| Some((self.bound.dataset.row_date(row)?, row));
        let dated: Vec<(Date, RowId)> = rows.iter().filter_map(|row| day(*row)).collect();
        let days = dated.iter().map(|(day, _)| *day);
        let (first, last) = (days.clone().min()?, days.max()?);
        let on = |asked: Date| {
            let rows = dated.iter().filter(|(day, _)| *day == asked);
            rows.filter_map(|(_, row)| Some((self.bound.note(*row, who)?, self.value(*row)?))).collect()
        };
        let in_all = |asked: Date| {
            let mut rows = whole?.iter().copied().filter_map(day);
            rows.find(|(day, _)| *day == asked).and_then(|(_, row)| self.value(row))
        };
        let whole = in_all(first).zip(in_all(last)).map(|(first, last)| [first, last]);
        let newest = dated.iter().find(|(day, _)| *day == last)?.1;
        self.told().then(|| Ends { first: on(first), last: on(last), whole, newest })
    }

    fn words(self) -> Lang {
        Lang::from_code(self.site.config.code(self.lang))
    }

    /// Whether the licence lets numbers stand in a text.
    fn told(self) -> bool {
        self.bound.dataset.schema.redistribute
    }

    fn name(self, note: NoteId) -> &'a str {
        &self.site.note(self.site.edition(note, self.lang)).front.title.value
    }

    fn value(self, row: RowId) -> Option<f64> {
        let measure = self.bound.dataset.schema.measure?;
        self.bound.dataset.cell(row, measure).number().map(|number| number.to_f64())
    }

    /// A value in the unit of a row, with three digits that count.
    fn write(self, value: f64, row: RowId) -> String {
        self.quantity(row).in_words(value, self.words())
    }

    fn quantity(self, row: RowId) -> Quantity {
        Quantity::of(&unit::unit(&self.bound.dataset, row, LangId::DEFAULT))
    }
}

impl Ends {
    /// The largest on the last day, its value, and what there was in all, or else the sum of those listed; none of several
    /// that are as large.
    fn leader(&self) -> Option<(NoteId, f64, f64)> {
        let (note, value) = self.last.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        let total = || self.whole.map_or_else(|| self.last.values().sum(), |[_, last]| last);
        let alone = self.last.values().filter(|other| *other == value).count() == 1;
        (*value > 0.0 && alone && self.last.len() > 1).then(|| (*note, *value, total()))
    }
}

/// What a score near the best costs, and what the best does.
pub fn nearly_the_best(site: &Site, lang: LangId, (price, score): (&Measure, &Measure)) -> Option<String> {
    let teller = |measure: &Measure| Teller { site, bound: site.dataset(measure.data), lang };
    let (prices, scores) = (teller(price), teller(score));
    let rows = |measure: &Measure| measure.by_model(site.dataset(measure.data));
    let (priced, scored) = (rows(price), rows(score));
    let only = |rows: &BTreeMap<NoteId, Vec<RowId>>, model| match rows.get(&model)?.as_slice() {
        [row] => Some(*row),
        _ => None,
    };
    let of = |row: &RowId| {
        let model = scores.bound.note(*row, score.model)?;
        let price = only(&priced, model)?;
        Some((model, (prices.value(price)?, price), (scores.value(only(&scored, model)?)?, *row)))
    };
    let all: Vec<_> = score.rows.iter().filter_map(of).filter(|(_, (price, _), _)| *price > 0.0).collect();
    let best = all.iter().max_by(|a, b| a.2.0.total_cmp(&b.2.0).then(b.1.0.total_cmp(&a.1.0)))?;
    let near = all.iter().filter(|one| one.2.0 >= best.2.0 * NEARLY);
    let cheap = near.min_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    let say = |one: &(NoteId, (f64, RowId), (f64, RowId))| {
        (prices.name(one.0), scores.write(one.2.0, one.2.1), prices.write(one.1.0, one.1.1))
    };
    let ((near, near_score, near_price), (top, top_score, top_price)) = (say(cheap), say(best));
    (prices.told() && scores.told() && near != top).then(|| {
        prices.words().pick(
            format!(
                "{near} scores {near_score} at {near_price}; {top}, the best, {top_score} at {top_price}"
            ),
            format!("{near} 得 {near_score}，价 {near_price}；最高的 {top} 得 {top_score}，价 {top_price}"),
        )
    })
}
