//! Changes in words: old and new, by how much, from when, known from where.

use super::card;
use super::press::{Language, Press, Told};
use super::view::change::{ChangeView, StepView};
use super::view::parts::{DayView, LinkView};
use crate::format::{NumberFormat, Quantity, Suffix};
use crate::model::change::{Change, Event, Step};
use crate::model::config::Rating;
use crate::model::dataset::{BoundDataset, Cell};
use crate::model::exact::{Exact, trimmed};
use crate::model::id::{ChangeId, ColumnId, LangId, NoteId, RowId};
use crate::model::note::{Details, Kind};
use crate::model::{query, unit};

/// How many changes the page of one note lists.
pub const ON_A_PAGE: usize = 12;

/// The changes that the page of a note lists and its feed tells. The release of a model is no news on its
/// own page, and a report tells its own.
pub fn of_note<'p>(press: &'p Press<'_>, note: NoteId) -> impl Iterator<Item = ChangeId> + 'p {
    let note = press.original(note);
    let (kind, changes) = (press.site.note(note).kind(), &press.site.changes);
    let own = move |id: &ChangeId| match (kind, changes.get(*id)) {
        (Kind::Model, change) => change.subject != note || !matches!(change.what, Event::Release(_)),
        (kind, _) => kind != Kind::Report,
    };
    changes.of_note(note).iter().copied().filter(own)
}

/// A change in a language as feeds tell it; made once, for all feeds that have it.
pub fn told<'p>(press: &'p Press<'_>, id: ChangeId, lang: LangId) -> &'p Told {
    let slot = id.index() * press.languages.len() + lang.index();
    press.changes[slot].get_or_init(|| {
        let language = press.language(lang);
        let view = view(press, press.site.changes.get(id), language);
        let sentence = sentence(&view, language);
        let since = language.phrase("change_since", &[("date", &view.date.words)]);
        let (mut whole, stop) = (sentence.clone(), language.lang.pick(". ", "。"));
        if !view.text.is_empty() {
            whole.extend([language.word("colon"), &view.text]);
        }
        // What an author wrote may end with a stop of its own.
        whole.push_str(if whole.ends_with(['.', '。']) {
            stop.trim_start_matches(['.', '。'])
        } else {
            stop
        });
        whole.push_str(&since);
        if let Some(source) = &view.source {
            for part in [" ", language.word("source"), language.word("colon"), &source.title] {
                whole.push_str(part);
            }
        }
        Told { sentence, whole }
    })
}

/// Changes in a language, for templates.
pub fn views(press: &Press<'_>, ids: impl Iterator<Item = ChangeId>, lang: LangId) -> Vec<ChangeView> {
    ids.map(|id| view(press, press.site.changes.get(id), press.language(lang))).collect()
}

fn view(press: &Press<'_>, change: &Change, language: &Language<'_>) -> ChangeView {
    let lang = language.id;
    ChangeView {
        id: change.id.clone(),
        date: DayView::new(change.date, language),
        scheduled: change.scheduled,
        kind: language.word(word(&change.what)),
        subject: card::link(press, change.subject, lang),
        steps: steps(press, change, language),
        text: correction(press, change, lang),
        more: String::new(),
        source: change.source.map(|source| {
            let source = press.site.source(source);
            LinkView { title: source.title.get(lang).to_owned(), url: source.url.clone().unwrap_or_default() }
        }),
    }
}

fn word(what: &Event) -> &'static str {
    match what {
        Event::Price(..) => "change_price",
        Event::Release(_) => "change_release",
        Event::Rating(_) => "rating",
        Event::Stance => "desk_stance",
        Event::Correction(_) => "change_correction",
    }
}

