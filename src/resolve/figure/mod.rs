//! Figures: numbers them and binds what they ask for to columns and rows.

pub mod rows;
mod parts;
mod checks;
mod fit;
mod twice;
mod honest;
mod meaning;
mod reach;
mod time;
mod chart;
pub mod table;
mod measure;
mod age;
mod room;

use super::fact;
use super::page::Page;
use crate::model::date::Date;
use crate::model::figure::{Ask, Block, Figure, Owner, Plan};

/// Binds all blocks of a note, in order.
pub fn bind_all(page: &mut Page<'_>) -> Vec<Figure> {
    let blocks = &page.raw().body.blocks;
    let mut room = room::Room::default();
    let mut bound = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let (numbered_as, number) = page.figure_name(page.figure(index));
        if let Some(as_of) = &block.head.as_of {
            page.check_as_of(as_of);
        }
        let as_of = page.as_of(block.head.as_of.as_ref());
        let plan = plan(page, block, as_of);
        room.take(page, block, &plan);
        age::check(page, block, &plan, as_of);
        bound.push(Figure {
            id: page.figure(index),
            owner: Owner::Note(page.id),
            lang: page.raw().lang,
            numbered_as,
            number,
            head: fact::head(page, &block.head, block.span),
            as_of,
            plan,
            asked: Some(block.span),
        });
    }
    bound
}

/// What a block shows. Where it asks for what is not there, it says so and shows nothing.
fn plan(page: &mut Page<'_>, block: &Block, as_of: Date) -> Plan {
    let as_of = as_of.last_day();
    let planned = match &block.ask {
        Ask::Chart(ask) if ask.data.is_none() => measure::scatter(page, block, ask, as_of),
        Ask::Chart(ask) => chart::chart(page, block, ask, as_of),
        Ask::Table(ask) => table::table(page, block, ask, as_of),
        Ask::Cross(ask) => table::cross(page, block, ask, as_of),
        Ask::Matrix(ask) => measure::matrix(page, block, ask, as_of),
        Ask::Timeline(ask) => table::timeline(page, block, ask, as_of),
        Ask::Watchlist(ask) => table::watchlist(page, block, ask, as_of),
    };
    planned.unwrap_or(Plan::Watchlist(crate::model::figure::WatchlistPlan::Items(Vec::new())))
}
