//! Bytes to text: UTF-8, UTF-16 with a byte order mark, and what old offices
//! still save as Windows-1252. It does not guess further: a wrong guess would
//! turn names into other names.

use std::borrow::Cow;

/// Decodes bytes; `None` when they are not text at all.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes.get(skip..)?);
        return (!bad).then_some(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (!text.contains('\0')).then_some(Cow::Borrowed(text));
    }
    if bytes.contains(&0) {
        return None;
    }
    let (text, bad) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    (!bad).then_some(text)
}
