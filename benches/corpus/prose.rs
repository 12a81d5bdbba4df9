//! The body of a synthetic note: paragraphs in two languages, headings, tables, lists, quotes, charts, code.

use super::chance::Chance;
use super::words::*;
use super::{Corpus, Flavour, Note};

/// Writes the body of a note in the notation of a generator.
pub fn body(corpus: &Corpus, note: &Note, flavour: Flavour) -> String {
    let mut writer = Writer {
        corpus,
        note,
        flavour,
        chance: Chance::new(corpus.seed, &note.slug),
        text: String::with_capacity(12_000),
        words: 0,
        footnotes: Vec::new(),
    };
    writer.all();
    writer.text
}

/// One sentence with its final stop.
pub fn sentence(chance: &mut Chance, chinese: bool) -> String {
    let number = format!("{}.{}", chance.between(1, 90), chance.between(0, 9));
    if chinese {
        let (a, b, c) = (chance.of(ZH_NOUNS), chance.of(ZH_NOUNS), chance.of(ZH_NOUNS));
        let start =
            format!("{}，{}{a}{}{b}", chance.of(ZH_OPENINGS), chance.of(ZH_ADJECTIVES), chance.of(ZH_VERBS));
        return match chance.between(0, 2) {
            0 => format!("{start}，{c}{}{}，幅度约为{number}%。", chance.of(ZH_VERBS), chance.of(ZH_NOUNS)),
            1 => format!("{start}，{c}为{number}，{}。", chance.of(ZH_CLOSINGS)),
            _ => format!("{start}，{}。", chance.of(ZH_CLOSINGS)),
        };
    }
    let (a, b, c) = (chance.of(NOUNS), chance.of(NOUNS), chance.of(NOUNS));
    let start = format!(
        "{}, the {} {a} {} {} {b}",
        chance.of(OPENINGS),
        chance.of(ADJECTIVES),
        chance.of(VERBS),
        chance.of(ADJECTIVES)
    );
    match chance.between(0, 2) {
        0 => format!("{start} while {c} {} {} by {number}%. ", chance.of(VERBS), chance.of(NOUNS)),
        1 => format!("{start}, with {c} at {number}; {}. ", chance.of(CLOSINGS)),
        _ => format!("{start}; {}. ", chance.of(CLOSINGS)),
    }
}

struct Writer<'a> {
    corpus: &'a Corpus,
    note: &'a Note,
    flavour: Flavour,
    chance: Chance,
    text: String,
    words: usize,
    footnotes: Vec<String>,
}

