//! Whose connection works how well: judged when something is measured or due, told when it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use model::id::PersonId;
use model::session::{MediaSource, QualityLevel};

use super::member::{Filled, Member};
use super::{Conference, ConferenceEvent, Source};
use crate::limits::DECISIONS_PER_TICK;
use crate::quality::{PathReport, Server, Strain, sends};
use crate::source::PeerKey;

/// Who is to be judged, and how the server does.
#[derive(Debug, Default)]
pub(super) struct Judging {
    /// One entry for each member whose connection is not plainly good.
    due: BTreeSet<(Instant, PersonId)>,
    /// How the threads do that have been strained, by shard.
    servers: BTreeMap<u8, Server>,
}

impl Judging {
    fn server(&self, peer: PeerKey) -> Server {
        self.servers.get(&peer.shard()).copied().unwrap_or_default()
    }
}

impl Conference {
    /// Something was measured of a connection.
    pub(super) fn take_path(&mut self, peer: PeerKey, report: &PathReport, now: Instant) {
        let Some(person) = self.by_peer.get(&peer).copied() else {
            return;
        };
        if let Some(member) = self.members.get_mut(&person) {
            member.judge.take(report, now);
        }
        self.judge(person, now);
    }

    /// Something was measured of one of our threads.
    pub(super) fn take_strain(&mut self, shard: u8, strain: Strain, now: Instant) {
        let server = self.judging.servers.entry(shard).or_default();
        if server.take(strain, now) {
            self.judge_shard(shard, now);
        }
    }

    /// Everybody on a thread is judged with the next ticks.
    fn judge_shard(&mut self, shard: u8, now: Instant) {
        for (person, member) in &mut self.members {
            if member.peer.is_some_and(|peer| peer.shard() == shard) {
                self.judging.put(*person, member, now);
            }
        }
    }

    /// A person is to be judged at an instant, or before.
    pub(super) fn judge_again(&mut self, person: PersonId, member: &mut Member, at: Instant) {
        self.judging.put(person, member, at);
    }

    /// Judges those whose instant has come, and forgets threads that do well.
    pub(super) fn judge_due(&mut self, now: Instant) {
        let mut turned = Vec::new();
        self.judging.servers.retain(|shard, server| {
            if server.look(now) {
                turned.push(*shard);
            }
            server.is_strained()
        });
        for shard in turned {
            self.judge_shard(shard, now);
        }
        for _ in 0..DECISIONS_PER_TICK {
            let Some((at, person)) = self.judging.due.first().copied() else {
                break;
            };
            if now < at {
                break;
            }
            self.judging.due.pop_first();
            let member = self.members.get_mut(&person);
            if let Some(member) = member.filter(|member| member.judge_at == Some(at)) {
                member.judge_at = None;
                self.judge(person, now);
            }
        }
    }

    fn judge(&mut self, person: PersonId, now: Instant) {
        let Some(member) = self.members.get_mut(&person) else {
            return;
        };
        let Some(peer) = member.peer else { return };
        let server = self.judging.server(peer);
        let news = member.judge.decide(&server, now);
        if let Some(at) = member.judge.due(now) {
            self.judging.put(person, member, at);
        }
        let quality = sends(member.judge.up(), server.level());
        let before = std::mem::replace(&mut member.quality, quality);
        if let Some(news) = news {
            self.event(ConferenceEvent::Quality(person, news));
        }
        if before != quality {
            self.concern_viewers_later(person, MediaSource::Camera);
            self.concern_viewers_later(person, MediaSource::Screen);
            self.revoice(person);
        }
    }

    /// A source in a slot, as the slot's client is told.
    pub(super) fn filled(&self, source: &Source, paused: bool) -> Filled {
        let owner = self.members.get(&source.owner);
        Filled {
            person: source.owner,
            media: source.media,
            paused,
            quality: owner.map_or(QualityLevel::Good, |owner| owner.quality),
        }
    }
}

impl Judging {
    /// Enters a person, who has one entry at most.
    fn put(&mut self, person: PersonId, member: &mut Member, at: Instant) {
        if member.judge_at.is_some_and(|before| before <= at) {
            return;
        }
        if let Some(before) = member.judge_at.replace(at) {
            self.due.remove(&(before, person));
        }
        self.due.insert((at, person));
    }
}
