//! The ways out of the house: Web Push and email.
//!
//! - [`Pusher`] encrypts a notice to one browser and hands it to that browser's push service.
//! - [`Mailer`] writes a letter and hands it to the relay that the operator named.
//!
//! Both say what became of it as data; whether and when to try again is the caller's business, and
//! nothing is kept here but connections.
//!
//! **Invariant:** where people name the address, as with push, only public addresses are reached,
//! unless the operator opened others ([`AddressRule`]); the connection goes to the very address that was
//! checked, and redirects are not followed. The relay is the operator's own word and not bound so.

mod address;
mod link;
mod mail;
mod push;
mod trust;
mod words;

pub use address::{AddressRule, NetworkError};
pub use mail::{MailSetupError, Mailer, Relay, RelayTls, Sender, SignIn};
pub use push::{
    PushMessage, PushSetupError, Pusher, SubscriptionRefusal, Urgency, VapidError, VapidKeys,
};
pub use trust::{Trust, TrustError};
