//! Both ends of a change and its like: what they ask for, and the order in which they stand.

use std::collections::BTreeSet;

use super::asked::{Asked, Subject, laid_over};
use super::length::unlike;
use super::time;
use crate::diag::catalog;
use crate::model::dataset::Dataset;
use crate::model::date::Date;
use crate::model::fact::{Key, Value, Verb};
use crate::model::id::RowId;
use crate::model::query;
use crate::resolve::page::Page;
use crate::source::Located;

/// The keys of the first end and of the second.
type Keys = (Vec<Key>, Vec<Key>);

/// The keys of both ends: one key holds both (`model=a..b`), or the second differs by what stands behind `to`.
pub fn keys(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Keys> {
    let keys = &asked.ask.keys;
    let verb = asked.verb.word();
    if let Some(other) = &asked.ask.other {
        if other.whole {
            let message = "a total is no end of a change";
            page.report(catalog::fact::wrong_sides(other.span, verb, message));
            return None;
        }
        let to = laid_over(keys, &other.keys);
        return differ(page, asked, (keys.clone(), to));
    }
    let dataset = &subject.bound.dataset;
    let wide = |key: &&Key| matches!(key.value, Value::Range(Some(_), Some(_)));
    let stretch = |key: &Key| time::is_stretch(dataset, &key.column.value);
    let plain: Vec<&Key> = keys.iter().filter(wide).filter(|key| !stretch(key)).collect();
    let key = match plain.as_slice() {
        [key] => Some(*key),
        [] => keys.iter().filter(wide).find(|key| stretch(key)),
        _ => None,
    };
    let Some(Key { column, value: Value::Range(Some(from), Some(to)), span }) = key else {
        let message = format!("`{{{verb}}}` needs two ends");
        page.report(catalog::fact::wrong_sides(asked.span, verb, &message));
        return None;
    };
    let end = |value: &Located<String>| {
        let one = Key { column: column.clone(), value: Value::One(value.clone()), span: *span };
        keys.iter().map(|known| if known.column == *column { one.clone() } else { known.clone() }).collect()
    };
    let keys = (end(from), end(to));
    differ(page, asked, keys)
}

/// Two ends that ask for the same are one.
fn differ(page: &mut Page<'_>, asked: &Asked, (from, to): Keys) -> Option<Keys> {
    let written = |keys: &[Key]| -> BTreeSet<String> { keys.iter().map(Key::to_string).collect() };
    if written(&from) == written(&to) {
        let message = "both ends are the same";
        page.report(catalog::fact::wrong_sides(asked.span, asked.verb.word(), message));
        return None;
    }
    Some((from, to))
}

/// Whether the times of two ends stand as a verb needs them: what changed goes from the earlier to the later, growth a year
/// needs stretches that are over, and amounts of a time are held against those of a time as long.
pub fn in_order(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, ends: &[End<'_>; 2]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    as_long(page, asked, subject, ends)?;
    let dates = ends.each_ref().map(|end| end.date(dataset, asked.as_of));
    let [Some(from), Some(to)] = dates else { return Some(()) };
    let moves = matches!(asked.verb, Verb::Change | Verb::Difference);
    if moves && to.last_day() < from.last_day() {
        let named = ends.each_ref().map(|end| end.time(dataset, asked.as_of));
        let message =
            format!("time runs backwards, from {} to {}: write the earlier end first", named[0], named[1]);
        page.report(catalog::fact::wrong_sides(asked.span, asked.verb.word(), &message));
        return None;
    }
    let is_growth = asked.verb == Verb::Cagr && query::is_step(dataset);
    let open = [from, to].into_iter().find(|day| day.last_day() > asked.as_of.last_day());
    if let Some(day) = open.filter(|_| is_growth) {
        let why =
            format!("{day} is not over on {}, so growth a year cannot be counted to its end", asked.as_of);
        page.report(catalog::fact::not_reckoned(asked.span, &why));
        return None;
    }
    Some(())
}

/// One end that was found.
pub struct End<'k> {
    /// Its keys.
    pub keys: &'k [Key],
    /// Its row.
    pub row: RowId,
    /// The day that its keys ask for.
    pub day: Option<Date>,
}

impl End<'_> {
    /// The day that its keys ask for, or the end of the period that they name; of what is in force the one that is looked
    /// from, where they name none.
    fn date(&self, dataset: &Dataset, as_of: Date) -> Option<Date> {
        let names_time = || self.keys.iter().any(|key| time::is_time(dataset, &key.column.value));
        let own = || dataset.row_date(self.row).filter(|_| names_time());
        self.day.or_else(|| if query::is_step(dataset) { Some(as_of) } else { own() })
    }

    /// Its time in words: the day that its keys ask for, or its period as it stands in the file.
    fn time(&self, dataset: &Dataset, as_of: Date) -> String {
        let day = self.day.or_else(|| query::is_step(dataset).then_some(as_of));
        day.map_or_else(|| dataset.row_time(self.row), |day| day.to_string())
    }
}

/// Tells amounts of times that are not as long as each other.
fn as_long(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, ends: &[End<'_>; 2]) -> Option<()> {
    let rows = ends.each_ref().map(|end| end.row);
    let Some(unlike) = unlike(&subject.bound.dataset, subject.column, rows) else { return Some(()) };
    let what = format!("`{{{}}}`", asked.verb.word());
    let lengths = unlike.map(|(_, length)| length.to_string());
    page.report(catalog::fact::unequal_ends(asked.span, &what, &lengths));
    None
}