impl Writer<'_> {
    fn all(&mut self) {
        let heads = self.chance.between(3, 6);
        let target = self.chance.between(680, 1700);
        self.paragraph();
        let mut used: Vec<&str> = Vec::new();
        for head in 0..heads {
            let mut title = self.chance.of(HEADINGS);
            while used.contains(&title) {
                title = self.chance.of(HEADINGS);
            }
            used.push(title);
            let level = if head == 0 || self.chance.happens(0.7) { "##" } else { "###" };
            self.block(&format!("{level} {title}"));
            self.paragraph();
            while self.words < target * (head + 1) / heads {
                self.paragraph();
            }
            self.extra(head);
        }
        for (number, text) in std::mem::take(&mut self.footnotes).into_iter().enumerate() {
            self.block(&format!("[^{}]: {text}", number + 1));
        }
    }

    fn extra(&mut self, head: usize) {
        match head % 3 {
            0 => self.table(),
            1 => self.list(),
            _ => self.quote(),
        }
        if self.note.kind == "reports" && self.chance.happens(0.45) {
            self.chart();
        }
        if head == 2 && self.chance.happens(0.18) {
            self.code();
        }
    }

    fn block(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push_str("\n\n");
    }

    fn sentence(&mut self) -> String {
        let chinese = self.chance.happens(0.4);
        let text = sentence(&mut self.chance, chinese);
        self.words += if chinese { text.chars().count() * 5 / 8 } else { text.split(' ').count() };
        text
    }

    fn paragraph(&mut self) {
        let chinese = self.chance.happens(0.4);
        let mut text = String::new();
        for _ in 0..self.chance.between(3, 6) {
            let sentence = sentence(&mut self.chance, chinese);
            self.words +=
                if chinese { sentence.chars().count() * 5 / 8 } else { sentence.split(' ').count() };
            text += &sentence;
            match self.chance.between(0, 19) {
                0 | 1 => text += &format!("({}) ", self.link()),
                2 => text += &format!("**{}** ", self.chance.of(if chinese { ZH_NOUNS } else { NOUNS })),
                3 => text += &format!("`{}_{}` ", self.chance.of(VERBS), self.chance.between(1, 99)),
                4 if self.footnotes.len() < 5 => {
                    let note = self.sentence();
                    self.footnotes.push(note);
                    text = format!("{}[^{}] ", text.trim_end(), self.footnotes.len());
                }
                _ => {}
            }
        }
        self.block(&text);
    }

    fn link(&mut self) -> String {
        let index = self.chance.between(0, self.corpus.notes.len() - 1);
        let to = &self.corpus.notes[index];
        let target = match self.flavour {
            Flavour::Tearsheet => format!("../{}/{}.md", to.kind, to.slug),
            Flavour::Hugo => format!("/{}/{}.md", to.kind, to.slug),
            Flavour::Zola => format!("@/{}/{}.md", to.kind, to.slug),
        };
        format!("[{}]({target})", self.chance.of(NOUNS))
    }

    fn table(&mut self) {
        let columns = self.chance.between(3, 6);
        let mut text = String::from("| Item |");
        for year in 1..columns {
            text += &format!(" {} {} |", self.chance.of(NOUNS), 2022 + year);
        }
        text += &format!("\n|:---|{}\n", "---:|".repeat(columns - 1));
        for _ in 0..self.chance.between(4, 9) {
            let chinese = self.chance.happens(0.4);
            text += &format!("| {} |", self.chance.of(if chinese { ZH_NOUNS } else { NOUNS }));
            for _ in 1..columns {
                text += &format!(" {}.{} |", self.chance.between(1, 999), self.chance.between(0, 9));
            }
            text.push('\n');
        }
        self.block(&text);
    }

    fn list(&mut self) {
        let ordered = self.chance.happens(0.35);
        let mut text = String::new();
        for number in 1..=self.chance.between(3, 6) {
            let mark = if ordered { format!("{number}.") } else { "-".to_owned() };
            text += &format!("{mark} {}\n", self.sentence().trim());
        }
        self.block(&text);
    }

    fn quote(&mut self) {
        let (first, second) = (self.sentence(), self.sentence());
        self.block(&format!("> {}\n>\n> {}", first.trim(), second.trim()));
    }

    fn code(&mut self) {
        let (a, b) = (self.chance.of(VERBS), self.chance.between(2, 9));
        self.block(&format!(
            "```python\ndef {a}(rows, k={b}):\n    total = 0.0\n    for row in rows:\n        if row[\"value\"] > {b}:\n            total += row[\"value\"] * k  # 加权\n    return total / max(1, len(rows))\n```"
        ));
    }

    fn chart(&mut self) {
        let priced = self.note.models.first().filter(|_| self.chance.happens(0.3));
        let (kind, data, filter) = match priced {
            Some(model) => ("step", "prices", format!("metric: output, model: {model}")),
            None => {
                let metric = self.chance.of(&["tokens", "requests", "users", "latency"]);
                let kind = self.chance.of(&["line", "line", "area"]);
                (kind, "usage", format!("metric: {metric}, vendor: {}", self.note.vendors[0]))
            }
        };
        let title = format!("{} 日度", self.chance.of(NOUNS));
        let text = match self.flavour {
            Flavour::Tearsheet => {
                format!(
                    "```chart\nkind: {kind}\ntitle: {title}\ndata: {data}\nwhere: {{{filter}}}\nx: date\ny: value\n```"
                )
            }
            Flavour::Hugo => format!("{{{{< chart type=\"{kind}\" title=\"{title}\" data=\"{data}\" >}}}}"),
            Flavour::Zola => format!("{{{{ chart(type=\"{kind}\", title=\"{title}\", data=\"{data}\") }}}}"),
        };
        self.block(&text);
    }
}
