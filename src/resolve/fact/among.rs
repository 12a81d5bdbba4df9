//! Among which a share or a rank is taken, where its reference does not say: the column of what it is about.

use super::asked::{Asked, Subject};
use super::{side, time};
use crate::diag::catalog;
use crate::model::dataset::Reference;
use crate::model::fact::{Key, Value};
use crate::model::id::{ColumnId, LangId};
use crate::model::{query, unit};
use crate::resolve::page::Page;
use crate::source::Located;

/// The column to go through: the one that the note itself stands in, else the one key that names a note, else the one
/// that names anything but a time, a unit, a measure, a meaning or a source. The order of the keys says nothing.
pub fn column(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Key> {
    let keys = &asked.ask.keys;
    let dataset = &subject.bound.dataset;
    let own = side::of_note(page, subject, keys, asked).map(|condition| condition.column);
    let own = own.or_else(|| {
        let column = side::column_of_note(page, subject)?;
        names(subject, keys).any(|named| named == column).then_some(column)
    });
    let notes = || names(subject, keys).filter(|column| names_notes(subject, *column));
    let found = own.or_else(|| only(notes())).or_else(|| only(names(subject, keys)));
    let Some(column) = found else {
        let named: Vec<String> =
            names(subject, keys).map(|column| format!("`of {}`", dataset.field(column).name)).collect();
        let message = match named.as_slice() {
            [] => "nothing says among which".to_owned(),
            named => format!("it could go through several columns: {}", named.join(" or ")),
        };
        page.report(catalog::fact::wrong_sides(asked.span, asked.verb.word(), &message));
        return None;
    };
    let name = Located::new(dataset.field(column).name.clone(), asked.span);
    Some(Key { column: name, value: Value::Filled, span: asked.span })
}

/// The columns of keys that say what a row is about.
fn names<'k>(subject: Subject<'k>, keys: &'k [Key]) -> impl Iterator<Item = ColumnId> + 'k {
    let dataset = &subject.bound.dataset;
    let schema = &dataset.schema;
    let units = unit::placeholders(dataset, Some(subject.column), LangId::DEFAULT);
    let columns = keys.iter().filter(|key| !is_empty(key) && !time::is_time(dataset, &key.column.value));
    columns.filter_map(|key| dataset.column(&key.column.value)).filter(move |column| {
        let other = [schema.metric, schema.source, schema.status].contains(&Some(*column));
        !other && !units.contains(column) && query::defining_columns(dataset).all(|known| known != *column)
    })
}

fn is_empty(key: &Key) -> bool {
    matches!(&key.value, Value::One(one) if one.value.is_empty())
}

fn names_notes(subject: Subject<'_>, column: ColumnId) -> bool {
    let reference = &subject.bound.dataset.field(column).reference;
    reference.as_ref().is_some_and(|reference| reference.value != Reference::Sources)
}

fn only(mut columns: impl Iterator<Item = ColumnId>) -> Option<ColumnId> {
    columns.next().filter(|_| columns.next().is_none())
}
