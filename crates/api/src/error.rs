//! Errors as RFC 9457 problem+json: the only place that knows HTTP status.

use std::any::Any;

use app::error::{AppError, Refusal};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use model::error::{ErrorCode, FieldError, Problem};
use model::id::IncidentId;
use model::time::Timestamp;

/// What a handler answers when it does not do what was asked.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) problem: Box<Problem>,
    retry_after_seconds: Option<u64>,
}

/// What a handler answers.
pub(crate) type Answer<T> = Result<T, ApiError>;

fn status(code: ErrorCode) -> StatusCode {
    use ErrorCode as Code;
    match code {
        Code::Invalid | Code::TextEmpty | Code::TextTooLong => StatusCode::UNPROCESSABLE_ENTITY,
        Code::SignedOut | Code::WrongPassword => StatusCode::UNAUTHORIZED,
        Code::NotAllowed | Code::ForeignOrigin => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Taken
        | Code::AlreadySetUp
        | Code::NotSetUp
        | Code::WrongState
        | Code::Guarded
        | Code::UrgentSpent => StatusCode::CONFLICT,
        Code::InvitationOver => StatusCode::GONE,
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::Stale => StatusCode::PRECONDITION_FAILED,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::Overloaded | Code::MediaUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::StorageUnavailable => StatusCode::INSUFFICIENT_STORAGE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl ApiError {
    pub(crate) fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        let status = status(code);
        let problem = Box::new(Problem {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or_default().to_owned(),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            fields: Vec::new(),
            incident: None,
        });
        Self {
            problem,
            retry_after_seconds: None,
        }
    }

    pub(crate) fn invalid(field: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let mut error = Self::new(ErrorCode::Invalid, format!("{field}: {detail}"));
        error.problem.fields.push(FieldError {
            field: field.to_owned(),
            detail,
        });
        error
    }

    /// The same refusal under another status: where a standard asks for it.
    pub(crate) fn under(mut self, status: StatusCode) -> Self {
        self.problem.status = status.as_u16();
        status
            .canonical_reason()
            .unwrap_or_default()
            .clone_into(&mut self.problem.title);
        self
    }

    /// Logs the chain once, under an id that the person can name.
    fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        let incident = incident();
        tracing::error!(error = cause, incident, "a request failed");
        let mut error = Self::new(
            ErrorCode::Internal,
            "something went wrong on our side; try again, or tell your administrator the incident",
        );
        error.problem.incident = Some(incident);
        error
    }
}

fn incident() -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let at = Timestamp::from_millis(i64::try_from(now.as_millis()).unwrap_or(0));
    IncidentId::new(at, u128::from(now.subsec_nanos())).to_string()
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(Refusal {
                code,
                detail,
                fields,
                retry_after,
            }) => {
                let mut error = Self::new(code, detail);
                error.problem.fields = fields;
                error.retry_after_seconds = retry_after.map(|wait| wait.as_secs().max(1));
                error
            }
            AppError::Unavailable(_) => unavailable(&error),
            AppError::Internal(_) => Self::internal(&error),
        }
    }
}

fn unavailable(error: &AppError) -> ApiError {
    if error.is_storage() {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "the store cannot be written"
        );
        let detail = "the server's disk is full or cannot be written; nothing was changed";
        return ApiError::new(ErrorCode::StorageUnavailable, detail);
    }
    let mut error = ApiError::new(ErrorCode::Overloaded, "everything is busy; try again");
    error.retry_after_seconds = Some(1);
    error
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self.problem)).into_response();
        let headers = response.headers_mut();
        let problem = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, problem);
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

pub(crate) async fn no_such_route() -> ApiError {
    ApiError::new(
        ErrorCode::NotFound,
        "there is no such route; see /api/v1/openapi.json",
    )
}

pub(crate) async fn no_such_method() -> Response {
    let detail = "this route does not take that method; see /api/v1/openapi.json";
    let error = ApiError::new(ErrorCode::Invalid, detail);
    error.under(StatusCode::METHOD_NOT_ALLOWED).into_response()
}

#[derive(Debug, thiserror::Error)]
#[error("a handler panicked: {0}")]
struct Panicked(String);

pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    ApiError::internal(&Panicked(text.unwrap_or_default())).into_response()
}
