//! Exports of the shapes that are met, and everything that may be wrong with them.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::availability::tests::instant;

fn board() -> Value {
    json!({
        "id": "5f1c", "name": "Gateway", "desc": "", "closed": false, "prefs": { "background": "blue" },
        "lists": [
            { "id": "l2", "name": "In progress", "closed": false, "pos": 32768 },
            { "id": "l1", "name": "To do", "closed": false, "pos": 16384.5 },
            { "id": "l3", "name": "Done", "closed": false, "pos": 49152 },
            { "id": "l4", "name": "Old ideas", "closed": true, "pos": 1 }
        ],
        "members": [
            { "id": "m1", "fullName": "Ana Ngata", "username": "anan", "avatarUrl": null },
            { "id": "m2", "fullName": "Ben", "username": "ben7" }
        ],
        "labels": [{ "id": "b1", "name": "Seals", "color": "green" }],
        "cards": [
            {
                "id": "c2", "name": "Second", "desc": null, "closed": false, "idList": "l1", "pos": 2,
                "idMembers": [], "labels": [], "due": null, "dueComplete": false
            },
            {
                "id": "c1", "name": " First\nof all ", "desc": "**Bold** words", "closed": false, "idList": "l1",
                "pos": 1, "idMembers": ["m2", "m1"],
                "labels": [{ "id": "b1", "name": "Seals", "color": "green" }, { "id": "b2", "name": "", "color": "red" }],
                "due": "2026-12-01T11:00:00.000Z", "dueComplete": true, "start": "2026-11-24T09:00:00.000Z",
                "attachments": [
                    { "name": "Drawing", "url": "https://example.org/drawing.pdf" },
                    { "name": "Bad", "url": "javascript:alert(1)" }
                ],
                "dateLastActivity": "2026-11-20T08:00:00.000Z"
            },
            { "id": "c3", "name": "Put away", "closed": true, "idList": "l3", "pos": 3 },
            { "id": "c4", "name": "Of an old list", "closed": false, "idList": "l4", "pos": 4 }
        ],
        "checklists": [
            {
                "id": "k2", "idCard": "c1", "name": "After", "pos": 2,
                "checkItems": [{ "name": "Tell", "state": "incomplete", "pos": 1 }]
            },
            {
                "id": "k1", "idCard": "c1", "name": "Before", "pos": 1,
                "checkItems": [
                    { "name": "Measure", "state": "complete", "pos": 20 },
                    { "name": "Order", "state": "incomplete", "pos": 10 }
                ]
            }
        ],
        "actions": [
            {
                "id": "a1", "type": "commentCard", "date": "2026-11-20T08:00:00.000Z",
                "data": { "text": "Later", "card": { "id": "c1" } },
                "memberCreator": { "id": "m1", "fullName": "Ana Ngata", "username": "anan" }
            },
            { "type": "updateCard", "date": "2026-11-19T08:00:00.000Z", "data": { "old": { "pos": 1 } } },
            {
                "type": "commentCard", "date": "2026-11-18T08:00:00.000Z",
                "data": { "text": "Sooner", "card": { "id": "c1" } },
                "memberCreator": { "id": "m9", "username": "gone" }
            }
        ]
    })
}

fn read(board: &Value) -> ImportPlan {
    read_trello(&serde_json::to_vec(board).unwrap()).unwrap()
}

fn faults(plan: &ImportPlan) -> Vec<ImportFault> {
    let named = plan.problems.named.iter();
    named.map(|problem| problem.fault).collect()
}

