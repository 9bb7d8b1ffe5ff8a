//! Settings: what can be set and in which ways, checked before anything starts.
//!
//! [`Settings`] is what was written, [`Config`] what holds. The doc comments of [`Settings`] are the
//! text of `--help` and of `meanwhile config print`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, ValueEnum};
use serde::{Deserialize, Serialize};
use thiserror::Error;

mod outbound;

pub use outbound::{
    MailConfig, MailSettings, OutboundConfig, OutboundError, OutboundSettings, PushConfig,
    PushSettings, RelayTlsChoice, Secret,
};

/// Where everything is kept unless said otherwise.
const DATA: &str = "./meanwhile-data";

/// Where the server listens unless said otherwise.
const LISTEN: &str = "127.0.0.1:8080";

/// The port of media unless said otherwise.
const MEDIA_PORT: u16 = 7880;

/// Longest line of `config print`, in characters.
const LINE_CHARS_MAX: usize = 100;

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// Who may read `/metrics`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricsReaders {
    /// Programs on this machine that do not come through a proxy.
    #[default]
    Local,
    /// Everybody who reaches the server.
    All,
    /// Nobody.
    None,
}

/// What can be set: by flag, by environment variable, or in the configuration file, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Data directory: database, files, recordings and keys. Made if it is missing; back it up as a
    /// whole while the server is stopped.
    #[arg(long, env = "MEANWHILE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address and port for browsers; port 0 takes a free one. Beyond this machine it needs `tls` or
    /// an https `public_url`, since browsers give microphone and camera to https pages only.
    #[arg(long, env = "MEANWHILE_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// https by `self`, a certificate authority of its own kept in the data directory (devices trust
    /// it by the page /trust), or by `CERT.pem,KEY.pem`, read again at SIGHUP and once a day.
    #[arg(long, env = "MEANWHILE_TLS", value_name = "self|CERT,KEY")]
    pub tls: Option<String>,
    /// Host names and addresses in the certificate of `--tls self`. Left out: this machine's name and
    /// its addresses.
    #[arg(
        long,
        env = "MEANWHILE_TLS_NAMES",
        value_name = "NAME",
        value_delimiter = ','
    )]
    pub tls_names: Option<Vec<String>>,
    /// The address people open, if it differs from where the server listens: with a proxy in front
    /// that speaks https, `https://chat.example.org`.
    #[arg(long, env = "MEANWHILE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Port of media, UDP and TCP; 0 takes free ones. Must be reachable from people's machines, also
    /// with a proxy in front.
    #[arg(long, env = "MEANWHILE_MEDIA_PORT", value_name = "PORT")]
    pub media_port: Option<u16>,
    /// Address that media binds to. Left out: the address of `listen`, or all addresses if `announce`
    /// is set.
    #[arg(long, env = "MEANWHILE_MEDIA_ADDRESS", value_name = "ADDR")]
    pub media_address: Option<IpAddr>,
    /// Addresses that browsers send media to, for a server behind address translation. Left out: the
    /// bound address, or this machine's addresses.
    #[arg(
        long,
        env = "MEANWHILE_ANNOUNCE",
        value_name = "ADDR",
        value_delimiter = ','
    )]
    pub announce: Option<Vec<IpAddr>>,
    /// Who may read /metrics: `local` (programs on this machine that come without a proxy), `all` or
    /// `none`.
    #[arg(
        long,
        env = "MEANWHILE_METRICS",
        value_name = "WHO",
        hide_possible_values = true
    )]
    pub metrics: Option<MetricsReaders>,
    /// How log lines look on stderr: `text` or `json`.
    #[arg(
        long,
        env = "MEANWHILE_LOG",
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub log: Option<LogFormat>,
    /// What is logged: `error`, `warn`, `info`, `debug`, `trace`, also by part: `info,media=debug`.
    #[arg(long, env = "MEANWHILE_LOG_LEVEL", value_name = "LEVEL")]
    pub log_level: Option<String>,
    /// Email.
    #[command(flatten)]
    pub mail: MailSettings,
    /// Web Push.
    #[command(flatten)]
    pub push: PushSettings,
    /// All ways out.
    #[command(flatten)]
    pub outbound: OutboundSettings,
}

