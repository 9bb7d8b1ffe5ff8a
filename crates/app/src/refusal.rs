//! Gathers the refusals of `rules` into what the edge answers.

use model::error::ErrorCode;
use rules::channel::ChannelRefusal;
use rules::message::{DeleteRefusal, EditRefusal, PostRefusal};
use rules::person::PersonRefusal;
use rules::request::RequestRefusal;
use rules::text::TextRefusal;
use rules::topic::TopicRefusal;

use crate::error::{AppError, invalid, not_found, refused};

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
        }
    }
}

impl From<PostRefusal> for AppError {
    fn from(refusal: PostRefusal) -> Self {
        match refusal {
            PostRefusal::Channel(channel) => channel.into(),
            PostRefusal::Text(text) => of_text("text", text),
            PostRefusal::Attachments => invalid("attachments", refusal.to_string()),
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

/// A text that is empty or too long has a code of its own; both name the field.
fn of_text(field: &str, refusal: TextRefusal) -> AppError {
    let mut error = invalid(field, refusal.to_string());
    if let AppError::Refused(refused) = &mut error {
        refused.code = match refusal {
            TextRefusal::Empty => ErrorCode::TextEmpty,
            TextRefusal::TooLong { .. } | TextRefusal::TooLarge { .. } => ErrorCode::TextTooLong,
            TextRefusal::Control => ErrorCode::Invalid,
        };
    }
    error
}
