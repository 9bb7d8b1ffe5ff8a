//! What a day of a check-in says against the one before it.

use jiff::civil::Date;
use model::check_in::{CheckInAnswer, MeanChange, Question, QuestionKind, ReportChanges, Said};

/// A day of a check-in: what was asked, and what was said.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// Which.
    pub date: Date,
    /// What was asked.
    pub questions: &'a [Question],
    /// What was said.
    pub answers: &'a [CheckInAnswer],
}

/// What is different from the day before of the same check-in.
#[must_use]
pub fn changes(before: Option<Day<'_>>, now: Day<'_>) -> ReportChanges {
    let said_before = before.map_or(&[][..], |before| before.answers);
    let was_blocked = |answer: &&CheckInAnswer| {
        said_before
            .iter()
            .any(|other| other.person == answer.person && other.blocked)
    };
    let people = |answers: Vec<&CheckInAnswer>| answers.iter().map(|one| one.person).collect();
    let (blocked, free): (Vec<_>, Vec<_>) = now.answers.iter().partition(|one| one.blocked);
    ReportChanges {
        since: before.map(|before| before.date),
        newly_blocked: people(
            blocked
                .into_iter()
                .filter(|one| !was_blocked(one))
                .collect(),
        ),
        no_longer_blocked: people(free.into_iter().filter(was_blocked).collect()),
        means: means(before, now),
    }
}

fn means(before: Option<Day<'_>>, now: Day<'_>) -> Vec<MeanChange> {
    let mut means = Vec::new();
    for (place, question) in now.questions.iter().enumerate() {
        if question.kind == QuestionKind::Text {
            continue;
        }
        // Another question at its place has another mean.
        let same = before.filter(|before| {
            let other = before.questions.get(place);
            other.is_some_and(|other| other.kind == question.kind && other.text == question.text)
        });
        means.push(MeanChange {
            question: u16::try_from(place).unwrap_or(u16::MAX),
            was: same.and_then(|before| mean(before.answers, place)),
            is: mean(now.answers, place),
        });
    }
    means
}

/// The mean of what was said to a question, in thousandths, rounded to the nearest.
fn mean(answers: &[CheckInAnswer], place: usize) -> Option<i64> {
    let values: Vec<i128> = answers
        .iter()
        .filter_map(|answer| thousandths(answer.said.get(place)?))
        .collect();
    let count = i128::try_from(values.len())
        .ok()
        .filter(|count| 0 < *count)?;
    let sum: i128 = values.iter().sum();
    i64::try_from((2 * sum + count).div_euclid(2 * count)).ok()
}

fn thousandths(said: &Said) -> Option<i128> {
    match said {
        Said::Nothing | Said::Text(_) => None,
        Said::Choice(option) => Some(1_000 * i128::from(*option)),
        Said::Number(number) => Some(i128::from(*number)),
        Said::Mood(mood) => Some(1_000 * i128::from(*mood)),
    }
}

/// An answer in words, question by question, as Markdown; what was not answered is left out.
#[must_use]
pub fn words(questions: &[Question], said: &[Said]) -> String {
    let mut text = String::new();
    for (question, said) in questions.iter().zip(said) {
        let Some(words) = words_of(question, said) else {
            continue;
        };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&question.text);
        text.push('\n');
        text.push_str(&words);
    }
    text
}

fn words_of(question: &Question, said: &Said) -> Option<String> {
    match (&question.kind, said) {
        (_, Said::Text(text)) => Some(text.clone()),
        (QuestionKind::Choice { options }, Said::Choice(option)) => {
            options.get(usize::from(*option)).cloned()
        }
        (QuestionKind::Number { unit }, Said::Number(number)) => {
            let sign = if *number < 0 { "-" } else { "" };
            let (whole, rest) = (number.unsigned_abs() / 1_000, number.unsigned_abs() % 1_000);
            let rest = format!(".{rest:03}");
            let rest = rest.trim_end_matches('0').trim_end_matches('.');
            Some(format!("{sign}{whole}{rest} {unit}").trim().to_owned())
        }
        (QuestionKind::Mood, Said::Mood(mood)) => Some(format!("{mood} / 5")),
        _ => None,
    }
}