/// Why settings are refused. The text says what to do.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The configuration file cannot be read.
    #[error("{} cannot be read; name a readable file with --config", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The configuration file says something that is not understood.
    #[error("{}: {reason}; `meanwhile config print` shows what can be set", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What is wrong, in one line.
        reason: String,
    },
    /// Plain http beyond this machine.
    #[error(
        "plain http on {0} is refused, since browsers give no microphone to it: add `--tls self` or \
         `--tls CERT.pem,KEY.pem`, or `--public-url https://…` if a proxy in front speaks https"
    )]
    PlainHttp(SocketAddr),
    /// `tls` is neither `self` nor two files.
    #[error("--tls takes `self` or `CERT.pem,KEY.pem`, not `{0}`")]
    Tls(String),
    /// `public_url` is no origin.
    #[error(
        "--public-url takes an address like https://chat.example.org without a path, not `{0}`"
    )]
    PublicUrl(String),
    /// A name for the certificate that cannot stand in one.
    #[error("--tls-names takes host names and addresses, not `{0}`")]
    TlsName(String),
    /// A way out of the house is not set as it must be.
    #[error(transparent)]
    Outbound(#[from] OutboundError),
}

/// How the server speaks https.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Not at all.
    Off,
    /// By a certificate of its own authority, for these names or those of the machine.
    SelfMade {
        /// Host names and addresses; empty for the machine's own.
        names: Vec<String>,
    },
    /// By a given certificate.
    Files {
        /// The certificate and its chain, PEM.
        certificate: PathBuf,
        /// Its key, PEM.
        key: PathBuf,
    },
}

/// Settings that were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The data directory.
    pub data: PathBuf,
    /// Where browsers come in.
    pub listen: SocketAddr,
    /// How.
    pub tls: Tls,
    /// What people open, if it differs.
    pub public_url: Option<String>,
    /// Where media comes in, UDP and TCP.
    pub media: SocketAddr,
    /// Where browsers send media; empty to derive it.
    pub announce: Vec<IpAddr>,
    /// Who may read `/metrics`.
    pub metrics: MetricsReaders,
    /// How letters go out, if they do.
    pub mail: Option<MailConfig>,
    /// How pushes go out, if they do.
    pub push: Option<PushConfig>,
    /// What holds for all ways out.
    pub outbound: OutboundConfig,
    /// How log lines look.
    pub log: LogFormat,
    /// What is logged.
    pub log_level: String,
}

