//! Message text: Markdown to safe HTML, mentions, excerpts.

use std::fmt::Write as _;
use std::sync::LazyLock;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options};
use model::id::{GroupId, PersonId};
use model::limits::MARKDOWN_DEPTH_MAX;

/// Characters of an excerpt.
const EXCERPT_CHARS: usize = 160;

/// Stands for the `_` of `@_[Name](per_…)` while Markdown is read: two of them in one paragraph would
/// begin and end an emphasis.
const SILENT: char = '\u{e000}';

/// The beginning of a silent mention with it.
const SILENT_LINK: &str = "@\u{e000}[";

/// What a text becomes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// Safe HTML.
    pub(crate) html: String,
    /// Its beginning without markup.
    pub(crate) excerpt: String,
    /// People who are mentioned and thereby asked, in order, each once.
    pub(crate) mentions: Vec<PersonId>,
    /// Groups that are mentioned and thereby asked, in order, each once.
    pub(crate) groups: Vec<GroupId>,
}

/// What a mention names.
#[derive(Clone, Copy)]
enum Mentioned {
    Person(PersonId),
    Group(GroupId),
}

/// Renders a message's Markdown.
pub(crate) fn render(text: &str) -> Rendered {
    if is_plain(text) || MARKDOWN_DEPTH_MAX < depth(text) {
        return render_plain(text);
    }
    let marked = text.replace("@_[", SILENT_LINK);
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &marked, &OPTIONS);
    let mut rendered = Rendered::default();
    replace_mentions(root, &mut rendered);
    rendered.excerpt = excerpt_of(root);
    let mut html = String::with_capacity(text.len() * 2);
    // Writing to a string cannot fail.
    let _ = comrak::format_html(root, &OPTIONS, &mut html);
    rendered.html = SANITISER.clean(&html).to_string();
    if marked != text {
        // Where it was no mention, but code or an address.
        rendered.excerpt = rendered.excerpt.replace(SILENT, "_");
        rendered.html = rendered.html.replace(SILENT, "_").replace("%EE%80%80", "_");
    }
    rendered
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    options
});

/// Comrak leaves raw HTML out already; this is the second wall, with a list of what may pass.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .add_tags([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "input",
            "li",
            "ol",
            "p",
            "pre",
            "span",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ])
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("th", ["align"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("span", ["data-person", "data-group"])
        .add_allowed_classes("span", ["mention"])
        .add_url_schemes(["http", "https", "mailto"])
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank");
    builder
});

/// Whether a text means the same with and without Markdown; most messages do.
fn is_plain(text: &str) -> bool {
    let marks = |byte: u8| {
        matches!(
            byte,
            b'*' | b'_'
                | b'`'
                | b'['
                | b'<'
                | b'>'
                | b'&'
                | b'~'
                | b'|'
                | b'\\'
                | b'#'
                | b'\n'
                | b'\r'
                | b'\t'
                | b'='
                | b'@'
                | b':'
                | 0
        )
    };
    let first = text
        .trim_start()
        .as_bytes()
        .first()
        .copied()
        .unwrap_or(b'a');
    let begins_plainly = !matches!(first, b'-' | b'+' | b'0'..=b'9') && !text.starts_with(' ');
    begins_plainly && !text.bytes().any(marks) && !text.contains("www.")
}

fn render_plain(text: &str) -> Rendered {
    let mut html = String::with_capacity(text.len() + 16);
    for (number, line) in text.lines().enumerate() {
        html.push_str(if number == 0 { "<p>" } else { "<br>\n" });
        escape_into(&mut html, line);
    }
    html.push_str("</p>\n");
    Rendered {
        html,
        excerpt: excerpt(text),
        ..Rendered::default()
    }
}

fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\0' => html.push('\u{fffd}'),
            other => html.push(other),
        }
    }
}

/// How deep lists and quotes nest at most, by the marks at the beginning of lines. Reads each line
/// once and over-counts rather than under-counts.
fn depth(text: &str) -> usize {
    text.lines().map(depth_of_line).max().unwrap_or(0)
}

