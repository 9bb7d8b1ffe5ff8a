//! What holds in every simulated network, each stated once over the trace of one who watches.

use std::time::{Duration, Instant};

use crate::nets::Net;
use crate::network::Fate;
use crate::trace::Trace;

const SECOND: Duration = Duration::from_secs(1);

/// After a path begins to carry less, its queue is full of what was sent for the wider path, and
/// word of that has yet to come back: for this long no voice can be sure to get past it.
const ADAPTS: Duration = Duration::from_millis(1_500);

/// A voice that comes later than this, beyond the path's own way, is as good as lost.
const LATE: Duration = Duration::from_millis(400);

/// Of the packets of a voice that chance spares, so many come in time in each second, and in all, in
/// percent.
///
/// Nothing brings back what chance takes: a voice is not sent twice where little fits, and sent again it
/// would be late. At 20 % loss a fifth is lost whatever the engine does, so that of all packets no more than
/// 80 % can be asked for; it is the engine's part of the rest that is. Of one lost packet in ten a listener
/// hears little: Opus carries it again, coarsely, in the next, and conceals the rest.
const SECOND_PERCENT: u32 = 90;
const ALL_PERCENT: u32 = 98;

/// How soon pictures come back after a path has recovered.
const RESUMES: Duration = Duration::from_secs(2);

/// How soon the layer follows the tile, when its keyframe is there.
const FOLLOWS: Duration = Duration::from_millis(500);

/// A layer's keyframe is not asked for again so soon after one was (`KEYFRAME_GAP`).
const KEYFRAME_GAP: Duration = Duration::from_secs(1);

/// Keyframes of one layer follow each other no sooner: `KEYFRAME_GAP_START` less a picture's time.
const KEYFRAMES_APART: Duration = Duration::from_millis(250);

/// No picture for so long is a pause.
const PAUSE: Duration = Duration::from_millis(700);

/// How often pictures may return on a path that stays as it is, which is for 7 s at most here.
const RETURNS: usize = 2;

/// What holds in every network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    Voices,
    Resumes,
    Follows,
    Apart,
    Steady,
}

/// The laws that are broken, each with how.
pub fn check(net: &Net, trace: &Trace) -> Vec<(Law, String)> {
    let laws = [
        (Law::Voices, audio_does_not_starve(net, trace)),
        (Law::Resumes, video_resumes(net, trace)),
        (Law::Follows, layer_follows_the_tile(net, trace)),
        (Law::Apart, keyframes_come_apart(trace)),
        (Law::Steady, pictures_do_not_flap(trace)),
    ];
    let broken = |(law, holds): (Law, Result<(), String>)| Some((law, holds.err()?));
    laws.into_iter().filter_map(broken).collect()
}

/// Audio never starves while 40 kbit/s remain: of the loudest voice, nearly all packets that chance
/// spares come in time ([`SECOND_PERCENT`], [`ALL_PERCENT`]).
///
/// 40 kbit/s are what one voice takes whose Opus has 24 bytes in 20 ms, with all headers. One of 80
/// bytes (32 kbit/s) takes 63, and nobody but its publisher can make it smaller; so the law asks for
/// what the voice takes and a tenth, for reports and checks. Three such voices take 187 kbit/s: where
/// less remains, it is one voice that goes on, the loudest. Not asked of the moments right after a
/// path begins to carry less: [`ADAPTS`], and as long as what the voice leaves of the path takes to
/// empty its queue.
fn audio_does_not_starve(net: &Net, trace: &Trace) -> Result<(), String> {
    let seconds = heard(net, trace);
    let few =
        |second: &&Second| second.sent < 47 || second.came * 100 < second.sent * SECOND_PERCENT;
    if let Some(second) = seconds.iter().find(few) {
        let Second { from, sent, came } = second;
        return Err(format!(
            "audio starves: from {from:?}, {sent} packets of 50 were sent and {came} came in time"
        ));
    }
    let sent: u32 = seconds.iter().map(|second| second.sent).sum();
    let came: u32 = seconds.iter().map(|second| second.came).sum();
    if came * 100 < sent * ALL_PERCENT {
        return Err(format!("audio starves: {came} of {sent} came in all"));
    }
    Ok(())
}

/// What came of the loudest voice within a second.
#[derive(Clone, Copy)]
struct Second {
    /// Since the beginning.
    from: Duration,
    sent: u32,
    /// In time, or lost by chance.
    came: u32,
}

