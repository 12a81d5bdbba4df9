//! Both ends of a change and its like: what they ask for, and the order in which they stand.

use std::collections::BTreeSet;

use super::asked::{Asked, Subject, laid_over};
use super::time;
use crate::diag::catalog;
use crate::model::date::Date;
use crate::model::fact::{Key, Value, Verb};
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

/// Whether the days that two ends ask for stand as a verb needs them: what changed goes from the earlier to the later,
/// and growth a year needs stretches that are over.
pub fn in_order(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    days: [Option<Date>; 2],
) -> Option<()> {
    let [Some(from), Some(to)] = days else { return Some(()) };
    let moves = matches!(asked.verb, Verb::Change | Verb::Difference);
    if moves && to.last_day() < from.last_day() {
        let message = format!("time runs backwards, from {from} to {to}: write the earlier end first");
        page.report(catalog::fact::wrong_sides(asked.span, asked.verb.word(), &message));
        return None;
    }
    let is_growth = asked.verb == Verb::Cagr && query::is_step(&subject.bound.dataset);
    let open = [from, to].into_iter().find(|day| day.last_day() > asked.as_of.last_day());
    if let Some(day) = open.filter(|_| is_growth) {
        let why =
            format!("{day} is not over on {}, so growth a year cannot be counted to its end", asked.as_of);
        page.report(catalog::fact::not_reckoned(asked.span, &why));
        return None;
    }
    Some(())
}
