//! Reads the lock of a pinned report: a few keys, then the rows of each dataset as CSV.

use super::csv::{self, Rows};
use crate::diag::Diagnostic;
use crate::diag::catalog::lock as say;
use crate::model::date::Date;
use crate::model::lock::{self, Dated, HeldUnit, Lock, LockedRow, MEASURE, SOURCE, Section, Sense, UNIT};
use crate::model::schema::Holds;
use crate::source::{FileId, Located, Sources, Span};

/// How many rows a lock may hold.
const MOST_ROWS: usize = 100_000;

/// The keys of the first lines.
const KEYS: [&str; 4] = ["tearsheet", "pinned", "asks", "hash"];

/// Reads a lock. `None` where it is damaged, which is told.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Lock> {
    let text = sources.file(file).text();
    read(text, file, sources.file(file).path.as_str()).map_err(|told| diagnostics.push(told)).ok()
}

fn read(text: &str, file: FileId, path: &str) -> Result<Lock, Diagnostic> {
    let lines = lines(text, file);
    let body = lines.iter().position(|line| line.value.starts_with('[')).unwrap_or(lines.len());
    let keys = keys(&lines[..body])?;
    let [_, pinned, asks, hash] = KEYS.map(|key| keys.iter().find(|(name, _)| *name == key));
    let missing = |key: &str| say::missing_lock_key(Span::whole(file), key);
    let (_, pinned) = pinned.ok_or_else(|| missing("pinned"))?;
    let (_, asks) = asks.ok_or_else(|| missing("asks"))?;
    let (_, hash) = hash.ok_or_else(|| missing("hash"))?;
    // The empty line before the first section belongs to the rows.
    let from = lines[..body].iter().rposition(|line| !line.value.is_empty()).map_or(0, |last| last + 1);
    let rows_text = lines.get(from).map_or("", |line| &text[line.span.start as usize..]);
    if lock::hash(&pinned.value, &asks.value, rows_text) != hash.value {
        return Err(say::damaged_lock(hash.span));
    }
    let day = Date::parse(&pinned.value).map_err(|_| say::bad_lock(pinned.span, "no date"))?;
    let stem = path.strip_prefix("content/reports/").unwrap_or(path);
    Ok(Lock {
        file,
        stem: stem.strip_suffix(".lock").unwrap_or(stem).to_owned(),
        pinned: Located::new(day, pinned.span),
        asks: (*asks).clone(),
        answers: None,
        sections: sections(text, &lines[body..])?,
    })
}

/// The lines of a text without their ends; a line break inside quotes ends no line.
fn lines(text: &str, file: FileId) -> Vec<Located<&str>> {
    let mut lines = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        lines.push((start, text.len()));
    }
    let located = |(start, end): (usize, usize)| {
        let line = text[start..end].trim_end_matches('\r');
        Located::new(line, Span::new(file, start, start + line.len()))
    };
    lines.into_iter().map(located).collect()
}

/// `key: value` lines; each key once.
fn keys<'t>(lines: &[Located<&'t str>]) -> Result<Vec<(&'t str, Located<String>)>, Diagnostic> {
    let mut keys: Vec<(&str, Located<String>)> = Vec::new();
    for line in lines.iter().filter(|line| !line.value.is_empty() && !line.value.starts_with('#')) {
        let pair = line.value.split_once(": ").filter(|(key, _)| KEYS.contains(key));
        let Some((key, value)) = pair else {
            return Err(say::bad_lock(line.span, "neither a key of a lock nor `[dataset]`"));
        };
        if keys.iter().any(|(known, _)| *known == key) {
            return Err(say::bad_lock(line.span, "a key that stands twice"));
        }
        keys.push((key, Located::new(value.to_owned(), line.span)));
    }
    Ok(keys)
}

