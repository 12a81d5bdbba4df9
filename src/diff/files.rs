//! Files beside notes and rows: settings, sources, what sidecars say of datasets, own templates.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{FileChange, Kind, Side};

/// Endings of such files.
const ENDINGS: [&str; 2] = ["yaml", "html"];

/// Those that differ, by path.
pub fn changes(old: Side<'_>, new: Side<'_>) -> Vec<FileChange> {
    let (before, after) = (by_path(old), by_path(new));
    let paths: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    paths.into_iter().filter_map(|path| change(path, before.get(path), after.get(path))).collect()
}

fn by_path<'s>(side: Side<'s>) -> BTreeMap<&'s str, &'s str> {
    let files = side.sources.iter().map(|(_, file)| file);
    let files = files.filter(|file| ENDINGS.contains(&file.path.extension().as_str()));
    files.map(|file| (file.path.as_str(), file.text())).collect()
}

fn change(path: &str, old: Option<&&str>, new: Option<&&str>) -> Option<FileChange> {
    let kind = match (old, new) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(old), Some(new)) if old != new => Kind::Changed,
        _ => return None,
    };
    let (before, after) = (old.copied().unwrap_or(""), new.copied().unwrap_or(""));
    Some(FileChange {
        kind,
        path: path.to_owned(),
        lines_added: beyond(after, before),
        lines_removed: beyond(before, after),
    })
}

/// How many lines of a text the other does not have.
pub fn beyond(text: &str, other: &str) -> usize {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for line in other.lines() {
        *known.entry(line).or_default() += 1;
    }
    let mut count = 0;
    for line in text.lines() {
        match known.get_mut(line) {
            Some(left) if *left > 0 => *left -= 1,
            _ => count += 1,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn lines_are_counted_as_often_as_they_stand() {
        assert_eq!(beyond("a\nb\nb\n", "b\na\n"), 1);
        assert_eq!(beyond("a\n", "a\nb\n"), 0);
        assert_eq!(beyond("x", ""), 1);
    }
}
