//! Series: rows grouped by a column, in order, with the small ones summed.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::place;
use crate::compute::Words;
use crate::model::dataset::BoundDataset;
use crate::model::figure::{ChartPlan, Role, SeriesAsk, SeriesOrder};
use crate::model::id::{ColumnId, NoteId, RowId};
use crate::words::word;

/// A series with its values in order of place.
#[derive(Clone, Debug)]
pub struct Group {
    /// The value of the series column.
    pub key: String,
    /// Its name for readers.
    pub name: String,
    /// The note it names.
    pub note: Option<NoteId>,
    /// Whether it is the sum of those left out.
    pub rest: bool,
    /// Its values.
    pub values: Vec<Valued>,
}

/// A value at a place.
#[derive(Clone, Copy, Debug)]
pub struct Valued {
    /// The place.
    pub x: f64,
    /// The value; `None` is not disclosed.
    pub y: Option<f64>,
    /// The row (of a sum, one of its rows).
    pub row: RowId,
}

/// Groups the rows of a plan.
pub fn groups(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Vec<Group> {
    let column = plan.series.as_ref().map(|series| series.field);
    let mut order: Vec<Group> = Vec::new();
    let mut index: BTreeMap<Option<i128>, usize> = BTreeMap::new();
    for row in &plan.rows {
        let Some(value) = valued(plan, bound, *row) else { continue };
        let key = column.map(|column| bound.dataset.key(*row, column));
        let at = *index.entry(key).or_insert_with(|| {
            order.push(group(words, plan, bound, *row));
            order.len() - 1
        });
        order[at].values.push(value);
    }
    for group in &mut order {
        group.values.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    order
}

/// The values of the whole of which the series are parts, where a plan has one.
pub fn whole(plan: &ChartPlan, bound: &BoundDataset) -> Option<Vec<Valued>> {
    let part = plan.part(Role::Whole)?;
    let mut values: Vec<Valued> = part.rows.iter().filter_map(|row| valued(plan, bound, *row)).collect();
    values.sort_by(|a, b| a.x.total_cmp(&b.x));
    Some(values)
}

fn valued(plan: &ChartPlan, bound: &BoundDataset, row: RowId) -> Option<Valued> {
    let x = place(&bound.dataset.cell(row, plan.x.field))?;
    let y = bound.dataset.cell(row, plan.y.field).number().map(|number| number.to_f64());
    Some(Valued { x, y, row })
}

fn group(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, row: RowId) -> Group {
    let Some(series) = &plan.series else {
        return Group {
            key: String::new(),
            name: String::new(),
            note: None,
            rest: false,
            values: Vec::new(),
        };
    };
    let key = bound.dataset.cell(row, series.field).raw();
    Group {
        name: series_name(words, series, bound, row).unwrap_or_else(|| words.text(bound, row, series.field)),
        note: bound.note(row, series.field),
        rest: false,
        values: Vec::new(),
        key,
    }
}

/// The name that an author gave a series.
fn series_name(
    words: Words<'_>,
    series: &SeriesAsk<ColumnId>,
    bound: &BoundDataset,
    row: RowId,
) -> Option<String> {
    let key = bound.dataset.cell(row, series.field).raw();
    let given = series.names.iter().find(|(value, _)| value.value == key)?;
    Some(given.1.get(words.figure.lang).to_owned())
}

/// Puts series in the order asked for: by `weight` (largest first), by name, or as listed.
pub fn sort(groups: &mut [Group], order: &SeriesOrder, weight: impl Fn(&Group) -> f64) {
    match order {
        SeriesOrder::Value => {
            groups.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.name.cmp(&b.name)))
        }
        SeriesOrder::Name => groups.sort_by(|a, b| a.name.cmp(&b.name)),
        SeriesOrder::List(list) => {
            let place =
                |group: &Group| list.iter().position(|key| key.value == group.key).unwrap_or(usize::MAX);
            groups.sort_by_key(place);
        }
    }
}

