//! Check-ins to begin with.

use model::check_in::{CheckInTemplate, Question, QuestionKind};
use model::time::MinuteOfDay;

const DAY: u32 = 24 * 60;

/// The check-ins that people begin with; they change them as they like.
#[must_use]
pub fn templates() -> Vec<CheckInTemplate> {
    vec![
        stand_up(),
        weekly_report(),
        mood(),
        retrospective(),
        monday_plan(),
    ]
}

fn stand_up() -> CheckInTemplate {
    CheckInTemplate {
        key: "stand_up".to_owned(),
        title: "Daily stand-up".to_owned(),
        questions: vec![
            text("What did you finish?", true),
            text("What is next?", true),
            text("What stops you?", false),
        ],
        rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
        minute: MinuteOfDay(10 * 60),
        // From 16:00 the evening before.
        opens_before_minutes: 18 * 60,
        closes_after_minutes: 60,
    }
}

fn weekly_report() -> CheckInTemplate {
    CheckInTemplate {
        key: "weekly_report".to_owned(),
        title: "Weekly report".to_owned(),
        questions: vec![
            text("What came out of this week?", true),
            text("What did not, and why?", false),
            text("What should others know?", false),
        ],
        rule: "FREQ=WEEKLY;BYDAY=FR".to_owned(),
        minute: MinuteOfDay(15 * 60),
        opens_before_minutes: DAY,
        closes_after_minutes: 2 * 60,
    }
}

fn mood() -> CheckInTemplate {
    CheckInTemplate {
        key: "mood".to_owned(),
        title: "How are we?".to_owned(),
        questions: vec![
            Question {
                text: "How was your week?".to_owned(),
                kind: QuestionKind::Mood,
                required: true,
            },
            text("What made it so?", false),
        ],
        rule: "FREQ=WEEKLY;BYDAY=TH".to_owned(),
        minute: MinuteOfDay(14 * 60),
        opens_before_minutes: 5 * 60,
        closes_after_minutes: 3 * 60,
    }
}

fn retrospective() -> CheckInTemplate {
    CheckInTemplate {
        key: "retrospective".to_owned(),
        title: "Retrospective".to_owned(),
        questions: vec![
            text("What should we keep doing?", false),
            text("What should we do otherwise?", false),
            text("What will you try next?", false),
        ],
        rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH".to_owned(),
        minute: MinuteOfDay(12 * 60),
        opens_before_minutes: 2 * DAY,
        closes_after_minutes: 3 * 60,
    }
}

fn monday_plan() -> CheckInTemplate {
    CheckInTemplate {
        key: "monday_plan".to_owned(),
        title: "Plan of the week".to_owned(),
        questions: vec![
            text("What do you want to have done by Friday?", true),
            Question {
                text: "How full is your week?".to_owned(),
                kind: QuestionKind::Choice {
                    options: vec![
                        "There is room".to_owned(),
                        "About right".to_owned(),
                        "Too full".to_owned(),
                    ],
                },
                required: false,
            },
            text("Whose help do you need?", false),
        ],
        rule: "FREQ=WEEKLY;BYDAY=MO".to_owned(),
        minute: MinuteOfDay(11 * 60),
        opens_before_minutes: 3 * 60,
        closes_after_minutes: 2 * 60,
    }
}

fn text(question: &str, required: bool) -> Question {
    Question {
        text: question.to_owned(),
        kind: QuestionKind::Text,
        required,
    }
}