/// The seconds, one each tenth, of which [`audio_does_not_starve`] asks something.
fn heard(net: &Net, trace: &Trace) -> Vec<Second> {
    let begin = trace.begin();
    let need = net.voice_bits() * 11 / 10;
    let way = net.path.delay + net.path.jitter + crate::network::Path::HELD;
    let mut seconds = Vec::new();
    let mut from = begin;
    while from + 2 * SECOND <= trace.end() {
        let until = from + SECOND;
        let adapts = |(fall, carries): (Instant, u64)| {
            fall < until && from < fall + ADAPTS + empties(net, carries)
        };
        if need <= trace.least(from, until) && !trace.falls().any(adapts) {
            let mut second = Second {
                from: from - begin,
                sent: 0,
                came: 0,
            };
            for packet in trace.voice(net.loudest(), from, until) {
                second.sent += 1;
                second.came += match packet.fate {
                    Fate::Comes(at) => u32::from(at <= packet.at + way + LATE),
                    // What chance takes is nobody's fault.
                    Fate::Chance => 1,
                    Fate::Full => 0,
                };
            }
            seconds.push(second);
        }
        from += SECOND / 10;
    }
    seconds
}

/// How long a full queue takes until it delays voices no more than they may be late, when they alone
/// are sent.
fn empties(net: &Net, carries: u64) -> Duration {
    let left = carries.saturating_sub(net.voice_bits());
    let much = net.path.queue_at(carries).saturating_sub(LATE).as_micros();
    let micros = much * u128::from(carries) / u128::from(left.max(1));
    Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX)).min(10 * SECOND)
}

/// Video resumes within 2 s of recovery, and goes on, where the path then carries the smallest layer
/// beside the voices, half as much again, and what is sent again.
fn video_resumes(net: &Net, trace: &Trace) -> Result<(), String> {
    let begin = trace.begin();
    for rise in trace.rises() {
        if trace.least(rise, trace.end()) < net.needs(180) {
            continue;
        }
        let resumed = trace.shows(rise, |_| true).map(|at| at - rise);
        if resumed.is_none_or(|span| RESUMES < span) {
            return Err(format!(
                "video does not resume: {resumed:?} after recovery at {:?}",
                rise - begin
            ));
        }
        let mut from = rise + RESUMES;
        while from + SECOND <= trace.end() {
            let pictures = trace.pictures(from, SECOND);
            if pictures < 8 {
                return Err(format!(
                    "video does not go on: {pictures} pictures from {:?}",
                    from - begin
                ));
            }
            from += SECOND;
        }
    }
    Ok(())
}

/// The layer follows the tile within 500 ms and a keyframe, on a path that has carried enough for it
/// for 2 s.
///
/// The keyframe's part is what the throttle leaves of [`KEYFRAME_GAP`] since the publisher made one,
/// and its way, with what of it is lost asked for again.
fn layer_follows_the_tile(net: &Net, trace: &Trace) -> Result<(), String> {
    for (at, height) in trace.tiles.iter().copied() {
        let changes = |from: Instant| at < from + 2 * SECOND && from < at + 2 * SECOND;
        let fits = net.needs(height) <= trace.least(at, at + 2 * SECOND);
        if !fits || trace.rates.iter().any(|rate| changes(rate.from)) {
            continue;
        }
        let mut before = trace.keyframes.iter().rev();
        let before = before.find(|made| made.at < at && made.height == height);
        let asked = before.map_or(at, |made| at.max(made.at + KEYFRAME_GAP));
        let shown = trace.shows(at, |shown| shown == height);
        let limit = asked + FOLLOWS + net.keyframe_takes();
        if shown.is_none_or(|shown| limit < shown) {
            return Err(format!(
                "the layer does not follow: tile of {height} at {:?}, shown after {:?} instead of {:?}",
                at - trace.begin(),
                shown.map(|shown| shown - at),
                limit - at
            ));
        }
    }
    Ok(())
}

/// However often a watcher misses something, publishers are not asked for keyframes in a flood.
fn keyframes_come_apart(trace: &Trace) -> Result<(), String> {
    for height in [180, 360, 720] {
        let asked = trace.keyframes.iter().filter(|made| made.asked);
        let made = asked.filter(|made| made.height == height);
        let made: Vec<Instant> = made.map(|made| made.at).collect();
        let close = |pair: &&[Instant]| pair[1] < pair[0] + KEYFRAMES_APART;
        if let Some(pair) = made.windows(2).find(close) {
            return Err(format!(
                "keyframes of {height} {:?} apart at {:?}",
                pair[1] - pair[0],
                pair[0] - trace.begin()
            ));
        }
    }
    Ok(())
}

/// On a path that stays as it is, pictures that pause for want of bandwidth do not come and go: they
/// return at most [`RETURNS`] times before it changes.
fn pictures_do_not_flap(trace: &Trace) -> Result<(), String> {
    let ends = trace.rates.iter().skip(1).map(|rate| rate.from);
    for (rate, end) in trace.rates.iter().zip(ends.chain(trace.end)) {
        let within = |at: &Instant| rate.from <= *at && *at < end;
        let shown: Vec<Instant> = trace
            .shown
            .iter()
            .map(|(at, _)| *at)
            .filter(within)
            .collect();
        let paused = shown.windows(2).filter(|pair| pair[0] + PAUSE < pair[1]);
        let returns = paused.count();
        if RETURNS < returns {
            return Err(format!(
                "pictures flap: they return {returns} times from {:?}",
                rate.from - trace.begin()
            ));
        }
    }
    Ok(())
}
