//! Links into the app, made of paths that come from anywhere.

/// A path inside the app, or its root if it is none: never another origin.
pub(crate) fn local(path: &str) -> &str {
    let elsewhere = path.starts_with("//") || path.contains('\\');
    if path.starts_with('/') && !elsewhere {
        path
    } else {
        "/"
    }
}

/// The whole address of a path, in characters that an address may have (RFC 3986); everything else
/// is escaped.
pub(crate) fn absolute(origin: &str, path: &str) -> String {
    let mut address = origin.trim_end_matches('/').to_owned();
    for byte in local(path).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/?#[]@!$&'()*+,;=:%".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address += &format!("%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn a_link_never_leaves_the_app() {
        let check = |path: &str, expected: &str| {
            assert_eq!(absolute("https://a.example/", path), expected, "{path}");
        };
        check("/topic/1?at=2#m3", "https://a.example/topic/1?at=2#m3");
        check("", "https://a.example/");
        check("//evil.example/x", "https://a.example/");
        check("/\\evil.example", "https://a.example/");
        check("https://evil.example", "https://a.example/");
        check("@evil.example", "https://a.example/");
        check(
            "/a b\r\nBcc: x<\">ä",
            "https://a.example/a%20b%0D%0ABcc:%20x%3C%22%3E%C3%A4",
        );
    }
}
