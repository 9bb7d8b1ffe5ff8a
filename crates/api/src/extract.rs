//! Extractors that answer problem+json when the request does not fit.

use app::once::IdempotencyKey;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Json, Path, Query, Request};
use http::request::Parts;
use http::{StatusCode, header};
use model::error::ErrorCode;
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refuse_body(&rejection)),
        }
    }
}

fn refuse_body(rejection: &JsonRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return ApiError::new(ErrorCode::TooLarge, "the body is larger than 1 MiB");
    }
    let detail = match rejection {
        JsonRejection::MissingJsonContentType(_) => {
            "send JSON with Content-Type: application/json".to_owned()
        }
        other => other.body_text(),
    };
    ApiError::new(ErrorCode::Invalid, detail)
}

/// Tells a field that is `null` from one that is left out: with `#[serde(default)]` the latter is
/// `None`, the former `Some(None)`.
pub(crate) fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}

/// The variable parts of the path; an id that is none names nothing.
pub(crate) struct Segments<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Segments<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(_) => Err(ApiError::new(
                ErrorCode::NotFound,
                "there is no such thing, or you may not see it",
            )),
        }
    }
}

/// The query's parameters.
pub(crate) struct Parameters<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Parameters<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(ApiError::new(ErrorCode::Invalid, rejection.body_text())),
        }
    }
}

fn header_text(parts: &Parts, name: &str) -> Option<Result<String, ApiError>> {
    let value = parts.headers.get(name)?;
    let text = value.to_str().map(str::to_owned);
    Some(text.map_err(|_| ApiError::invalid(name, "takes visible ASCII characters")))
}

/// `Idempotency-Key`, if there is one.
pub(crate) struct Key(pub(crate) Option<IdempotencyKey>);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(text) = header_text(parts, "idempotency-key") else {
            return Ok(Self(None));
        };
        Ok(Self(Some(IdempotencyKey::new(&text?)?)))
    }
}

/// `If-Match` with the version that was read, if there is one.
pub(crate) struct IfMatch(pub(crate) Option<u64>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(text) = header_text(parts, "if-match") else {
            return Ok(Self(None));
        };
        match text?.trim_matches('"').parse() {
            Ok(version) => Ok(Self(Some(version))),
            Err(_) => Err(ApiError::invalid("If-Match", "takes the entity's version")),
        }
    }
}

/// By which host and port the client came; empty if it does not say.
pub(crate) struct Authority(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Authority {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        // HTTP/2 says it in the address instead of the header.
        let said = parts.uri.authority().map(|said| said.as_str().to_owned());
        let header = parts.headers.get(header::HOST);
        let header = header
            .and_then(|host| host.to_str().ok())
            .map(str::to_owned);
        Ok(Self(said.or(header).unwrap_or_default()))
    }
}

/// What the client calls itself; empty if it does not say.
pub(crate) struct Agent(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Agent {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let agent = parts.headers.get(header::USER_AGENT);
        Ok(Self(
            agent
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        ))
    }
}
