//! Mistakes in files as such: their bytes, their names, the folder they lie in.

use super::clipped;

use super::fields::{list_of, near_language};
use crate::diag::Diagnostic;
use crate::source::Span;

/// Bytes that are not UTF-8.
pub fn not_utf8(span: Span, byte: u8) -> Diagnostic {
    Diagnostic::error("not-utf8", span, format!("the byte 0x{byte:02X} here is not UTF-8")).help(
        "save the file again with the encoding UTF-8; it was probably saved as Latin-1, Windows-1252 or GBK",
    )
}

/// A file in UTF-16 or UTF-32.
pub fn utf16(span: Span, form: &str) -> Diagnostic {
    Diagnostic::error("utf-16", span, format!("the file is written in {form}, not in UTF-8"))
        .help("save it again with the encoding UTF-8 (Notepad calls UTF-16 “Unicode”)")
}

/// A control character in a text.
pub fn control_character(span: Span, character: char) -> Diagnostic {
    let name = if character == '\0' { "NUL, " } else { "" };
    let message = format!("a control character ({name}U+{:04X})", u32::from(character));
    Diagnostic::error("control-character", span, message)
        .help("delete it; your editor can show invisible characters")
}

/// A file over its limit.
pub fn too_large(span: Span, bytes: u64, most: u64) -> Diagnostic {
    let message = format!("the file has {bytes} bytes, more than the limit of {most}");
    Diagnostic::error("file-too-large", span, message).help("split it into several files")
}

/// The system would not let us read it.
pub fn unreadable(span: Span, words: &str) -> Diagnostic {
    Diagnostic::error("unreadable-file", span, format!("the file cannot be read: {}", clipped(words)))
        .help("look at its permissions and its name, or move it out of the site")
}

/// A symbolic link.
pub fn link(span: Span) -> Diagnostic {
    Diagnostic::error("symbolic-link", span, "this is a symbolic link, and links are never followed")
        .help("put the file itself here: what is published must lie inside the site")
}

/// What is wrong with a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BrokenPicture {
    /// The file has no bytes.
    Empty,
    /// Its bytes are those of no picture.
    NoPicture,
    /// It is a picture of another format than its name says, by that format's ending.
    OtherFormat(&'static str),
    /// Its header breaks off.
    Cut,
    /// It has no width or no height.
    NoSize,
    /// It has more pixels than are allowed.
    TooLarge {
        /// How wide it is.
        width: u64,
        /// How high it is.
        height: u64,
        /// How many pixels are allowed.
        most: u64,
    },
}

/// A picture that browsers cannot show. `ending`: what its name ends in.
pub fn broken_picture(span: Span, ending: &str, why: BrokenPicture) -> Diagnostic {
    let (message, help) = match why {
        BrokenPicture::Empty => ("the file of this picture is empty".to_owned(), SAVE_AGAIN.to_owned()),
        BrokenPicture::NoPicture => (
            format!("the file ends in `{ending}` and is no picture that browsers show"),
            "save it as PNG, JPEG, GIF, WebP or AVIF, or give it the ending of what it is".to_owned(),
        ),
        BrokenPicture::OtherFormat(format) => (
            format!("this is a {} picture, and its name ends in `{ending}`", format_name(format)),
            format!("let its name end in `.{format}`, and the links to it, too"),
        ),
        BrokenPicture::Cut => {
            ("the header of this picture breaks off or is damaged".to_owned(), SAVE_AGAIN.to_owned())
        }
        BrokenPicture::NoSize => ("this picture has no width or no height".to_owned(), SAVE_AGAIN.to_owned()),
        BrokenPicture::TooLarge { width, height, most } => (
            format!("this picture has {width} × {height} pixels, more than the limit of {most}"),
            "make it smaller: readers' browsers would need gigabytes to show it".to_owned(),
        ),
    };
    Diagnostic::warning("broken-picture", span, message).help(help)
}

const SAVE_AGAIN: &str = "save it again, or copy it again from where it came";

