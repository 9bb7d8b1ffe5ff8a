//! Settings of the ways out of the house: email, Web Push, and what holds for both.

use std::convert::Infallible;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use ::outbound::{AddressRule, NetworkError, Relay, RelayTls, SignIn};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The name of letters' sender unless said otherwise.
const SENDER: &str = "Meanwhile";

/// A text that is never printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// How the way to the mail relay is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelayTlsChoice {
    /// Not at all.
    None,
    /// By STARTTLS, without which nothing is sent.
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
}

/// What can be set of email.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// Host of the mail relay that takes our letters. Left out: no email is sent.
    #[arg(
        id = "mail.host",
        long = "mail-host",
        env = "MEANWHILE_MAIL_HOST",
        value_name = "HOST"
    )]
    pub host: Option<String>,
    /// Port of the mail relay. Left out: 587 with `starttls`, 465 with `tls`, 25 with `none`.
    #[arg(
        id = "mail.port",
        long = "mail-port",
        env = "MEANWHILE_MAIL_PORT",
        value_name = "PORT"
    )]
    pub port: Option<u16>,
    /// How the way to the mail relay is secured: `starttls` (the default), `tls` (from the first
    /// byte) or `none`, with which no password leaves this machine.
    #[arg(
        id = "mail.tls",
        long = "mail-tls",
        env = "MEANWHILE_MAIL_TLS",
        value_name = "HOW",
        hide_possible_values = true
    )]
    pub tls: Option<RelayTlsChoice>,
    /// Name at the mail relay, if it asks for one.
    #[arg(
        id = "mail.user",
        long = "mail-user",
        env = "MEANWHILE_MAIL_USER",
        value_name = "NAME"
    )]
    pub user: Option<String>,
    /// Password at the mail relay. Set it by variable or file: other users of the machine see flags.
    #[arg(
        id = "mail.password",
        long = "mail-password",
        env = "MEANWHILE_MAIL_PASSWORD",
        value_name = "PASSWORD",
        hide_env_values = true
    )]
    pub password: Option<Secret>,
    /// Address that letters come from, and that bounces go to.
    #[arg(
        id = "mail.from",
        long = "mail-from",
        env = "MEANWHILE_MAIL_FROM",
        value_name = "ADDRESS"
    )]
    pub from: Option<String>,
    /// Name that letters come from. Left out: Meanwhile.
    #[arg(
        id = "mail.name",
        long = "mail-name",
        env = "MEANWHILE_MAIL_NAME",
        value_name = "NAME"
    )]
    pub name: Option<String>,
}

/// What can be set of Web Push.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PushSettings {
    /// Where the push services of browser makers write to if something is wrong with our pushes:
    /// `mailto:…` or `https://…`. Left out: an https `public_url`, and without one there is no push.
    #[arg(
        id = "push.contact",
        long = "push-contact",
        env = "MEANWHILE_PUSH_CONTACT",
        value_name = "URL"
    )]
    pub contact: Option<String>,
}

/// What can be set of all ways out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutboundSettings {
    /// Private networks or addresses that may be reached where people name the address, as with
    /// push: `10.1.0.0/16`. Left out: only the internet, so that nobody reaches into the house.
    #[arg(
        id = "outbound.allow_private",
        long = "outbound-allow-private",
        env = "MEANWHILE_OUTBOUND_ALLOW_PRIVATE",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    pub allow_private: Option<Vec<String>>,
    /// PEM file of certificate authorities that are believed beside those of this machine, for a
    /// mail relay or push service of a closed network.
    #[arg(
        id = "outbound.ca",
        long = "outbound-ca",
        env = "MEANWHILE_OUTBOUND_CA",
        value_name = "FILE"
    )]
    pub ca: Option<PathBuf>,
}

