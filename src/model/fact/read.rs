//! Reads references: `prices.output model=a..b currency=USD`, every part with its place.

use std::ops::Range;

use super::ask::{Ask, Key, Other, Value, Verb};
use crate::model::date::Date;
use crate::source::{Located, Span};

/// What can be wrong with the text of a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slip {
    /// Nothing is written.
    Empty,
    /// It does not begin with a dataset.
    NoDataset,
    /// An equals sign without a column.
    NoColumn,
    /// A word that is no `column=value`.
    NoValue,
    /// A quote that is not closed.
    OpenQuote,
    /// Something behind a value.
    Behind,
    /// A column named twice.
    Twice,
    /// An `as_of` that is no date.
    NoDate,
    /// `to` or `of` with nothing behind it.
    NothingBehind,
    /// A full-width sign where a plain one is meant.
    FullWidth,
    /// Braces or ticks around a reference of the front matter.
    Dressed,
    /// A name of several words.
    Words,
}

/// What is wrong with a reference, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// What.
    pub slip: Slip,
    /// Where.
    pub span: Span,
}

/// Keys that say something of the reference rather than of a row.
pub const RESERVED: [&str; 2] = ["as_of", "format"];

/// Reads a reference that stands at a span of its file. Where the text is not as long as the span (it was
/// written with escapes) its parts stand at the whole span.
///
/// # Errors
/// The first thing that is no part of a reference.
pub fn read(text: &str, at: Span) -> Result<Ask, Flaw> {
    Reader { text, at, from: 0 }.reference()
}

/// Reads a reference of the front matter, which begins with its verb or is a plain fact.
///
/// # Errors
/// The first thing that is no part of a reference.
pub fn read_named(text: &str, at: Span) -> Result<(Verb, Ask), Flaw> {
    if text.trim_start().starts_with(['{', '`']) {
        return Err(Flaw { slip: Slip::Dressed, span: at });
    }
    let start = text.len() - text.trim_start().len();
    let word = text[start..].split(char::is_whitespace).next().unwrap_or("");
    let verb = Verb::of(word).filter(|_| text.trim().len() > word.len());
    let from = if verb.is_some() { start + word.len() } else { 0 };
    let ask = Reader { text, at, from }.reference()?;
    Ok((verb.unwrap_or(Verb::Fact), ask))
}

struct Reader<'t> {
    text: &'t str,
    at: Span,
    from: usize,
}