#[test]
fn a_board_comes_with_all_that_it_has() {
    let plan = read(&board());
    assert_eq!((plan.key.as_str(), plan.name.as_str()), ("5f1c", "Gateway"));
    let columns: Vec<_> = plan
        .columns
        .iter()
        .map(|one| (one.name.as_str(), one.stage))
        .collect();
    let wanted = [
        ("To do", Stage::NotStarted),
        ("In progress", Stage::Doing),
        ("Done", Stage::Done),
    ];
    assert_eq!(columns, wanted);
    assert_eq!(faults(&plan), []);
    let keys: Vec<_> = plan.tasks.iter().map(|task| task.key.as_str()).collect();
    assert_eq!(keys, ["c4", "c1", "c2", "c3"]);
    let first = &plan.tasks[1];
    assert_eq!(first.title, "First of all");
    let text = "**Bold** words\n\n- [Drawing](https://example.org/drawing.pdf)";
    assert_eq!(first.text, text);
    assert_eq!(first.labels, ["Seals", "red"]);
    assert_eq!(
        first.due,
        Some(TaskDue::At(instant("2026-12-01T11:00:00Z")))
    );
    assert_eq!(first.start, Some(date(2026, 11, 24)));
    assert!(first.done);
    let people: Vec<_> = first
        .people
        .iter()
        .map(|one| plan.people[*one].name.as_str())
        .collect();
    assert_eq!(people, ["Ben", "Ana Ngata"]);
    let lines: Vec<_> = first
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.done))
        .collect();
    let wanted = [
        ("Before: Order", false),
        ("Before: Measure", true),
        ("After: Tell", false),
    ];
    assert_eq!(lines, wanted);
    let comments: Vec<_> = first
        .comments
        .iter()
        .map(|one| (one.author.as_str(), one.text.as_str()))
        .collect();
    assert_eq!(comments, [("gone", "Sooner"), ("Ana Ngata", "Later")]);
    let keys: Vec<_> = first.comments.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["2026-11-18T08:00:00.000Z Sooner gone", "a1"]);
    assert!(plan.tasks[0].archived && plan.tasks[3].archived);
    assert_eq!(plan.tasks[0].column, None);
}

#[test]
fn what_is_missing_is_named_and_the_rest_comes() {
    let mut board = board();
    board["lists"]
        .as_array_mut()
        .unwrap()
        .retain(|list| list["id"] != "l1");
    board["members"] = json!([]);
    board["cards"][0]["name"] = json!("  ");
    board["cards"][1]["due"] = json!("tomorrow");
    board["customFields"] = json!([{ "id": "f1" }]);
    let plan = read(&board);
    let wanted = [
        ImportFault::NotTaken,
        ImportFault::NoList,
        ImportFault::UnknownPerson,
        ImportFault::UnknownPerson,
        ImportFault::NotUnderstood,
        ImportFault::NoTitle,
    ];
    assert_eq!(faults(&plan), wanted);
    assert_eq!(plan.skipped, 1);
    assert_eq!(plan.tasks.len(), 3);
    assert!(plan.problems.named[1].place.contains("First of all"));
}

#[test]
fn ten_thousand_actions_are_read_and_the_newest_comments_kept() {
    let mut board = board();
    let actions: Vec<Value> = (0..10_000)
        .map(|number| {
            json!({
                "type": if number % 4 == 0 { "commentCard" } else { "updateCard" },
                "date": format!("2026-11-{:02}T08:{:02}:00.000Z", 1 + number / 400, number % 60),
                "data": { "text": format!("Number {number}"), "card": { "id": "c1" } },
                "memberCreator": { "id": "m1", "fullName": "Ana Ngata" }
            })
        })
        .collect();
    board["actions"] = Value::Array(actions);
    let plan = read(&board);
    let first = &plan.tasks[1];
    assert_eq!(first.comments.len(), model::limits::IMPORT_COMMENTS_MAX);
    assert!(first.comments.is_sorted_by_key(|comment| comment.at));
    assert_eq!(faults(&plan), [ImportFault::TooMany]);
}

