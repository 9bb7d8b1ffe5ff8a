//! Fragments of descriptions (`application/trickle-ice-sdpfrag`, RFC 8840): what clients say of their paths
//! after the offer, and what they are answered when they restart ICE.

use model::session::IceCredentials;

/// The value of the first line that begins so.
fn value<'a>(sdp: &'a str, name: &str) -> Option<&'a str> {
    sdp.lines()
        .find_map(|line| line.trim_end().strip_prefix(name))
}

/// The ICE user name fragment that a description or a fragment of one names first.
pub(super) fn ufrag_of(sdp: &str) -> String {
    value(sdp, "a=ice-ufrag:").unwrap_or_default().to_owned()
}

/// The names that a fragment restarts ICE with; `None` if they are none (RFC 8839, 5.4).
pub(super) fn names_of(fragment: &str) -> Option<IceCredentials> {
    let password = value(fragment, "a=ice-pwd:")?;
    let names = IceCredentials {
        ufrag: ufrag_of(fragment),
        password: password.to_owned(),
    };
    names.are_valid().then_some(names)
}

/// The candidates of a fragment, as a browser's own signalling names them.
pub(super) fn candidates_of(fragment: &str) -> impl Iterator<Item = &str> {
    let lines = fragment.lines().map(str::trim_end);
    lines
        .filter(|line| line.starts_with("a=candidate:"))
        .filter_map(|line| line.strip_prefix("a="))
}

/// What stays of the server's side of the paths when ICE is restarted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paths {
    /// How the server does ICE, and the media line that all others are bundled with.
    head: String,
    /// Where it is.
    candidates: String,
}

impl Paths {
    /// Those of an answer.
    pub(super) fn of_answer(answer: &str) -> Self {
        let mut paths = Self {
            head: String::new(),
            candidates: String::new(),
        };
        let mut medias = 0;
        for line in answer.lines().map(str::trim_end) {
            let media = line.starts_with("m=");
            medias += usize::from(media);
            let to = match medias {
                0 if line == "a=ice-lite"
                    || line.starts_with("a=ice-options:")
                    || line.starts_with("a=group:BUNDLE") =>
                {
                    &mut paths.head
                }
                1 if media || line.starts_with("a=mid:") => &mut paths.head,
                1 if line.starts_with("a=candidate:") => &mut paths.candidates,
                _ => continue,
            };
            to.push_str(line);
            to.push_str("\r\n");
        }
        paths
    }

    /// The fragment that answers a restart with these names of the server.
    pub(super) fn fragment(&self, ours: &IceCredentials) -> String {
        let Self { head, candidates } = self;
        let IceCredentials { ufrag, password } = ours;
        format!(
            "{head}a=ice-ufrag:{ufrag}\r\na=ice-pwd:{password}\r\n{candidates}a=end-of-candidates\r\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAGMENT: &str = "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 UDP 0\r\n\
        a=mid:0\r\na=candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host\r\na=end-of-candidates\r\n";

    #[test]
    fn a_fragment_names_its_user_and_its_candidates() {
        assert_eq!(ufrag_of(FRAGMENT), "EsAw");
        assert_eq!(
            candidates_of(FRAGMENT).collect::<Vec<_>>(),
            ["candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host"]
        );
        assert_eq!(ufrag_of(""), "");
    }

    #[test]
    fn names_are_whole_or_none() {
        let names = names_of(FRAGMENT).unwrap();
        assert_eq!(names.ufrag, "EsAw");
        assert_eq!(names.password, "P2uYro0UCOQ4zxjKXaWCBui1");
        for bad in ["BUi1\r\n", "BUi1 P2uYro0UCOQ4zxjKXaWCBui1\r\n"] {
            let cut = FRAGMENT.replace("P2uYro0UCOQ4zxjKXaWCBui1\r\n", bad);
            assert_eq!(names_of(&cut), None);
        }
        assert_eq!(names_of("a=ice-ufrag:EsAw\r\n"), None);
    }

    #[test]
    fn a_restart_is_answered_with_the_paths_of_the_first_line_under_new_names() {
        let answer = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=group:BUNDLE 0 1\r\na=ice-lite\r\n\
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:old\r\na=ice-pwd:old\r\n\
            a=fingerprint:sha-256 00\r\na=candidate:1 1 udp 1 192.0.2.1 7880 typ host\r\n\
            m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=candidate:1 1 udp 1 192.0.2.1 7880 typ host\r\n";
        let ours = IceCredentials {
            ufrag: "new1".to_owned(),
            password: "secret".to_owned(),
        };
        assert_eq!(
            Paths::of_answer(answer).fragment(&ours),
            "a=group:BUNDLE 0 1\r\na=ice-lite\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n\
             a=ice-ufrag:new1\r\na=ice-pwd:secret\r\n\
             a=candidate:1 1 udp 1 192.0.2.1 7880 typ host\r\na=end-of-candidates\r\n"
        );
    }
}
