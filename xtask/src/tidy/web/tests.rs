//! Client sources that break a rule are refused, and their neighbours that keep it pass.

use super::*;

fn check_script(path: &str, text: &str) -> Vec<&'static str> {
    let file = SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    check(&file)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

fn check_import(path: &str, specifier: &str) -> bool {
    check_script(path, &format!("import {{ a }} from \"{specifier}\";\n")).is_empty()
}

#[test]
fn arrows_point_from_the_app_to_generated_types() {
    assert!(check_import(
        "web/src/app/App.tsx",
        "../features/inbox/InboxPage"
    ));
    assert!(check_import("web/src/main.tsx", "./app/App"));
    assert!(check_import(
        "web/src/features/inbox/model.ts",
        "../../data/store"
    ));
    assert!(check_import(
        "web/src/features/inbox/Row.tsx",
        "../../ui/Button"
    ));
    assert!(check_import("web/src/data/store.ts", "../generated/api"));
    assert!(check_import(
        "web/src/transport/socket.ts",
        "../generated/api"
    ));
    assert!(check_import(
        "web/src/ui/Button.tsx",
        "react-aria-components"
    ));

    assert!(!check_import(
        "web/src/data/store.ts",
        "../transport/socket"
    ));
    assert!(!check_import(
        "web/src/data/store.ts",
        "../features/inbox/model"
    ));
    assert!(!check_import(
        "web/src/transport/socket.ts",
        "../features/inbox/model"
    ));
    assert!(!check_import("web/src/ui/Button.tsx", "../data/store"));
    assert!(!check_import("web/src/text/text.ts", "../data/store"));
    assert!(!check_import("web/src/ui/Button.tsx", "@/app/text"));
    assert!(!check_import(
        "web/src/features/inbox/Row.tsx",
        "../../app/App"
    ));
}

#[test]
fn a_folder_without_a_row_is_refused() {
    assert!(!check_import("web/src/common/things.ts", "../data/store"));
}

#[test]
fn a_feature_imports_no_other_feature() {
    assert!(check_import(
        "web/src/features/inbox/Row.tsx",
        "./parts/Clock"
    ));
    assert!(check_import(
        "web/src/features/inbox/parts/Clock.tsx",
        "../model"
    ));
    assert!(!check_import(
        "web/src/features/inbox/Row.tsx",
        "../topic/Message"
    ));
    assert!(!check_import(
        "web/src/features/inbox/parts/Clock.tsx",
        "../../topic/Message"
    ));
}

#[test]
fn the_parts_of_a_feature_are_private() {
    assert!(!check_import(
        "web/src/app/App.tsx",
        "../features/inbox/parts/Clock"
    ));
}

#[test]
fn every_form_of_import_is_read() {
    let path = "web/src/ui/Button.tsx";
    for text in [
        "import \"../data/store\";",
        "export { a } from '../data/store';",
        "const a = await import(\"../data/store\");",
        "import {\n    a,\n    b,\n} from \"../data/store\";",
        "import type { A } from \"../data/store\";",
    ] {
        assert_eq!(check_script(path, text), ["web-arrow"], "{text}");
    }
    assert!(check_script(path, "// import \"../data/store\";").is_empty());
}

#[test]
fn casts_stand_in_transport_only() {
    assert_eq!(
        check_script("web/src/data/a.ts", "const a = b as string;"),
        ["cast"]
    );
    assert!(check_script("web/src/transport/a.ts", "const a = b as string;").is_empty());
    assert!(check_script("web/src/data/a.ts", "const a = [1, 2] as const;").is_empty());
    assert!(check_script("web/src/data/a.ts", "import { a as b } from \"./c\";").is_empty());
    assert!(
        check_script(
            "web/src/data/a.ts",
            "import * as b from \"./c\";\nexport { d as e };"
        )
        .is_empty()
    );
    assert!(
        check_script(
            "web/src/data/a.ts",
            "const a = \"b as c\"; // as a rule\n/* as it is */"
        )
        .is_empty()
    );
    let after = "import { a } from \"./a\";\nconst b = `x`;\nconst c = a as B;\n";
    assert_eq!(check_script("web/src/data/a.ts", after), ["cast"]);
}

#[test]
fn default_exports_and_barrels_are_refused() {
    assert_eq!(
        check_script("web/src/ui/a.ts", "export default function a() {}"),
        ["default-export"]
    );
    assert_eq!(
        check_script("web/src/ui/index.ts", "export const a = 1;"),
        ["barrel"]
    );
    assert!(check_script("web/vite.config.ts", "export default {};").is_empty());
}

#[test]
fn tests_are_neither_skipped_nor_alone() {
    assert_eq!(
        check_script("web/e2e/a.spec.ts", "test.only(\"a\", () => {});"),
        ["ignored-test"]
    );
    assert_eq!(
        check_script("web/src/data/a.test.ts", "describe.skip(\"a\");"),
        ["ignored-test"]
    );
    assert!(check_script("web/src/data/a.ts", "list.skip(1);").is_empty());
}

#[test]
fn a_file_has_at_most_six_hundred_lines() {
    assert_eq!(
        check_script("web/src/data/a.ts", &"\n".repeat(601)),
        ["file-lines"]
    );
    assert!(check_script("web/src/data/a.test.ts", &"\n".repeat(601)).is_empty());
    assert!(check_script("web/src/generated/api.ts", &"\n".repeat(601)).is_empty());
}
