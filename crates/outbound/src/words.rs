//! The few words that push and mail add to what they are given.

/// Where several notices open: the inbox.
pub(crate) const INBOX_PATH: &str = "/";

/// Before the subject of what is urgent.
pub(crate) const URGENT: &str = "Urgent";

/// Opens the app on a notice.
pub(crate) const OPEN: &str = "Open";

/// Opens the page that explains a notice.
pub(crate) const WHY: &str = "Why now?";

/// Leads to where somebody says that they want no more letters.
pub(crate) const UNSUBSCRIBE: &str = "Choose what comes by email";

/// Stands in place of a title that is empty.
pub(crate) const UNTITLED: &str = "Something for you";

/// The title of several notices.
pub(crate) fn several(count: usize) -> String {
    format!("{count} things for you")
}

/// In place of notices that did not fit.
pub(crate) fn more(count: usize) -> String {
    format!("and {count} more")
}

/// At a letter's end, who sent it.
pub(crate) fn sent_by(name: &str) -> String {
    format!("Sent by {name}.")
}
