//! Migrations that are misnamed or leave a foreign key open are refused.

use super::*;

fn check_names(names: &[&str]) -> usize {
    let paths: Vec<String> = names.iter().map(|name| format!("{FOLDER}{name}")).collect();
    super::names(&paths).len()
}

fn check_sql(text: &str) -> Vec<&'static str> {
    let path = format!("{FOLDER}0001_person_create.sql");
    let file = SourceFile {
        path,
        text: format!("-- People.\n{text}"),
    };
    check(&file)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn numbers_rise_without_gaps_or_doubles() {
    assert_eq!(
        check_names(&["0001_person_create.sql", "0002_topic_create.sql"]),
        0
    );
    assert_eq!(
        check_names(&["0001_person_create.sql", "0003_topic_create.sql"]),
        1
    );
    assert_eq!(
        check_names(&["0001_person_create.sql", "0001_topic_create.sql"]),
        1
    );
    assert_eq!(check_names(&["0002_person_create.sql"]), 1);
}

#[test]
fn names_carry_number_feature_and_deed() {
    for name in [
        "1_person_create.sql",
        "0001_person.sql",
        "0001_Person_create.sql",
        "0001__x.sql",
        "0001_a_b.txt",
    ] {
        assert_eq!(check_names(&[name]), 1, "{name}");
    }
}

#[test]
fn every_foreign_key_states_on_delete() {
    assert_eq!(
        check_sql("CREATE TABLE a (p TEXT REFERENCES person (id), q TEXT);"),
        ["on-delete"]
    );
    assert_eq!(
        check_sql("CREATE TABLE a (p TEXT REFERENCES person);"),
        ["on-delete"]
    );
    assert_eq!(
        check_sql(
            "CREATE TABLE a (p TEXT REFERENCES person (id),\n -- ON DELETE CASCADE\n q TEXT);"
        ),
        ["on-delete"]
    );
    assert!(
        check_sql("CREATE TABLE a (p TEXT REFERENCES person (id) ON DELETE CASCADE);").is_empty()
    );
    assert!(
        check_sql(
            "CREATE TABLE a (p TEXT,\nFOREIGN KEY (p) REFERENCES b (p, q)\n  on delete set null);"
        )
        .is_empty()
    );
}

#[test]
fn migrations_keep_to_the_shared_subset() {
    assert_eq!(
        check_sql("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);"),
        ["sql-subset"]
    );
    assert_eq!(check_sql("PRAGMA user_version = 2;"), ["sql-subset"]);
}

#[test]
fn a_migration_says_what_it_brings() {
    let path = format!("{FOLDER}0001_person_create.sql");
    let found = check(&SourceFile {
        path,
        text: "CREATE TABLE a (id TEXT);".to_owned(),
    });
    assert_eq!(found[0].rule, "header");
}
