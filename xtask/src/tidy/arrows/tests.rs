//! Manifests that point the wrong way are refused.

use super::*;

fn check_manifest(name: &str, dependencies: &str) -> Vec<String> {
    let text = format!("{dependencies}\n[lints]\nworkspace = true\n");
    let path = format!("crates/{name}/Cargo.toml");
    check(&SourceFile { path, text })
        .into_iter()
        .map(|finding| finding.item)
        .collect()
}

#[test]
fn a_lower_layer_must_not_see_a_higher_one() {
    assert_eq!(
        check_manifest("rules", "[dependencies]\nstore.workspace = true"),
        ["store"]
    );
    assert_eq!(
        check_manifest("api", "[dependencies]\nstore.workspace = true"),
        ["store"]
    );
    assert_eq!(
        check_manifest("model", "[dependencies]\nrules.workspace = true"),
        ["rules"]
    );
    assert_eq!(
        check_manifest("app", "[dependencies]\nserver = { path = \"..\" }"),
        ["server"]
    );
}

#[test]
fn allowed_arrows_pass() {
    let app = "[dependencies]\nmodel.workspace = true\nrules.workspace = true\nstore.workspace = true\nserde = \"1\"";
    assert!(check_manifest("app", app).is_empty());
    assert!(check_manifest("server", "[dependencies]\nload.workspace = true").is_empty());
}

#[test]
fn libraries_that_break_the_layer_are_refused() {
    assert_eq!(
        check_manifest("rules", "[dependencies]\ntokio = \"1\""),
        ["tokio"]
    );
    assert_eq!(
        check_manifest("sfu", "[dependencies.rand]\nversion = \"0.9\""),
        ["rand"]
    );
    assert_eq!(
        check_manifest("api", "[dependencies]\nsql = { package = \"rusqlite\" }"),
        ["rusqlite"]
    );
    assert_eq!(
        check_manifest("model", "[target.'cfg(unix)'.dependencies]\nnix = \"1\""),
        ["nix"]
    );
}

#[test]
fn the_testkit_is_for_tests() {
    assert_eq!(
        check_manifest("app", "[dependencies]\ntestkit.workspace = true"),
        ["testkit"]
    );
    assert!(check_manifest("app", "[dev-dependencies]\ntestkit.workspace = true").is_empty());
    assert_eq!(
        check_manifest("rules", "[dev-dependencies]\napp.workspace = true"),
        ["app"]
    );
}

#[test]
fn a_crate_without_a_row_is_refused() {
    assert_eq!(check_manifest("common", ""), ["common"]);
}

#[test]
fn a_crate_without_the_workspace_lints_is_refused() {
    let path = "crates/model/Cargo.toml".to_owned();
    let found = check(&SourceFile {
        path,
        text: "[package]\nname = \"model\"".to_owned(),
    });
    assert_eq!(found[0].item, "lints");
}
