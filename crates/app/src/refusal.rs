//! Gathers the refusals of `rules` into what the edge answers.

use model::error::ErrorCode;
use rules::agreement::{AdoptRefusal, ProposeRefusal};
use rules::blocker::BlockerRefusal;
use rules::board::BoardRefusal;
use rules::board::iteration::IterationRefusal;
use rules::break_through::{BreakThroughRefusal, VerdictRefusal};
use rules::channel::ChannelRefusal;
use rules::check_in::{AnswerRefusal, CheckInRefusal};
use rules::focus::FocusRefusal;
use rules::goal::GoalRefusal;
use rules::group::{GroupRefusal, RotaRefusal};
use rules::later::LaterRefusal;
use rules::message::{DeleteRefusal, EditRefusal, PostRefusal};
use rules::my_board::MyBoardRefusal;
use rules::person::PersonRefusal;
use rules::poll::{PollRefusal, RecordRefusal};
use rules::request::RequestRefusal;
use rules::request_life::LifeRefusal;
use rules::round_trips::TalkRefusal;
use rules::session::SessionRefusal;
use rules::task::TaskRefusal;
use rules::text::TextRefusal;
use rules::topic::TopicRefusal;
use rules::written_views::ViewsRefusal;

use crate::error::{AppError, invalid, not_found, refused};
use crate::validate;

impl From<ChannelRefusal> for AppError {
    fn from(refusal: ChannelRefusal) -> Self {
        use ChannelRefusal as No;
        let code = match refusal {
            No::NotVisible => return not_found(),
            No::Name(text) => return of_text("name", text),
            No::Purpose(text) => return of_text("purpose", text),
            No::NotMember | No::NotAllowed | No::Guest => ErrorCode::NotAllowed,
            No::Archived | No::Direct | No::LastMember => ErrorCode::WrongState,
            No::PeopleCount | No::NotAddable(_) => ErrorCode::Invalid,
        };
        refused(code, refusal.to_string())
    }
}

impl From<TopicRefusal> for AppError {
    fn from(refusal: TopicRefusal) -> Self {
        match refusal {
            TopicRefusal::Channel(channel) => channel.into(),
            TopicRefusal::Title(text) => of_text("title", text),
            TopicRefusal::NotAllowed => refused(ErrorCode::NotAllowed, refusal.to_string()),
            TopicRefusal::Blocked | TopicRefusal::RaiseBlocker => {
                refused(ErrorCode::WrongState, refusal.to_string())
            }
        }
    }
}

impl From<SessionRefusal> for AppError {
    fn from(refusal: SessionRefusal) -> Self {
        match refusal {
            SessionRefusal::Minutes => invalid("minutes", refusal.to_string()),
            SessionRefusal::NotThere => refused(ErrorCode::NotAllowed, refusal.to_string()),
            SessionRefusal::Text(text) => of_text("text", text),
        }
    }
}

impl From<BlockerRefusal> for AppError {
    fn from(refusal: BlockerRefusal) -> Self {
        match refusal {
            BlockerRefusal::Text(text) => of_text("text", text),
            BlockerRefusal::Resolved | BlockerRefusal::Raised | BlockerRefusal::Own => {
                refused(ErrorCode::WrongState, refusal.to_string())
            }
        }
    }
}

impl From<TaskRefusal> for AppError {
    fn from(refusal: TaskRefusal) -> Self {
        use TaskRefusal as No;
        let field = match refusal {
            No::Title(text) => return of_text("title", text),
            No::Text(text) => return of_text("text", text),
            No::Private | No::Dropped => {
                return refused(ErrorCode::WrongState, refusal.to_string());
            }
            No::Label | No::LabelCount => "labels",
            No::Line | No::LineCount => "lines",
            No::HelperCount => "helpers",
            No::FileCount => "attachments",
            No::Estimate => "estimate_minutes",
            No::Start => "start",
            No::WaitCount | No::Circle(_) | No::Itself | No::ChainLength => "waits_on",
        };
        invalid(field, refusal.to_string())
    }
}