impl Reader<'_> {
    fn reference(&mut self) -> Result<Ask, Flaw> {
        let (data, name) = self.target()?;
        let mut ask = Ask { data, name, keys: Vec::new(), other: None, as_of: None, format: None };
        while self.skip_space() {
            let start = self.from;
            let word = self.word();
            match word.value.as_str() {
                "to" | "of" if !self.is_at('=') && ask.other.is_none() => {
                    let whole = word.value == "of";
                    ask.other = Some(Other { whole, keys: Vec::new(), span: word.span });
                }
                _ if self.is_at('=') => {
                    self.from += 1;
                    self.key(&mut ask, word, start)?;
                }
                _ => self.column(&mut ask, word, start)?,
            }
        }
        match ask.other.as_ref().filter(|other| other.keys.is_empty()) {
            Some(other) => Err(Flaw { slip: Slip::NothingBehind, span: other.span }),
            None => Ok(ask),
        }
    }

    /// `dataset`, or `dataset.name`.
    fn target(&mut self) -> Result<(Located<String>, Option<Located<String>>), Flaw> {
        if !self.skip_space() {
            return Err(self.flaw(Slip::Empty, 0..self.text.len()));
        }
        let start = self.from;
        let whole = self.word();
        if self.is_at('=') || self.is_at('"') || whole.value.is_empty() {
            let end = self.rest().find(char::is_whitespace).map_or(self.text.len(), |at| self.from + at);
            return Err(self.flaw(Slip::NoDataset, start..end));
        }
        let Some((data, name)) = whole.value.split_once('.') else { return Ok((whole, None)) };
        if data.is_empty() || name.is_empty() {
            return Err(Flaw { slip: Slip::NoDataset, span: whole.span });
        }
        let behind = start + data.len() + 1;
        let data = self.located(start..behind - 1, data);
        Ok((data, Some(self.located(behind..behind + name.len(), name))))
    }

    fn key(&mut self, ask: &mut Ask, column: Located<String>, start: usize) -> Result<(), Flaw> {
        if column.value.is_empty() {
            return Err(self.flaw(Slip::NoColumn, start..self.from));
        }
        if RESERVED.contains(&column.value.as_str()) {
            return self.setting(ask, &column);
        }
        let value = self.value()?;
        let key = Key { span: self.span(start..self.from), column, value };
        self.add(ask, key)
    }

    /// `as_of=2025-09-30` or `format=0.0`.
    fn setting(&mut self, ask: &mut Ask, name: &Located<String>) -> Result<(), Flaw> {
        let value = if self.is_at('"') { self.quoted()? } else { self.bare(|_| false) };
        let twice = if name.value == "format" { ask.format.is_some() } else { ask.as_of.is_some() };
        if twice {
            return Err(Flaw { slip: Slip::Twice, span: name.span });
        }
        if name.value == "format" {
            ask.format = Some(value);
            return Ok(());
        }
        match Date::parse(&value.value) {
            Ok(date) => ask.as_of = Some(Located::new(date, value.span)),
            Err(_) => return Err(Flaw { slip: Slip::NoDate, span: value.span }),
        }
        Ok(())
    }

    /// A column without a value behind `of`: all its values.
    fn column(&mut self, ask: &mut Ask, column: Located<String>, start: usize) -> Result<(), Flaw> {
        let span = self.span(start..self.from);
        let of = ask.other.as_ref().is_some_and(|other| other.whole);
        let wide = self.rest().chars().next().filter(|next| matches!(next, '＝' | '“' | '”' | '：'));
        if wide.is_some() || column.value.contains(['＝', '“', '”']) {
            return Err(Flaw { slip: Slip::FullWidth, span });
        }
        if !of || column.value.is_empty() {
            let end = self.rest().find(char::is_whitespace).map_or(self.text.len(), |at| self.from + at);
            return Err(self.flaw(Slip::NoValue, start..end));
        }
        self.add(ask, Key { column, value: Value::Filled, span })
    }

    fn add(&self, ask: &mut Ask, key: Key) -> Result<(), Flaw> {
        let keys = ask.other.as_mut().map_or(&mut ask.keys, |other| &mut other.keys);
        if keys.iter().any(|known| known.column.value == key.column.value) {
            return Err(Flaw { slip: Slip::Twice, span: key.column.span });
        }
        keys.push(key);
        Ok(())
    }

    /// `a`, `a..b`, `a,b`, `*`, each side in quotes or without.
    fn value(&mut self) -> Result<Value, Flaw> {
        if self.rest().starts_with('*') {
            self.from += 1;
            self.end()?;
            return Ok(Value::Filled);
        }
        let first = self.side()?;
        if self.rest().starts_with("..") {
            self.from += 2;
            let open = |side: Located<String>| (!side.value.is_empty()).then_some(side);
            let last = self.side()?;
            self.end()?;
            return Ok(Value::Range(open(first), open(last)));
        }
        let mut all = vec![first];
        while self.is_at(',') {
            self.from += 1;
            all.push(self.side()?);
        }
        self.end()?;
        Ok(match all.len() {
            1 => Value::One(all.remove(0)),
            _ => Value::Any(all),
        })
    }

    fn side(&mut self) -> Result<Located<String>, Flaw> {
        if self.is_at('"') {
            return self.quoted();
        }
        let side = self.bare(|rest| rest.starts_with("..") || rest.starts_with(',') || rest.starts_with('"'));
        match side.value.contains(['，', '“', '”']) {
            true => Err(Flaw { slip: Slip::FullWidth, span: side.span }),
            false => Ok(side),
        }
    }

    /// A text up to white space or a stop.
    fn bare(&mut self, stops: impl Fn(&str) -> bool) -> Located<String> {
        let start = self.from;
        while let Some(next) = self.rest().chars().next() {
            if next.is_whitespace() || stops(self.rest()) {
                break;
            }
            self.from += next.len_utf8();
        }
        self.located(start..self.from, &self.text[start..self.from])
    }

    /// A text in double quotes; a backslash makes the next character plain.
    fn quoted(&mut self) -> Result<Located<String>, Flaw> {
        let start = self.from;
        self.from += 1;
        let mut value = String::new();
        while let Some(next) = self.rest().chars().next() {
            self.from += next.len_utf8();
            match next {
                '"' => return Ok(Located::new(value, self.span(start..self.from))),
                '\\' => {
                    let plain = self.rest().chars().next();
                    self.from += plain.map_or(0, char::len_utf8);
                    value.extend(plain);
                }
                next => value.push(next),
            }
        }
        Err(self.flaw(Slip::OpenQuote, start..self.text.len()))
    }

    /// After a value only white space may stand.
    fn end(&self) -> Result<(), Flaw> {
        match self.rest().chars().next() {
            Some(next) if !next.is_whitespace() => {
                let end = self.rest().find(char::is_whitespace).map_or(self.text.len(), |at| self.from + at);
                Err(self.flaw(Slip::Behind, self.from..end))
            }
            _ => Ok(()),
        }
    }

    /// A word up to white space, an equals sign or a quote.
    fn word(&mut self) -> Located<String> {
        let start = self.from;
        let stop = |c: char| c.is_whitespace() || matches!(c, '=' | '"' | '＝');
        self.from += self.rest().find(stop).unwrap_or(self.rest().len());
        self.located(start..self.from, &self.text[start..self.from])
    }

    /// Whether there is more behind white space, which is skipped.
    fn skip_space(&mut self) -> bool {
        self.from += self.rest().len() - self.rest().trim_start().len();
        self.from < self.text.len()
    }

    fn rest(&self) -> &str {
        &self.text[self.from..]
    }

    fn is_at(&self, wanted: char) -> bool {
        self.rest().starts_with(wanted)
    }

    fn located(&self, range: Range<usize>, text: &str) -> Located<String> {
        Located::new(text.to_owned(), self.span(range))
    }

    fn flaw(&self, slip: Slip, range: Range<usize>) -> Flaw {
        Flaw { slip, span: self.span(range) }
    }

    fn span(&self, range: Range<usize>) -> Span {
        let exact = (self.at.end - self.at.start) as usize == self.text.len();
        if exact { self.at.part(range.start, range.end) } else { self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Ask, (Slip, &str)> {
        let found = read(text, Span::new(FileId(0), 0, text.len()));
        found.map_err(|flaw| (flaw.slip, &text[flaw.span.start as usize..flaw.span.end as usize]))
    }

    #[test]
    fn every_part_has_its_place() {
        let text = "usage.tokens_per_day vendor=xai period=2025-09-17..2025-09-30 as_of=2025-10";
        let ask = parse(text).unwrap();
        let at = |span: Span| &text[span.start as usize..span.end as usize];
        assert_eq!((at(ask.data.span), at(ask.name.as_ref().unwrap().span)), ("usage", "tokens_per_day"));
        assert_eq!(at(ask.keys[1].span), "period=2025-09-17..2025-09-30");
        let Value::Range(Some(from), Some(to)) = &ask.keys[1].value else { panic!("a range") };
        assert_eq!((at(from.span), at(to.span)), ("2025-09-17", "2025-09-30"));
        assert_eq!(ask.as_of.unwrap().value.to_string(), "2025-10");
    }

    #[test]
    fn values_may_be_quoted_listed_open_or_chinese() {
        let ask = parse("财务 公司=阿里巴巴 unit=\"USD \\\"bn\\\"\" a=x,\"y z\" b=..3 c= d=*").unwrap();
        let one = |value: &str| matches!(&ask.keys[0].value, Value::One(one) if one.value == value);
        assert!(one("阿里巴巴"));
        assert!(matches!(&ask.keys[1].value, Value::One(one) if one.value == "USD \"bn\""));
        assert!(matches!(&ask.keys[2].value, Value::Any(all) if all[1].value == "y z"));
        assert!(matches!(&ask.keys[3].value, Value::Range(None, Some(_))));
        assert!(matches!(&ask.keys[4].value, Value::One(one) if one.value.is_empty()));
        assert_eq!(ask.keys[5].value, Value::Filled);
    }

    #[test]
    fn a_total_names_columns_or_keys() {
        let ask = parse("usage vendor=xai of vendor segment=all").unwrap();
        let other = ask.other.unwrap();
        assert!(other.whole && other.keys[0].value == Value::Filled && other.keys.len() == 2);
        assert!(!parse("usage vendor=xai to vendor=google").unwrap().other.unwrap().whole);
    }

    #[test]
    fn a_flaw_is_told_at_its_place() {
        assert_eq!(parse(" "), Err((Slip::Empty, " ")));
        assert_eq!(parse("model=a x"), Err((Slip::NoDataset, "model=a")));
        assert_eq!(parse("prices. x=1"), Err((Slip::NoDataset, "prices.")));
        assert_eq!(parse("prices model"), Err((Slip::NoValue, "model")));
        assert_eq!(parse("prices =a"), Err((Slip::NoColumn, "=")));
        assert_eq!(parse("prices a=\"x"), Err((Slip::OpenQuote, "\"x")));
        assert_eq!(parse("prices a=\"x\"y b=1"), Err((Slip::Behind, "y")));
        assert_eq!(parse("prices a=1 a=2"), Err((Slip::Twice, "a")));
        assert_eq!(parse("prices as_of=May"), Err((Slip::NoDate, "May")));
        assert_eq!(parse("prices a=1 of"), Err((Slip::NothingBehind, "of")));
        assert_eq!(parse("prices model＝a"), Err((Slip::FullWidth, "model")));
        assert_eq!(parse("prices model=a，b"), Err((Slip::FullWidth, "a，b")));
        assert_eq!(parse("prices model=“a b”"), Err((Slip::FullWidth, "“a")));
        assert!(parse("prices model=\"a，b\"").is_ok());
    }

    #[test]
    fn a_named_fact_begins_with_its_verb() {
        let named = |text: &str| read_named(text, Span::new(FileId(0), 0, text.len())).unwrap();
        assert_eq!(named("change prices a=1..2").0, Verb::Change);
        assert_eq!(named("prices a=1").0, Verb::Fact);
        assert_eq!(named("share").1.data.value, "share");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[a-z=. \",*\\\\])*") {
            let _ = parse(&text);
            let _ = read_named(&text, Span::new(FileId(0), 3, 9));
        }

        #[test]
        fn what_is_printed_reads_back(
            verb in proptest::sample::select(Verb::ALL.to_vec()),
            data in "[a-z]{1,8}",
            name in proptest::option::of("[a-z_价]{1,8}"),
            keys in proptest::collection::btree_map("[b-e_类]{1,5}", "(\\PC|[a. \",*=\\\\])*", 0..4),
            total in any::<bool>(),
            as_of in proptest::option::of("20[0-9]{2}(-0[1-9](-[12][0-9])?)?"),
            format in proptest::option::of("(\\PC|[0.,%+ \"]){1,8}"),
        ) {
            let span = Span::whole(FileId(0));
            let word = |text: &str| Located::new(text.to_owned(), span);
            let key = |(column, value): (&String, &String)| {
                let end = Some(word(value)).filter(|side| !side.value.is_empty());
                let value = match value.len() % 5 {
                    0 => Value::Filled,
                    1 => Value::Any(vec![word(value), word("")]),
                    2 => Value::Range(end, None),
                    3 => Value::Range(end, Some(word(column))),
                    _ => Value::One(word(value)),
                };
                Key { column: word(column), value, span }
            };
            let keys: Vec<Key> = keys.iter().map(key).collect();
            let other = (!keys.is_empty()).then(|| Other { whole: total, keys: keys.clone(), span });
            let as_of = as_of.and_then(|text| Some(Located::new(Date::parse(&text).ok()?, span)));
            let (name, format) = (name.as_deref().map(word), format.as_deref().map(word));
            let ask = Ask { data: word(&data), name, keys, other, as_of, format };
            let printed = ask.to_string();
            let back = read(&printed, span).map_err(|flaw| TestCaseError::fail(format!("{printed}: {flaw:?}")))?;
            prop_assert_eq!(&back.to_string(), &printed);
            prop_assert_eq!(&back, &ask);
            let named = format!("{} {printed}", verb.0);
            prop_assert_eq!(read_named(&named, span), Ok((verb.1, ask)), "{}", named);
        }
    }
}