fn format_name(ending: &str) -> &str {
    match ending {
        "png" => "PNG",
        "jpg" => "JPEG",
        "gif" => "GIF",
        "webp" => "WebP",
        _ => "AVIF",
    }
}

/// A folder with the name of a file.
pub fn folder(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "folder-for-file",
        span,
        format!("`{}` is a folder, and a file is meant", clipped(name)),
    )
    .help("give the folder a name without this ending, or put the file in its place")
}

/// A pipe, a socket, a device.
pub fn special(span: Span) -> Diagnostic {
    Diagnostic::error("special-file", span, "neither a file nor a folder: a pipe, a socket or a device")
        .help("delete it, or move it out of the site")
}

/// A Markdown file where no note lies. `kinds`: the folders of notes; `near`: the one that was meant.
pub fn misplaced_note(span: Span, kinds: &[&str], near: Option<&str>) -> Diagnostic {
    let bundle = "`<name>.md`, or `<name>/index.md` with its pictures beside it";
    let folders = kinds.iter().map(|kind| format!("`content/{kind}/`")).collect::<Vec<_>>().join(", ");
    let help = match near {
        Some(near) => format!("notes lie in `content/{near}/` as {bundle}: move it there"),
        None => format!("notes lie in one of {folders} as {bundle}: move it there"),
    };
    Diagnostic::error("misplaced-note", span, "no note lies here, so this file would not be published")
        .help(help)
}

/// A CSV file below `content/data/` but not directly in it.
pub fn misplaced_dataset(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "misplaced-dataset",
        span,
        "a dataset lies directly in `content/data/`, not in a folder there",
    )
    .help(format!("move it to `content/data/{}`", clipped(name)))
}

