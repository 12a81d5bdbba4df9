//! Where the sources of a dataset disagree: what each says, why, and which one counts.

use crate::model::dataset::{Conflict, ConflictClass};
use crate::model::id::{DatasetId, LangId, RowId, SourceId};
use crate::model::text::LocalText;
use crate::render::engine::Html;
use crate::render::escape;
use crate::render::press::Press;
use crate::render::row;
use crate::render::view::lists::{ConflictRowView, ConflictView};
use crate::render::view::parts::LinkView;

/// A link to a source on the page of sources.
pub fn source_link(press: &Press<'_>, source: Option<SourceId>, lang: LangId) -> LinkView {
    let Some(source) = source else { return LinkView { title: String::new(), url: String::new() } };
    let page = press.addresses.local(&press.language(lang).url("sources/"));
    let source = press.site.source(source);
    let mut url = format!("{page}#");
    escape::url_into(&source.key, &mut url);
    LinkView { title: source.title.get(lang).to_owned(), url }
}

/// Where its sources disagree, with what each says.
pub fn of_dataset(press: &Press<'_>, id: DatasetId, lang: LangId) -> Vec<ConflictView> {
    let bound = press.site.dataset(id);
    let language = press.language(lang);
    let Some(measure) = bound.dataset.schema.measure.or_else(|| bound.dataset.column("value")) else {
        return Vec::new();
    };
    let row = |conflict: &Conflict, row: RowId| ConflictRowView {
        row: row::label(press, bound, row, lang),
        value: Html(escape::html(&row::value(press, bound, (row, measure), lang))),
        source: source_link(press, bound.source(row), lang),
        used: conflict.used.contains(&row),
    };
    let claim = |(source, says): &(SourceId, LocalText)| ConflictRowView {
        row: String::new(),
        value: Html(escape::coded(says.get(lang))),
        source: source_link(press, Some(*source), lang),
        used: false,
    };
    let open = bound.dataset.schema.redistribute;
    let view = |conflict: &Conflict| ConflictView {
        class: language.word(class(conflict.class)),
        why: Html(escape::coded(conflict.why.get(lang))),
        rows: {
            let rows = conflict.rows.iter().map(|at| row(conflict, *at));
            rows.chain(conflict.claims.iter().map(claim)).filter(|_| open).collect()
        },
    };
    bound.conflicts.iter().map(view).collect()
}

/// The words that say why sources disagree, by their key.
pub fn class(class: ConflictClass) -> &'static str {
    match class {
        ConflictClass::Stale => "conflict_stale",
        ConflictClass::Scheduled => "conflict_scheduled",
        ConflictClass::Definition => "conflict_definition",
        ConflictClass::Alias => "conflict_alias",
        ConflictClass::Slip => "conflict_slip",
    }
}
