//! Whether an answer fits its questions.

use model::check_in::{Question, QuestionKind, Said};
use model::limits::{ANSWER_BYTES_MAX, ANSWER_NUMBER_MAX};

use crate::text::{TextRefusal, markdown};

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    /// It has not one entry for each question.
    #[error("takes one entry for each of the {questions} questions")]
    Count {
        /// How many questions there are.
        questions: usize,
    },
    /// One is of another kind, or outside what the question takes.
    #[error("does not fit what this question takes")]
    Kind {
        /// Which question, by its place.
        question: usize,
    },
    /// One that is needed is missing.
    #[error("needs an answer")]
    Missing {
        /// Which question, by its place.
        question: usize,
    },
    /// Words that cannot be taken.
    #[error("{refusal}")]
    Text {
        /// Which question, by its place.
        question: usize,
        /// Why not.
        refusal: TextRefusal,
    },
    /// It says nothing at all.
    #[error("answer at least one question, or say that something stops you")]
    Empty,
}

impl AnswerRefusal {
    /// Which question it is about, if it is about one.
    #[must_use]
    pub const fn question(&self) -> Option<usize> {
        match self {
            Self::Count { .. } | Self::Empty => None,
            Self::Kind { question } | Self::Missing { question } | Self::Text { question, .. } => {
                Some(*question)
            }
        }
    }
}

/// A draft as it is kept: each entry fits its question, and any may be missing.
///
/// # Errors
/// [`AnswerRefusal`] says what is wrong.
pub fn check_draft(questions: &[Question], said: &[Said]) -> Result<Vec<Said>, AnswerRefusal> {
    if questions.len() != said.len() {
        return Err(AnswerRefusal::Count {
            questions: questions.len(),
        });
    }
    let entries = questions.iter().zip(said).enumerate();
    entries
        .map(|(place, (question, said))| check_entry(place, question, said))
        .collect()
}

/// An answer as it is kept: each entry fits its question, and none that is needed is missing.
///
/// # Errors
/// [`AnswerRefusal`] says what is wrong.
pub fn check_answer(
    questions: &[Question],
    said: &[Said],
    blocked: bool,
) -> Result<Vec<Said>, AnswerRefusal> {
    let said = check_draft(questions, said)?;
    let missing = questions
        .iter()
        .zip(&said)
        .position(|(question, said)| question.required && *said == Said::Nothing);
    if let Some(question) = missing {
        return Err(AnswerRefusal::Missing { question });
    }
    if !blocked && said.iter().all(|said| *said == Said::Nothing) {
        return Err(AnswerRefusal::Empty);
    }
    Ok(said)
}

fn check_entry(place: usize, question: &Question, said: &Said) -> Result<Said, AnswerRefusal> {
    let fits = match (&question.kind, said) {
        (_, Said::Nothing) => true,
        (QuestionKind::Text, Said::Text(text)) => {
            let text = markdown(text, ANSWER_BYTES_MAX);
            let text = text.map_err(|refusal| AnswerRefusal::Text {
                question: place,
                refusal,
            })?;
            return Ok(if text.is_empty() {
                Said::Nothing
            } else {
                Said::Text(text)
            });
        }
        (QuestionKind::Choice { options }, Said::Choice(option)) => {
            usize::from(*option) < options.len()
        }
        (QuestionKind::Number { .. }, Said::Number(number)) => {
            (-ANSWER_NUMBER_MAX..=ANSWER_NUMBER_MAX).contains(number)
        }
        (QuestionKind::Mood, Said::Mood(mood)) => (1..=5).contains(mood),
        _ => false,
    };
    if fits {
        Ok(said.clone())
    } else {
        Err(AnswerRefusal::Kind { question: place })
    }
}