fn depth_of_line(line: &str) -> usize {
    let mut marks = 0;
    let mut spaces = 0;
    for byte in line.bytes() {
        match byte {
            b'>' | b'-' | b'+' | b'*' | b'.' | b')' => marks += 1,
            b' ' => spaces += 1,
            b'\t' => spaces += 4,
            b'0'..=b'9' => {}
            _ => break,
        }
    }
    // A line of dashes is a rule or a heading's underline, not a nest.
    if spaces == 0 && line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'=')) {
        return 0;
    }
    marks.max(spaces / 2)
}

/// Turns `@[Name](per_…)` and `@_[Name](per_…)` into mentions, of groups too, and notes whom the first
/// kind asks.
fn replace_mentions<'a>(root: Node<'a>, rendered: &mut Rendered) {
    // Collected first: the tree must not change under its own iterator.
    let links: Vec<_> = root
        .descendants()
        .filter(|node| mentioned_by_link(node).is_some())
        .collect();
    for node in links {
        let Some(mentioned) = mentioned_by_link(node) else {
            continue;
        };
        let Some(before) = node.previous_sibling() else {
            continue;
        };
        let silent = {
            let mut data = before.data_mut();
            let NodeValue::Text(text) = &mut data.value else {
                continue;
            };
            let silent = text.ends_with(SILENT);
            let rest = text.strip_suffix(SILENT).unwrap_or(text.as_ref());
            let Some(rest) = rest.strip_suffix('@').map(str::to_owned) else {
                continue;
            };
            *text = rest.into();
            silent
        };
        let name = plain_text(node);
        let children: Vec<_> = node.children().collect();
        for child in children {
            child.detach();
        }
        let mut html = String::new();
        // Writing to a string cannot fail.
        let _ = match mentioned {
            Mentioned::Person(id) => write!(html, "<span class=\"mention\" data-person=\"{id}\">@"),
            Mentioned::Group(id) => write!(html, "<span class=\"mention\" data-group=\"{id}\">@"),
        };
        escape_into(&mut html, &name);
        html.push_str("</span>");
        node.data_mut().value = NodeValue::Raw(html);
        if silent {
            continue;
        }
        match mentioned {
            Mentioned::Person(id) => push_new(&mut rendered.mentions, id),
            Mentioned::Group(id) => push_new(&mut rendered.groups, id),
        }
    }
}

/// Adds what is not there yet.
fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn mentioned_by_link(node: Node<'_>) -> Option<Mentioned> {
    let data = node.data();
    let NodeValue::Link(link) = &data.value else {
        return None;
    };
    let person = link.url.parse().map(Mentioned::Person);
    let group = |_| link.url.parse().map(Mentioned::Group);
    person.or_else(group).ok()
}

fn plain_text(node: Node<'_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(piece) => text.push_str(piece),
            NodeValue::Code(code) => text.push_str(&code.literal),
            _ => {}
        }
    }
    text
}

fn excerpt_of(root: Node<'_>) -> String {
    let mut text = String::new();
    for node in root.descendants() {
        if EXCERPT_CHARS * 4 < text.len() {
            break;
        }
        match &node.data().value {
            NodeValue::Text(piece) => text.push_str(piece),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => {
                text.push(' ');
                text.push_str(&code.literal);
            }
            NodeValue::Raw(html) => text.push_str(&without_tags(html)),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Paragraph
            | NodeValue::Item(_)
            | NodeValue::Heading(_)
            | NodeValue::TableCell => text.push(' '),
            _ => {}
        }
    }
    excerpt(&text)
}

/// The text of a mention's own HTML, which has exactly one element.
fn without_tags(html: &str) -> String {
    let inner = html.split_once('>').map_or(html, |(_, rest)| rest);
    let inner = inner.rsplit_once('<').map_or(inner, |(text, _)| text);
    inner
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The first characters of a text, in one line.
pub(crate) fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= EXCERPT_CHARS {
        return words;
    }
    let mut cut: String = words.chars().take(EXCERPT_CHARS - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests;
