//! A letter's text as simple HTML: no pictures, nothing that is loaded, nobody counted.

use model::limits::LETTER_SUBJECT_CHARS_MAX;

use super::letter::{Text, line, lines};
use crate::link::absolute;
use crate::words;

/// The whole page.
pub(super) fn write(text: &Text<'_>, title: &str) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n</head>\n\
         <body style=\"font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;\
         max-width:40em;margin:0 auto;padding:16px\">\n",
        escape(title)
    );
    for notice in text.notices {
        page += "<div style=\"margin:0 0 24px\">\n<h1 style=\"font-size:18px;margin:0 0 8px\">";
        if notice.urgent {
            page += &format!("{}: ", words::URGENT);
        }
        page += &escape(&line(&notice.title, LETTER_SUBJECT_CHARS_MAX));
        page += "</h1>\n";
        let body = lines(&notice.body);
        if !body.is_empty() {
            let body = escape(&body).replace('\n', "<br>\n");
            page += &format!("<p style=\"margin:0 0 8px\">{body}</p>\n");
        }
        page += "<p style=\"margin:0\">";
        page += &link(&absolute(text.origin, &notice.path), words::OPEN);
        if let Some(why) = &notice.why {
            page += " · ";
            page += &link(&absolute(text.origin, why), words::WHY);
        }
        page += "</p>\n</div>\n";
    }
    if 0 < text.more {
        let inbox = absolute(text.origin, words::INBOX_PATH);
        page += &format!("<p>{}</p>\n", link(&inbox, &words::more(text.more)));
    }
    page += "<p style=\"font-size:13px;margin:24px 0 0\">";
    page += &escape(&words::sent_by(text.sender));
    if let Some(unsubscribe) = &text.unsubscribe {
        page += " ";
        page += &link(unsubscribe, words::UNSUBSCRIBE);
    }
    page += "</p>\n</body>\n</html>\n";
    page
}

fn link(address: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(address), escape(words))
}

/// Text that stays text, between tags and between quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            other => out.push(other),
        }
    }
    out
}
