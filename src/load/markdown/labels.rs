//! The few words that Markdown brings onto a page by itself, in English and in Chinese.

/// Words in one language.
#[derive(Debug)]
pub struct Labels {
    /// Titles of alerts: note, tip, important, warning, caution.
    pub alerts: [&'static str; 5],
    /// The list of footnotes.
    pub footnotes: &'static str,
    /// A number that leads to a footnote.
    pub footnote: &'static str,
    /// The arrow back from a footnote.
    pub back: &'static str,
    /// A table that can be scrolled.
    pub table: &'static str,
    /// The box of a task that is done, and of one that is not.
    pub tasks: [&'static str; 2],
}

const ENGLISH: Labels = Labels {
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    footnotes: "Footnotes",
    footnote: "Footnote",
    back: "Back to the text",
    table: "Table",
    tasks: ["done", "to do"],
};

const CHINESE: Labels = Labels {
    alerts: ["注", "提示", "重要", "警告", "注意"],
    footnotes: "脚注",
    footnote: "脚注",
    back: "返回正文",
    table: "表格",
    tasks: ["已完成", "待办"],
};

/// The words for a language code; English for languages that have none of their own.
pub fn labels(code: &str) -> &'static Labels {
    match is_chinese(code) {
        true => &CHINESE,
        false => &ENGLISH,
    }
}

/// Whether a language code is Chinese (`zh`, `zh-Hant`).
pub fn is_chinese(code: &str) -> bool {
    is_language(code, "zh")
}

/// Whether straight quotes of a text in this language turn into curly ones.
pub fn is_english(code: &str) -> bool {
    is_language(code, "en")
}

fn is_language(code: &str, language: &str) -> bool {
    code.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case(language))
}
