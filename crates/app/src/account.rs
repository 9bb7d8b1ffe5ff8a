//! Signing in and out, tokens, and who is behind a secret.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use argon2::password_hash::SaltString;
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::account::{Scope, Token};
use model::error::ErrorCode;
use model::id::{PersonId, SignInId, TokenId};
use model::limits::{SIGN_IN_IDLE_MAX, SIGN_IN_TRIES_MAX};
use model::person::Me;
use model::time::Timestamp;
use sha2::{Digest, Sha256};
use store::{PersonSecret, SignIn, StoredToken, Tx};
use tokio::sync::Semaphore;

use crate::actor::Actor;
use crate::error::{AppError, Refusal, invalid, not_found, refused};
use crate::{App, random, validate, ways};

/// Passwords hashed at the same time; each takes 19 MiB (OWASP's argon2id setting).
const HASHES_AT_ONCE: usize = 2;

/// The span in which wrong passwords are counted.
const TRIES_SPAN: Duration = Duration::from_secs(15 * 60);

/// How old "last used" may be before it is written again.
const TOUCH_EVERY: Duration = Duration::from_secs(60 * 60);

/// Secrets that were looked up, so that a request costs no query; emptied when full.
const KNOWN_MAX: usize = 20_000;

/// Addresses with wrong tries that are remembered; the oldest go first.
const TRIED_MAX: usize = 10_000;

/// What the use cases of accounts remember between requests.
pub(crate) struct Accounts {
    known: RwLock<HashMap<String, Known>>,
    tries: Mutex<HashMap<String, Vec<Timestamp>>>,
    hashing: Semaphore,
}

#[derive(Clone)]
struct Known {
    actor: Arc<Actor>,
    good_until: Timestamp,
}

impl Default for Accounts {
    fn default() -> Self {
        Self {
            known: RwLock::default(),
            tries: Mutex::default(),
            hashing: Semaphore::new(HASHES_AT_ONCE),
        }
    }
}

impl Accounts {
    pub(crate) fn forget_known(&self) {
        self.known
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn known(&self, hash: &str, now: Timestamp) -> Option<Arc<Actor>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .get(hash)
            .filter(|found| now < found.good_until)
            .map(|found| Arc::clone(&found.actor))
    }

    fn remember(&self, hash: String, actor: &Arc<Actor>, good_until: Timestamp) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if KNOWN_MAX <= known.len() {
            known.clear();
        }
        known.insert(
            hash,
            Known {
                actor: Arc::clone(actor),
                good_until,
            },
        );
    }

    /// Refuses an address with too many wrong tries.
    fn check_tries(&self, email: &str, now: Timestamp) -> Result<(), AppError> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(wrong) = tries.get_mut(email) else {
            return Ok(());
        };
        wrong.retain(|at| now < at.plus(TRIES_SPAN));
        if wrong.len() < SIGN_IN_TRIES_MAX as usize {
            return Ok(());
        }
        let again = wrong
            .first()
            .map_or(TRIES_SPAN, |first| first.plus(TRIES_SPAN).since(now));
        Err(AppError::Refused(Refusal {
            code: ErrorCode::TooMany,
            detail: "too many wrong passwords for this address; wait a quarter of an hour".into(),
            fields: Vec::new(),
            retry_after: Some(again),
        }))
    }

    fn note_wrong(&self, email: &str, now: Timestamp) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if TRIED_MAX <= tries.len() {
            tries.retain(|_, wrong| wrong.iter().any(|at| now < at.plus(TRIES_SPAN)));
        }
        if tries.len() < TRIED_MAX || tries.contains_key(email) {
            tries.entry(email.to_owned()).or_default().push(now);
        }
    }
}

/// What somebody sends to sign in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// What their browser calls itself.
    pub agent: String,
}

/// A sign-in with its secret, which goes into the cookie and is kept nowhere.
pub struct SignedIn {
    /// The secret.
    pub secret: String,
    /// Who signed in.
    pub me: Me,
}

/// A new secret of 256 random bits.
pub(crate) fn new_secret() -> String {
    let bytes: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a secret. It has 256 random bits, so a plain hash is enough.
#[must_use]
pub fn hash_secret(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

fn hash_password(password: &str) -> Result<String, AppError> {
    let internal =
        |error: argon2::password_hash::Error| AppError::Internal(error.to_string().into());
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(internal)?;
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(internal)?;
    Ok(hash.to_string())
}

/// A hash of a password nobody has, so that unknown addresses take as long as known ones.
fn nobodys_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash_password("nobody's password").unwrap_or_default())
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| {
        Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
    })
}

/// Writes a sign-in of a person; answers its secret.
pub(crate) fn insert_sign_in(
    tx: &Tx<'_>,
    person: PersonId,
    agent: &str,
    now: Timestamp,
) -> Result<String, AppError> {
    let secret = new_secret();
    let sign_in = SignIn {
        id: SignInId::new(now, random()),
        person,
        agent: agent
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect(),
        created_at: now,
        last_used_at: now,
    };
    tx.insert_sign_in(&sign_in, &hash_secret(&secret))?;
    Ok(secret)
}

