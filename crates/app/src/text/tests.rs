//! Tests of message text.

use model::id::{GroupId, PersonId};
use model::time::Timestamp;

use super::{Rendered, render};

fn check_html(text: &str, html: &str) {
    assert_eq!(render(text).html.trim_end(), html, "of {text:?}");
}

fn ana() -> PersonId {
    PersonId::new(Timestamp::from_millis(1), 2)
}

#[test]
fn markdown_becomes_html() {
    check_html("plain words", "<p>plain words</p>");
    check_html("a **b** `c`", "<p>a <strong>b</strong> <code>c</code></p>");
    check_html("one\ntwo", "<p>one<br>\ntwo</p>");
    check_html("- x\n- y", "<ul>\n<li>x</li>\n<li>y</li>\n</ul>");
    check_html("it's 5 > 3", "<p>it's 5 &gt; 3</p>");
    check_html(
        "```\nlet a = 1;\n```",
        "<pre><code>let a = 1;\n</code></pre>",
    );
}

#[test]
fn links_are_kept_only_with_harmless_schemes() {
    let link = render("[a](https://example.org)").html;
    assert!(link.contains("href=\"https://example.org\""), "{link}");
    assert!(
        link.contains("rel=\"noopener noreferrer nofollow\""),
        "{link}"
    );
    for text in [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,<script>)",
        "[a](vbscript:x)",
        "![a](javascript:alert(1))",
    ] {
        let html = render(text).html.to_lowercase();
        assert!(
            !html.contains("script:") && !html.contains("data:text"),
            "{html}"
        );
    }
}

#[test]
fn raw_html_never_passes() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "a <b onclick=x>b</b>",
        "<iframe src=//x>",
        "<style>*{}</style>",
    ] {
        let html = render(text).html.to_lowercase();
        for bad in [
            "<script",
            "<img",
            "<svg",
            "onclick",
            "<iframe",
            "<style",
            "onerror=a",
        ] {
            assert!(!html.contains(bad), "{text} gave {html}");
        }
    }
}

#[test]
fn the_excerpt_keeps_cells_code_and_paragraphs_apart() {
    let table = "Sums:\n\n| | JPY |\n|---|---|\n| train | 27 |\n\nand `x`\n\n```\ny\n```\n";
    assert_eq!(render(table).excerpt, "Sums: JPY train 27 and x y");
}

#[test]
fn a_mention_asks_and_a_silent_one_only_names() {
    let id = ana();
    let Rendered {
        html,
        excerpt,
        mentions,
        groups,
    } = render(&format!("@[Ana <3]({id}) please look"));
    assert_eq!((mentions, groups), (vec![id], Vec::new()));
    assert_eq!(excerpt, "@Ana <3 please look");
    let span = format!("<span class=\"mention\" data-person=\"{id}\">@Ana &lt;3</span>");
    assert!(html.contains(&span), "{html}");
    assert!(
        render(&format!("@_[Ana]({id}) said so"))
            .mentions
            .is_empty()
    );
    assert!(render(&format!("`@[Ana]({id})`")).mentions.is_empty());
    assert!(render(&format!("[Ana]({id})")).mentions.is_empty());
}

#[test]
fn several_silent_mentions_are_no_emphasis() {
    let id = ana();
    let rendered = render(&format!(
        "@_[Ben]({id}) and @_[Luis]({id}), or _both_, `@_[x]` and [y](https://a.example/@_[z)"
    ));
    assert!(rendered.mentions.is_empty());
    assert_eq!(rendered.excerpt, "@Ben and @Luis, or both, @_[x] and y");
    assert_eq!(rendered.html.matches("class=\"mention\"").count(), 2);
    assert!(rendered.html.contains("<em>both</em>"), "{}", rendered.html);
    assert!(
        rendered.html.contains("<code>@_[x]</code>"),
        "{}",
        rendered.html
    );
    assert!(rendered.html.contains("/@_"), "{}", rendered.html);
    assert!(!rendered.html.contains("%EE") && !rendered.html.contains(super::SILENT));
}

#[test]
fn a_group_is_mentioned_as_a_person_is() {
    let id = GroupId::new(Timestamp::from_millis(1), 3);
    let rendered = render(&format!(
        "@[Site & yard]({id}), @[Ana]({}) and @[Site]({id})",
        ana()
    ));
    assert_eq!(rendered.groups, [id]);
    assert_eq!(rendered.mentions, [ana()]);
    assert_eq!(rendered.excerpt, "@Site & yard, @Ana and @Site");
    let span = format!("<span class=\"mention\" data-group=\"{id}\">@Site &amp; yard</span>");
    assert!(rendered.html.contains(&span), "{}", rendered.html);
    let silent = render(&format!("@_[Site]({id}) said so"));
    assert!(silent.groups.is_empty());
    assert!(silent.html.contains("data-group"));
}

#[test]
fn each_person_is_asked_once() {
    let id = ana();
    assert_eq!(
        render(&format!("@[Ana]({id}) and @[Ana]({id})")).mentions,
        [id]
    );
}

#[test]
fn deep_nesting_and_long_runs_end_quickly_as_text() {
    let limit = model::limits::MESSAGE_TEXT_BYTES_MAX;
    for text in [
        "[".repeat(limit),
        "> ".repeat(limit / 2),
        "- ".repeat(limit / 2),
        "*a _b ".repeat(limit / 6),
        "`".repeat(limit),
        "![[](".repeat(limit / 5),
        (0..200)
            .map(|deep| format!("{}- x\n", "  ".repeat(deep)))
            .collect(),
        "\0".repeat(limit),
        "<".repeat(limit),
        "a|".repeat(limit / 2),
        "|\n".repeat(limit / 2),
        "https://".repeat(limit / 8),
    ] {
        let rendered = render(&text);
        assert!(!rendered.html.is_empty());
        assert!(rendered.excerpt.chars().count() <= 160);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_brings_a_script_or_a_handler(text in ".{0,300}") {
        let html = render(&text).html.to_lowercase();
        proptest::prop_assert!(!html.contains("<script"));
        proptest::prop_assert!(!html.contains("javascript:") || html.contains("&") || !html.contains("href=\"javascript:"));
    }
}
