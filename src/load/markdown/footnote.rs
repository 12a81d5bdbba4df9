//! Footnotes: numbered by first use, collected at the end, with ways back.

use std::collections::HashMap;
use std::fmt::Write;

use super::labels::Labels;
use crate::model::prose::{Hole, Prose, RawRef};
use crate::source::Span;

/// How many ways back a footnote lists.
const MOST_WAYS_BACK: u32 = 10;

/// The footnotes of one text.
#[derive(Default)]
pub struct Footnotes {
    by_label: HashMap<String, usize>,
    list: Vec<Footnote>,
    /// Places in the list, in order of first use.
    order: Vec<usize>,
    open: Vec<(usize, Prose<RawRef>)>,
}

struct Footnote {
    label: String,
    /// From 1; 0 before the first use.
    number: usize,
    uses: u32,
    text: Option<(Prose<RawRef>, Span)>,
}

impl Footnotes {
    fn entry(&mut self, label: &str) -> usize {
        let key = label.to_lowercase();
        if let Some(found) = self.by_label.get(&key) {
            return *found;
        }
        self.list.push(Footnote { label: label.to_owned(), number: 0, uses: 0, text: None });
        self.by_label.insert(key, self.list.len() - 1);
        self.list.len() - 1
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the text of one is being written.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Writes a reference.
    pub fn refer(&mut self, html: &mut String, label: &str, labels: &Labels) {
        let place = self.entry(label);
        if self.list[place].number == 0 {
            self.order.push(place);
            self.list[place].number = self.order.len();
        }
        let note = &mut self.list[place];
        note.uses += 1;
        let (number, word) = (note.number, labels.footnote);
        let id = way_back(number, note.uses);
        write!(
            html,
            "<sup class=\"fn\"><a id=\"{id}\" href=\"#fn:{number}\" aria-label=\"{word} {number}\">{number}</a></sup>"
        )
        .expect("writing to a string cannot fail");
    }

    /// Begins the text of a footnote: `outer` is put aside until it ends.
    pub fn begin(&mut self, label: &str, outer: Prose<RawRef>) {
        let place = self.entry(label);
        self.open.push((place, outer));
    }

    /// Ends the text of a footnote and gives back what was put aside.
    pub fn end(&mut self, text: Prose<RawRef>, span: Span) -> Prose<RawRef> {
        let (place, outer) = self.open.pop().expect("the parser closes only what it opened");
        let note = &mut self.list[place];
        note.text.get_or_insert((text, span));
        outer
    }

    /// Writes the list; gives back those that nothing refers to, with their places.
    pub fn finish(self, prose: &mut Prose<RawRef>, labels: &Labels) -> Vec<(String, Span)> {
        let unused = self.list.iter().filter(|note| note.number == 0);
        let unused = unused.filter_map(|note| Some((note.label.clone(), note.text.as_ref()?.1))).collect();
        if self.order.is_empty() {
            return unused;
        }
        let word = labels.footnotes;
        prose.html.push_str(&format!("<section class=\"footnotes\" aria-label=\"{word}\">\n<ol>\n"));
        let mut list: Vec<Option<Footnote>> = self.list.into_iter().map(Some).collect();
        for place in self.order {
            let note = list[place].take().expect("each footnote stands once in the order");
            one(prose, note, labels);
        }
        prose.html.push_str("</ol>\n</section>\n");
        unused
    }
}

/// Writes one footnote with its ways back.
fn one(prose: &mut Prose<RawRef>, note: Footnote, labels: &Labels) {
    let text = note.text.map(|(text, _)| text).unwrap_or_default();
    prose.html.push_str(&format!("<li id=\"fn:{}\">", note.number));
    let shift = prose.html.len() as u32;
    let (body, end) = match text.html.strip_suffix("</p>\n") {
        Some(body) => (body, "</p>\n"),
        None => (text.html.as_str(), ""),
    };
    prose.html.push_str(body);
    prose.doubts.extend(text.doubts);
    prose.holes.extend(text.holes.into_iter().map(|hole| Hole { at: hole.at + shift, ..hole }));
    for time in 1..=note.uses.min(MOST_WAYS_BACK) {
        let id = way_back(note.number, time);
        prose
            .html
            .push_str(&format!(" <a class=\"back\" href=\"#{id}\" aria-label=\"{}\">↩</a>", labels.back));
    }
    prose.html.push_str(end);
    prose.html.push_str("</li>\n");
}

fn way_back(number: usize, time: u32) -> String {
    match time {
        1 => format!("fnref:{number}"),
        time => format!("fnref:{number}:{time}"),
    }
}
