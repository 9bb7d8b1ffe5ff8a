//! The whole of tidy over a small made-up repository.

use super::*;

fn check_repository(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(path, text)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let findings = check(&paths, &files).into_iter();
    findings
        .map(|f| format!("{}:{} {}", f.path, f.line, f.rule))
        .collect()
}

#[test]
fn each_kind_of_file_meets_its_own_rules() {
    let found = check_repository(&[
        ("README.md", "See `crates/gone/src/lib.rs`."),
        (
            "crates/model/Cargo.toml",
            "[dependencies]\ntokio = \"1\"\n[lints]\nworkspace = true\n",
        ),
        ("crates/model/src/lib.rs", "pub struct Person;\n"),
        (
            "crates/store/migrations/0002_topic_create.sql",
            "-- Topics.\nCREATE TABLE t (i TEXT);\n",
        ),
        ("web/src/ui/index.ts", "export default 1;\n"),
    ]);
    assert_eq!(
        found,
        [
            "README.md:1 dead-path",
            "crates/model/Cargo.toml:2 arrow",
            "crates/model/src/lib.rs:1 header",
            "crates/model/src/lib.rs:1 undocumented",
            "crates/store/migrations/0002_topic_create.sql:0 migration-name",
            "web/src/ui/index.ts:1 barrel",
            "web/src/ui/index.ts:1 default-export",
        ]
    );
}

#[test]
fn this_repository_is_read_whole() {
    let paths = tracked(crate::root()).unwrap();
    assert!(
        paths.contains(&"xtask/src/tidy/tests.rs".to_owned()),
        "{paths:?}"
    );
    assert!(paths.contains(&"Cargo.lock".to_owned()));
    assert!(
        !paths
            .iter()
            .any(|path| path.starts_with("target/") || path.contains("node_modules/"))
    );
    assert_eq!(
        read_texts(crate::root(), &["Cargo.toml".to_owned()]).len(),
        1
    );
}
