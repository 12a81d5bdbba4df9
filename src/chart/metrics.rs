//! How wide a text will be, known without a font: margins are sized from it and labels kept apart.
//!
//! The advances are the largest of four common typefaces (Arial's metric twin, Inter, Roboto, Open Sans),
//! so an estimate is seldom too small; Chinese, Japanese and Korean characters are one em wide in every font.

/// Length in tenths of a unit of the view box. All geometry of a drawing is counted in it.
pub type Tenth = i32;

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Font {
    /// Size of the type.
    pub size: Tenth,
    /// Semibold rather than regular.
    pub bold: bool,
}

impl Font {
    /// Regular weight.
    pub const fn regular(size: Tenth) -> Font {
        Font { size, bold: false }
    }

    /// Semibold weight.
    pub const fn bold(size: Tenth) -> Font {
        Font { size, bold: true }
    }
}

/// Advances of the printable ASCII characters from the space on, in thousandths of an em.
const ADVANCES: [u16; 95] = [
    282, 279, 404, 646, 643, 890, 730, 222, 363, 363, 552, 660, 280, 461, 278, 413, 643, 643, 643, 643, 643,
    643, 643, 643, 643, 643, 278, 280, 660, 660, 660, 557, 1016, 677, 667, 728, 730, 667, 611, 778, 741, 279,
    552, 667, 563, 903, 754, 779, 667, 779, 723, 667, 643, 742, 677, 949, 667, 667, 625, 363, 411, 363, 542,
    557, 578, 564, 621, 559, 621, 583, 361, 610, 614, 253, 253, 545, 253, 931, 614, 605, 613, 613, 409, 523,
    364, 614, 557, 813, 540, 557, 542, 379, 551, 379, 681,
];

/// Estimated width of a text in one line.
pub fn text_width(text: &str, font: Font) -> Tenth {
    let milli: i64 = text.chars().map(|letter| i64::from(advance(letter))).sum();
    let weighted = if font.bold { milli * 106 / 100 } else { milli };
    Tenth::try_from(weighted * i64::from(font.size) / 1000).unwrap_or(Tenth::MAX / 4)
}

/// Advance of one character in thousandths of an em.
fn advance(letter: char) -> u16 {
    match letter {
        ' '..='~' => ADVANCES[letter as usize - 32],
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '–' | '−' | '\u{2010}'..='\u{2012}' => 660,
        '’' | '‘' => 250,
        '“' | '”' => 400,
        '·' => 300,
        '\u{2070}'..='\u{209f}' | '²' | '³' | '¹' => 440,
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 720,
        _ if is_wide(letter) => 1000,
        _ => 700,
    }
}