/// `[dataset]`, how its rows are read, the units of its numbers, the days of its sources, the names of its columns, a line a row.
fn sections(text: &str, lines: &[Located<&str>]) -> Result<Vec<Section>, Diagnostic> {
    let mut sections: Vec<Section> = Vec::new();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].value.starts_with('[')).collect();
    let mut rows = 0;
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        let section = section(text, &lines[*start], &lines[start + 1..end])?;
        rows += section.rows.len();
        if rows > MOST_ROWS {
            return Err(say::bad_lock(lines[*start].span, "more rows than a lock may hold"));
        }
        if sections.iter().any(|known| known.name.value == section.name.value) {
            return Err(say::bad_lock(lines[*start].span, "a dataset that stands twice"));
        }
        sections.push(section);
    }
    Ok(sections)
}

fn section(text: &str, head: &Located<&str>, lines: &[Located<&str>]) -> Result<Section, Diagnostic> {
    let name = head.value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name = name.ok_or_else(|| say::bad_lock(head.span, "no `[dataset]`"))?;
    let mut filled = lines.iter().filter(|line| !line.value.is_empty()).peekable();
    let sense = filled.next_if(|line| line.value.starts_with(MEASURE));
    let sense = sense.map(|line| read_sense(text, line)).transpose()?;
    let mut units = Vec::new();
    while let Some(line) = filled.next_if(|line| line.value.starts_with(UNIT)) {
        units.push(unit(text, line)?);
    }
    let mut dated = Vec::new();
    while let Some(line) = filled.next_if(|line| line.value.starts_with(SOURCE)) {
        dated.push(source(text, line)?);
    }
    let header = filled.next().ok_or_else(|| say::bad_lock(head.span, "a dataset without columns"))?;
    let columns: Vec<Located<String>> =
        cells(text, header)?.into_iter().map(|name| Located::new(name.into(), header.span)).collect();
    let mut rows = Vec::new();
    for line in filled {
        let cells = cells(text, line)?;
        if cells.len() != columns.len() {
            return Err(say::bad_lock(line.span, "a row with too few or too many cells"));
        }
        rows.push(LockedRow { span: line.span, cells });
    }
    let end = lines.last().map_or(head.span.end, |line| line.span.end);
    Ok(Section { name: Located::new(name.to_owned(), head.span), sense, units, dated, columns, rows, end })
}

/// `measure: column,until-next`; the column is empty where there is none.
fn read_sense(text: &str, line: &Located<&str>) -> Result<Sense, Diagnostic> {
    let wrong = || say::bad_lock(line.span, "neither a measure nor how long its values hold");
    let [measure, word] = <[String; 2]>::try_from(behind(text, line, MEASURE)?).map_err(|_| wrong())?;
    let holds = Holds::WORDS.iter().find(|(known, _)| *known == word);
    Ok(Sense { measure, holds: holds.ok_or_else(wrong)?.1 })
}

/// `unit: column,language,wording`, or `unit: column=value,language,word`.
fn unit(text: &str, line: &Located<&str>) -> Result<HeldUnit, Diagnostic> {
    let [subject, lang, wording] = <[String; 3]>::try_from(behind(text, line, UNIT)?)
        .map_err(|_| say::bad_lock(line.span, "no unit of a column"))?;
    let (column, value) = HeldUnit::read_subject(&subject);
    Ok(HeldUnit { column, value, lang, wording })
}

/// `source: key,day`; the day is empty for a source without one.
fn source(text: &str, line: &Located<&str>) -> Result<Dated, Diagnostic> {
    let wrong = || say::bad_lock(line.span, "no day of a source");
    let [source, day] = <[String; 2]>::try_from(behind(text, line, SOURCE)?).map_err(|_| wrong())?;
    let day = (!day.is_empty()).then(|| Date::parse(&day)).transpose().map_err(|_| wrong())?;
    Ok(Dated { source, day })
}

/// The cells behind the word that a line begins with.
fn behind(text: &str, line: &Located<&str>, head: &str) -> Result<Vec<String>, Diagnostic> {
    let rest = Located::new(&line.value[head.len()..], line.span.part(head.len(), line.value.len()));
    Ok(cells(text, &rest)?.into_iter().map(Into::into).collect())
}

