//! Whether queues on the path grow: a line through the delays of late (the arrival-time filter and
//! the over-use detector of gcc-02, 5.3 and 5.4, with a trend line for the filter).

use std::collections::VecDeque;

use super::groups::Delta;

/// Groups the line goes through.
const WINDOW: usize = 20;

/// How much of the smoothed delay each group leaves as it is.
const SMOOTHING: f64 = 0.9;

/// Weight of the slope, which grows with the number of groups seen up to this many.
const GAIN: f64 = 4.0;
const GROUPS_WEIGHED: f64 = 60.0;

/// The threshold at first, and its bounds, in milliseconds.
const THRESHOLD: f64 = 12.5;
const THRESHOLD_MIN: f64 = 6.0;
const THRESHOLD_MAX: f64 = 600.0;

/// How fast the threshold follows upwards and downwards, per millisecond (gcc-02, 5.4).
const UP: f64 = 0.008_7;
const DOWN: f64 = 0.039;

/// A slope this far above the threshold does not move it: a sudden step, not a slow neighbour.
const STEP: f64 = 15.0;

/// How long queues have to grow to count, in milliseconds.
const OVERUSE: f64 = 10.0;

/// What happens to the queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Usage {
    /// They neither grow nor shrink.
    Normal,
    /// They shrink.
    Under,
    /// They grow.
    Over,
}

/// Follows the delay of one path.
#[derive(Debug)]
pub(super) struct Trend {
    groups: f64,
    accumulated: f64,
    smoothed: f64,
    first_came: Option<i64>,
    /// When groups came, and their smoothed delay, in milliseconds.
    points: VecDeque<(f64, f64)>,
    slope: f64,
    threshold: f64,
    threshold_at: Option<i64>,
    /// For how long, and how often, the slope has been above the threshold.
    over_for: f64,
    over_count: u32,
    usage: Usage,
}

impl Trend {
    pub(super) fn new() -> Self {
        Self {
            groups: 0.0,
            accumulated: 0.0,
            smoothed: 0.0,
            first_came: None,
            points: VecDeque::with_capacity(WINDOW + 1),
            slope: 0.0,
            threshold: THRESHOLD,
            threshold_at: None,
            over_for: 0.0,
            over_count: 0,
            usage: Usage::Normal,
        }
    }

    pub(super) const fn usage(&self) -> Usage {
        self.usage
    }

    /// Takes the spread of two groups, the later of which came at this instant.
    pub(super) fn take(&mut self, delta: Delta, came_at: i64) -> Usage {
        let sent = millis(delta.sent);
        self.groups = (self.groups + 1.0).min(GROUPS_WEIGHED);
        self.accumulated += millis(delta.came) - sent;
        self.smoothed = SMOOTHING * self.smoothed + (1.0 - SMOOTHING) * self.accumulated;
        let first = *self.first_came.get_or_insert(came_at);
        self.points
            .push_back((millis(came_at - first), self.smoothed));
        let before = self.slope;
        if WINDOW < self.points.len() {
            self.points.pop_front();
        }
        if self.points.len() == WINDOW {
            self.slope = slope(&self.points).unwrap_or(before);
        }
        self.detect(sent, before);
        self.follow(came_at);
        self.usage
    }

    fn weighed(&self) -> f64 {
        self.groups * self.slope * GAIN
    }

    fn detect(&mut self, sent: f64, before: f64) {
        if self.groups < 2.0 {
            return;
        }
        let weighed = self.weighed();
        if self.threshold < weighed {
            // Begun somewhere between the two groups.
            self.over_for += if self.over_count == 0 {
                sent / 2.0
            } else {
                sent
            };
            self.over_count += 1;
            if OVERUSE < self.over_for && 1 < self.over_count && before <= self.slope {
                self.over_for = 0.0;
                self.over_count = 0;
                self.usage = Usage::Over;
            }
            return;
        }
        self.over_for = 0.0;
        self.over_count = 0;
        self.usage = if weighed < -self.threshold {
            Usage::Under
        } else {
            Usage::Normal
        };
    }

    /// Lets the threshold follow the slope, so that a neighbour that fills queues does not starve
    /// us.
    fn follow(&mut self, came_at: i64) {
        let before = self.threshold_at.replace(came_at).unwrap_or(came_at);
        let size = self.weighed().abs();
        if self.threshold + STEP < size {
            return;
        }
        let speed = if size < self.threshold { DOWN } else { UP };
        let span = millis(came_at - before).clamp(0.0, 100.0);
        self.threshold = (self.threshold + speed * (size - self.threshold) * span)
            .clamp(THRESHOLD_MIN, THRESHOLD_MAX);
    }
}

/// Milliseconds of microseconds.
#[expect(
    clippy::cast_precision_loss,
    reason = "spans of a connection, far below 2^52 microseconds"
)]
fn millis(micros: i64) -> f64 {
    micros as f64 / 1_000.0
}

/// The slope of the line of least squares.
#[expect(clippy::cast_precision_loss, reason = "a window of points")]
fn slope(points: &VecDeque<(f64, f64)>) -> Option<f64> {
    let count = points.len() as f64;
    let (sum_x, sum_y) = points
        .iter()
        .fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (above, below) = points.iter().fold((0.0, 0.0), |(above, below), (x, y)| {
        let off = x - mean_x;
        (above + off * (y - mean_y), below + off * off)
    });
    (0.0 < below).then(|| above / below)
}
