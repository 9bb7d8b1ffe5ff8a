//! Tests of finding moves in frames.

use super::*;

#[test]
fn a_frame_tells_of_a_move_by_its_task_and_column() {
    let known = HashMap::from([("tsk_1".to_owned(), (7, "col_2".to_owned()))]);
    let frame = |kind: &str, task: &str, column: &str| {
        let data = json!({ "board": "boa_1", "task": task, "column": column, "rank": "V" });
        let event = format!("{{\"type\":\"{kind}\",\"data\":{data}}}");
        format!("{{\"seq\":3,\"event\":{event}}}")
    };
    let number = |text: String| moved(text.as_bytes(), &known);
    let plain = "{\"seq\":3,\"event\":{\"type\":\"card.updated\",\"data\":{\"board\":\"boa_1\",\
        \"task\":\"tsk_1\",\"column\":\"col_2\",\"rank\":\"V\"}}}";
    assert_eq!(moved(plain.as_bytes(), &known), Some(7));
    assert_eq!(number(frame("card.updated", "tsk_2", "col_2")), None);
    assert_eq!(number(frame("card.updated", "tsk_1", "col_1")), None);
    assert_eq!(number(frame("task.updated", "tsk_1", "col_2")), None);
}