impl From<MyBoardRefusal> for AppError {
    fn from(refusal: MyBoardRefusal) -> Self {
        match refusal {
            MyBoardRefusal::Wake => invalid("wake_at", refusal.to_string()),
            MyBoardRefusal::Helper => invalid("person", refusal.to_string()),
            MyBoardRefusal::Finished => refused(ErrorCode::WrongState, refusal.to_string()),
        }
    }
}

impl From<TalkRefusal> for AppError {
    fn from(refusal: TalkRefusal) -> Self {
        let code = match refusal {
            TalkRefusal::Over => ErrorCode::WrongState,
            TalkRefusal::NotReachable => ErrorCode::Guarded,
        };
        refused(code, refusal.to_string())
    }
}

impl From<ViewsRefusal> for AppError {
    fn from(refusal: ViewsRefusal) -> Self {
        let field = match refusal {
            ViewsRefusal::PeopleCount | ViewsRefusal::NotMember => "of",
            ViewsRefusal::By => "by",
        };
        invalid(field, refusal.to_string())
    }
}

impl From<PostRefusal> for AppError {
    fn from(refusal: PostRefusal) -> Self {
        match refusal {
            PostRefusal::Channel(channel) => channel.into(),
            PostRefusal::Text(text) => of_text("text", text),
            PostRefusal::Attachments | PostRefusal::Clips => {
                invalid("attachments", refusal.to_string())
            }
            PostRefusal::Asked => invalid("asked", refusal.to_string()),
            PostRefusal::ByPast => invalid("expectation", refusal.to_string()),
            PostRefusal::ReplyTo => invalid("reply_to", refusal.to_string()),
        }
    }
}

impl From<EditRefusal> for AppError {
    fn from(refusal: EditRefusal) -> Self {
        match refusal {
            EditRefusal::Channel(channel) => channel.into(),
            EditRefusal::Text(text) => of_text("text", text),
            EditRefusal::NotAuthor => refused(ErrorCode::NotAllowed, refusal.to_string()),
            EditRefusal::Deleted | EditRefusal::NotWritten => {
                refused(ErrorCode::WrongState, refusal.to_string())
            }
        }
    }
}

impl From<DeleteRefusal> for AppError {
    fn from(refusal: DeleteRefusal) -> Self {
        match refusal {
            DeleteRefusal::Channel(channel) => channel.into(),
            DeleteRefusal::NotAllowed => refused(ErrorCode::NotAllowed, refusal.to_string()),
            DeleteRefusal::Deleted => refused(ErrorCode::WrongState, refusal.to_string()),
        }
    }
}

impl From<PersonRefusal> for AppError {
    fn from(refusal: PersonRefusal) -> Self {
        let code = match refusal {
            PersonRefusal::NotAllowed => ErrorCode::NotAllowed,
            PersonRefusal::Yourself | PersonRefusal::LastOwner | PersonRefusal::WrongState => {
                ErrorCode::WrongState
            }
        };
        refused(code, refusal.to_string())
    }
}

impl From<LifeRefusal> for AppError {
    fn from(refusal: LifeRefusal) -> Self {
        match refusal {
            LifeRefusal::Request(request) => request.into(),
            LifeRefusal::NotLater | LifeRefusal::TooFar => invalid("until", refusal.to_string()),
            LifeRefusal::NotAskable => invalid("to", refusal.to_string()),
        }
    }
}

impl From<RequestRefusal> for AppError {
    fn from(refusal: RequestRefusal) -> Self {
        let code = match refusal {
            RequestRefusal::NotVisible => return not_found(),
            RequestRefusal::NotAsked | RequestRefusal::NotSender => ErrorCode::NotAllowed,
            RequestRefusal::Closed => ErrorCode::WrongState,
        };
        refused(code, refusal.to_string())
    }
}

impl From<GroupRefusal> for AppError {
    fn from(refusal: GroupRefusal) -> Self {
        match refusal {
            GroupRefusal::NotVisible => not_found(),
            GroupRefusal::NotMember => refused(ErrorCode::NotAllowed, refusal.to_string()),
            GroupRefusal::NotInOwn => invalid("members", refusal.to_string()),
        }
    }
}

