//! The language in which numbers, dates and the few words of a drawing are written.

/// A language that the generator can write numbers and dates in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English, and the fallback for languages that are not known.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    /// The language of a code such as `zh`, `zh-Hant` or `en-GB`; anything but Chinese reads as English.
    pub fn from_code(code: &str) -> Lang {
        let zh = code.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh"));
        let whole = code.get(2..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']));
        if zh && whole { Lang::Zh } else { Lang::En }
    }

    /// One of two texts, by language.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn every_chinese_code_is_chinese_and_nothing_else_is() {
        for code in ["zh", "zh-Hant", "ZH_cn"] {
            assert_eq!(Lang::from_code(code), Lang::Zh, "{code}");
        }
        for code in ["en", "", "z", "zhx", "fr-ZH", "中文"] {
            assert_eq!(Lang::from_code(code), Lang::En, "{code}");
        }
    }
}
