//! The tidy test: the house rules of the source, read from its text and checked.

mod rust;
mod house;
mod rules;

use std::path::Path;

use house::House;

/// Fails with every complaint of a rule about the project.
fn holds(rule: fn(&House) -> Vec<String>) {
    let complaints = rule(&House::read(Path::new(env!("CARGO_MANIFEST_DIR"))));
    assert!(complaints.is_empty(), "\n  {}\n", complaints.join("\n  "));
}

/// Proves that a rule can fail: it finds this in these files, and only that.
fn finds(rule: fn(&House) -> Vec<String>, files: &[(&str, &str)], complaint: &str) {
    let complaints = rule(&House::of(files));
    assert!(complaints.len() == 1 && complaints[0].contains(complaint), "{complaints:?}");
}

#[test]
fn modules_use_only_those_above_them() {
    holds(rules::order);
}

#[test]
fn a_use_of_a_module_below_is_found() {
    let lib = ("src/lib.rs", "pub mod a;\npub mod b;");
    let below = ("src/a.rs", "use crate::b::{X, Y};");
    finds(rules::order, &[lib, below, ("src/b.rs", "")], "src/a.rs uses `b`, which stands below `a`");
    let inner = [
        ("src/lib.rs", "mod a;"),
        ("src/a/mod.rs", "mod x;\nmod y;\nuse y::Y;"),
        ("src/a/x.rs", "fn f() { super::y::g() }"),
        ("src/a/y.rs", "use super::x;"),
    ];
    finds(rules::order, &inner, "src/a/x.rs uses `y`, which stands below `x` in src/a/mod.rs");
    let again = [
        ("src/lib.rs", "mod a;"),
        ("src/a/mod.rs", "mod x;\nmod y;\npub use y::Y;"),
        ("src/a/x.rs", "use super::Y;"),
        ("src/a/y.rs", ""),
    ];
    finds(rules::order, &again, "src/a/x.rs uses `y`");
}

#[test]
fn verbs_do_not_know_each_other() {
    holds(rules::strangers);
}

#[test]
fn a_verb_that_knows_another_is_found() {
    let lib = ("src/lib.rs", "mod load;\nmod resolve;");
    let resolve = ("src/resolve.rs", "fn f() { crate::load::load() }");
    finds(rules::strangers, &[lib, ("src/load.rs", ""), resolve], "`resolve` must not know");
}

#[test]
fn no_file_imports_itself_around_a_corner() {
    holds(rules::cycles);
}

#[test]
fn a_cycle_is_found() {
    let files = [
        ("src/lib.rs", "mod a;"),
        ("src/a/mod.rs", "mod x;\nuse x::f;\npub struct Options;"),
        ("src/a/x.rs", "use super::Options;"),
    ];
    finds(rules::cycles, &files, "src/a/mod.rs -> src/a/x.rs");
}

#[test]
fn each_dependency_has_one_door() {
    holds(rules::doors);
}

#[test]
fn a_second_door_is_found() {
    let lib = ("src/lib.rs", "mod build;");
    finds(rules::doors, &[lib, ("src/build.rs", "use std::{fmt, fs};")], "src/build.rs names `std::fs`");
    finds(rules::doors, &[lib, ("src/build.rs", "fn f() { tera::Tera::new(); }")], "names `tera`");
    let own = [
        ("src/lib.rs", "mod a;\nmod csv;"),
        ("src/a.rs", "use crate::csv;\nfn f() { csv::g() }"),
        ("src/csv.rs", ""),
    ];
    assert!(rules::doors(&House::of(&own)).is_empty());
}

#[test]
fn each_mistake_has_one_constructor() {
    holds(rules::catalogue);
}

#[test]
fn a_code_made_twice_is_found() {
    let one = "fn a() { Diagnostic::error(\n  \"bad-x\", span) }";
    let two = "fn b() { Diagnostic::warning(\"bad-x\", span) }";
    let files = [("src/diag/catalog/a.rs", one), ("src/diag/catalog/b.rs", two)];
    finds(rules::catalogue, &files, "`bad-x` has two constructors");
    finds(rules::catalogue, &[("src/load/a.rs", two)], "src/load/a.rs makes a diagnostic");
}

#[test]
fn each_mistake_has_a_fixture() {
    holds(rules::fixtures);
}

#[test]
fn a_code_without_a_fixture_is_found() {
    let catalog = ("src/diag/catalog/a.rs", "fn a() { Diagnostic::error(\"bad-x\", span) }");
    let fixture = ("tests/sites/bad/bad-x/content/site.yaml", "");
    finds(rules::fixtures, &[catalog], "no fixture shows `bad-x`");
    finds(rules::fixtures, &[fixture], "shows no code");
    assert!(rules::fixtures(&House::of(&[catalog, fixture])).is_empty());
}

#[test]
fn each_check_is_explained() {
    holds(rules::explained);
}

#[test]
fn a_check_without_an_explanation_is_found() {
    let catalog = ("src/diag/catalog/a.rs", "fn a() { Diagnostic::warning(\n  \"bad-x\", span) }");
    finds(
        rules::explained,
        &[catalog],
        "`bad-x` is not explained; add `## bad-x: …` to src/diag/explain/a.md",
    );
    let wrong = ("src/diag/explain/a.md", "# A\n\n## bad-x: error\n");
    finds(rules::explained, &[catalog, wrong], "calls `bad-x` `error`");
    finds(rules::explained, &[wrong], "`bad-x` is explained, and nothing makes it");
    let right = ("src/diag/explain/a.md", "# A\n\n## bad-x: deny\n");
    assert!(rules::explained(&House::of(&[catalog, right])).is_empty());
}

#[test]
fn files_are_short() {
    holds(rules::file_length);
}

#[test]
fn a_long_file_is_found() {
    let tests = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{{}}}", "\n".repeat(500));
    assert!(rules::file_length(&House::of(&[("src/a.rs", &tests)])).is_empty());
    finds(rules::file_length, &[("src/a.rs", &"//! x\n".repeat(401))], "has 401 lines");
}

#[test]
fn functions_are_short() {
    holds(rules::function_length);
}

#[test]
fn a_long_function_is_found() {
    let long = format!("fn short() {{}}\nfn long() {{{}}}", "\n".repeat(60));
    finds(rules::function_length, &[("src/a.rs", &long)], "src/a.rs:2 `long` has 61 lines");
}

#[test]
fn files_start_with_a_sentence() {
    holds(rules::first_sentence);
}

#[test]
fn a_file_without_a_sentence_is_found() {
    finds(rules::first_sentence, &[("src/a.rs", "use x;\n//! Late.")], "src/a.rs");
}

#[test]
fn names_say_something() {
    holds(rules::names);
}

#[test]
fn an_empty_name_is_found() {
    finds(rules::names, &[("src/load/utils.rs", "")], "src/load/utils.rs");
}

#[test]
fn files_speak_of_the_project_alone() {
    holds(rules::leftovers);
}

#[test]
fn a_leftover_is_found() {
    finds(rules::leftovers, &[("src/a.rs", concat!("x\n// TO", "DO later"))], "src/a.rs:2");
    finds(rules::leftovers, &[("README.md", concat!("see /ho", "me/someone"))], "README.md:1");
}

#[test]
fn actions_are_named_by_commit() {
    holds(rules::actions);
}

#[test]
fn an_action_named_by_tag_is_found() {
    finds(rules::actions, &[(".github/workflows/ci.yml", "x:\n  - uses: actions/checkout@v4\n")], "ci.yml:2");
}
