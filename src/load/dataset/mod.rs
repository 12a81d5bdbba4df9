//! Reads datasets: CSV files of facts, and the sidecars that say what their columns mean.

pub mod told;
pub mod header;
mod conflicts;
mod wording;
mod units;
pub mod sidecar;
pub mod infer;
pub mod columns;
pub mod suggest;
pub mod cells;
pub mod table;
pub mod keys;
mod periods;

use self::columns::{Files, Plan};
use self::told::Told;
use crate::diag::catalog::dataset as say;
use crate::diag::catalog::fields as say_field;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::load::csv::{self, Fault, Rows};
use crate::model::dataset::{Dataset, Derived};
use crate::source::{Content, FileId, Located, Sources, Span};

/// Reads one dataset: a CSV file and, where there is one, its sidecar. `languages`: those of the site.
///
/// `None`: the file is no table at all, which is told (unless it is no text, which reading tells).
/// Cells that are wrong are told and count as empty.
pub fn load(
    sources: &Sources,
    csv: FileId,
    sidecar: Option<FileId>,
    languages: &[String],
) -> Checked<Option<Dataset>> {
    let mut diagnostics = Vec::new();
    let described = sidecar.map(|file| sidecar::read(sources, file, languages, &mut diagnostics));
    let Content::Text(text) = &sources.file(csv).content else { return Checked { value: None, diagnostics } };
    let mut told = Told::default();
    let input = Input { sources, csv, sidecar, text: survey(text, csv, &mut told) };
    let mut dataset = match described {
        Some(described) => input.read_described(described.as_ref(), &mut told, &mut diagnostics),
        None => input.read_inferred(&mut told, &mut diagnostics),
    };
    if let Some(dataset) = &mut dataset {
        let told = diagnostics.iter().any(|told| told.severity == Severity::Error);
        dataset.misdescribed = told || input.has_stray_sidecar() || input.is_cut();
    }
    diagnostics.extend(told.finish());
    diagnostics.extend(dataset.iter().flat_map(|dataset| periods::check(sources, dataset)));
    diagnostics
        .extend(dataset.iter().flat_map(|dataset| units::check_rows(sources, dataset, languages.len())));
    Checked { value: dataset, diagnostics }
}

/// What is read.
struct Input<'s> {
    sources: &'s Sources,
    csv: FileId,
    sidecar: Option<FileId>,
    text: &'s str,
}

/// The part of a text that can be read as CSV; tells what is wrong with the rest.
fn survey<'t>(text: &'t str, csv: FileId, told: &mut Told) -> &'t str {
    let survey = csv::survey(text);
    for (start, end) in survey.strays {
        let code = text[start..].chars().next().map_or(0, u32::from);
        told.tell(|| say::csv_control_character(Span::new(csv, start, end), code));
    }
    if let Some((fault, at)) = survey.fault {
        let span = Span::new(csv, at, at + 1);
        told.tell(|| match fault {
            Fault::Unclosed => say::csv_unclosed_quote(span),
            Fault::BehindQuote => say::csv_behind_quote(span),
            Fault::LoneReturn => say::csv_lone_return(span),
        });
    } else if text.trim().is_empty() {
        told.tell(|| say::empty_csv(Span::whole(csv)));
    }
    &text[..survey.end]
}

impl Input<'_> {
    /// Whether the file goes on with what is no CSV, which is told: rows are missing then.
    fn is_cut(&self) -> bool {
        self.text.len() < self.sources.file(self.csv).text().len()
    }

    fn header(&self, told: &mut Told) -> Option<Vec<Located<String>>> {
        if self.text.trim().is_empty() {
            return None;
        }
        header::read(Rows::new(self.text).next_row()?, self.text, self.csv, told)
    }

    /// `described`: `None` when the sidecar cannot be read; nothing is said about cells then.
    fn read_described(
        &self,
        described: Option<&sidecar::Described>,
        told: &mut Told,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Dataset> {
        let header = self.header(told)?;
        let Some(described) = described else {
            let plan = columns::inferred(&header, &self.guess(&header));
            return Some(self.dataset(plan, &mut Told::default()));
        };
        let shown = |file| self.sources.shown_path(file);
        let (csv, sidecar) = (shown(self.csv), self.sidecar.map(shown).unwrap_or_default());
        let files = Files { csv: &csv, sidecar: &sidecar };
        let plan = columns::described(&header, described, &files, told, diagnostics);
        let dataset = self.dataset(plan, told);
        let keyless = described.keyless.and_then(|span| Some((span, keys::wanted(&dataset)?)));
        diagnostics.extend(keyless.map(|(span, key)| say_field::missing_primary_key(span, &key)));
        Some(dataset)
    }

    fn read_inferred(&self, told: &mut Told, diagnostics: &mut Vec<Diagnostic>) -> Option<Dataset> {
        let header = self.header(told)?;
        let plan = columns::inferred(&header, &self.guess(&header));
        let text = suggest::sidecar(&plan.schema);
        let dataset = self.dataset(plan, told);
        if told.is_empty() && !self.has_stray_sidecar() {
            let path = self.sources.shown_path(self.csv);
            let sidecar = format!("{}.yaml", path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem));
            diagnostics.push(say::undescribed_dataset(Span::whole(self.csv), &sidecar, &text));
        }
        Some(dataset)
    }

    /// Whether the sidecar lies beside the rows under an ending that is not read, which is told of that file.
    fn has_stray_sidecar(&self) -> bool {
        let path = self.sources.path(self.csv);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        self.sidecar.is_none() && self.sources.find(&format!("{stem}.yml")).is_some()
    }

    fn guess(&self, header: &[Located<String>]) -> Vec<infer::Guess> {
        let names: Vec<&str> = header.iter().map(|name| name.value.as_str()).collect();
        let mut rows = Rows::new(self.text);
        rows.next_row();
        infer::guess(rows, &names)
    }

    fn dataset(&self, plan: Plan, told: &mut Told) -> Dataset {
        let table = table::read(self.text, self.csv, &plan.schema, &plan.years, told);
        let path = &self.sources.file(self.csv).path;
        let mut dataset = Dataset {
            name: path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem).to_owned(),
            csv: self.csv,
            described: self.sidecar.is_some(),
            flawed: false,
            misdescribed: false,
            schema: plan.schema,
            columns: table.columns,
            row_starts: table.row_starts,
            aside: Vec::new(),
            published: Vec::new(),
            derived: Derived::default(),
        };
        keys::check(self.sources, &dataset, &table.keyless, told);
        dataset.flawed = !told.is_empty();
        dataset
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod any_text;
