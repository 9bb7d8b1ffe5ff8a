//! What people write: short plain sentences mostly, some Markdown, drawn from a seed.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

const WORDS: &[&str] = &[
    "the", "draft", "is", "ready", "for", "review", "could", "you", "look", "at", "it", "before",
    "noon", "we", "moved", "meeting", "to", "Thursday", "because", "customer", "asked", "about",
    "prices", "again", "thanks", "done", "release", "went", "out", "numbers", "look", "good",
];

/// One text in so many carries Markdown.
const MARKDOWN_ONE_IN: u32 = 5;

/// Draws texts.
pub(crate) struct Texts {
    random: StdRng,
}

impl Texts {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed ^ 0x7465_7874),
        }
    }

    fn sentence(&mut self) -> String {
        let count = self.random.random_range(4..24);
        let words: Vec<&str> = (0..count)
            .map(|_| {
                let at = self.random.random_range(0..WORDS.len());
                WORDS.get(at).copied().unwrap_or_default()
            })
            .collect();
        words.join(" ")
    }

    /// The next text, from 20 to 300 bytes.
    pub(crate) fn next(&mut self) -> String {
        let plain = self.sentence();
        if !self.random.random_ratio(1, MARKDOWN_ONE_IN) {
            return plain;
        }
        match self.random.random_range(0..3) {
            0 => format!("**{plain}** and `cargo build` of {}", self.sentence()),
            1 => format!("{plain}: https://example.org/a/b?c=1"),
            _ => format!("{plain}\n\n- {}\n- {}\n", self.sentence(), self.sentence()),
        }
    }
}

/// The body of a post with a text.
pub(crate) fn post_body(text: &str) -> String {
    serde_json::json!({ "text": text }).to_string()
}
