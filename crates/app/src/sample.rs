//! The sample organisation: a team whose two weeks fill Meanwhile, for trying it out.
//!
//! What they say stands in `sample/story/*.toml`, which `sample/script.rs` reads; `sample/calendar.rs`
//! lays it relative to now, and `sample/play.rs` plays it through the same commands as people use,
//! each at its own past instant.

mod calendar;
mod cast;
mod clips;
mod play;
mod script;

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use model::id::{FileId, RecordingId};
use model::person::Role;
use model::time::Timestamp;

use crate::App;
use crate::error::AppError;
use crate::organisation::insert_organisation;
use calendar::Calendar;
use cast::Cast;
use play::{Attached, Stage};
use script::Script;

/// The password of everybody in the sample organisation. It is public: the sample is for trying out
/// on one's own machine, and is wiped before a real organisation is set up.
pub const PASSWORD: &str = "river-keep-2026";

/// Length of the recording in `sample/assets`, in milliseconds.
const RECORDING_MS: u64 = 24_008;

/// The recording of the call: VP8 and Opus in WebM, made of drawn waves and soft tones.
const RECORDING: &[u8] = include_bytes!("sample/assets/recording.webm");

/// Files that hang on messages, by name.
const ATTACHMENTS: [(&str, &[u8]); 2] = [
    (
        "battery-n3.png",
        include_bytes!("sample/assets/battery-n3.png"),
    ),
    (
        "gateway-3.log",
        include_bytes!("sample/assets/gateway-3.log"),
    ),
];

/// How one of the sample's people signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSignIn {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password: [`PASSWORD`].
    pub password: &'static str,
    /// Their role; the owner comes first.
    pub role: Role,
}

impl App {
    /// Fills an empty installation with the sample organisation: eight people in six time zones and
    /// what they wrote in the two weeks before now. Answers how each of them signs in, the owner
    /// first. Either all of it is kept or nothing.
    ///
    /// # Errors
    /// `already_set_up` if there is an organisation.
    pub async fn fill_sample(&self) -> Result<Vec<SampleSignIn>, AppError> {
        let Some(app) = self.this.upgrade() else {
            return Err(AppError::Internal("the application is closing".into()));
        };
        let now = self.now();
        let script = Script::read().map_err(AppError::Internal)?;
        let cast = Cast::assemble(&script.team, now).map_err(AppError::Internal)?;
        let sign_ins = cast.sign_ins();
        self.found(&script, &cast, now).await?;
        if let Err(error) = app.play_sample(script, cast, now).await {
            // A story that broke off would be refused the next time; nothing of it is worth keeping.
            self.store.write(|tx| tx.wipe()).await?;
            self.hub.forget();
            self.files.clear().await?;
            return Err(error);
        }
        Ok(sign_ins)
    }

    /// Makes the organisation and its people.
    async fn found(&self, script: &Script, cast: &Cast, now: Timestamp) -> Result<(), AppError> {
        if self.organisation().await?.is_some() {
            // Refused before a hash is computed for nothing; the command refuses again.
            return Err(crate::error::refused(
                model::error::ErrorCode::AlreadySetUp,
                "this organisation is set up already",
            ));
        }
        let password_hash = self.hash_password(PASSWORD.to_owned()).await?;
        let name = script.team.organisation.clone();
        let cast = cast.clone();
        let founded = cast::founded_at(now);
        self.store
            .write(move |tx| {
                insert_organisation(tx, name, true, founded)?;
                cast.enter(tx, &password_hash)
            })
            .await
    }

    /// Plays the story and takes its recordings over.
    async fn play_sample(
        self: Arc<Self>,
        script: Script,
        cast: Cast,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let calendar = Calendar::new(cast.owner_zone(), now);
        let attached = self.attach(&script, &cast).await?;
        let app = Arc::clone(&self);
        let recordings = self
            .store
            .write(move |tx| {
                let stage = Stage::new(&app, &script, &cast, calendar, attached);
                stage.play(&script, tx, now)
            })
            .await?;
        for recording in recordings {
            self.adopt_sample_recording(recording).await?;
        }
        Ok(())
    }

    /// Uploads what hangs on messages, each file by the author of its message.
    async fn attach(&self, script: &Script, cast: &Cast) -> Result<Attached, AppError> {
        let mut attached: HashMap<(String, String), FileId> = HashMap::new();
        for message in script.messages() {
            for name in &message.attach {
                let key = (message.by.clone(), name.clone());
                if attached.contains_key(&key) {
                    continue;
                }
                let actor = cast.actor(&message.by).map_err(AppError::Internal)?;
                if let Some(clip) = clips::named(name) {
                    let file = self.lay_clip(clip, actor).await?;
                    attached.insert(key, file);
                    continue;
                }
                let bytes = ATTACHMENTS
                    .iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, bytes)| *bytes)
                    .ok_or_else(|| AppError::Internal(format!("no asset {name}").into()))?;
                let id = self
                    .begin_upload(actor, name, bytes.len() as u64, None)
                    .await?;
                let piece = futures::stream::iter([Ok(Bytes::from_static(bytes))]);
                self.append_upload(actor, id, 0, piece).await?;
                attached.insert(key, id);
            }
        }
        Ok(attached)
    }

    /// Lays a recording's file where live media would, and takes it over.
    async fn adopt_sample_recording(&self, id: RecordingId) -> Result<(), AppError> {
        let path = self.recordings_dir().join(format!("{id}.webm"));
        tokio::fs::write(&path, RECORDING).await?;
        self.adopt_recording(id, &path, RECORDING_MS).await
    }
}

#[cfg(test)]
mod tests;