fn steps(press: &Press<'_>, change: &Change, language: &Language<'_>) -> Vec<StepView> {
    let lang = language.id;
    let plain = |old: String, new: String| StepView {
        label: String::new(),
        old,
        new,
        unit: String::new(),
        by: String::new(),
    };
    let named = |rating: Rating| card::rating(press, rating, lang).name;
    match (&change.what, &press.site.note(change.subject).details) {
        (Event::Price(data, steps), _) => {
            let bound = press.site.dataset(*data);
            steps.iter().map(|made| step(press, bound, (made, change.subject), lang)).collect()
        }
        (Event::Release(before), _) => {
            let old = before.map_or(String::new(), |note| card::link(press, note, lang).title);
            vec![plain(old, card::link(press, change.subject, lang).title)]
        }
        (Event::Rating(place), Details::Report(report)) => {
            let given = &report.ratings[*place];
            let old = given.previous.map(named).unwrap_or_default();
            vec![StepView { label: given.ticker.value.clone(), ..plain(old, named(given.rating)) }]
        }
        (Event::Stance, Details::Theme(theme)) => {
            theme.stance.map(|stance| plain(String::new(), named(stance))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn correction(press: &Press<'_>, change: &Change, lang: LangId) -> String {
    let note = press.site.note(press.site.edition(change.subject, lang));
    match (&change.what, &note.details) {
        (Event::Correction(place), Details::Report(report)) => {
            report.corrections.get(*place).map_or(String::new(), |made| made.what.plain.clone())
        }
        _ => String::new(),
    }
}

fn step(press: &Press<'_>, bound: &BoundDataset, (made, subject): (&Step, NoteId), lang: LangId) -> StepView {
    let value = |row: RowId| {
        let measure = bound.dataset.schema.measure;
        let raw = measure.map_or(String::new(), |measure| bound.dataset.cell(row, measure).raw());
        let unit = Quantity::of(&unit::unit(&bound.dataset, row, LangId::DEFAULT));
        unit.padded(NumberFormat::default().write_decimal(&raw))
    };
    StepView {
        label: label(press, bound, (made.row, subject), lang),
        old: value(made.before),
        new: value(made.row),
        unit: unit::unit(&bound.dataset, made.row, lang),
        by: made.percent.map_or(String::new(), percent),
    }
}

/// What a row is about beyond its subject, its maker and its unit: `Output`, `Output, OpenRouter`.
fn label(press: &Press<'_>, bound: &BoundDataset, (row, subject): (RowId, NoteId), lang: LangId) -> String {
    let dataset = &bound.dataset;
    let maker = match &press.site.note(subject).details {
        Details::Model(model) => Some(model.vendor),
        _ => None,
    };
    let filled_by = unit::placeholders(dataset, dataset.schema.measure, lang);
    let in_unit = |column: ColumnId| filled_by.contains(&column);
    let word = |column: ColumnId| match bound.note(row, column) {
        Some(note) if note == subject || Some(note) == maker => None,
        Some(note) => Some(card::link(press, note, lang).title),
        None if in_unit(column) || dataset.cell(row, column) == Cell::Empty => None,
        None => Some(unit::word(dataset, row, column, lang)),
    };
    let words: Vec<String> = query::key_without_time(dataset).into_iter().filter_map(word).collect();
    words.join(press.language(lang).word("comma"))
}

/// A change to a tenth of a percent, with a sign: `+33.3%`, `−75%`; with more digits where a tenth would say that nothing
/// changed, or that nothing is left.
fn percent(change: Exact) -> String {
    let format = NumberFormat { plus: true, suffix: Suffix::Percent, ..NumberFormat::default() };
    let whole = (change.exponent() < 2).then_some(100);
    format.write_decimal(&trimmed(change.telling(1, whole)))
}

/// A change as one sentence: `Scheduled: Claude 9: Output 3 → 4 USD per 1M tokens (+33.3%)`; of a correction, which is
/// told in words, only whose it is.
fn sentence(view: &ChangeView, language: &Language<'_>) -> String {
    let colon = language.word("colon");
    let steps: Vec<String> = view.steps.iter().map(step_words).collect();
    let told = steps.join("; ");
    let sentence = if told.is_empty() || told == view.subject.title {
        format!("{}{colon}{}", view.kind, view.subject.title)
    } else {
        format!("{} · {}{colon}{told}", view.kind, view.subject.title)
    };
    if view.scheduled { format!("{}{colon}{sentence}", language.word("change_scheduled")) } else { sentence }
}

fn step_words(step: &StepView) -> String {
    let mut text = step.label.clone();
    let mut add = |gap: &str, part: &str| {
        if !part.is_empty() {
            text.push_str(if text.is_empty() { "" } else { gap });
            text.push_str(part);
        }
    };
    add(" ", &step.old);
    add(if step.old.is_empty() { " " } else { " → " }, &step.new);
    add(" ", &step.unit);
    if !step.by.is_empty() {
        add(" ", &format!("({})", step.by));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_carries_a_true_minus() {
        let change = |from: i64, to: i64| percent(Exact::whole(to).percent_from(Exact::whole(from)).unwrap());
        assert_eq!(change(4, 1), "\u{2212}75%");
        assert_eq!(change(3, 4), "+33.3%");
        assert_eq!(change(1000, 1_235_456), "+123,445.6%");
        assert_eq!((change(7, 0), change(2500, 1)), ("\u{2212}100%".into(), "\u{2212}99.96%".into()));
        assert_eq!(change(100_000, 100_001), "+0.001%", "a price that moved did not stay");
    }

    #[test]
    fn a_step_reads_from_old_to_new() {
        let step = |label: &str, old: &str| StepView {
            label: label.to_owned(),
            old: old.to_owned(),
            new: "4".to_owned(),
            unit: "USD".to_owned(),
            by: "+33.3%".to_owned(),
        };
        assert_eq!(step_words(&step("Output", "3")), "Output 3 → 4 USD (+33.3%)");
        assert_eq!(step_words(&step("", "3")), "3 → 4 USD (+33.3%)");
        assert_eq!(step_words(&StepView { by: String::new(), ..step("A.US", "") }), "A.US 4 USD");
    }
}