/// Why a way out is not set as it must be. The text says what to do.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum OutboundError {
    /// Something of email is set without the relay.
    #[error("email needs `--mail-host`, the relay that takes the letters")]
    MailHost,
    /// The relay is set without a sender.
    #[error("`--mail-host` needs `--mail-from`, the address that letters come from")]
    MailFrom,
    /// A name without a password, or the other way round.
    #[error("`--mail-user` and `--mail-password` need each other")]
    MailSignIn,
    /// A password would go over the network for all to read.
    #[error(
        "a password for `{0}` with `--mail-tls none` is refused, since everybody on the way could \
         read it: use `starttls` or `tls`"
    )]
    MailPlain(String),
    /// The contact is none.
    #[error("--push-contact takes `mailto:…` or `https://…`, not `{0}`")]
    PushContact(String),
    /// A network that is none.
    #[error("--outbound-allow-private: {0}")]
    Network(NetworkError),
}

/// How letters go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailConfig {
    /// Through whom.
    pub relay: Relay,
    /// The sender's address.
    pub from: String,
    /// The sender's name.
    pub name: String,
}

/// How pushes go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushConfig {
    /// Where push services write to: `mailto:…` or `https://…`.
    pub contact: String,
}

/// What holds for all ways out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboundConfig {
    /// What may be reached where people name the address.
    pub addresses: AddressRule,
    /// A file of authorities that are believed beside the machine's.
    pub ca: Option<PathBuf>,
}

impl MailSettings {
    pub(super) fn over(self, lower: Self) -> Self {
        Self {
            host: self.host.or(lower.host),
            port: self.port.or(lower.port),
            tls: self.tls.or(lower.tls),
            user: self.user.or(lower.user),
            password: self.password.or(lower.password),
            from: self.from.or(lower.from),
            name: self.name.or(lower.name),
        }
    }

    pub(super) fn check(self) -> Result<Option<MailConfig>, OutboundError> {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let Some(host) = given(self.host.clone()) else {
            return if self == Self::default() {
                Ok(None)
            } else {
                Err(OutboundError::MailHost)
            };
        };
        let from = given(self.from).ok_or(OutboundError::MailFrom)?;
        let sign_in = match (self.user, self.password) {
            (Some(user), Some(Secret(password))) => Some(SignIn { user, password }),
            (None, None) => None,
            _ => return Err(OutboundError::MailSignIn),
        };
        let (tls, usual_port) = match self.tls.unwrap_or_default() {
            RelayTlsChoice::None => (RelayTls::None, 25),
            RelayTlsChoice::Starttls => (RelayTls::Starttls, 587),
            RelayTlsChoice::Tls => (RelayTls::Tls, 465),
        };
        if tls == RelayTls::None && sign_in.is_some() && !is_this_machine(&host) {
            return Err(OutboundError::MailPlain(host));
        }
        Ok(Some(MailConfig {
            relay: Relay {
                host,
                port: self.port.unwrap_or(usual_port),
                tls,
                sign_in,
            },
            from,
            name: given(self.name).unwrap_or_else(|| SENDER.to_owned()),
        }))
    }
}

impl PushSettings {
    pub(super) fn over(self, lower: Self) -> Self {
        Self {
            contact: self.contact.or(lower.contact),
        }
    }

    pub(super) fn check(
        self,
        public_url: Option<&str>,
    ) -> Result<Option<PushConfig>, OutboundError> {
        let own = public_url.filter(|url| url.starts_with("https://"));
        let contact = self.contact.or(own.map(str::to_owned));
        match contact {
            Some(contact)
                if !contact.starts_with("mailto:") && !contact.starts_with("https://") =>
            {
                Err(OutboundError::PushContact(contact))
            }
            contact => Ok(contact.map(|contact| PushConfig { contact })),
        }
    }
}

impl OutboundSettings {
    pub(super) fn over(self, lower: Self) -> Self {
        Self {
            allow_private: self.allow_private.or(lower.allow_private),
            ca: self.ca.or(lower.ca),
        }
    }

    pub(super) fn check(self) -> Result<OutboundConfig, OutboundError> {
        let networks = self.allow_private.unwrap_or_default();
        Ok(OutboundConfig {
            addresses: AddressRule::opening(&networks).map_err(OutboundError::Network)?,
            ca: self.ca,
        })
    }
}

fn is_this_machine(host: &str) -> bool {
    let address: Result<IpAddr, _> = host.parse();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
