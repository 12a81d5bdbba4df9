//! Words in the languages of a site.

use super::id::LangId;

/// A text in one or several languages (`{en: Prices, zh: 价格}`, or one text for all).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LocalText {
    /// By language; the first entry serves languages that have none.
    texts: Vec<(LangId, String)>,
}

impl LocalText {
    /// One text for all languages.
    pub fn plain(text: impl Into<String>) -> Self {
        LocalText { texts: vec![(LangId::DEFAULT, text.into())] }
    }

    /// Texts by language.
    pub fn new(mut texts: Vec<(LangId, String)>) -> Self {
        texts.sort_by_key(|(lang, _)| *lang);
        LocalText { texts }
    }

    /// The text in a language, or in the first that has one; empty without any.
    pub fn get(&self, lang: LangId) -> &str {
        let found = self.texts.iter().find(|(l, _)| *l == lang).or_else(|| self.texts.first());
        found.map_or("", |(_, text)| text)
    }

    /// The text in a language, if it has one of its own.
    pub fn own(&self, lang: LangId) -> Option<&str> {
        self.texts.iter().find(|(l, _)| *l == lang).map(|(_, text)| text.as_str())
    }

    /// The texts with their languages.
    pub fn each(&self) -> impl Iterator<Item = (LangId, &str)> {
        self.texts.iter().map(|(lang, text)| (*lang, text.as_str()))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
