//! Old addresses: a small page that leads to the new one without a script.

use super::escape::html;
use super::press::Press;
use crate::model::id::NoteId;

/// The page at an old address of a note.
pub fn page(press: &Press<'_>, note: NoteId) -> String {
    let language = press.language(press.site.note(note).lang);
    let address = press.note_url(note);
    let canonical = press.addresses.absolute(&press.site.place(note).url);
    let title = html(&press.site.note(note).front.title.value);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n</head>\n\
         <body><p>{moved} <a href=\"{address}\">{title}</a></p></body>\n</html>\n",
        lang = html(language.html_code()),
        moved = language.word("now_called"),
    )
}
