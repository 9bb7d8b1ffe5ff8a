//! What an answer of the relay means, by how far it came (RFC 5321, 4.2.1 and 4.5.4).

use std::error::Error;

use lettre::transport::smtp;
use model::mail::MailOutcome;

/// Longest part of an answer that is quoted in the log, in characters.
const QUOTED_CHARS_MAX: usize = 300;

/// "Authentication required" (RFC 4954, 6), which a relay may say at any step.
const NOT_LET_IN: u16 = 530;

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Connecting, TLS, being let in.
    Opening,
    /// Saying from whom.
    Sender,
    /// Saying to whom.
    Recipient,
    /// The letter itself.
    Content,
}

/// What follows from a step that failed.
pub(super) fn outcome(stage: Stage, error: &smtp::Error) -> MailOutcome {
    let reason = reason(stage, error);
    let code = error.status().map(u16::from);
    if error.is_permanent() {
        return match stage {
            Stage::Opening | Stage::Sender => MailOutcome::Relay { reason },
            Stage::Recipient | Stage::Content if code == Some(NOT_LET_IN) => {
                MailOutcome::Relay { reason }
            }
            Stage::Recipient | Stage::Content => MailOutcome::Refused { reason },
        };
    }
    // What the relay cannot do (STARTTLS, a way to sign in) and whom we do not believe stays so
    // until somebody changes it.
    let unusable = stage == Stage::Opening && (error.is_client() || is_distrust(error));
    if unusable {
        MailOutcome::Relay { reason }
    } else {
        MailOutcome::Later { reason }
    }
}

/// Whether TLS failed at what the other side is, not at the network.
fn is_distrust(error: &smtp::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(|error| error.get_ref());
        if error.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>()) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The chain of causes in one line.
fn reason(stage: Stage, error: &smtp::Error) -> String {
    let at = match stage {
        Stage::Opening => "the mail relay cannot be used",
        Stage::Sender => "the mail relay did not take the sender",
        Stage::Recipient => "the mail relay did not take the recipient",
        Stage::Content => "the mail relay did not take the letter",
    };
    let mut text = format!("{at}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = error.source();
    }
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(printable).take(QUOTED_CHARS_MAX).collect()
}