#[test]
fn what_is_too_long_is_cut_and_said() {
    let mut board = board();
    let long = "x".repeat(500);
    board["cards"][0]["name"] = json!(long);
    board["cards"][0]["desc"] = json!("é".repeat(30_000));
    board["cards"][0]["labels"] = json!([{ "name": "y".repeat(60), "color": "" }]);
    board["checklists"][0]["checkItems"] = json!(
        (0..400)
            .map(|number| json!({ "name": format!("Line {number}") }))
            .collect::<Vec<_>>()
    );
    let plan = read(&board);
    let second = plan.tasks.iter().find(|task| task.key == "c2").unwrap();
    assert_eq!(second.title.len(), TITLE_CHARS_MAX);
    assert!(second.text.starts_with(&long));
    assert!(second.text.len() <= MESSAGE_TEXT_BYTES_MAX);
    assert_eq!(second.labels, ["y".repeat(LABEL_CHARS_MAX)]);
    let first = plan.tasks.iter().find(|task| task.key == "c1").unwrap();
    assert_eq!(first.lines.len(), CHECKLIST_LINES_MAX);
    assert_eq!(plan.problems.named.len(), 4);
    let many: Vec<Value> = (0..6_000)
        .map(|number| json!({ "id": format!("n{number}"), "name": "One", "idList": "gone" }))
        .collect();
    board["cards"] = Value::Array(many);
    let plan = read(&board);
    assert_eq!(plan.tasks.len(), IMPORT_TASKS_MAX);
    assert_eq!(plan.skipped, 1_000);
    assert_eq!(plan.problems.named.len(), IMPORT_PROBLEMS_MAX);
    assert!(0 < plan.problems.more);
}

#[test]
fn what_is_no_board_is_refused_with_what_to_do() {
    for bytes in [
        "",
        "{",
        "[]",
        "{\"cards\":[]}",
        "{\"lists\":{}}",
        "\u{feff}null",
    ] {
        let refusal = read_trello(bytes.as_bytes()).unwrap_err();
        assert!(matches!(refusal, ImportRefusal::NotTrello(_)), "{bytes}");
        assert!(refusal.to_string().contains("Export as JSON"));
    }
    let refusal = check_size(200 * 1024 * 1024).unwrap_err();
    assert!(refusal.to_string().contains("200 MB"), "{refusal}");
    assert_eq!(check_size(IMPORT_BYTES_MAX), Ok(()));
}

fn table(text: &str) -> ImportPlan {
    read_csv(text.as_bytes(), &CsvMapping::default()).unwrap()
}

#[test]
fn a_table_is_read_by_its_usual_headers() {
    let plan = table(
        "\u{feff}ID;Summary;Status;Assignee;Tags;Priority;Due date;Minutes;Ignored\n\
         7;Fit the seal;Doing;Ana, ben@example.org;Pumps, Seals;High;2026-12-01;90;x\n\
         8;\"Two\nlines\";doing;Ana;;;;;\n\
         9;Later;;;;whenever;31.12.2026;soon;\n\n",
    );
    let mapping = &plan.mapping;
    assert_eq!(mapping.title.as_deref(), Some("Summary"));
    assert_eq!(mapping.key.as_deref(), Some("ID"));
    assert_eq!(mapping.text, None);
    let wanted = [PlannedColumn {
        name: "Doing".into(),
        stage: Stage::Doing,
    }];
    assert_eq!(plan.columns, wanted);
    let first = &plan.tasks[0];
    assert_eq!(
        (first.key.as_str(), first.title.as_str()),
        ("key 7", "Fit the seal")
    );
    assert_eq!(first.labels, ["Pumps", "Seals"]);
    assert_eq!(
        (first.priority, first.estimate_minutes),
        (Priority::High, Some(90))
    );
    assert_eq!(first.due, Some(TaskDue::Day(date(2026, 12, 1))));
    assert_eq!(first.people, [0, 1]);
    assert_eq!(plan.people[1].other, "ben@example.org");
    assert_eq!(plan.tasks[1].title, "Two lines");
    assert_eq!(plan.tasks[1].column, Some(0));
    assert_eq!(faults(&plan), [ImportFault::NotUnderstood; 3]);
    assert_eq!(plan.problems.named[0].place, "line 5");
}

#[test]
fn formulas_are_text() {
    let cells = [
        "=1+1",
        "=HYPERLINK(\"http://x\")",
        "+49",
        "-x",
        "@SUM(A1)",
        "\t=1",
    ];
    for cell in cells {
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let plan = table(&format!("title,notes\n{quoted},{quoted}\n"));
        assert_eq!(plan.tasks[0].title, cell.trim());
        assert_eq!(plan.tasks[0].text, cell.trim());
    }
}

