//! What the server itself says it moved: `/metrics`.

use std::net::SocketAddr;

use crate::error::BenchError;
use crate::http::{Http, request};

/// Datagrams of media since the server's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Datagrams {
    pub(crate) received: u64,
    pub(crate) sent: u64,
    pub(crate) dropped: u64,
}

impl Datagrams {
    pub(crate) async fn read(server: SocketAddr) -> Result<Self, BenchError> {
        let mut http = Http::connect(server).await?;
        let answer = http.send(&request("GET", "/metrics", "", "")).await?;
        answer.done("GET /metrics")?;
        let text = std::str::from_utf8(answer.body)
            .map_err(|_| BenchError::Protocol("metrics are no text"))?;
        Self::parse(text).ok_or(BenchError::Protocol("metrics tell nothing of media"))
    }

    fn parse(text: &str) -> Option<Self> {
        let count = |became: &str| {
            let name = format!("meanwhile_media_datagrams_total{{became=\"{became}\"}} ");
            let line = text.lines().find_map(|line| line.strip_prefix(&name))?;
            line.trim().parse().ok()
        };
        Some(Self {
            received: count("received")?,
            sent: count("sent")?,
            dropped: count("dropped")?,
        })
    }

    /// What was moved since an earlier look.
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            received: self.received.saturating_sub(before.received),
            sent: self.sent.saturating_sub(before.sent),
            dropped: self.dropped.saturating_sub(before.dropped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datagrams_are_found_among_other_metrics() {
        let text = "# HELP x\nmeanwhile_media_peers 3\n\
             meanwhile_media_datagrams_total{became=\"received\"} 12\n\
             meanwhile_media_datagrams_total{became=\"sent\"} 34\n\
             meanwhile_media_datagrams_total{became=\"dropped\"} 5\n";
        let told = Datagrams {
            received: 12,
            sent: 34,
            dropped: 5,
        };
        assert_eq!(Datagrams::parse(text), Some(told));
        assert_eq!(Datagrams::parse("meanwhile_media_peers 3\n"), None);
    }
}
