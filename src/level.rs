//! How grave a finding is, and what a check does with it: nothing, tell, or keep the site from being published.

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The site cannot be published so.
    Error,
    /// Worth a look; the site is built.
    Warning,
}

impl Severity {
    /// The word printed before the code.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// What a check does when it finds something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Nothing.
    Allow,
    /// Tells.
    Report(Severity),
}

impl Level {
    /// Tells, and the site is built.
    pub const WARN: Level = Level::Report(Severity::Warning);
    /// Tells, and nothing is published.
    pub const DENY: Level = Level::Report(Severity::Error);

    /// The words for levels.
    pub const ALL: [(&'static str, Level); 3] =
        [("allow", Level::Allow), ("warn", Level::WARN), ("deny", Level::DENY)];

    /// The level of a word.
    pub fn of(word: &str) -> Option<Level> {
        Level::ALL.iter().find(|(known, _)| *known == word).map(|(_, level)| *level)
    }

    /// The stricter of two.
    pub fn or_stricter(self, other: Level) -> Level {
        let strictness = |level| Level::ALL.iter().position(|(_, known)| *known == level);
        if strictness(other) > strictness(self) { other } else { self }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Level::ALL.iter().find(|(_, level)| *level == self).map_or("", |(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_words() {
        assert_eq!(Level::of("warn"), Some(Level::WARN));
        assert_eq!(Level::of("loud"), None);
        assert_eq!(Level::DENY.word(), "deny");
    }

    #[test]
    fn the_stricter_level_wins_in_any_order() {
        assert_eq!(Level::DENY.or_stricter(Level::WARN), Level::DENY);
        assert_eq!(Level::WARN.or_stricter(Level::DENY), Level::DENY);
        assert_eq!(Level::Allow.or_stricter(Level::WARN), Level::WARN);
    }
}