#[test]
fn rows_without_a_key_are_found_by_title_and_count() {
    let keys = |text: &str| -> Vec<String> {
        table(text).tasks.into_iter().map(|task| task.key).collect()
    };
    let first = keys("title\nSeal\nPump\nSeal\n");
    assert_eq!(first, ["title 1 Seal", "title 1 Pump", "title 2 Seal"]);
    assert_eq!(first, keys("title\nSeal\nPump\nSeal\n"));
    let plan = table("id,title\n1,One\n1,Two\n");
    assert_eq!((plan.tasks.len(), plan.skipped), (1, 1));
    assert_eq!(faults(&plan), [ImportFault::Twice]);
}

#[test]
fn a_mapping_says_which_column_is_what() {
    let text = b"What,Who,State\nSeal,Ana,Open\n";
    let refusal = read_csv(text, &CsvMapping::default()).unwrap_err();
    assert_eq!(refusal, ImportRefusal::NoTitle("What, Who, State".into()));
    let mapping = CsvMapping {
        title: Some("what".into()),
        owner: Some("Who".into()),
        column: Some(String::new()),
        ..CsvMapping::default()
    };
    let plan = read_csv(text, &mapping).unwrap();
    assert_eq!(plan.tasks[0].title, "Seal");
    assert_eq!((plan.people.len(), plan.columns.len()), (1, 0));
    assert_eq!(plan.mapping.title.as_deref(), Some("What"));
    let wrong = CsvMapping {
        title: Some("Name".into()),
        ..CsvMapping::default()
    };
    let refusal = read_csv(text, &wrong).unwrap_err();
    assert_eq!(refusal, ImportRefusal::NoHeader("name".into()));
    let refusal = read_csv(b"title\n\xff\xfe\n", &CsvMapping::default()).unwrap_err();
    assert_eq!(refusal, ImportRefusal::NotText);
}

#[test]
fn a_list_s_name_says_what_it_means() {
    for (name, stage) in [
        ("Done ✅", Stage::Done),
        ("To be done", Stage::NotStarted),
        ("To Do", Stage::NotStarted),
        ("Not started", Stage::NotStarted),
        ("In Review", Stage::Doing),
        ("Work in progress", Stage::Doing),
        ("Erledigt", Stage::Done),
        ("Ideas", Stage::NotStarted),
        ("Abandoned", Stage::NotStarted),
    ] {
        assert_eq!(stage_of(name), stage, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Any bytes are read or refused, and what is read fits what tasks may have.
    #[test]
    fn any_table_is_read_or_refused(rows in "([a-z=\"\n,;\t é]{0,12}[,;\n]){0,40}") {
        let text = format!("title,notes,labels,due\n{rows}");
        if let Ok(plan) = read_csv(text.as_bytes(), &CsvMapping::default()) {
            for task in &plan.tasks {
                prop_assert!(crate::task::check_task_title(&task.title).is_ok(), "{:?}", task.title);
                prop_assert!(crate::task::check_task_text(&task.text).is_ok());
                prop_assert_eq!(crate::task::check_labels(&task.labels), Ok(task.labels.clone()));
                prop_assert!(crate::task::check_lines(&task.lines).is_ok());
            }
        }
    }

    /// The same of any card.
    #[test]
    fn any_card_fits(name in "\\PC{0,260}", desc in ".{0,80}", label in ".{0,60}", item in ".{0,250}") {
        let board = json!({
            "lists": [],
            "cards": [{ "id": "c", "name": name, "desc": desc, "labels": [{ "name": label }] }],
            "checklists": [{ "idCard": "c", "checkItems": [{ "name": item }] }]
        });
        let plan = read(&board);
        prop_assert_eq!(plan.tasks.len() + plan.skipped as usize, 1);
        for task in &plan.tasks {
            prop_assert!(crate::task::check_task_title(&task.title).is_ok(), "{:?}", task.title);
            prop_assert!(crate::task::check_task_text(&task.text).is_ok());
            prop_assert_eq!(crate::task::check_labels(&task.labels), Ok(task.labels.clone()));
            prop_assert!(crate::task::check_lines(&task.lines).is_ok());
        }
    }
}
