//! Tells a client everything anew whose socket was away: it may have missed what was told meanwhile.

use model::id::PersonId;
use model::session::LayerWish;

use super::{Conference, ConferenceEvent, SourceKind};

impl Conference {
    /// Tells what is in each slot of the person, which layers they should send and in which codecs they may.
    pub fn retell(&mut self, person: PersonId) {
        let Some(member) = self.members.get(&person) else {
            return;
        };
        let slots = member.told_slots();
        let codecs = member.codecs.clone();
        let mut layers = Vec::new();
        let own = self.sources_of(person);
        for source in own.iter().filter_map(|id| self.sources.get(id)) {
            if !source.published || SourceKind::of(source.media) == SourceKind::Audio {
                continue;
            }
            // Layers within one stream that have no names are sent together.
            let together = source.split && !source.named;
            let told = if together { 1 } else { source.layers.len() };
            layers.extend(source.layers.iter().take(told).map(|layer| LayerWish {
                mid: source.mid.clone(),
                rid: layer.rid.clone(),
                active: layer.asked,
            }));
        }
        if !slots.is_empty() {
            self.event(ConferenceEvent::Slots(person, slots));
        }
        if !layers.is_empty() {
            self.event(ConferenceEvent::Layers(person, layers));
        }
        if !codecs.is_empty() {
            self.event(ConferenceEvent::Codecs(person, codecs));
        }
    }
}
