//! File names that say what is in the file: a browser may keep such a file for good.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Puts the first 16 hexadecimal digits of the content's hash before the last extension: `main.css` becomes `main.3fa4….css`.
pub fn hashed(name: &str, content: &[u8]) -> String {
    let hash = Sha256::digest(content)
        .iter()
        .take(8)
        .fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        });
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// Replaces every `/assets/NAME` in a `url(..)` by what `rename` gives for NAME; names that it does not know stay.
pub fn rewrite_urls(css: &str, mut rename: impl FnMut(&str) -> Option<String>) -> String {
    let mut pieces = css.split("/assets/");
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let in_url = ["url(", "url(\"", "url('"].iter().any(|open| written.ends_with(open));
        let end = piece.find([')', '"', '\'', '?', '#']).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        let renamed = if in_url { rename(name) } else { None };
        written.push_str("/assets/");
        written.push_str(renamed.as_deref().unwrap_or(name));
        written.push_str(rest);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(hashed("main.css", b""), "main.e3b0c44298fc1c14.css");
        assert_eq!(hashed("main.css.map", b""), "main.css.e3b0c44298fc1c14.map");
        assert_eq!(hashed("LICENSE", b""), "LICENSE.e3b0c44298fc1c14");
    }

    #[test]
    fn another_content_gives_another_name() {
        assert_ne!(hashed("a.js", b"1"), hashed("a.js", b"2"));
    }

    #[test]
    fn urls_are_rewritten_however_they_are_quoted() {
        let css = "a{src:url(/assets/i.woff2)}b{src:url(\"/assets/i.woff2\") format(x)}c{src:url('/assets/i.woff2#f')}";
        let rewritten = rewrite_urls(css, |name| Some(format!("hashed-{name}")));
        assert_eq!(
            rewritten,
            "a{src:url(/assets/hashed-i.woff2)}b{src:url(\"/assets/hashed-i.woff2\") format(x)}c{src:url('/assets/hashed-i.woff2#f')}"
        );
    }

    #[test]
    fn other_urls_and_unknown_names_stay() {
        let css = "a{src:url(/other/i.woff2)}b{src:url(/assets/unknown.svg)}/* /assets/i.woff2 */";
        assert_eq!(
            rewrite_urls(css, |name| (name == "i.woff2").then(|| "no".to_owned())),
            css
        );
    }
}
