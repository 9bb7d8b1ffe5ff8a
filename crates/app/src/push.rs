//! Web Push: the port to it, and which browsers take a person's pushes. The server wires the port.

use model::account::Scope;
use model::error::ErrorCode;
use model::id::PushSubscriptionId;
use model::limits::PUSH_SUBSCRIPTIONS_MAX;
use model::notice::Notice;
use model::push::{PushOutcome, PushSubscription, PushSubscriptionItem};
use store::StoredSubscription;

use crate::actor::Actor;
use crate::error::{AppError, invalid, not_allowed, not_found, refused};
use crate::live::Later;
use crate::{App, random, ways};

/// Characters that are kept of what a browser calls itself.
const AGENT_CHARS_MAX: usize = 200;

/// Why a subscription is not kept; for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PushRefusal(pub String);

/// Web Push as the use cases see it.
pub trait Push: Send + Sync {
    /// What a browser subscribes with (`applicationServerKey`), in base64url.
    fn public_key(&self) -> String;
    /// Whether a subscription can be kept.
    ///
    /// # Errors
    /// [`PushRefusal`] says what is wrong with it.
    fn check(&self, subscription: &PushSubscription) -> Result<(), PushRefusal>;
    /// Tells notices to one browser, in their order, as one notification. Tries once.
    fn send(&self, subscription: PushSubscription, notices: Vec<Notice>) -> Later<'_, PushOutcome>;
}

/// The host of a push service: what its person sees of the address, which is a secret.
fn service(endpoint: &str) -> String {
    let rest = endpoint
        .split_once("://")
        .map_or(endpoint, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.to_owned()
}

fn item(stored: &StoredSubscription, actor: &Actor) -> PushSubscriptionItem {
    PushSubscriptionItem {
        id: stored.id,
        service: service(&stored.subscription.endpoint),
        agent: stored.agent.clone(),
        created_at: stored.created_at,
        current: actor.sign_in == Some(stored.sign_in),
    }
}

impl App {
    /// What browsers subscribe with; `None` if this server sends no pushes.
    #[must_use]
    pub fn push_key(&self) -> Option<String> {
        self.ways.push().map(|push| push.public_key())
    }

    /// Tells the actor in this browser from now on, as long as it is signed in. A browser that is known
    /// gets its new keys, and is whose it is now.
    ///
    /// # Errors
    /// `not_allowed` for tokens; `invalid` for an address that is none or may not be reached, or when
    /// 20 browsers take the actor's pushes already; `wrong_state` if this server sends none.
    pub async fn subscribe_push(
        &self,
        actor: &Actor,
        subscription: PushSubscription,
        agent: &str,
    ) -> Result<PushSubscriptionItem, AppError> {
        actor.needs_browser()?;
        let sign_in = actor
            .sign_in
            .ok_or_else(|| not_allowed("sign in with a browser to do this"))?;
        let Some(push) = self.ways.push() else {
            let detail = "this server sends no pushes; its operator can set `push.contact`";
            return Err(refused(ErrorCode::WrongState, detail));
        };
        push.check(&subscription)
            .map_err(|refusal| invalid("endpoint", refusal.to_string()))?;
        let now = self.now();
        let stored = StoredSubscription {
            id: PushSubscriptionId::new(now, random()),
            person: actor.person,
            sign_in,
            subscription,
            agent: agent
                .chars()
                .filter(|c| !c.is_control())
                .take(AGENT_CHARS_MAX)
                .collect(),
            created_at: now,
        };
        let actor = actor.clone();
        self.store
            .write(move |tx| {
                // Whoever used this browser before is told here no more.
                if let Some(known) = tx.push_subscription_at(&stored.subscription.endpoint)? {
                    if known.subscription == stored.subscription && known.sign_in == sign_in {
                        return Ok(item(&known, &actor));
                    }
                    ways::changing(tx, known.person, now, |tx| {
                        Ok(tx.delete_push_subscription(known.id)?)
                    })?;
                }
                if PUSH_SUBSCRIPTIONS_MAX <= tx.push_subscriptions(stored.person)?.len() {
                    let detail = format!(
                        "{PUSH_SUBSCRIPTIONS_MAX} browsers take your notifications already; end one"
                    );
                    return Err(invalid("endpoint", detail));
                }
                ways::changing(tx, stored.person, now, |tx| {
                    Ok(tx.insert_push_subscription(&stored)?)
                })?;
                Ok(item(&stored, &actor))
            })
            .await
    }

    /// The browsers that take the actor's pushes, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub async fn push_subscriptions(
        &self,
        actor: &Actor,
    ) -> Result<Vec<PushSubscriptionItem>, AppError> {
        let person = actor.person;
        let stored = self.store.read(move |view| view.push_subscriptions(person));
        let stored = stored.await?;
        Ok(stored.iter().map(|one| item(one, actor)).collect())
    }

    /// Tells the actor no more in one of their browsers.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn end_push_subscription(
        &self,
        actor: &Actor,
        id: PushSubscriptionId,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (person, now) = (actor.person, self.now());
        self.store
            .write(move |tx| {
                let stored = tx.push_subscription(id)?;
                let own = stored.filter(|stored| stored.person == person);
                let own = own.ok_or_else(not_found)?;
                ways::changing(tx, person, now, |tx| {
                    Ok(tx.delete_push_subscription(own.id)?)
                })
            })
            .await
    }
}