impl Settings {
    /// What holds where nothing is said.
    #[must_use]
    pub fn defaults() -> Self {
        Self {
            data: Some(PathBuf::from(DATA)),
            listen: LISTEN.parse().ok(),
            media_port: Some(MEDIA_PORT),
            metrics: Some(MetricsReaders::default()),
            log: Some(LogFormat::default()),
            log_level: Some("info".to_owned()),
            ..Self::default()
        }
    }

    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// One line that says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start].lines().count().max(1));
            let reason = error.message().lines().collect::<Vec<_>>().join(" ");
            format!("line {line}: {reason}")
        })
    }

    /// These settings, and `lower` where nothing is said here.
    #[must_use]
    pub fn over(self, lower: Self) -> Self {
        Self {
            data: self.data.or(lower.data),
            listen: self.listen.or(lower.listen),
            tls: self.tls.or(lower.tls),
            tls_names: self.tls_names.or(lower.tls_names),
            public_url: self.public_url.or(lower.public_url),
            media_port: self.media_port.or(lower.media_port),
            media_address: self.media_address.or(lower.media_address),
            announce: self.announce.or(lower.announce),
            metrics: self.metrics.or(lower.metrics),
            log: self.log.or(lower.log),
            log_level: self.log_level.or(lower.log_level),
            mail: self.mail.over(lower.mail),
            push: self.push.over(lower.push),
            outbound: self.outbound.over(lower.outbound),
        }
    }

    /// Checks everything that needs no look at the machine.
    ///
    /// # Errors
    /// [`ConfigError`] says what to write instead.
    pub fn check(self) -> Result<Config, ConfigError> {
        let set = self.over(Self::defaults());
        let listen = set
            .listen
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = set.public_url.map(check_public_url).transpose()?;
        let tls = check_tls(set.tls, set.tls_names.unwrap_or_default())?;
        let proxied = public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"));
        if tls == Tls::Off && !listen.ip().is_loopback() && !proxied {
            return Err(ConfigError::PlainHttp(listen));
        }
        let announce = set.announce.unwrap_or_default();
        let everywhere = match listen {
            SocketAddr::V4(_) => IpAddr::from([0, 0, 0, 0]),
            SocketAddr::V6(_) => IpAddr::from([0_u16; 8]),
        };
        let media_address = set.media_address.unwrap_or(if announce.is_empty() {
            listen.ip()
        } else {
            everywhere
        });
        Ok(Config {
            data: set.data.unwrap_or_else(|| PathBuf::from(DATA)),
            listen,
            tls,
            mail: set.mail.check()?,
            push: set.push.check(public_url.as_deref())?,
            outbound: set.outbound.check()?,
            public_url,
            media: SocketAddr::new(media_address, set.media_port.unwrap_or(MEDIA_PORT)),
            announce,
            metrics: set.metrics.unwrap_or_default(),
            log: set.log.unwrap_or_default(),
            log_level: set.log_level.unwrap_or_else(|| "info".to_owned()),
        })
    }

    /// All settings as a configuration file: what each means, its other names, what holds.
    #[must_use]
    pub fn print(self) -> String {
        #[derive(Parser)]
        struct All {
            #[command(flatten)]
            _settings: Settings,
        }
        let set = self.over(Self::defaults());
        let values = toml::Table::try_from(&set).unwrap_or_default();
        let mut text = String::new();
        let mut section = "";
        let all = All::command();
        for argument in all.get_arguments() {
            // `mail.host` is `host` in the section `mail`.
            let id = argument.get_id().as_str();
            let (of, name) = id.split_once('.').unwrap_or(("", id));
            let Some(variable) = argument.get_env() else {
                continue;
            };
            if of != section {
                section = of;
                text += &format!("[{section}]\n\n");
            }
            let help = argument.get_long_help().or(argument.get_help());
            // clap takes the final dot of a doc comment away.
            let help = format!("{}.", help.map(ToString::to_string).unwrap_or_default());
            for line in wrap(&help) {
                text += &format!("# {line}\n");
            }
            let flag = argument.get_long().unwrap_or(name);
            text += &format!("# --{flag}, {}\n", variable.display());
            let values = if of.is_empty() {
                Some(&values)
            } else {
                values.get(of).and_then(toml::Value::as_table)
            };
            match values.and_then(|values| values.get(name)) {
                Some(_) if argument.is_hide_env_values_set() => {
                    text += &format!("# {name} is set, and is not shown\n\n");
                }
                Some(value) => text += &format!("{name} = {value}\n\n"),
                None => text += &format!("# {name} is not set\n\n"),
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn check_tls(tls: Option<String>, names: Vec<String>) -> Result<Tls, ConfigError> {
    if let Some(name) = names.iter().find(|name| !is_host(name)) {
        return Err(ConfigError::TlsName(name.clone()));
    }
    match tls.as_deref() {
        None | Some("") => Ok(Tls::Off),
        Some("self") => Ok(Tls::SelfMade { names }),
        Some(files) => match files.split_once(',') {
            Some((certificate, key)) if !certificate.is_empty() && !key.is_empty() => {
                Ok(Tls::Files {
                    certificate: PathBuf::from(certificate.trim()),
                    key: PathBuf::from(key.trim()),
                })
            }
            _ => Err(ConfigError::Tls(files.to_owned())),
        },
    }
}

/// Whether it can stand in a certificate: an address, or a name of letters, digits, `-`, `.`, `*`.
fn is_host(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '*');
    name.parse::<IpAddr>().is_ok() || (!name.is_empty() && name.chars().all(good))
}

fn check_public_url(url: String) -> Result<String, ConfigError> {
    let origin = url.trim_end_matches('/');
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(origin.to_owned())
        }
        _ => Err(ConfigError::PublicUrl(url)),
    }
}

fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut();
        match last {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + word.len() + 3 <= LINE_CHARS_MAX => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