impl From<RotaRefusal> for AppError {
    fn from(refusal: RotaRefusal) -> Self {
        let text = refusal.to_string();
        match text.split_once(": ") {
            Some((field, detail)) => invalid(&format!("rota.{field}"), detail),
            None => invalid("rota", text),
        }
    }
}

impl From<ProposeRefusal> for AppError {
    fn from(refusal: ProposeRefusal) -> Self {
        let code = match refusal {
            ProposeRefusal::NotMember => ErrorCode::NotAllowed,
            ProposeRefusal::Archived => ErrorCode::WrongState,
            ProposeRefusal::Fields(fields) => return validate::wrong_fields(fields),
        };
        refused(code, refusal.to_string())
    }
}

impl From<AdoptRefusal> for AppError {
    fn from(refusal: AdoptRefusal) -> Self {
        let code = match refusal {
            AdoptRefusal::NotMember | AdoptRefusal::Own | AdoptRefusal::NotProposer => {
                ErrorCode::NotAllowed
            }
            AdoptRefusal::Archived | AdoptRefusal::Closed => ErrorCode::WrongState,
        };
        refused(code, refusal.to_string())
    }
}

impl From<LaterRefusal> for AppError {
    fn from(refusal: LaterRefusal) -> Self {
        invalid("later", refusal.to_string())
    }
}

impl From<FocusRefusal> for AppError {
    fn from(refusal: FocusRefusal) -> Self {
        let field = match refusal {
            FocusRefusal::Minutes => "minutes",
            FocusRefusal::Minute => "minute",
        };
        invalid(field, refusal.to_string())
    }
}

impl From<CheckInRefusal> for AppError {
    fn from(refusal: CheckInRefusal) -> Self {
        use CheckInRefusal as No;
        let code = match refusal {
            No::Channel(channel) => return channel.into(),
            No::Fields(fields) => return validate::wrong_fields(fields),
            No::Answer(answer) => return answer.into(),
            No::Guest => ErrorCode::NotAllowed,
            No::Direct | No::Ended | No::NotAsked | No::NotOpen { .. } => ErrorCode::WrongState,
        };
        refused(code, refusal.to_string())
    }
}

impl From<AnswerRefusal> for AppError {
    fn from(refusal: AnswerRefusal) -> Self {
        let field = refusal
            .question()
            .map_or_else(|| "said".to_owned(), |question| format!("said.{question}"));
        match refusal {
            AnswerRefusal::Text { refusal, .. } => of_text(&field, refusal),
            other => invalid(&field, other.to_string()),
        }
    }
}

impl From<BreakThroughRefusal> for AppError {
    fn from(refusal: BreakThroughRefusal) -> Self {
        let field = match refusal {
            BreakThroughRefusal::NotNow => "expectation",
            BreakThroughRefusal::NobodyAsked => "asked",
            BreakThroughRefusal::ReasonEmpty | BreakThroughRefusal::ReasonTooLong => {
                "urgent.reason"
            }
            BreakThroughRefusal::OwnConfirmation => {
                return refused(ErrorCode::NotAllowed, refusal.to_string());
            }
        };
        invalid(field, refusal.to_string())
    }
}

impl From<VerdictRefusal> for AppError {
    fn from(refusal: VerdictRefusal) -> Self {
        match refusal {
            VerdictRefusal::NotAsked => refused(ErrorCode::NotAllowed, refusal.to_string()),
            VerdictRefusal::Late => refused(ErrorCode::WrongState, refusal.to_string()),
        }
    }
}

impl From<PollRefusal> for AppError {
    fn from(refusal: PollRefusal) -> Self {
        use PollRefusal as No;
        match refusal {
            No::Channel(channel) => channel.into(),
            No::Question(text) => of_text("question", text),
            No::OptionCount | No::Vote | No::OneOnly => invalid("options", refusal.to_string()),
            No::Option { place, refusal } => of_text(&format!("options.{place}.text"), refusal),
            No::Same { place } | No::Span { place } | No::NoSpan { place } => {
                invalid(&format!("options.{place}"), refusal.to_string())
            }
            No::ClosesAt => invalid("closes_at", refusal.to_string()),
            No::TooMany | No::Closed => refused(ErrorCode::WrongState, refusal.to_string()),
            No::NotAllowed => refused(ErrorCode::NotAllowed, refusal.to_string()),
        }
    }
}

