//! The languages of a site, the default one first.

use crate::diag::catalog::config as say;
use crate::diag::catalog::fields::empty_key;
use crate::load::fields::Fields;

/// How many languages a site may have.
const MOST: usize = 32;

/// The one folder of the site's own whose name could be a language's.
const TAKEN: &str = "api";

/// Reads the list; at least one language comes out.
pub fn read(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    let listed = fields.node("languages");
    if let Some(empty) = listed.filter(|node| node.items().is_some_and(<[_]>::is_empty)) {
        fields.tell(empty_key(empty.span, "languages"));
    }
    for code in fields.one_or_more("languages") {
        if !is_code(&code.value) || code.value == TAKEN {
            fields.tell(say::bad_language(code.span, &code.value, code.value == TAKEN));
        } else if languages.contains(&code.value) {
            fields.tell(say::listed_twice(code.span, "languages", &code.value));
        } else if languages.len() == MOST {
            fields.tell(say::too_many_entries(code.span, "languages", MOST));
            break;
        } else {
            languages.push(code.value);
        }
    }
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    languages
}

/// Two or three small letters, then scripts, regions and variants.
fn is_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or("");
    let letters = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let fits =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    letters && parts.all(fits) && code.len() <= 20
}
