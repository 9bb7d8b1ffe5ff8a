//! Exceptions excuse what they record, exactly.

use super::*;

fn long_file(lines: usize) -> Finding {
    Finding::new("file-lines", "crates/a/src/x.rs", 1, "long").sized(lines)
}

fn check_exception(size: usize, reason: &str, findings: Vec<Finding>) -> Vec<String> {
    let text = format!(
        "[[exception]]\nrule = \"file-lines\"\npath = \"crates/a/src/x.rs\"\nsize = {size}\nreason = \"{reason}\"\n"
    );
    let exceptions = parse(&text).unwrap();
    apply(&exceptions, findings)
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn an_exact_record_excuses() {
    assert!(check_exception(700, "one table of codes", vec![long_file(700)]).is_empty());
}

#[test]
fn what_grew_past_its_record_is_found_again() {
    assert_eq!(
        check_exception(700, "one table of codes", vec![long_file(701)]),
        ["long"]
    );
}

#[test]
fn a_record_that_is_too_large_must_shrink() {
    let found = check_exception(700, "one table of codes", vec![long_file(650)]);
    assert!(
        found[0].ends_with("shrank from 700: record 650"),
        "{found:?}"
    );
    let found = check_exception(700, "one table of codes", Vec::new());
    assert!(
        found[0].ends_with("excuses nothing: remove it"),
        "{found:?}"
    );
}

#[test]
fn a_record_without_a_reason_is_refused() {
    let found = check_exception(700, "", vec![long_file(700)]);
    assert_eq!(found, ["an exception says why it is better"]);
}

#[test]
fn another_rule_another_file_and_another_item_are_not_excused() {
    let other_rule = Finding {
        rule: "header",
        ..long_file(700)
    };
    let other_path = Finding {
        path: "crates/b/src/x.rs".to_owned(),
        ..long_file(700)
    };
    let found = check_exception(700, "one table of codes", vec![other_rule, other_path]);
    assert_eq!(found.len(), 3, "{found:?}");
    let text = "[[exception]]\nrule = \"arrow\"\npath = \"p\"\nitem = \"a\"\nsize = 1\nreason = \"because it is so\"";
    let arrow = |item: &str| Finding::new("arrow", "p", 1, "m").about(item);
    let left = apply(&parse(text).unwrap(), vec![arrow("a"), arrow("b")]);
    assert_eq!(left, [arrow("b")]);
}

#[test]
fn an_unknown_field_is_refused() {
    assert!(parse("[[exception]]\nrule = \"a\"\npath = \"b\"\nsise = 1\nreason = \"c\"").is_err());
}
