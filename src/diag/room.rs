//! Which of many diagnostics are shown: errors first, and no kind pushes the others out.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};

/// How many diagnostics find room.
pub struct Room {
    /// How many in all.
    pub all: usize,
    /// How many warnings of one code, where not all find room.
    pub alike: usize,
}

impl Room {
    /// Those that are shown: errors, then warnings, both in their order. Where not all find room the codes share
    /// it evenly, and errors leave to warnings what they need not.
    pub fn choose<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let of = |severity| diagnostics.iter().filter(move |told| told.severity == severity);
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        if diagnostics.len() <= self.all {
            return errors.chain(warnings).collect();
        }
        let mut shown = evenly(errors, self.all, self.all);
        shown.extend(evenly(warnings, self.all - shown.len(), self.alike));
        shown
    }
}

/// The first of each code: of all codes as many as fit, of none more than `alike`.
fn evenly<'d>(
    told: impl Iterator<Item = &'d Diagnostic> + Clone,
    room: usize,
    alike: usize,
) -> Vec<&'d Diagnostic> {
    let counts = by_code(told.clone());
    let needs = |share: usize| counts.values().map(|count| share.min(*count)).sum::<usize>();
    let share = (1..=alike).take_while(|share| needs(*share) <= room).last().unwrap_or(1);
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let within_share = |told: &&Diagnostic| {
        let taken = taken.entry(told.code).or_default();
        *taken += 1;
        *taken <= share
    };
    told.filter(within_share).take(room).collect()
}

/// A line for each kind that was not shown in full, the most frequent first, and where to see all; nothing where
/// all were shown.
pub fn left_out(diagnostics: &[Diagnostic], shown: &[&Diagnostic]) -> String {
    let seen = by_code(shown.iter().copied());
    let mut left: Vec<(usize, &str)> = by_code(diagnostics.iter())
        .into_iter()
        .map(|(code, count)| (count - seen.get(code).copied().unwrap_or(0), code))
        .filter(|(count, _)| *count > 0)
        .collect();
    left.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut text: String =
        left.iter().map(|(count, code)| format!("… and {count} more of `{code}`\n")).collect();
    if !left.is_empty() {
        text.push_str("mend these first, or see all with `--format json`\n");
    }
    text
}

fn by_code<'d>(told: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for told in told {
        *counts.entry(told.code).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    const ROOM: Room = Room { all: 100, alike: 10 };

    fn many(
        count: usize,
        one: fn(&'static str, Span, String) -> Diagnostic,
        code: &'static str,
    ) -> Vec<Diagnostic> {
        (0..count).map(|at| one(code, Span::new(FileId(0), at, at), String::new())).collect()
    }

    fn shown(told: &[Diagnostic]) -> Vec<(&'static str, usize)> {
        let shown = ROOM.choose(told);
        let mut codes: Vec<(&str, usize)> = Vec::new();
        for one in shown {
            match codes.last_mut() {
                Some((code, count)) if *code == one.code => *count += 1,
                _ => codes.push((one.code, 1)),
            }
        }
        codes
    }

    #[test]
    fn a_hundred_are_all_shown_with_errors_first() {
        let told = [many(97, Diagnostic::warning, "w"), many(3, Diagnostic::error, "e")].concat();
        assert_eq!(shown(&told), [("e", 3), ("w", 97)]);
        assert_eq!(left_out(&told, &ROOM.choose(&told)), "");
    }

    #[test]
    fn a_flood_of_warnings_is_cut_to_ten_and_pushes_nothing_out() {
        let told = [
            many(5000, Diagnostic::warning, "flood"),
            many(3, Diagnostic::warning, "few"),
            many(70, Diagnostic::error, "e"),
        ]
        .concat();
        assert_eq!(shown(&told), [("e", 70), ("flood", 10), ("few", 3)]);
        let said = "… and 4990 more of `flood`\nmend these first, or see all with `--format json`\n";
        assert_eq!(left_out(&told, &ROOM.choose(&told)), said);
    }

    #[test]
    fn a_hundred_errors_are_shown_of_more_whatever_their_kinds() {
        assert_eq!(shown(&many(5000, Diagnostic::error, "e")), [("e", 100)]);
        let told = [many(5000, Diagnostic::error, "e"), many(30, Diagnostic::error, "f")].concat();
        assert_eq!(shown(&told), [("e", 70), ("f", 30)]);
        let told = [many(400, Diagnostic::error, "e"), many(400, Diagnostic::error, "f")].concat();
        assert_eq!(shown(&told), [("e", 50), ("f", 50)]);
        let told = [told, many(1, Diagnostic::warning, "w")].concat();
        assert_eq!(shown(&told), [("e", 50), ("f", 50)]);
        assert!(left_out(&told, &ROOM.choose(&told)).contains("… and 1 more of `w`\n"));
    }
}