/// How the sum of series that are left out is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// Of layers: what each has at a place; that each has something is looked after elsewhere.
    Layers,
    /// Of lines: only where each that has begun has a value.
    Lines,
    /// Of steps: what each holds at a place.
    Steps,
}

/// Keeps the first series; the others are summed into one where they are layers or are to have a name, else left out.
pub fn cut(words: Words<'_>, groups: &mut Vec<Group>, series: &SeriesAsk<ColumnId>, how: Rest) {
    let Some(top) = &series.top else { return };
    let keep = (top.value as usize).min(groups.len());
    let rest = groups.split_off(keep);
    if !rest.is_empty() && (how == Rest::Layers || series.rest.is_some()) {
        let given = series.rest.as_ref().map(|rest| rest.value.clone());
        let name = given.unwrap_or_else(|| word(words.lang, "other").to_owned());
        groups.push(summed(&rest, name, how));
    }
}

/// Places are days or plain numbers; a thousandth tells them apart.
fn told_apart(x: f64) -> i64 {
    (x * 1000.0).round() as i64
}

fn summed(groups: &[Group], name: String, how: Rest) -> Group {
    let mut places: BTreeMap<i64, Valued> = BTreeMap::new();
    for value in groups.iter().flat_map(|group| &group.values) {
        places.entry(told_apart(value.x)).or_insert(*value);
    }
    let sum = |at: i64| groups.iter().try_fold(0.0, |sum, group| Some(sum + added(group, at, how)?));
    let values = places.into_iter().map(|(at, value)| Valued { y: sum(at), ..value }).collect();
    Group { key: String::new(), name, note: None, rest: true, values }
}

/// What a series adds to a sum at a place: nothing before it begins, none where it is not known.
fn added(group: &Group, at: i64, how: Rest) -> Option<f64> {
    let begun = group.values.partition_point(|value| told_apart(value.x) <= at);
    let Some(last) = group.values[..begun].last() else { return Some(0.0) };
    let here = told_apart(last.x) == at;
    match how {
        Rest::Layers => Some(last.y.filter(|_| here).unwrap_or(0.0)),
        Rest::Lines => last.y.filter(|_| here),
        Rest::Steps => last.y,
    }
}

/// Makes the rest what the named series leave of the whole, place by place.
pub fn fill_up(words: Words<'_>, groups: &mut Vec<Group>, whole: Vec<Valued>) {
    let name = groups.iter().find(|group| group.rest).map(|group| group.name.clone());
    groups.retain(|group| !group.rest);
    let named = |x: f64| -> f64 {
        let at = groups.iter().flat_map(|group| &group.values).filter(|value| value.x == x);
        at.filter_map(|value| value.y).sum()
    };
    // The parts fit into the whole; by rounding alone could they come to more.
    let left = |value: Valued| Valued { y: value.y.map(|whole| (whole - named(value.x)).max(0.0)), ..value };
    let values = whole.into_iter().map(left).collect();
    let name = name.unwrap_or_else(|| word(words.lang, "other").to_owned());
    groups.push(Group { key: String::new(), name, note: None, rest: true, values });
}

/// The first place at which every series has a value above zero.
pub fn common_start(groups: &[Group]) -> Option<f64> {
    let known = |value: &&Valued| value.y.is_some_and(|y| y > 0.0);
    let places =
        |group: &Group| -> Vec<u64> { group.values.iter().filter(known).map(|v| v.x.to_bits()).collect() };
    let (first, others) = groups.split_first()?;
    let others: Vec<BTreeSet<u64>> = others.iter().map(|group| places(group).into_iter().collect()).collect();
    let common = places(first).into_iter().find(|place| others.iter().all(|known| known.contains(place)));
    common.map(f64::from_bits)
}

