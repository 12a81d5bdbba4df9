//! Diagnostics as one SARIF 2.1.0 document, for code scanning.
//!
//! The form is that of the OASIS standard: one run, a rule per check that found something, a result per
//! diagnostic. Lines and columns count from 1, columns in characters; an end column is one past the last.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Diagnostic, Level, explain};
use crate::source::{Sources, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All diagnostics as one document, also where there are none.
pub fn write(sources: &Sources, diagnostics: &[&Diagnostic]) -> String {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results: Vec<Value> = diagnostics.iter().map(|told| result(sources, told, &codes)).collect();
    let rules = codes.iter().map(|code| rule(code)).collect();
    document(rules, json!({"columnKind": "unicodeCodePoints", "results": results}))
}

/// Why there is no result: a run that did not succeed.
pub fn refusal(why: &str, help: Option<&str>) -> String {
    let help = help.map_or(String::new(), |help| format!("\n{help}"));
    let notification = json!({"level": "error", "message": {"text": format!("{why}{help}")}});
    let invocation = json!({"executionSuccessful": false, "toolExecutionNotifications": [notification]});
    document(Vec::new(), json!({"invocations": [invocation], "results": []}))
}

/// A document of one run.
fn document(rules: Vec<Value>, mut run: Value) -> String {
    run["tool"] = json!({"driver": {
        "name": "tearsheet",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    }});
    let document = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    format!("{document:#}\n")
}

fn rule(code: &str) -> Value {
    let Some(check) = explain::find(code) else { return json!({"id": code}) };
    let level = if check.level == Some(Level::WARN) { "warning" } else { "error" };
    let example = format!("```diff\n{}\n```", check.example);
    json!({
        "id": code,
        "shortDescription": {"text": check.what},
        "fullDescription": {"text": check.why},
        "help": {
            "text": format!("{}\n\n{}", check.why, check.example),
            "markdown": format!("{}\n\n{example}", check.why),
        },
        "defaultConfiguration": {"level": level},
    })
}

fn result(sources: &Sources, told: &Diagnostic, codes: &[&str]) -> Value {
    let help = told.help.as_deref().map_or(String::new(), |help| format!("\n{help}"));
    let related: Vec<Value> = told
        .related
        .iter()
        .map(|(span, why)| {
            let mut place = location(sources, *span);
            place["message"] = json!({"text": why});
            place
        })
        .collect();
    json!({
        "ruleId": told.code,
        "ruleIndex": codes.binary_search(&told.code).unwrap_or_default(),
        "level": told.severity.word(),
        "message": {"text": format!("{}{help}", told.message)},
        "locations": [location(sources, told.span)],
        "relatedLocations": related,
    })
}

fn location(sources: &Sources, span: Span) -> Value {
    let (line, column) = sources.line_column(span.file, span.start);
    let (end_line, end_column) = sources.line_column(span.file, span.end.max(span.start));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&sources.shown_path(span.file))},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
    }})
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let part = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    /// The members that the standard requires of what we write.
    fn whole(document: &Value) {
        assert_eq!(document["version"], "2.1.0");
        for run in document["runs"].as_array().unwrap() {
            assert!(run["tool"]["driver"]["name"].is_string());
            let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
            for result in run["results"].as_array().unwrap() {
                assert!(result["message"]["text"].is_string());
                assert!(["error", "warning", "note", "none"].contains(&result["level"].as_str().unwrap()));
                assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
                let place = &result["locations"][0]["physicalLocation"];
                assert!(place["artifactLocation"]["uri"].is_string());
                assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
            }
        }
    }

    #[test]
    fn a_document_has_what_the_standard_requires() {
        let sources = Sources::from_texts(&[("content/研究.md", "a\n模型 b\n")]);
        let span = Span::new(FileId(0), 2, 8);
        let told = [
            Diagnostic::warning("raw-html", span, "x").help("y").also(Span::whole(FileId(0)), "first"),
            Diagnostic::error("broken-link", span, "x"),
        ];
        let text = write(&sources, &told.each_ref());
        let document: Value = serde_json::from_str(&text).unwrap();
        whole(&document);
        let results = &document["runs"][0]["results"];
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/%E7%A0%94%E7%A9%B6.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["endColumn"]), (&json!(2), &json!(3)));
        assert_eq!(results[0]["relatedLocations"][0]["message"]["text"], "first");
        assert_eq!(
            document["runs"][0]["tool"]["driver"]["rules"][1]["defaultConfiguration"]["level"],
            "warning"
        );
    }

    #[test]
    fn nothing_to_tell_is_a_document_too() {
        let document: Value = serde_json::from_str(&write(&Sources::default(), &[])).unwrap();
        whole(&document);
        assert_eq!(document["runs"][0]["results"], json!([]));
    }
}