/// A YAML file that nothing reads. `near`: the path that was probably meant.
pub fn stray_yaml(span: Span, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{}`?", clipped(near)),
        None => "YAML is read from `content/site.yaml`, `content/sources.yaml` and beside a dataset as \
                 `content/data/<dataset>.yaml`; rename, move or delete the file"
            .to_owned(),
    };
    Diagnostic::error("stray-yaml", span, "nothing reads this YAML file").help(help)
}

/// A description of a dataset without its rows. `name`: the CSV file that is missing; `near`: one that was
/// perhaps meant.
pub fn lone_sidecar(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("this describes `{}`, which does not exist", clipped(name));
    let help = match near {
        Some(near) => {
            format!("rename it after the rows it describes, which are perhaps those of `{}`", clipped(near))
        }
        None => "write the rows to that file, or delete this one".to_owned(),
    };
    Diagnostic::error("lone-sidecar", span, message).help(help)
}

/// `x.fr.md` on a site without French.
pub fn unknown_edition(span: Span, code: &str, languages: &[&str]) -> Diagnostic {
    let code = clipped(code);
    let known = list_of(languages.iter().copied());
    let help = match near_language(&code, languages) {
        Some(near) => {
            format!("did you mean `.{near}`? Else write `-{code}` in the name; the languages are {known}")
        }
        None => format!(
            "its languages are {known}; add `{code}` to `languages` in content/site.yaml, or write `-{code}` in the name"
        ),
    };
    Diagnostic::error(
        "unknown-edition",
        span,
        format!("`.{code}` in the file's name is no language of the site"),
    )
    .help(help)
}

/// `x.zh.md` beside `x.md` (`plain`) where `zh` is the default language, with another language of the site.
pub fn doubled_edition(
    span: Span,
    plain: &str,
    (own, other): (&str, Option<&str>),
    first: Span,
) -> Diagnostic {
    let (plain, own) = (clipped(plain), clipped(own));
    let stem = plain.trim_end_matches(".md").to_owned();
    let help = match other {
        Some(other) => format!(
            "if `{plain}` is in another language, rename it first (`{stem}.{}.md`); then rename this file `{plain}`",
            clipped(other)
        ),
        None => format!("keep one of the two, as `{plain}`"),
    };
    let message = format!("`{own}` is the default language, and its note is `{plain}`, without `.{own}`");
    Diagnostic::error("doubled-edition", span, message).help(help).also(first, "this note is read")
}

/// What is wrong with a name that becomes part of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameFlaw {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// Nothing but punctuation.
    Punctuation,
    /// `..`: it climbs out of its folder.
    Climbs,
    /// `/` or `\`.
    Separator(char),
    /// A control character.
    Control,
    /// A dot at its start or end.
    EdgeDot,
    /// A name that Windows keeps for a device.
    Reserved,
    /// More bytes than this.
    TooLong(usize),
    /// A character that has no place in an address.
    Character(char),
}

/// A name (`what`: `slug`, `the file's name`) that cannot be part of an address.
pub fn unusable_name(span: Span, what: &str, name: &str, flaw: NameFlaw) -> Diagnostic {
    let plain = "use letters and digits of any script, `-`, `_` and `.`: `price-war-2025`".to_owned();
    let (why, help) = match flaw {
        NameFlaw::Empty => ("it is empty".to_owned(), plain),
        NameFlaw::Punctuation => ("it has neither letter nor digit".to_owned(), plain),
        NameFlaw::Climbs => ("`..` climbs out of its folder".to_owned(), plain),
        NameFlaw::Separator(c) => {
            (format!("`{c}` parts folders"), "write one name, without folders".to_owned())
        }
        NameFlaw::Control => ("it holds a control character".to_owned(), plain),
        NameFlaw::EdgeDot => ("it starts or ends with a dot".to_owned(), "take the dot away".to_owned()),
        NameFlaw::Reserved => {
            let help = "Windows keeps this name for a device; add a word to it: `aux-power`".to_owned();
            ("it is reserved".to_owned(), help)
        }
        NameFlaw::TooLong(most) => {
            (format!("it is longer than {most} bytes"), "write a shorter one".to_owned())
        }
        NameFlaw::Character(' ') => ("it holds a space".to_owned(), "write `-` for a space".to_owned()),
        NameFlaw::Character(c) => (format!("it holds `{c}`"), plain),
    };
    let message = format!("{what} `{}` cannot be part of an address: {why}", clipped(name));
    Diagnostic::error("unusable-name", span, message).help(help)
}

/// A file below `content/` that no published note shows or links to.
pub fn unlinked_file(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "unlinked-file",
        span,
        "no published note links to this file, so that it is not published",
    )
    .help("link to it from a note or delete it; files in `static/` are published as they are")
}

/// A file below `content/` of a kind that is not published.
pub fn unknown_file_kind(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{}` is of no kind that is published from `content/`", clipped(name));
    Diagnostic::warning("unknown-file-kind", span, message).help(
        "pictures, PDF, plain text, office documents, `zip`, sound and moving pictures are; notes end in `.md`, rows \
         lie in `content/data/`, and what the site's owner publishes as it is belongs into `static/`",
    )
}

/// A file below `content/` that a browser would run.
pub fn active_file(span: Span, ending: &str) -> Diagnostic {
    let message = format!("a `.{}` file can run scripts in a reader's browser", clipped(ending));
    Diagnostic::error("active-file", span, message).help(
        "files below `content/` are for reading: write a note in Markdown; scripts of the site's owner belong to `static/`",
    )
}

/// An SVG picture below `content/` that does more than draw.
pub fn active_svg(span: Span, what: &str) -> Diagnostic {
    let message = format!("the SVG picture holds {}, which a browser might run or fetch", clipped(what));
    Diagnostic::error("active-svg", span, message)
        .help("export it as a plain SVG without scripts, links and pictures from elsewhere, or as PNG")
}

/// An SVG picture that is not well-formed.
pub fn broken_svg(span: Span) -> Diagnostic {
    Diagnostic::error(
        "broken-svg",
        span,
        "the SVG picture is not well-formed here, so no browser would show it",
    )
    .help("export it again from the program that drew it")
}
