//! Prose for readers: the HTML of a note with its holes filled, every reference an address.

use std::fmt::Write as _;

use super::escape::html_into;
use super::fact::Cause;
use super::paper::{self, Paper, Shown, write_fragment, write_here, write_path};
use super::press::Press;
use super::{fact, figure};
use crate::model::id::FigureId;
use crate::model::prose::{Prose, Ref};

/// Fills the holes of a text.
pub fn fill(press: &Press<'_>, prose: &Prose<Ref>, paper: Paper<'_>) -> String {
    let mut out = String::with_capacity(prose.html.len() + prose.holes.len() * 64);
    let (mut done, mut told) = (0, Vec::new());
    for hole in &prose.holes {
        let at = (hole.at as usize).min(prose.html.len());
        out.push_str(prose.html.get(done..at).unwrap_or(""));
        done = at;
        write_ref(press, &hole.fill, paper, (&mut told, &mut out));
    }
    out.push_str(prose.html.get(done..).unwrap_or(""));
    out
}

fn write_ref<'p>(
    press: &'p Press<'_>,
    reference: &Ref,
    paper: Paper<'_>,
    (told, out): (&mut Vec<Cause<'p>>, &mut String),
) {
    match reference {
        Ref::Address(target) => paper::write_address(press, target, paper, out),
        Ref::Title(note) => html_into(&press.site.note(*note).front.title.value, out),
        Ref::Cite(numbers) => write_citation(press, numbers, paper, out),
        Ref::FigureLink(figure) => write_figure_link(press, *figure, paper, out),
        Ref::Figure(figure) if paper.figures == Shown::Picture => figure::write_picture(press, *figure, out),
        Ref::Figure(figure) => figure::write(press, *figure, out),
        Ref::Fact(note, place, link) => fact::write(press, (*note, *place, *link), paper, told, out),
        Ref::FactText(note, place) => {
            html_into(fact::of(press, *note, *place).map_or("", |fact| fact.text.as_str()), out);
        }
    }
}

fn write_citation(press: &Press<'_>, numbers: &[u32], paper: Paper<'_>, out: &mut String) {
    // A number of a source stays on the line of what it supports.
    let before = out.trim_end_matches([' ', '\n']);
    if before.len() < out.len() && !before.ends_with("<br/>") {
        out.truncate(before.len());
        out.push('\u{a0}');
    }
    out.push_str("<span class=\"cite\">[");
    for (place, number) in numbers.iter().enumerate() {
        out.push_str(if place > 0 { ", <a href=\"" } else { "<a href=\"" });
        write_here(press, &format!("source-{number}"), paper, out);
        let _ = write!(out, "\">{number}</a>");
    }
    out.push_str("]</span>");
}

fn write_figure_link(press: &Press<'_>, id: FigureId, paper: Paper<'_>, out: &mut String) {
    let figure = press.site.figure(id);
    let own_page = press.figure_page(figure);
    out.push_str("<a class=\"figref\" href=\"");
    write_path(press, &own_page, paper, out);
    write_fragment(&press.figure_anchor(figure), out);
    out.push_str("\">");
    out.push_str(&paper::name(press, id, paper.lang));
    out.push_str("</a>");
}
