//! Whether the file of a picture holds what its name says, in a size that a reader's browser can show.

use crate::diag::Diagnostic;
use crate::diag::catalog::files::{self as say, BrokenPicture};
use crate::source::{Look, Span};

/// The most pixels of a picture: a browser takes four bytes of memory for each.
const MOST_PIXELS: u64 = 50_000_000;

/// What is wrong with a picture whose name has this ending.
pub fn check(whole: Span, bytes: u64, look: Look, ending: &str) -> Option<Diagnostic> {
    let named = if ending == "jpeg" { "jpg" } else { ending };
    let why = match look {
        _ if bytes == 0 => BrokenPicture::Empty,
        Look::Other => BrokenPicture::NoPicture,
        Look::Cut(format) | Look::Sized { format, .. } if format != named => {
            BrokenPicture::OtherFormat(format)
        }
        Look::Cut(_) => BrokenPicture::Cut,
        Look::Sized { width, height, .. } if width == 0 || height == 0 => BrokenPicture::NoSize,
        Look::Sized { width, height, .. } if width.saturating_mul(height) > MOST_PIXELS => {
            BrokenPicture::TooLarge { width, height, most: MOST_PIXELS }
        }
        Look::Sized { .. } => return None,
    };
    Some(say::broken_picture(whole, ending, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_picture_is_of_the_kind_and_size_that_it_says() {
        let told = |look, ending| check(Span::whole(FileId(0)), 9, look, ending).map(|told| told.message);
        let sized = |format, width, height| Look::Sized { format, width, height };
        assert_eq!(told(sized("jpg", 8_000, 6_000), "jpeg"), None);
        assert!(told(sized("jpg", 8, 6), "png").unwrap().contains("a JPEG picture"));
        assert!(told(sized("png", 0, 6), "png").unwrap().contains("no width or no height"));
        assert!(told(sized("png", 100_000, 100_000), "png").unwrap().contains("100000 × 100000"));
        assert!(told(sized("png", u64::MAX, u64::MAX), "png").is_some());
        assert!(told(Look::Cut("png"), "png").unwrap().contains("breaks off"));
    }
}
