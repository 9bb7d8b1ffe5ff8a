//! Turns what `rules` says of a form's field into a refusal that names the field.

use std::fmt::Display;

use model::error::{ErrorCode, FieldError};

use crate::error::{AppError, Refusal, invalid};

/// Names the field of a checked value.
pub(crate) fn field<T, E: Display>(name: &str, checked: Result<T, E>) -> Result<T, AppError> {
    checked.map_err(|refusal| invalid(name, refusal.to_string()))
}

/// Names all wrong fields of a form.
pub(crate) fn fields<T>(checked: Result<T, Vec<FieldError>>) -> Result<T, AppError> {
    checked.map_err(wrong_fields)
}

/// Several wrong fields of a form.
pub(crate) fn wrong_fields(fields: Vec<FieldError>) -> AppError {
    let detail = fields.first().map_or_else(String::new, |first| {
        format!("{}: {}", first.field, first.detail)
    });
    AppError::Refused(Refusal {
        code: ErrorCode::Invalid,
        detail,
        fields,
        retry_after: None,
    })
}

/// One wrong field of a form, with a code of its own.
pub(crate) fn coded(code: ErrorCode, field: &str, detail: impl Into<String>) -> AppError {
    let mut error = invalid(field, detail);
    if let AppError::Refused(refusal) = &mut error {
        refusal.code = code;
    }
    error
}

/// A name of a person, channel, organisation or token.
pub(crate) fn name(field_name: &str, text: &str) -> Result<String, AppError> {
    field(field_name, rules::text::check_name(text))
}

/// An email address in lower case.
pub(crate) fn email(text: &str) -> Result<String, AppError> {
    field("email", rules::person::check_email(text))
}

/// A new password.
pub(crate) fn password(field_name: &str, text: &str) -> Result<(), AppError> {
    field(field_name, rules::person::check_password(text))
}

/// The canonical name of a time zone.
pub(crate) fn time_zone(text: &str) -> Result<String, AppError> {
    rules::zone::check_time_zone(text)
        .map_err(|_| invalid("time_zone", "takes an IANA name such as Europe/Berlin"))
}
