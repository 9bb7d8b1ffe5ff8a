//! Unfinished work and places of one machine are found.

use super::*;

fn check_text(path: &str, text: &str) -> Vec<&'static str> {
    let file = SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    check(&file)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn marks_of_unfinished_work_are_found_as_words() {
    assert_eq!(check_text("web/src/a.ts", "// TODO: later"), ["unfinished"]);
    assert_eq!(check_text("docs/a.md", "a\nFIXME"), ["unfinished"]);
    assert!(check_text("web/src/a.ts", "const MASTODON = todo; // Todo list, TODOS").is_empty());
}

#[test]
fn places_of_one_machine_are_found() {
    assert_eq!(
        check_text("run", "cd /home/ada/meanwhile"),
        ["machine-path"]
    );
    assert_eq!(
        check_text("web/.npmrc", "registry=https://registry.example/"),
        ["machine-path"]
    );
    assert!(check_text("run", "cd \"$HOME/meanwhile\"").is_empty());
}

#[test]
fn lock_files_may_name_hosts() {
    assert!(check_text("web/package-lock.json", "https://registry.example/react").is_empty());
    assert!(check_text("Cargo.lock", "https://index.example").is_empty());
}
