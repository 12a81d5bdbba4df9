//! Painting SVG with resvg: the only door to it and to the fonts.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.ttf");
const CHINESE: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Regular.otf");

/// The longest side of a picture in dots: a drawing that is larger is shown smaller.
const LONGEST: f32 = 8192.0;

/// The drawing as PNG on white, so many times its size; empty for what is no drawing.
pub fn png(svg: &str, scale: f32) -> Vec<u8> {
    let options =
        Options { fontdb: Arc::clone(fonts()), font_family: "Inter".to_owned(), ..Options::default() };
    let Ok(tree) = Tree::from_str(svg, &options) else { return Vec::new() };
    let scale = scale.min(LONGEST / tree.size().width().max(tree.size().height()));
    let side = |length: f32| (length * scale).round().clamp(1.0, LONGEST) as u32;
    let Some(mut paper) = Pixmap::new(side(tree.size().width()), side(tree.size().height())) else {
        return Vec::new();
    };
    paper.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut paper.as_mut());
    encoded(&paper)
}

/// The characters of a text that no font has, each once, in order of first use. Space and its kin need none.
pub fn missing(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()) {
        let known = readable().iter().any(|font| font.charmap().map(letter).is_some());
        if !known && !missing.contains(&letter) {
            missing.push(letter);
        }
    }
    missing
}

/// How far a letter moves on, in em; of one that no font has a full em.
pub fn advance(letter: char, bold: bool) -> f32 {
    let [regular, chinese, semibold] = readable();
    let first = if bold { semibold } else { regular };
    let wide = |font: &FontRef<'static>| {
        let glyph = font.charmap().map(letter)?;
        font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
    };
    wide(first).or_else(|| wide(chinese)).unwrap_or(1.0)
}

/// Regular, Chinese, semibold.
fn readable() -> &'static [FontRef<'static>; 3] {
    static FONTS: OnceLock<[FontRef<'static>; 3]> = OnceLock::new();
    FONTS.get_or_init(|| [REGULAR, CHINESE, SEMIBOLD].map(opened))
}

fn opened(bytes: &'static [u8]) -> FontRef<'static> {
    FontRef::new(bytes).expect("the fonts come along and are read in a test")
}

fn fonts() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        for bytes in [REGULAR, SEMIBOLD, CHINESE] {
            fonts.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        fonts.set_sans_serif_family("Inter");
        Arc::new(fonts)
    })
}

/// An opaque picture as PNG without its alpha channel.
fn encoded(paper: &Pixmap) -> Vec<u8> {
    let opaque: Vec<u8> = paper.data().chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, paper.width(), paper.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&opaque));
    written.expect("a list of bytes takes what is written to it, and the picture has its size");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_LANGUAGES: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\">\
        <text x=\"4\" y=\"28\" font-family=\"Inter\" font-weight=\"600\" font-size=\"24\">Token 词元</text></svg>";

    #[test]
    fn a_drawing_becomes_a_picture_of_twice_its_size_and_always_the_same() {
        let picture = png(TWO_LANGUAGES, 2.0);
        assert!(picture.starts_with(b"\x89PNG"));
        assert_eq!(picture[16..24], [0, 0, 1, 144, 0, 0, 0, 80], "400 wide, 80 high");
        assert_eq!(picture, png(TWO_LANGUAGES, 2.0));
        let empty = TWO_LANGUAGES.replace("Token 词元", "");
        let latin_only = TWO_LANGUAGES.replace("词元", "");
        assert_ne!(picture, png(&empty, 2.0));
        assert_ne!(picture, png(&latin_only, 2.0), "Chinese leaves ink");
    }

    #[test]
    fn what_is_no_drawing_gives_no_picture() {
        assert!(png("no drawing", 1.0).is_empty());
    }

    #[test]
    fn characters_that_no_font_has_are_named_once() {
        assert_eq!(missing("Tokens per day: 1,200 – 5.8% ≈ £3 → 词元价格，芯片"), Vec::<char>::new());
        assert_eq!(missing("ไทย ไ 😀"), ['ไ', 'ท', 'ย', '😀']);
    }
}
