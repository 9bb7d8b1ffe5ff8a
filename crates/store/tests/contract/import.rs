//! What was imported is found again, by where it came to.

use model::import::ImportKind;
use store::ImportedTask;

use crate::board::board;
use crate::one::filled;
use crate::task::task;

#[tokio::test]
async fn what_was_imported_is_found_by_its_board_and_key() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let board = board(90, &one);
            tx.put_board(&board)?;
            let (board, channel) = (board.id, one.channel.id);
            let kind = ImportKind::Trello;
            assert_eq!(tx.imported_board(channel, kind, "5f1c")?, None);
            tx.put_imported_board(channel, kind, "5f1c", board)?;
            tx.put_imported_board(channel, kind, "5f1c", board)?;
            assert_eq!(tx.imported_board(channel, kind, "5f1c")?, Some(board));
            let other = tx.imported_board(channel, ImportKind::Csv, "5f1c")?;
            assert_eq!(other, None);
            let task = task(80, &one);
            tx.put_task(&task)?;
            let mut imported = ImportedTask {
                task: task.id,
                version: 1,
                digest: "ab".into(),
                comments_known: true,
            };
            tx.put_imported_task(board, kind, "c1", &imported)?;
            imported.version = 4;
            imported.digest = "cd".into();
            tx.put_imported_task(board, kind, "c1", &imported)?;
            assert_eq!(tx.imported_on(board, kind, "c1")?, Some(imported));
            assert_eq!(tx.imported_on(board, kind, "c2")?, None);

            tx.put_imported_person(board, kind, "Ana", Some(one.person.id))?;
            tx.put_imported_person(board, kind, "Kim", None)?;
            tx.put_imported_person(board, kind, "Ana", None)?;
            tx.put_imported_person(board, ImportKind::Csv, "Lou", None)?;
            let people = tx.imported_people(board, kind)?;
            let wanted = [("Ana".to_owned(), None), ("Kim".to_owned(), None)];
            assert_eq!(people.into_iter().collect::<Vec<_>>(), wanted);
            tx.put_imported_person(board, kind, "Kim", Some(one.person.id))?;
            let people = tx.imported_people(board, kind)?;
            assert_eq!(people["Kim"], Some(one.person.id));

            assert!(!tx.has_imported_comment(board, kind, "a1")?);
            tx.put_imported_comment(board, kind, "a1")?;
            tx.put_imported_comment(board, kind, "a1")?;
            assert!(tx.has_imported_comment(board, kind, "a1")?);
            assert!(!tx.has_imported_comment(board, ImportKind::Csv, "a1")?);
            Ok(())
        })
        .await;
}
