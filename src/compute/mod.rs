//! Rows to values, facts and ink: every figure becomes words and pictures. It cannot fail.

mod memo;
mod words;
mod cell;
mod provenance;
mod stretch;
mod colour;
mod alt;
mod chart;
mod heat;
mod trend;
mod units;
mod sheet;
mod table;
mod cross;
mod entries;

pub use self::memo::Memo;

use rayon::prelude::*;

use self::words::Words;

use crate::format::Lang;
use crate::model::drawn::Drawn;
use crate::model::figure::Plan;
use crate::model::id::FigureId;
use crate::model::site::Site;

/// Computes all figures of a site, in the order of their ids.
pub fn compute(site: &Site) -> Vec<Drawn> {
    figures(site, None)
}

/// The same, where drawings that stayed as they were are remembered.
pub fn compute_again(site: &Site, memo: &mut Memo) -> Vec<Drawn> {
    let drawn = figures(site, Some(memo));
    memo.turn();
    drawn
}

fn figures(site: &Site, memo: Option<&Memo>) -> Vec<Drawn> {
    (0..site.figures.len()).into_par_iter().map(|index| figure(site, FigureId::at(index), memo)).collect()
}

fn figure(site: &Site, id: FigureId, memo: Option<&Memo>) -> Drawn {
    let figure = site.figure(id);
    let words = Words { site, lang: Lang::from_code(site.config.code(figure.lang)), figure, memo };
    let mut drawn = match &figure.plan {
        Plan::Chart(plan) => chart::rows::draw(words, plan),
        Plan::Measures(plan) => chart::measures::draw(words, plan),
        Plan::Table(plan) => table::rows(words, plan),
        Plan::Cross(plan) => cross::cross(words, plan),
        Plan::Matrix(plan) => table::matrix(words, plan),
        Plan::Timeline(plan) => entries::timeline(words, plan),
        Plan::Watchlist(plan) => table::watchlist(words, plan),
    };
    if let Some(dek) = &figure.head.dek {
        drawn.dek = chart::said(words, dek);
    }
    if let Plan::Chart(plan) = &figure.plan {
        drawn.remarks = chart::remarks(words, &plan.style);
    }
    if let Some(alt) = &figure.head.alt {
        drawn.alt.clone_from(alt);
    }
    drawn
}