fn cells(text: &str, line: &Located<&str>) -> Result<Vec<Box<str>>, Diagnostic> {
    let row = &text[line.span.start as usize..line.span.end as usize];
    if csv::survey(row).fault.is_some() {
        return Err(say::bad_lock(line.span, "a quotation mark that is not closed"));
    }
    let mut rows = Rows::new(row);
    let cells = rows.next_row().map(|row| row.cells().map(Into::into).collect());
    Ok(cells.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lock::{Contents, Table};
    use proptest::prelude::*;

    const FILE: FileId = FileId(0);
    const PATH: &str = "content/reports/2025/q3.lock";

    fn contents(cells: Vec<Vec<String>>) -> Contents {
        Contents {
            pinned: Date::parse("2026-01-15").unwrap(),
            asks: lock::mark("x"),
            sections: vec![Table {
                name: "prices".to_owned(),
                sense: Some(sense()),
                units: units(),
                dated: dated(),
                columns: vec!["a".into(), "b".into()],
                rows: cells,
            }],
        }
    }

    fn sense() -> Sense {
        Sense { measure: "b".to_owned(), holds: Holds::UntilNext }
    }

    fn units() -> Vec<HeldUnit> {
        let unit = |lang: &str, wording: &str| HeldUnit {
            column: "b".to_owned(),
            value: None,
            lang: lang.to_owned(),
            wording: wording.to_owned(),
        };
        let word = HeldUnit { value: Some("x=1, y".to_owned()), ..unit("en", "X") };
        vec![unit("en", "{a} per 1,000 tokens"), unit("zh", ""), word]
    }

    fn dated() -> Vec<Dated> {
        let day = Date::parse("2025-03").ok();
        vec![Dated { source: "list, old".to_owned(), day }, Dated { source: "paper".to_owned(), day: None }]
    }

    fn code(text: &str) -> &'static str {
        read(text, FILE, PATH).map_or_else(|told| told.code, |_| "")
    }

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let rows =
            vec![vec!["2025-01".to_owned(), "a \"b\", c".to_owned()], vec!["[x]".to_owned(), String::new()]];
        let text = lock::write(&contents(rows.clone()), "1.0");
        let lock = read(&text, FILE, PATH).unwrap();
        assert_eq!((lock.stem.as_str(), lock.pinned.value.to_string().as_str()), ("2025/q3", "2026-01-15"));
        let read: Vec<Vec<String>> = lock.sections[0]
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.to_string()).collect())
            .collect();
        assert_eq!(read, rows);
        assert_eq!(lock.sections[0].sense, Some(sense()));
        assert_eq!(lock.sections[0].units, units());
        assert_eq!(lock.sections[0].dated, dated());
        assert_eq!(code(&text.replace('\n', "\r\n")), "", "line ends of another system are no damage");
    }

    #[test]
    fn a_lock_that_was_changed_is_damaged() {
        let text = lock::write(&contents(vec![vec!["2025-01".to_owned(), "0.42".to_owned()]]), "1.0");
        assert_eq!(code(&text.replace("0.42", "0.43")), "damaged-lock");
        assert_eq!(code(&text.replace("2026-01-15", "2026-01-16")), "damaged-lock");
        assert_eq!(code(&format!("{text}<<<<<<< HEAD\n")), "damaged-lock");
        assert_eq!(code(&text.replace("hash: ", "hsah: ")), "bad-lock");
        assert_eq!(code("# nothing\n"), "missing-lock-key");
        assert_eq!(code(""), "missing-lock-key");
    }

    proptest! {
        #[test]
        fn any_cells_come_back_as_they_went(cells in proptest::collection::vec("[a-c\",\n\r\\[\\]#: 价]{0,6}", 2)) {
            let text = lock::write(&contents(vec![cells.clone()]), "1.0");
            let lock = read(&text, FILE, PATH).unwrap();
            let read: Vec<String> = lock.sections[0].rows[0].cells.iter().map(|cell| cell.to_string()).collect();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn no_text_makes_it_panic(text in "(pinned: 2025|asks: x|hash: [a-f0-9]{2}|\\[x\\]|\\PC|\n|\"|,){0,20}") {
            let _ = read(&text, FILE, PATH);
        }
    }
}
