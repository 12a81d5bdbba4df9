//! Breaking a text into lines by the real widths of its letters, Chinese by its own rules.

use super::block::Block;
use super::paint::advance;

/// Signs that no line begins with.
const NEVER_FIRST: &str = "、，。：；！？）》」』】”’…—·,.:;!?)]}%";
/// Signs that no line ends with.
const NEVER_LAST: &str = "（《「『【“‘([{$";

/// The lines of a block. A word longer than a line is broken where it must.
pub fn wrapped(block: Block<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut width) = (String::new(), 0.0);
    for piece in pieces(block.text) {
        let needs = width_of(piece.trim_end(), block);
        if width + needs > block.width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            width = 0.0;
        }
        for letter in piece.chars() {
            let wide = advance(letter, block.bold) * block.size;
            if width + wide > block.width && letter != ' ' && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                width = 0.0;
            }
            line.push(letter);
            width += wide;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

fn width_of(text: &str, block: Block<'_>) -> f32 {
    text.chars().map(|letter| advance(letter, block.bold)).sum::<f32>() * block.size
}

/// A text in pieces between which a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut last = ' ';
    for (at, letter) in text.char_indices() {
        let between = last == ' ' && letter != ' ' || last == '-' || is_wide(last) || is_wide(letter);
        if at > from && between && !NEVER_FIRST.contains(letter) && !NEVER_LAST.contains(last) {
            pieces.push(&text[from..at]);
            from = at;
        }
        last = letter;
    }
    pieces.push(&text[from..]);
    pieces
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrapped(Block { text, size: 10.0, bold: false, width })
    }

    #[test]
    fn english_breaks_between_words_and_chinese_anywhere_but_before_a_stop() {
        assert_eq!(lines("Prices fell by half", 60.0), ["Prices fell", "by half"]);
        assert_eq!(lines("价格下降，用量翻番", 40.0), ["价格下", "降，用量", "翻番"]);
        assert_eq!(lines("Qwen 系列降价", 55.0), ["Qwen 系列", "降价"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        let lines = lines("Donaudampfschifffahrt", 60.0);
        assert!(lines.len() > 1 && lines.concat() == "Donaudampfschifffahrt", "{lines:?}");
        assert!(super::wrapped(Block { text: "", size: 10.0, bold: true, width: 10.0 }).is_empty());
    }
}
