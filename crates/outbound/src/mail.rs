//! Email: letters through the relay that the operator named (RFC 5321, 5322).

use std::time::Duration;

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use model::limits::{MAIL_CONNECTIONS_MAX, MAIL_SEND_MAX, OUTBOUND_CONNECT_MAX};
use model::mail::{Letter, MailOutcome};
use thiserror::Error;
use tokio::sync::Semaphore;

use crate::trust::Trust;

mod answer;
mod html;
mod letter;
mod plain;

use answer::Stage;
use letter::Envelope;

/// How long a relay may take to say good-bye; the letter is taken by then.
const GOODBYE_MAX: Duration = Duration::from_secs(5);

/// How the way to the relay is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayTls {
    /// Not at all.
    None,
    /// By STARTTLS (RFC 3207), without which nothing is sent.
    Starttls,
    /// From the first byte (RFC 8314).
    Tls,
}

/// A name and a password at the relay.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// Where letters go first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name or address; certificates are checked against it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is secured.
    pub tls: RelayTls,
    /// How to be let in, if it asks.
    pub sign_in: Option<SignIn>,
}

/// From whom letters are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name that recipients see.
    pub name: String,
    /// The address that recipients see, and that bounces go to.
    pub address: String,
    /// Where people open the app, for links: `https://chat.example.org`.
    pub origin: String,
}

/// Why mail cannot be set up.
#[derive(Debug, Error)]
pub enum MailSetupError {
    /// The sender's address is none.
    #[error("the sender is an email address like meanwhile@example.org, not `{address}`")]
    Sender {
        /// What was given.
        address: String,
        /// What is wrong with it.
        #[source]
        cause: lettre::address::AddressError,
    },
    /// TLS to the relay cannot be set up.
    #[error("TLS to the mail relay `{host}` cannot be set up")]
    Tls {
        /// The relay.
        host: String,
        /// Why not.
        #[source]
        cause: lettre::transport::smtp::Error,
    },
}

/// The way to people's mailboxes.
pub struct Mailer {
    relay: Relay,
    tls: Option<TlsParameters>,
    from: Mailbox,
    origin: String,
    hello: ClientId,
    connections: Semaphore,
    send_max: Duration,
}

impl Mailer {
    /// Prepares everything; connects to nobody yet.
    ///
    /// # Errors
    /// [`MailSetupError`] says what to change.
    pub fn new(relay: Relay, sender: Sender, trust: &Trust) -> Result<Self, MailSetupError> {
        let Sender {
            name,
            address,
            origin,
        } = sender;
        let from: Address = address
            .parse()
            .map_err(|cause| MailSetupError::Sender { address, cause })?;
        let hello = ClientId::Domain(from.domain().to_owned());
        let tls = match relay.tls {
            RelayTls::None => None,
            RelayTls::Starttls | RelayTls::Tls => Some(tls_to(&relay.host, trust).map_err(
                |cause| MailSetupError::Tls {
                    host: relay.host.clone(),
                    cause,
                },
            )?),
        };
        Ok(Self {
            relay,
            tls,
            from: letter::mailbox(&name, from),
            origin,
            hello,
            connections: Semaphore::new(MAIL_CONNECTIONS_MAX),
            send_max: MAIL_SEND_MAX,
        })
    }

    /// Waits less than [`MAIL_SEND_MAX`] for the relay.
    #[must_use]
    pub fn with_send_max(self, send_max: Duration) -> Self {
        Self { send_max, ..self }
    }

    /// Writes a letter and hands it to the relay.
    ///
    /// Waits for its turn if [`MAIL_CONNECTIONS_MAX`] are under way. A letter that ran out of time
    /// may have been taken all the same; it has the same Message-ID when it is sent again.
    pub async fn send(&self, letter: &Letter) -> MailOutcome {
        let envelope = match letter::write(letter, &self.from, &self.origin) {
            Ok(envelope) => envelope,
            Err(reason) => return MailOutcome::Refused { reason },
        };
        let Ok(_turn) = self.connections.acquire().await else {
            return MailOutcome::Later {
                reason: "shutting down".to_owned(),
            };
        };
        match tokio::time::timeout(self.send_max, self.hand_over(&envelope)).await {
            Ok(Ok(())) => MailOutcome::Taken,
            Ok(Err(outcome)) => outcome,
            Err(_) => MailOutcome::Later {
                reason: format!("the relay did not take it within {:?}", self.send_max),
            },
        }
    }

    /// One connection for one letter: if it is given up in between, nothing of it is left over for
    /// the next.
    async fn hand_over(&self, envelope: &Envelope) -> Result<(), MailOutcome> {
        let in_stage = |stage| move |error| answer::outcome(stage, &error);
        let mut connection = self.open().await.map_err(in_stage(Stage::Opening))?;
        let mut parameters = Vec::new();
        if !envelope.is_ascii() {
            let server = connection.server_info();
            if !server.supports_feature(Extension::SmtpUtfEight) {
                let reason = "the relay takes no addresses beyond ASCII (SMTPUTF8)".to_owned();
                return Err(MailOutcome::Refused { reason });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let from = Mail::new(Some(envelope.from.clone()), parameters);
        let sender = connection.command(from).await;
        sender.map_err(in_stage(Stage::Sender))?;
        let to = Rcpt::new(envelope.to.clone(), Vec::new());
        let recipient = connection.command(to).await;
        recipient.map_err(in_stage(Stage::Recipient))?;
        let begun = connection.command(Data).await;
        begun.map_err(in_stage(Stage::Content))?;
        let taken = connection.message(&envelope.content).await;
        taken.map_err(in_stage(Stage::Content))?;
        // Whether it says good-bye in return changes nothing.
        let _ = tokio::time::timeout(GOODBYE_MAX, connection.quit()).await;
        Ok(())
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let address = (self.relay.host.as_str(), self.relay.port);
        let from_the_first_byte = match self.relay.tls {
            RelayTls::Tls => self.tls.clone(),
            RelayTls::None | RelayTls::Starttls => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            address,
            Some(OUTBOUND_CONNECT_MAX),
            &self.hello,
            from_the_first_byte,
            None,
        )
        .await?;
        if self.relay.tls == RelayTls::Starttls
            && let Some(tls) = self.tls.clone()
        {
            connection.starttls(tls, &self.hello).await?;
        }
        if let Some(SignIn { user, password }) = self.relay.sign_in.clone() {
            let known = [Mechanism::Plain, Mechanism::Login];
            let credentials = Credentials::new(user, password);
            connection.auth(&known, &credentials).await?;
        }
        Ok(connection)
    }
}

fn tls_to(host: &str, trust: &Trust) -> Result<TlsParameters, lettre::transport::smtp::Error> {
    let mut tls = TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::None);
    for authority in trust.authorities() {
        // As in the other list of authorities: those that cannot be read do not count.
        if let Ok(certificate) = Certificate::from_der(authority.to_vec()) {
            tls = tls.add_root_certificate(certificate);
        }
    }
    tls.build()
}
