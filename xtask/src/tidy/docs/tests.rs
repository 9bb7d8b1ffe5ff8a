//! Paths that documents name and that do not exist are found.

use super::*;

fn check_line(line: &str) -> Vec<String> {
    let file = SourceFile {
        path: "docs/guide.md".to_owned(),
        text: line.to_owned(),
    };
    let paths = [
        "README.md",
        "crates/model/src/limits.rs",
        "docs/guide.md",
        "web/src/app/App.tsx",
    ];
    let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    check(&file, &paths)
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn paths_that_exist_pass() {
    assert!(
        check_line("`crates/model/src/limits.rs`, `model/src/limits.rs`, `web/src/`, `docs/`")
            .is_empty()
    );
    assert!(check_line("[the rest](../README.md) and [more](guide.md#part)").is_empty());
}

#[test]
fn paths_that_do_not_exist_are_found() {
    assert_eq!(
        check_line("`crates/model/src/gone.rs`"),
        ["`crates/model/src/gone.rs` does not exist"]
    );
    assert_eq!(check_line("`model/src/gone.rs`").len(), 1);
    assert_eq!(check_line("`web/src/app/App`").len(), 1);
    assert_eq!(check_line("[gone](gone.md)").len(), 1);
}

#[test]
fn routes_patterns_programs_and_fenced_blocks_claim_nothing() {
    assert!(
        check_line(
            "`/healthz` `crates/<name>/src` `store/src/{a,b}.rs` `application/json` `./run`"
        )
        .is_empty()
    );
    assert!(check_line("```\n`crates/gone`\n```").is_empty());
    assert!(check_line("[the RFC](https://example.org/rfc)").is_empty());
}
