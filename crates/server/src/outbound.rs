//! Wires the use cases' ports to the ways out of the house: Web Push and the mail relay.

use std::path::PathBuf;

use ::outbound::{
    MailSetupError, Mailer, PushMessage, PushSetupError, Pusher, Sender, Trust, TrustError,
    VapidError, VapidKeys,
};
use app::App;
use app::error::AppError;
use app::live::Later;
use app::mail::Mail;
use app::push::{Push, PushRefusal};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::mail::{Letter, MailOutcome};
use model::notice::Notice;
use model::push::{PushOutcome, PushSubscription};
use std::sync::Arc;
use thiserror::Error;

use crate::config::Config;

/// By which name the key pair for push is kept in the database.
const PUSH_KEYS: &str = "push_keys";

/// Why a way out of the house cannot be set up. The text says what to do.
#[derive(Debug, Error)]
pub enum OutboundSetupError {
    /// The file of authorities cannot be read.
    #[error("{} cannot be read; name a PEM file with --outbound-ca", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The file holds no authorities.
    #[error("{} is no list of certificates", path.display())]
    Trust {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: TrustError,
    },
    /// The keys for push cannot be read or kept.
    #[error("the keys for push cannot be read or kept; see `meanwhile check`")]
    Store(#[source] AppError),
    /// The keys for push are none.
    #[error("the keys for push are damaged; restore a backup")]
    Keys(#[source] VapidError),
    /// The keys for push are no text of base64.
    #[error("the keys for push are damaged; restore a backup")]
    Encoding(#[source] base64::DecodeError),
    /// Push cannot be set up.
    #[error(transparent)]
    Push(#[from] PushSetupError),
    /// Email cannot be set up.
    #[error(transparent)]
    Mail(#[from] MailSetupError),
}

/// Web Push as the use cases see it.
struct AppPush(Pusher);

impl Push for AppPush {
    fn public_key(&self) -> String {
        self.0.public_key()
    }

    fn check(&self, subscription: &PushSubscription) -> Result<(), PushRefusal> {
        let checked = self.0.check(subscription);
        checked.map_err(|refusal| PushRefusal(refusal.to_string()))
    }

    fn send(&self, subscription: PushSubscription, notices: Vec<Notice>) -> Later<'_, PushOutcome> {
        Box::pin(async move {
            match PushMessage::telling(&notices) {
                Some(message) => self.0.send(&subscription, &message).await,
                // There is nothing to tell.
                None => PushOutcome::Taken,
            }
        })
    }
}

/// Email as the use cases see it.
struct AppMail(Mailer);

impl Mail for AppMail {
    fn send(&self, letter: Letter) -> Later<'_, MailOutcome> {
        Box::pin(async move { self.0.send(&letter).await })
    }
}

/// Sets up the ways out that are configured; `url` is what people open.
///
/// # Errors
/// [`OutboundSetupError`] says what to do.
pub async fn wire(config: &Config, app: &App, url: &str) -> Result<(), OutboundSetupError> {
    if config.push.is_none() && config.mail.is_none() {
        return Ok(());
    }
    let trust = trust(config)?;
    if let Some(push) = &config.push {
        let keys = push_keys(app).await?;
        let rule = config.outbound.addresses.clone();
        let pusher = Pusher::new(keys, &push.contact, rule, &trust)?;
        app.set_push(Arc::new(AppPush(pusher)));
    }
    if let Some(mail) = &config.mail {
        let sender = Sender {
            name: mail.name.clone(),
            address: mail.from.clone(),
            origin: url.to_owned(),
        };
        let mailer = Mailer::new(mail.relay.clone(), sender, &trust)?;
        app.set_mail(Arc::new(AppMail(mailer)));
    }
    Ok(())
}

/// Whom this machine believes, and whom the operator added.
fn trust(config: &Config) -> Result<Trust, OutboundSetupError> {
    let system = Trust::system();
    let Some(path) = &config.outbound.ca else {
        return Ok(system);
    };
    let pem = std::fs::read(path).map_err(|cause| OutboundSetupError::File {
        path: path.clone(),
        cause,
    })?;
    system
        .and_pem(&pem)
        .map_err(|cause| OutboundSetupError::Trust {
            path: path.clone(),
            cause,
        })
}

/// The key pair for push, made at the first start and kept: browsers subscribe for it.
async fn push_keys(app: &App) -> Result<VapidKeys, OutboundSetupError> {
    let made = VapidKeys::generate().map_err(OutboundSetupError::Keys)?;
    let kept = app.secret(PUSH_KEYS, STANDARD.encode(made.to_bytes()));
    let kept = kept.await.map_err(OutboundSetupError::Store)?;
    let bytes = STANDARD
        .decode(kept)
        .map_err(OutboundSetupError::Encoding)?;
    VapidKeys::from_bytes(&bytes).map_err(OutboundSetupError::Keys)
}