/// Makes every series start at `base` in its value at a place; what came before is left out.
pub fn rebase(groups: &mut [Group], start: f64, base: f64) {
    for group in groups {
        let first = group.values.iter().find(|value| value.x == start).and_then(|value| value.y);
        group.values.retain(|value| value.x >= start);
        for value in &mut group.values {
            value.y = value.y.zip(first).map(|(y, first)| y / first * base);
        }
    }
}

/// The last disclosed value of a series.
pub fn last(group: &Group) -> f64 {
    group.values.iter().rev().find_map(|value| value.y).unwrap_or(f64::MIN)
}

/// The mean over the `window` values up to each, from the first that has so many; none where one of them is not known.
pub fn trailing_mean(values: &[Valued], window: usize) -> Vec<Valued> {
    let mean = |values: &[Valued]| {
        let sum: Option<f64> = values.iter().map(|value| value.y).sum();
        values.last().map(|last| Valued { y: sum.map(|sum| sum / window as f64), ..*last })
    };
    values.windows(window.max(1)).filter_map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(values: &[(f64, Option<f64>)]) -> Group {
        Group {
            key: String::new(),
            name: String::new(),
            note: None,
            rest: false,
            values: values.iter().map(|(x, y)| Valued { x: *x, y: *y, row: RowId(0) }).collect(),
        }
    }

    #[test]
    fn a_rest_is_not_known_where_one_of_it_is_not() {
        let groups = [
            group(&[(1.0, Some(4.0)), (2.0, None), (4.0, Some(5.0))]),
            group(&[(1.0, Some(1.0)), (2.0, Some(2.0)), (3.0, Some(3.0)), (4.0, Some(4.0))]),
            group(&[(4.0, Some(10.0))]),
        ];
        let rest = |how| summed(&groups, String::new(), how).values.iter().map(|v| v.y).collect::<Vec<_>>();
        assert_eq!(rest(Rest::Lines), [Some(5.0), None, None, Some(19.0)]);
        assert_eq!(rest(Rest::Steps), [Some(5.0), None, None, Some(19.0)]);
        assert_eq!(rest(Rest::Layers), [Some(5.0), Some(2.0), Some(3.0), Some(19.0)]);
        let held = [group(&[(1.0, Some(4.0)), (3.0, Some(2.0))]), group(&[(2.0, Some(1.0))])];
        let held: Vec<_> = summed(&held, String::new(), Rest::Steps).values.iter().map(|v| v.y).collect();
        assert_eq!(held, [Some(4.0), Some(5.0), Some(3.0)]);
    }

    #[test]
    fn an_index_starts_where_all_series_have_a_value_above_zero() {
        let mut groups = [
            group(&[(1.0, Some(4.0)), (2.0, Some(5.0)), (3.0, Some(10.0))]),
            group(&[(1.0, None), (2.0, Some(2.0)), (3.0, Some(1.0))]),
        ];
        assert_eq!(common_start(&groups), Some(2.0));
        rebase(&mut groups, 2.0, 100.0);
        let values = |group: &Group| group.values.iter().map(|value| value.y).collect::<Vec<_>>();
        assert_eq!(values(&groups[0]), [Some(100.0), Some(200.0)]);
        assert_eq!(values(&groups[1]), [Some(100.0), Some(50.0)]);
        assert_eq!(common_start(&[group(&[(1.0, Some(1.0))]), group(&[(2.0, Some(1.0))])]), None);
    }

    #[test]
    fn a_trailing_mean_looks_back_only_and_keeps_gaps() {
        let value = |x: f64, y: Option<f64>| Valued { x, y, row: RowId(0) };
        let values = [value(0.0, Some(2.0)), value(1.0, Some(4.0)), value(2.0, None), value(3.0, Some(6.0))];
        let means: Vec<Option<f64>> = trailing_mean(&values, 2).iter().map(|value| value.y).collect();
        assert_eq!(means, [Some(3.0), None, None], "a mean of fewer values than it says is none");
        assert!(trailing_mean(&values, 5).is_empty());
    }
}
