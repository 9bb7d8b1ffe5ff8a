//! Administration from the command line, while the server is stopped: people and tokens.
//!
//! Each command goes through the use cases in the owner's name, so that rules and events are the
//! same as in the browser.

use std::sync::Arc;

use app::App;
use app::actor::Actor;
use app::clock::SystemClock;
use app::error::AppError;
use app::invitation::Join;
use app::person::PersonChange;
use clap::{Args, Subcommand};
use model::account::Scope;
use model::person::{Person, Role};
use rand::Rng;
use rand::distr::Alphanumeric;
use store::StoreError;
use thiserror::Error;

use crate::cli::DataFrom;
use crate::config::ConfigError;

/// Length of a password that is made for somebody: 119 random bits.
const PASSWORD_CHARS: usize = 20;

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    /// List everybody: role, state, address, name.
    List(DataFrom),
    /// Add a person and print the password that was made for them.
    Add(NewPerson),
    /// Close a person's account; nothing they wrote is lost.
    Disable(OnePerson),
    /// Open a closed account again.
    Enable(OnePerson),
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make an API token in a person's name and print it; it is shown this once.
    Create(NewToken),
}

/// A person who is added.
#[derive(Debug, Args)]
pub struct NewPerson {
    /// Address they sign in with.
    email: String,
    /// Their name.
    #[arg(long)]
    name: String,
    /// `guest`, `member` or `admin`.
    #[arg(long, default_value = "member", value_parser = role)]
    role: Role,
    /// Their IANA time zone.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    time_zone: String,
    #[command(flatten)]
    from: DataFrom,
}

/// A person who is named.
#[derive(Debug, Args)]
pub struct OnePerson {
    /// Address they sign in with.
    email: String,
    #[command(flatten)]
    from: DataFrom,
}

/// A token that is made.
#[derive(Debug, Args)]
pub struct NewToken {
    /// Address of the person in whose name it acts.
    email: String,
    /// What it is for.
    #[arg(long)]
    name: String,
    /// What it may do: `read`, `write`, `live`, `admin`.
    #[arg(long, default_value = "read", value_delimiter = ',', value_parser = scope)]
    scopes: Vec<Scope>,
    /// Days until it ends; left out: it does not end by itself.
    #[arg(long)]
    days: Option<u32>,
    #[command(flatten)]
    from: DataFrom,
}

/// Why it was not done. The text says what to do.
#[derive(Debug, Error)]
pub enum AdminError {
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The data directory cannot be used.
    #[error(transparent)]
    Data(#[from] app::StartError),
    /// Nothing is set up.
    #[error("nobody has set this up yet; start the server and open its page first")]
    NotSetUp,
    /// There is no such person.
    #[error("nobody signs in as {0}; `meanwhile person list` shows who there is")]
    Unknown(String),
    /// There is no such channel.
    #[error("there is no channel called {0} that this person is in")]
    Channel(String),
    /// A task has nothing of this name.
    #[error(
        "tasks have no {0}; --mapping takes title, text, column, owner, labels, priority, due, start, \
         estimate_minutes and key"
    )]
    Mapping(String),
    /// The file cannot be read.
    #[error("{} cannot be read: {cause}", path.display())]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// A rule said no, or something failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn role(word: &str) -> Result<Role, String> {
    named(word).ok_or_else(|| "takes guest, member or admin".to_owned())
}

fn scope(word: &str) -> Result<Scope, String> {
    named(word).ok_or_else(|| "takes read, write, live, admin, publish, watch".to_owned())
}

/// What the wire calls by this word.
fn named<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The word by which the wire calls it.
fn word_of(role: Role) -> String {
    let word = serde_json::to_value(role).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(crate) async fn open(from: DataFrom) -> Result<Arc<App>, AdminError> {
    let app = App::open(&from.data()?, Arc::new(SystemClock)).await?;
    match app.organisation().await? {
        Some(_) => Ok(app),
        None => Err(AdminError::NotSetUp),
    }
}

/// Acts as a person does in their browser.
pub(crate) fn acting(person: &Person) -> Actor {
    Actor {
        person: person.id,
        role: person.role,
        scopes: None,
        sign_in: None,
        ends_at: None,
    }
}

/// The owner, in whose name the command line acts.
pub(crate) async fn owner(app: &App) -> Result<Actor, AdminError> {
    let people = app.store().read(|view| view.people()).await?;
    let owns = |person: &&Person| person.role == Role::Owner && person.disabled_at.is_none();
    let owner = people.iter().find(owns);
    owner.map(acting).ok_or(AdminError::NotSetUp)
}

pub(crate) async fn person(app: &App, email: String) -> Result<Person, AdminError> {
    let key = email.trim().to_lowercase();
    let found = app
        .store()
        .read(move |view| view.person_by_email(&key))
        .await;
    let found: Result<_, StoreError> = found;
    let found = found?.map(|secret| secret.person);
    found.ok_or(AdminError::Unknown(email))
}

/// Does it; answers the lines to print.
///
/// # Errors
/// [`AdminError`] says what to do.
pub async fn with_people(command: PersonCommand) -> Result<String, AdminError> {
    match command {
        PersonCommand::List(from) => list(&*open(from).await?).await,
        PersonCommand::Add(new) => add(new).await,
        PersonCommand::Disable(one) => set_disabled(one, true).await,
        PersonCommand::Enable(one) => set_disabled(one, false).await,
    }
}

/// Does it; answers the lines to print.
///
/// # Errors
/// [`AdminError`] says what to do.
pub async fn with_tokens(command: TokenCommand) -> Result<String, AdminError> {
    let TokenCommand::Create(new) = command;
    let app = open(new.from).await?;
    let actor = acting(&person(&app, new.email).await?);
    let made = app.create_token(&actor, &new.name, new.scopes, new.days);
    Ok(made.await?.1)
}

async fn list(app: &App) -> Result<String, AdminError> {
    let secrets = app.store().read(|view| {
        let mut all = Vec::new();
        for person in view.people()? {
            all.extend(view.person_secret(person.id)?);
        }
        Ok::<_, StoreError>(all)
    });
    let line = |secret: store::PersonSecret| {
        let state = if secret.person.disabled_at.is_some() {
            "closed"
        } else {
            "open"
        };
        let role = word_of(secret.person.role);
        format!(
            "{role:<7} {state:<7} {:<32} {}",
            secret.email, secret.person.name
        )
    };
    let lines: Vec<String> = secrets.await?.into_iter().map(line).collect();
    Ok(lines.join("\n"))
}

async fn add(new: NewPerson) -> Result<String, AdminError> {
    let app = open(new.from).await?;
    let (_, code) = app.create_invitation(&owner(&app).await?, new.role).await?;
    let random = rand::rng().sample_iter(Alphanumeric);
    let password: String = random.take(PASSWORD_CHARS).map(char::from).collect();
    let join = Join {
        code,
        name: new.name,
        email: new.email,
        password: password.clone(),
        time_zone: new.time_zone,
        agent: "meanwhile person add".to_owned(),
    };
    let joined = app.join_by_invitation(join).await?;
    Ok(format!("{} {password}", joined.me.email))
}

async fn set_disabled(one: OnePerson, disabled: bool) -> Result<String, AdminError> {
    let app = open(one.from).await?;
    let id = person(&app, one.email).await?.id;
    let change = PersonChange {
        disabled: Some(disabled),
        ..PersonChange::default()
    };
    let changed = app.update_person(&owner(&app).await?, id, change).await?;
    let state = if disabled { "closed" } else { "open" };
    Ok(format!("the account of {} is {state}", changed.name))
}
