//! What changes between two states of a site: rows, figures, numbers in texts, pages, reports and settings, old and new.
//!
//! Rows of datasets that may not be redistributed are counted, never shown.

mod difference;
mod rows;
mod renamed;
mod licences;
mod figures;
mod numbers;
mod files;
mod pages;
mod addresses;
mod markdown;
mod html;

pub use difference::{
    DatasetChange, Difference, FigureChange, FileChange, Kind, LicenceChange, Mistakes, NumberChange,
    PageChange, ReportChange, RowChange, Side, ValueChange,
};
pub use html::{START as PAGE_START, page};
pub use markdown::text;

/// Compares two states of a site.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Difference {
    let renamed = renamed::names(old.site, new.site);
    let (figures, numbers) = (figures::changes(old, new), numbers::changes(old, new, &renamed));
    Difference {
        old: old.name.to_owned(),
        new: new.name.to_owned(),
        mistakes: Mistakes { old: old.mistakes, new: new.mistakes },
        reports: pages::reports(new.site, &figures, &numbers),
        datasets: rows::changes(old.site, new.site, &renamed),
        licences: licences::changes(old.site, new.site),
        pages: pages::changes(old, new),
        files: files::changes(old, new),
        lost: addresses::lost(old.site, new.site),
        figures,
        numbers,
    }
}