impl App {
    /// Hashes a new password off the async threads.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, AppError> {
        let _turn = self.accounts.hashing.acquire().await;
        tokio::task::spawn_blocking(move || hash_password(&password))
            .await
            .map_err(|error| AppError::Internal(Box::new(error)))?
    }

    async fn verify_password(&self, password: String, hash: String) -> Result<bool, AppError> {
        let _turn = self.accounts.hashing.acquire().await;
        tokio::task::spawn_blocking(move || verify(&password, &hash))
            .await
            .map_err(|error| AppError::Internal(Box::new(error)))
    }

    /// Signs a person in.
    ///
    /// # Errors
    /// `wrong_password`, also for unknown addresses and closed accounts; `too_many`.
    pub async fn sign_in(&self, credentials: Credentials) -> Result<SignedIn, AppError> {
        let now = self.now();
        let email = credentials.email.trim().to_lowercase();
        self.accounts.check_tries(&email, now)?;
        let key = email.clone();
        let found = self
            .store
            .read(move |view| view.person_by_email(&key))
            .await?;
        let found = found.filter(|secret| secret.person.disabled_at.is_none());
        let hash = match &found {
            Some(secret) => secret.password_hash.clone(),
            None => nobodys_hash().to_owned(),
        };
        let right = self.verify_password(credentials.password, hash).await?;
        let Some(PersonSecret { person, .. }) = found.filter(|_| right) else {
            self.accounts.note_wrong(&email, now);
            return Err(refused(
                ErrorCode::WrongPassword,
                "the address or the password is wrong",
            ));
        };
        let agent = credentials.agent;
        self.store
            .write(move |tx| {
                let secret = insert_sign_in(tx, person.id, &agent, now)?;
                Ok(SignedIn {
                    secret,
                    me: me(tx, person.id)?,
                })
            })
            .await
    }

    /// Who is behind a cookie's secret.
    ///
    /// # Errors
    /// `signed_out` if it is unknown, too old, or its person's account is closed.
    pub async fn actor_by_cookie(&self, secret: &str) -> Result<Arc<Actor>, AppError> {
        let now = self.now();
        let hash = hash_secret(secret);
        if let Some(actor) = self.accounts.known(&hash, now) {
            return Ok(actor);
        }
        let key = hash.clone();
        let found = self
            .store
            .read(move |view| {
                let Some(sign_in) = view.sign_in_by_secret(&key)? else {
                    return Ok(None);
                };
                let person = view.person(sign_in.person)?;
                Ok::<_, AppError>(person.map(|person| (sign_in, person)))
            })
            .await?;
        let good = found.filter(|(sign_in, person)| {
            person.disabled_at.is_none() && now < sign_in.last_used_at.plus(SIGN_IN_IDLE_MAX)
        });
        let (sign_in, person) = good.ok_or_else(signed_out)?;
        let id = sign_in.id;
        if sign_in.last_used_at.plus(TOUCH_EVERY) < now {
            self.store
                .write(move |tx| tx.touch_sign_in(id, now))
                .await?;
        }
        let actor = Arc::new(Actor {
            person: person.id,
            role: person.role,
            scopes: None,
            sign_in: Some(id),
            ends_at: None,
        });
        self.accounts.remember(hash, &actor, now.plus(TOUCH_EVERY));
        Ok(actor)
    }

    /// Who is behind a bearer token.
    ///
    /// # Errors
    /// `signed_out` if it is unknown, expired, or its person's account is closed.
    pub async fn actor_by_token(&self, secret: &str) -> Result<Arc<Actor>, AppError> {
        let now = self.now();
        let hash = hash_secret(secret);
        if let Some(actor) = self.accounts.known(&hash, now) {
            return Ok(actor);
        }
        let key = hash.clone();
        let found = self
            .store
            .read(move |view| {
                let Some(stored) = view.token_by_secret(&key)? else {
                    return Ok(None);
                };
                let person = view.person(stored.person)?;
                Ok::<_, AppError>(person.map(|person| (stored.token, person)))
            })
            .await?;
        let expires = |token: &Token| token.expires_at.unwrap_or(Timestamp::MAX);
        let good =
            found.filter(|(token, person)| person.disabled_at.is_none() && now < expires(token));
        let (token, person) = good.ok_or_else(signed_out)?;
        let good_until = expires(&token).min(now.plus(TOUCH_EVERY));
        let actor = Arc::new(Actor {
            person: person.id,
            role: person.role,
            scopes: Some(token.scopes),
            sign_in: None,
            ends_at: token.expires_at,
        });
        self.accounts.remember(hash, &actor, good_until);
        Ok(actor)
    }

    /// Signs out this browser, or all of the person's.
    ///
    /// # Errors
    /// As any command.
    pub async fn sign_out(&self, actor: &Actor, everywhere: bool) -> Result<(), AppError> {
        let (person, sign_in, now) = (actor.person, actor.sign_in, self.now());
        let ended = self.store.write(move |tx| {
            ways::changing(tx, person, now, |tx| match sign_in {
                Some(id) if !everywhere => Ok(tx.delete_sign_in(person, id).map(|_| ())?),
                _ => Ok(tx.delete_sign_ins(person)?),
            })
        });
        ended.await?;
        self.accounts.forget_known();
        // Other browsers of the person come back by themselves with their own cookies.
        self.hub.drop_person(person);
        Ok(())
    }

    /// The person's own sign-ins, newest first.
    ///
    /// # Errors
    /// As any query.
    pub async fn sign_ins(&self, actor: &Actor) -> Result<Vec<SignIn>, AppError> {
        let person = actor.person;
        Ok(self.store.read(move |view| view.sign_ins(person)).await?)
    }

    /// Ends one of the person's own sign-ins.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn end_sign_in(&self, actor: &Actor, id: SignInId) -> Result<(), AppError> {
        let (person, now) = (actor.person, self.now());
        let ended = self.store.write(move |tx| {
            ways::changing(tx, person, now, |tx| Ok(tx.delete_sign_in(person, id)?))
        });
        if !ended.await? {
            return Err(not_found());
        }
        self.accounts.forget_known();
        self.hub.drop_person(person);
        Ok(())
    }

    /// The signed-in person's own account.
    ///
    /// # Errors
    /// As any query.
    pub async fn me(&self, actor: &Actor) -> Result<Me, AppError> {
        let person = actor.person;
        self.store.read(move |view| me(view, person)).await
    }

    /// Makes a token; answers it with its secret, which is kept nowhere.
    ///
    /// # Errors
    /// `invalid` for an empty name or no scope; `not_allowed` for tokens.
    pub async fn create_token(
        &self,
        actor: &Actor,
        name: &str,
        mut scopes: Vec<Scope>,
        expires_in_days: Option<u32>,
    ) -> Result<(Token, String), AppError> {
        actor.needs_browser()?;
        let name = validate::name("name", name)?;
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(invalid(
                "scopes",
                "takes at least one of read, write, live, admin, publish, watch",
            ));
        }
        let now = self.now();
        let day = Duration::from_secs(24 * 60 * 60);
        let expires_at = expires_in_days.map(|days| now.plus(day.saturating_mul(days)));
        let id = TokenId::new(now, random());
        let token = Token {
            id,
            name,
            scopes,
            created_at: now,
            expires_at,
        };
        let secret = format!("mw_{}", new_secret());
        let hash = hash_secret(&secret);
        let stored = StoredToken {
            person: actor.person,
            token: token.clone(),
        };
        self.store
            .write(move |tx| tx.insert_token(&stored, &hash))
            .await?;
        Ok((token, secret))
    }

    /// The person's own tokens, newest first.
    ///
    /// # Errors
    /// As any query.
    pub async fn tokens(&self, actor: &Actor) -> Result<Vec<Token>, AppError> {
        let person = actor.person;
        let stored = self.store.read(move |view| view.tokens(person)).await?;
        Ok(stored.into_iter().map(|stored| stored.token).collect())
    }

    /// Ends one of the person's own tokens.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` for tokens.
    pub async fn delete_token(&self, actor: &Actor, id: TokenId) -> Result<(), AppError> {
        actor.needs_browser()?;
        let person = actor.person;
        if !self
            .store
            .write(move |tx| tx.delete_token(person, id))
            .await?
        {
            return Err(not_found());
        }
        self.accounts.forget_known();
        self.hub.drop_person(person);
        self.end_broadcasts_by_token(person).await
    }

    /// Checks the person's current password and answers the new one's hash.
    pub(crate) async fn change_password(
        &self,
        actor: &Actor,
        current: String,
        new: String,
    ) -> Result<String, AppError> {
        actor.needs_browser()?;
        validate::password("password.new", &new)?;
        let person = actor.person;
        let found = self
            .store
            .read(move |view| view.person_secret(person))
            .await?;
        let hash = found.ok_or_else(not_found)?.password_hash;
        if !self.verify_password(current, hash).await? {
            return Err(invalid("password.current", "is not your password"));
        }
        self.hash_password(new).await
    }
}

fn signed_out() -> AppError {
    refused(ErrorCode::SignedOut, "sign in first")
}

/// Reads a person's own account.
pub(crate) fn me(view: &store::View<'_>, person: PersonId) -> Result<Me, AppError> {
    let secret = view.person_secret(person)?.ok_or_else(not_found)?;
    let organisation = view.organisation()?.ok_or_else(not_found)?;
    Ok(Me {
        person: secret.person,
        email: secret.email,
        organisation,
        mail: view.wants_mail(person)?,
    })
}