impl From<RecordRefusal> for AppError {
    fn from(refusal: RecordRefusal) -> Self {
        use RecordRefusal as No;
        match refusal {
            No::Text(text) => of_text("text", text),
            No::Reason(text) => of_text("reason", text),
            No::NotClear => validate::coded(ErrorCode::TextEmpty, "text", refusal.to_string()),
            No::Open | No::Decided | No::Replaced => {
                refused(ErrorCode::WrongState, refusal.to_string())
            }
            No::Elsewhere => invalid("replaces", refusal.to_string()),
        }
    }
}

impl From<GoalRefusal> for AppError {
    fn from(refusal: GoalRefusal) -> Self {
        use GoalRefusal as No;
        let field = match refusal {
            No::NotVisible => return not_found(),
            No::NotAllowed => return refused(ErrorCode::NotAllowed, refusal.to_string()),
            No::TooMany | No::Followers | No::Links | No::Ended => {
                return refused(ErrorCode::WrongState, refusal.to_string());
            }
            No::Objective(text) => return of_text("objective", text),
            No::Purpose(text) => return of_text("purpose", text),
            No::Changed(text) => return of_text("changed", text),
            No::Next(text) => return of_text("next", text),
            No::Result { place, refusal } => {
                return of_text(&format!("results.{place}.text"), refusal);
            }
            No::NoWay { place } => format!("results.{place}.to"),
            No::ResultCount => "results".to_owned(),
            No::Value | No::Values => "values".to_owned(),
            No::Span => "last".to_owned(),
            No::Circle | No::Deep | No::Parent => "parent".to_owned(),
            No::Confidence => "confidence_percent".to_owned(),
        };
        invalid(&field, refusal.to_string())
    }
}

impl From<BoardRefusal> for AppError {
    fn from(refusal: BoardRefusal) -> Self {
        use BoardRefusal as No;
        let text = refusal.to_string();
        match refusal {
            No::Channel(channel) => channel.into(),
            No::Guest | No::TemplateOfAnother => refused(ErrorCode::NotAllowed, text),
            No::Name(fault) => of_text("name", fault),
            No::Purpose(fault) => of_text("purpose", fault),
            No::ColumnCount => invalid("columns", text),
            No::Column { index, .. } => invalid(&format!("columns.{index}"), text),
            No::MoveTo { .. } | No::MoveToGone => invalid("move_to", text),
            No::Roles => invalid("roles", text),
            No::Archived | No::ColumnGone | No::Stages(_) | No::Full | No::Dropped => {
                refused(ErrorCode::WrongState, text)
            }
        }
    }
}

impl From<IterationRefusal> for AppError {
    fn from(refusal: IterationRefusal) -> Self {
        use IterationRefusal as No;
        let text = refusal.to_string();
        match refusal {
            No::Name(fault) => of_text("name", fault),
            No::Goal(fault) => of_text("goal", fault),
            No::Span => invalid("last", text),
            No::CarryTo => invalid("carry_to", text),
            No::TooMany
            | No::Closed
            | No::Started
            | No::NotStarted
            | No::AnotherRuns
            | No::Full => refused(ErrorCode::WrongState, text),
        }
    }
}

/// A text that is empty or too long has a code of its own; both name the field.
pub(crate) fn of_text(field: &str, refusal: TextRefusal) -> AppError {
    let code = match refusal {
        TextRefusal::Empty => ErrorCode::TextEmpty,
        TextRefusal::TooLong { .. } | TextRefusal::TooLarge { .. } => ErrorCode::TextTooLong,
        TextRefusal::Control => ErrorCode::Invalid,
    };
    validate::coded(code, field, refusal.to_string())
}
