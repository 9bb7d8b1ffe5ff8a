//! What a check-in must look like.

use model::check_in::{CheckIn, CheckInAsked, Question, QuestionKind};
use model::error::FieldError;
use model::limits::{
    CHECK_IN_FOLLOWERS_MAX, CHECK_IN_PEOPLE_MAX, NAME_CHARS_MAX, QUESTION_OPTIONS, QUESTIONS_MAX,
    TURN_MINUTES_MAX, UNIT_CHARS_MAX,
};

use super::MINUTES_A_DAY;
use crate::recurrence::check_rule;
use crate::text::{check_title, line};

/// A check-in with its texts trimmed, its rule in one spelling, and nobody named twice.
///
/// # Errors
/// One [`FieldError`] for each field that is wrong.
pub fn check_shape(mut check_in: CheckIn) -> Result<CheckIn, Vec<FieldError>> {
    let mut faults = Vec::new();
    take(
        &mut faults,
        "title",
        check_title(&check_in.title),
        |title| {
            check_in.title = title;
        },
    );
    take(&mut faults, "rule", check_rule(&check_in.rule), |rule| {
        check_in.rule = rule;
    });
    if check_in.questions.is_empty() || QUESTIONS_MAX < check_in.questions.len() {
        faults.push(fault(
            "questions",
            format!("1 to {QUESTIONS_MAX} questions"),
        ));
    }
    for (place, question) in check_in
        .questions
        .iter_mut()
        .enumerate()
        .take(QUESTIONS_MAX)
    {
        check_question(&mut faults, place, question);
    }
    if MINUTES_A_DAY <= u32::from(check_in.minute.0) {
        faults.push(fault("minute", "a minute of the day, from 0 to 1439"));
    }
    for (field, minutes) in [
        ("opens_before_minutes", check_in.opens_before_minutes),
        ("closes_after_minutes", check_in.closes_after_minutes),
    ] {
        if TURN_MINUTES_MAX < minutes {
            faults.push(fault(field, format!("at most {TURN_MINUTES_MAX} minutes")));
        }
    }
    if check_in.opens_before_minutes == 0 && check_in.closes_after_minutes == 0 {
        let detail = "it must be open for some time before it is due, or after";
        faults.push(fault("opens_before_minutes", detail));
    }
    if let CheckInAsked::People { people } = &mut check_in.asked {
        people.sort_unstable();
        people.dedup();
        if people.is_empty() || CHECK_IN_PEOPLE_MAX < people.len() {
            faults.push(fault("asked", format!("1 to {CHECK_IN_PEOPLE_MAX} people")));
        }
    }
    check_in.followers.sort_unstable();
    check_in.followers.dedup();
    if CHECK_IN_FOLLOWERS_MAX < check_in.followers.len() {
        let detail = format!("at most {CHECK_IN_FOLLOWERS_MAX} people follow one check-in");
        faults.push(fault("followers", detail));
    }
    if faults.is_empty() {
        Ok(check_in)
    } else {
        Err(faults)
    }
}

fn check_question(faults: &mut Vec<FieldError>, place: usize, question: &mut Question) {
    let field = |name: &str| format!("questions.{place}.{name}");
    take(
        faults,
        &field("text"),
        check_title(&question.text),
        |text| {
            question.text = text;
        },
    );
    match &mut question.kind {
        QuestionKind::Text | QuestionKind::Mood => {}
        QuestionKind::Number { unit } => {
            let checked = line(unit, 0, UNIT_CHARS_MAX);
            take(faults, &field("unit"), checked, |checked| *unit = checked);
        }
        QuestionKind::Choice { options } => {
            if !QUESTION_OPTIONS.contains(&options.len()) {
                let detail = format!(
                    "{} to {} options",
                    QUESTION_OPTIONS.start(),
                    QUESTION_OPTIONS.end()
                );
                faults.push(fault(&field("options"), detail));
                return;
            }
            for (at, option) in options.iter_mut().enumerate() {
                let checked = line(option, 1, NAME_CHARS_MAX);
                take(
                    faults,
                    &field(&format!("options.{at}")),
                    checked,
                    |checked| {
                        *option = checked;
                    },
                );
            }
            let mut distinct = options.clone();
            distinct.sort_unstable();
            distinct.dedup();
            if distinct.len() < options.len() {
                faults.push(fault(&field("options"), "each option once"));
            }
        }
    }
}

fn take<T, E: std::fmt::Display>(
    faults: &mut Vec<FieldError>,
    field: &str,
    checked: Result<T, E>,
    keep: impl FnOnce(T),
) {
    match checked {
        Ok(value) => keep(value),
        Err(refusal) => faults.push(fault(field, refusal.to_string())),
    }
}

fn fault(field: &str, detail: impl Into<String>) -> FieldError {
    FieldError {
        field: field.to_owned(),
        detail: detail.into(),
    }
}
