//! Front matter is a strict, typed subset of YAML: what each text comes to in a field that wants a type.

use tearsheet::load;
use tearsheet::model::note::Details;
use tearsheet::source::Sources;

const SITE: &str = "title: {en: S}\nbase_url: https://example.org/\nlanguages: [en]\ntime_zone: UTC\n";

/// What is said of a model note with a line in its front matter: the codes, with commas between.
fn said(line: &str) -> String {
    let note = format!("---\ntitle: M\nvendor: v\n{line}\n---\n");
    let files = [("content/models/m.md", note.as_str()), ("content/site.yaml", SITE)];
    let told = load::load(&Sources::from_texts(&files)).diagnostics;
    told.iter().map(|told| told.code).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_other_readers_guess_is_refused_in_typed_fields_and_said_by_name() {
    for (line, code) in [
        ("draft: true", ""),
        ("draft: false", ""),
        ("draft: no", "not-true-or-false"),
        ("draft: yes", "not-true-or-false"),
        ("draft: Off", "not-true-or-false"),
        ("draft: True", "not-true-or-false"),
        ("draft: 1", "not-true-or-false"),
        ("context_tokens: 128000", ""),
        ("context_tokens: 1_000", "not-a-whole-number"),
        ("context_tokens: 0o17", "not-a-whole-number"),
        ("context_tokens: 0x1F", "not-a-whole-number"),
        ("context_tokens: 1e3", "not-a-whole-number"),
        ("context_tokens: 128,000", "not-a-whole-number"),
        ("context_tokens: 1.10", "not-a-whole-number"),
        ("context_tokens: .inf", "not-a-whole-number"),
        ("released: 2025-03-14", ""),
        ("released: 2025-03", ""),
        ("released: 2025", ""),
        ("released: 2025-3-14", "not-a-date"),
        ("released: 14/03/2025", "not-a-date"),
        ("released: 2025-02-29", "impossible-date"),
        ("released: 2025-03-14T09:00:00Z", "not-a-date"),
        ("released: 20250314", "not-a-date"),
        ("released: today", "not-a-date"),
        ("released: ~", ""),
        ("released: null", ""),
        ("released:", ""),
        ("tags: no", "wrong-type"),
        ("tags: [no, 1.10, ~]", "empty-item"),
        ("summary: [a]", "wrong-type"),
        ("summary: {a: b}", "wrong-type"),
        ("summary: !!str x", "yaml-tag"),
        ("summary: &x x", "yaml-anchor"),
        ("summary: *x", "yaml-alias"),
        ("<<: {a: b}", "yaml-merge-key"),
        ("title: again", "yaml-duplicate-key"),
    ] {
        assert_eq!(said(line), code, "{line}");
    }
}

#[test]
fn a_text_is_what_was_written_whatever_it_looks_like() {
    for text in "no Off 1.10 000001 0o17 1_000 2025-03-14 .nan 0x1F 12:30 '~' \"null\"".split(' ') {
        let note = format!("---\ntitle: {text}\nvendor: v\nfamily: {text}\ntags: [{text}]\n---\n");
        let files = [("content/models/m.md", note.as_str()), ("content/site.yaml", SITE)];
        let draft = load::load(&Sources::from_texts(&files)).value;
        let note = &draft.notes[0];
        let title = note.front.title.as_ref().map(|title| title.value.as_str());
        let Details::Model(model) = &note.details else { panic!("a model") };
        let bare = text.trim_matches(['\'', '"']);
        assert_eq!(title, Some(bare));
        assert_eq!(model.family.as_deref(), Some(bare));
        assert_eq!(note.front.tags[0].value, bare);
    }
}

#[test]
fn a_key_of_a_newer_version_is_an_error_that_says_so() {
    let site = format!("{SITE}holograms: true\n");
    let told = load::load(&Sources::from_texts(&[("content/site.yaml", &site)])).diagnostics;
    let help = told[0].help.as_deref().unwrap_or_default();
    assert_eq!(
        (told[0].code, help.starts_with("its keys in this version are ")),
        ("unknown-key", true),
        "{help}"
    );
}
