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
            };
            tx.put_imported_task(board, kind, "c1", &imported)?;
            imported.version = 4;
            imported.digest = "cd".into();
            tx.put_imported_task(board, kind, "c1", &imported)?;
            assert_eq!(tx.imported_on(board, kind, "c1")?, Some(imported));
            assert_eq!(tx.imported_on(board, kind, "c2")?, None);
            Ok(())
        })
        .await;
}
