//! What a picture is by its first bytes; nothing is decoded.

use std::fs::File;
use std::io::{BufReader, Seek};

use imagesize::{ImageType, reader_size, reader_type};

use crate::source::Look;

/// Endings of the pictures that are looked at.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Whether a file of this ending is a picture that can be looked at.
pub fn is_picture(extension: &str) -> bool {
    PICTURES.contains(&extension)
}

/// Looks at the first bytes of an open file.
pub fn look(file: File) -> Look {
    let mut reader = BufReader::with_capacity(4096, file);
    let Some(format) = reader_type(&mut reader).ok().and_then(format) else { return Look::Other };
    match reader.rewind().ok().and_then(|()| reader_size(&mut reader).ok()) {
        Some(size) => Look::Sized { format, width: size.width as u64, height: size.height as u64 },
        None => Look::Cut(format),
    }
}

/// The ending that pictures of a kind have. The kind of an AVIF can stand behind the first bytes.
fn format(kind: ImageType) -> Option<&'static str> {
    match kind {
        ImageType::Png => Some("png"),
        ImageType::Jpeg => Some("jpg"),
        ImageType::Gif => Some("gif"),
        ImageType::Webp => Some("webp"),
        ImageType::Heif(imagesize::Compression::Av1 | imagesize::Compression::Unknown) => Some("avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn look_at(bytes: &[u8]) -> Look {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        look(file)
    }

    #[test]
    fn pictures_are_told_by_their_first_bytes() {
        let sized = |format, width, height| Look::Sized { format, width, height };
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x07";
        assert_eq!(look_at(png), sized("png", 5, 7));
        assert_eq!(look_at(b"GIF89a\x03\0\x02\0\0\0"), sized("gif", 3, 2));
        assert_eq!(look_at(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x09\0\x08"), sized("jpg", 8, 9));
        assert_eq!(look_at(b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x03\0\0\x04\0\0"), sized("webp", 4, 5));
        let avif = b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x40meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x06\0\0\0\x04";
        assert_eq!(look_at(avif), sized("avif", 6, 4));
        assert_eq!(look_at(&png[..20]), Look::Cut("png"));
        assert_eq!(look_at(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01"), Look::Cut("jpg"));
        for other in [&b""[..], b"<html><script>", b"<svg xmlns=\"\"/>", b"%PDF-1.7 1 0 obj", b"BM\0\0"] {
            assert_eq!(look_at(other), Look::Other);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(head in 0usize..5, tail: Vec<u8>) {
            let heads: [&[u8]; 5] = [b"", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8", b"\0\0\0\x10ftypavif", b"\x89PNG"];
            look_at(&[heads[head], &tail].concat());
        }
    }
}
