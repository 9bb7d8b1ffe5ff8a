//! What a use case answers when it does not do what was asked.

use std::time::Duration;

use model::error::{ErrorCode, FieldError};
use store::StoreError;
use thiserror::Error;

/// A rule said no: the person reads why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// For programs.
    pub code: ErrorCode,
    /// For people: what is wrong and what would be right.
    pub detail: String,
    /// Which field is wrong, for forms.
    pub fields: Vec<FieldError>,
    /// When to try again, if waiting helps.
    pub retry_after: Option<Duration>,
}

/// Why a use case failed. Three kinds, because three different people react.
#[derive(Debug, Error)]
pub enum AppError {
    /// A rule said no.
    #[error("{}", .0.detail)]
    Refused(Refusal),
    /// Something we depend on is down or busy; the client tries again.
    #[error("something that is needed is not available")]
    Unavailable(#[source] StoreError),
    /// A mistake of ours; the operator gets the chain.
    #[error("something went wrong inside")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Whether the disk is full or cannot be written: the operator must act, waiting does not help.
    #[must_use]
    pub fn is_storage(&self) -> bool {
        matches!(self, Self::Unavailable(StoreError::Unavailable(_)))
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) | StoreError::Overloaded | StoreError::Closed => {
                Self::Unavailable(error)
            }
            StoreError::Panicked | StoreError::Unexpected(_) | StoreError::Refused(_) => {
                Self::Internal(Box::new(error))
            }
        }
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::ReadOnlyFilesystem => refused(
                ErrorCode::StorageUnavailable,
                "the server's disk is full or cannot be written; nothing was changed",
            ),
            _ => Self::Internal(Box::new(error)),
        }
    }
}

impl From<object_store::Error> for AppError {
    fn from(error: object_store::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

/// A refusal with a code and a sentence.
pub(crate) fn refused(code: ErrorCode, detail: impl Into<String>) -> AppError {
    let detail = detail.into();
    AppError::Refused(Refusal {
        code,
        detail,
        fields: Vec::new(),
        retry_after: None,
    })
}

/// The answer to whatever a person may not see: it does not say whether it exists.
pub(crate) fn not_found() -> AppError {
    refused(
        ErrorCode::NotFound,
        "there is no such thing, or you may not see it",
    )
}

/// The answer to what a person may see but not do.
pub(crate) fn not_allowed(detail: &str) -> AppError {
    refused(ErrorCode::NotAllowed, detail)
}

/// One wrong field of a form.
pub(crate) fn invalid(field: &str, detail: impl Into<String>) -> AppError {
    let detail = detail.into();
    AppError::Refused(Refusal {
        code: ErrorCode::Invalid,
        detail: format!("{field}: {detail}"),
        fields: vec![FieldError {
            field: field.to_owned(),
            detail,
        }],
        retry_after: None,
    })
}

/// Checks `If-Match`: the version the client read against the one that is.
pub(crate) fn check_version(wanted: Option<u64>, is: u64) -> Result<(), AppError> {
    match wanted {
        Some(version) if version != is => Err(refused(
            ErrorCode::Stale,
            "somebody else changed this meanwhile; read it again and decide anew",
        )),
        _ => Ok(()),
    }
}
