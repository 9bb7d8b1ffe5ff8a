//! Rust texts that break a rule are refused, and their neighbours that keep it pass.

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

fn function_of(lines: usize) -> String {
    let body = "    let _ = 1;\n".repeat(lines - 2);
    format!("//! File.\n\nfn long() {{\n{body}}}\n")
}

#[test]
fn a_file_opens_with_one_line_that_says_what_it_is() {
    assert_eq!(check_text("crates/api/src/a.rs", "fn a() {}\n"), ["header"]);
    assert_eq!(
        check_text("crates/api/src/a.rs", "//! The first letter.\nfn a() {}\n"),
        [""; 0]
    );
}

#[test]
fn modules_are_not_called_mod() {
    assert_eq!(
        check_text("crates/api/src/a/mod.rs", "//! A.\n"),
        ["mod-rs"]
    );
}

#[test]
fn a_file_has_at_most_six_hundred_lines() {
    let text = |lines: usize| "//! File.\n".to_owned() + &"\n".repeat(lines - 1);
    assert_eq!(check_text("crates/api/src/a.rs", &text(600)), [""; 0]);
    assert_eq!(
        check_text("crates/api/src/a.rs", &text(601)),
        ["file-lines"]
    );
    assert_eq!(check_text("crates/api/src/a/tests.rs", &text(601)), [""; 0]);
}

#[test]
fn a_function_has_at_most_seventy_lines() {
    assert_eq!(check_text("crates/api/src/a.rs", &function_of(70)), [""; 0]);
    assert_eq!(
        check_text("crates/api/src/a.rs", &function_of(71)),
        ["function-lines"]
    );
    assert_eq!(
        check_text("crates/server/tests/it/a.rs", &function_of(71)),
        [""; 0]
    );
}

#[test]
fn a_long_method_counts_and_test_modules_do_not() {
    let body = "let _ = 1;\n".repeat(80);
    let method = format!("//! File.\nstruct A;\nimpl A {{\nfn long() {{\n{body}}}\n}}\n");
    assert_eq!(
        check_text("crates/api/src/a.rs", &method),
        ["function-lines"]
    );
    let tests = format!("//! File.\n#[cfg(test)]\nmod tests {{\nfn long() {{\n{body}}}\n}}\n");
    assert_eq!(check_text("crates/api/src/a.rs", &tests), [""; 0]);
}

#[test]
fn public_items_of_the_inner_crates_are_documented() {
    for silent in [
        "pub fn a() {}",
        "pub struct A;",
        "pub enum A {}",
        "pub const A: u8 = 1;",
        "struct A;\nimpl A { pub fn a() {} }",
        "/// A.\npub trait A { fn a(); }",
    ] {
        let text = format!("//! File.\n{silent}\n");
        assert_eq!(
            check_text("crates/rules/src/a.rs", &text),
            ["undocumented"],
            "{silent}"
        );
        assert_eq!(
            check_text("crates/api/src/a.rs", &text),
            [""; 0],
            "{silent}"
        );
    }
    let spoken =
        "//! File.\n/// A.\npub fn a() {}\npub(crate) fn b() {}\npub mod c;\npub use d::E;\n";
    assert_eq!(check_text("crates/rules/src/a.rs", spoken), [""; 0]);
}

#[test]
fn tests_are_not_ignored() {
    let text = "//! File.\n#[test]\n#[ignore = \"slow\"]\nfn a() {}\n";
    assert_eq!(
        check_text("crates/server/tests/it/a.rs", text),
        ["ignored-test"]
    );
}

#[test]
fn sql_outside_the_store_is_found_inside_macros_too() {
    let text = "//! File.\nfn a() { query!(\"SELECT id FROM person\"); }\n";
    assert_eq!(
        check_text("crates/app/src/a.rs", text),
        ["sql-outside-store"]
    );
    assert_eq!(check_text("crates/store/src/a.rs", text), [""; 0]);
    let documented = "//! File.\n/// SELECT is never said here.\nfn a() {}\n";
    assert_eq!(check_text("crates/app/src/a.rs", documented), [""; 0]);
}

#[test]
fn a_text_that_does_not_parse_is_a_finding() {
    assert_eq!(
        check_text("crates/app/src/a.rs", "//! File.\nfn a( {}\n"),
        ["syntax"]
    );
}