/// Whether a character takes a full em: the scripts of East Asia, arrows, dashes and symbols.
pub fn is_wide(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{115f}' | '\u{2014}'..='\u{2015}' | '\u{2026}' | '\u{2190}'..='\u{2bff}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// A text cut with an ellipsis so that it is no wider than `room`.
pub fn shorten(text: &str, room: Tenth, font: Font) -> String {
    if text_width(text, font) <= room {
        return text.to_owned();
    }
    let room = room - text_width("…", font);
    let mut width = 0;
    let mut kept = String::new();
    for letter in text.chars() {
        width += text_width(letter.encode_utf8(&mut [0; 4]), font) + 1;
        if width > room {
            break;
        }
        kept.push(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

/// A text broken into at most `most` lines no wider than `room`; the last one ends in an ellipsis where the
/// text is longer. Lines break at spaces and between wide characters, rather before a bracket than within.
pub fn wrap(text: &str, room: Tenth, font: Font, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || text_width(longer.trim_end(), font) <= room {
            line = longer;
        } else if lines.len() + 1 == most {
            line = longer;
            break;
        } else {
            let bracket = line.rfind(['（', '(']).filter(|at| *at > 0 && !line[*at..].contains(['）', ')']));
            let bracket = bracket.filter(|at| text_width(longer[*at..].trim_end(), font) <= room);
            let (next, at) = bracket.map_or((piece.trim_start(), line.len()), |at| (&longer[at..], at));
            let next = next.to_owned();
            line.truncate(at);
            lines.push(std::mem::replace(&mut line, next));
        }
    }
    lines.push(line);
    lines.iter().map(|line| shorten(line.trim(), room, font)).filter(|line| !line.is_empty()).collect()
}

/// A text in as few lines as [`wrap`] gives it, but of about the same width.
pub fn balanced(text: &str, room: Tenth, font: Font, most: usize) -> Vec<String> {
    let lines = wrap(text, room, font, most);
    let count = Tenth::try_from(lines.len()).unwrap_or(1);
    let cut = |lines: &[String]| lines.iter().any(|line| line.ends_with('…'));
    if count < 2 || cut(&lines) {
        return lines;
    }
    let least = text_width(text, font) / count;
    let rooms = (0..8).map(|step| least + (room - least) * step / 8);
    let even = rooms.map(|room| wrap(text, room, font, most));
    even.into_iter().find(|even| even.len() == lines.len() && !cut(even)).unwrap_or(lines)
}

/// The unbreakable pieces of a text: words with the space after them, single wide characters together with the
/// punctuation that must not begin a line, and with an opening bracket before them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let clings = matches!(
            letter,
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '”' | '》' | '%' | ' ' | '→' | '↑'
        );
        let opened = pieces.last().is_some_and(|piece| piece.ends_with(['（', '《', '“', '(']));
        match pieces.last_mut() {
            Some(piece) if clings || opened || (open && !is_wide(letter)) => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        open = !is_wide(letter) && letter != ' ';
    }
    pieces
}

/// The text without control characters, white space made single spaces: what may be drawn.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let hidden =
            letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let forbidden = matches!(letter, '\u{fffe}' | '\u{ffff}');
        let repeated = letter == ' ' && cleaned.ends_with(' ');
        if !(hidden || forbidden || repeated) {
            cleaned.push(letter);
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    if cleaned.starts_with(' ') { cleaned.trim_start().to_owned() } else { cleaned }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Font = Font::regular(130);

    #[test]
    fn a_chinese_character_is_one_em_and_bold_is_wider() {
        assert_eq!(text_width("谷歌", PLAIN), 260);
        assert!(text_width("Gemini", Font::bold(130)) > text_width("Gemini", PLAIN));
        assert_eq!(text_width("", PLAIN), 0);
    }

    #[test]
    fn a_shortened_text_fits_its_room() {
        for text in ["Anthropic Claude Opus 4.6", &"深".repeat(40), "a", ""] {
            for room in [0, 100, 300, 900] {
                let short = shorten(text, room, PLAIN);
                assert!(text_width(&short, PLAIN) <= room.max(130), "{short} in {room}");
            }
        }
        assert_eq!(shorten("short", 900, PLAIN), "short");
    }

    #[test]
    fn wrapped_lines_fit_and_keep_closing_punctuation() {
        let lines = wrap("降价百分之七十五，开源权重同日发布。随后两周用量翻倍", 1300, PLAIN, 3);
        assert!(lines.len() > 1 && lines.len() <= 3, "{lines:?}");
        assert!(
            lines.iter().all(|line| text_width(line, PLAIN) <= 1300 && !line.starts_with('，')),
            "{lines:?}"
        );
        assert_eq!(wrap("one two three", 500, PLAIN, 5).join(" "), "one two three");
        assert!(wrap("", 500, PLAIN, 2).is_empty());
        assert_eq!(wrap("其余地区（预期）", 650, PLAIN, 2), ["其余地区", "（预期）"]);
        assert_eq!(wrap("阿里巴巴（通义千问）", 850, PLAIN, 2), ["阿里巴巴", "（通义千问）"]);
        assert_eq!(wrap("Zhipu (Z.ai, GLM)", 850, PLAIN, 2), ["Zhipu", "(Z.ai, GLM)"]);
    }

    #[test]
    fn balanced_lines_are_about_equally_wide() {
        assert_eq!(balanced("其余全部开放权重模型", 1200, PLAIN, 2), ["其余全部开", "放权重模型"]);
        assert_eq!(balanced("Anthropic 旗舰", 800, PLAIN, 2), ["Anthropic", "旗舰"]);
        assert_eq!(balanced("one", 1200, PLAIN, 2), ["one"]);
    }

    #[test]
    fn what_cannot_be_drawn_is_dropped() {
        assert_eq!(clean(" a\u{0}b\n\t c\u{202e}\u{fffe} "), "ab c");
    }
}
