//! The brief as a page: one HTML file without scripts, and without anything from outside.
//!
//! The page is made of the Markdown that a template gives. HTML in it is shown as the text that it is, links lead
//! to web pages and mail addresses or nowhere, pictures give way to their words. A strict policy in the page
//! itself forbids the rest.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::render::{visible, xml};

const STYLE: &str = include_str!("page.css");

/// SHA-256 of the style, by which the page's policy lets it in and nothing else.
const STYLE_HASH: &str = "sha256-V71iF+NTPiYUuAI14VZXk0erIlfDSFT6dzwzA+ex5D4=";

/// What a link may lead to.
const HARMLESS_LINKS: [&str; 3] = ["https://", "http://", "mailto:"];

/// The page of a brief in Markdown; `language` is the word for it, such as `zh-CN`.
pub fn page(markdown: &str, title: &str, language: &str) -> String {
    let title = xml::escaped(&visible::line(title));
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
{body}</body>
</html>
"#,
        body = body(markdown)
    )
}

fn body(markdown: &str) -> String {
    let markdown = visible::block(markdown);
    let mut filter = Filter::default();
    let events = Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let events = events.filter_map(|event| filter.harmless(event));
    let mut body = String::new();
    html::push_html(&mut body, events);
    body
}

/// Lets through what is harmless. Links do not lie within links: one flag tells whether the end is let through.
#[derive(Default)]
struct Filter {
    in_dead_link: bool,
}

impl Filter {
    fn harmless<'t>(&mut self, event: Event<'t>) -> Option<Event<'t>> {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) if !leads_out(link_type, &dest_url) => {
                self.in_dead_link = true;
                None
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut self.in_dead_link) => None,
            event => Some(event),
        }
    }
}

/// Whether a link leads to a web page or a mail address.
fn leads_out(link_type: LinkType, address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    link_type == LinkType::Email || HARMLESS_LINKS.iter().any(|begin| address.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::{BASE64_STANDARD, Engine};
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_hash_of_the_style() {
        let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(
            STYLE_HASH,
            format!("sha256-{hash}"),
            "write this hash into STYLE_HASH"
        );
        assert!(!STYLE.contains("</"), "the style must not end before its end");
    }

    #[test]
    fn what_is_written_as_html_is_shown_as_text() {
        for (markdown, shown) in [
            ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
            (
                "a <b onclick=x>b</b>",
                "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n",
            ),
            ("[t](javascript:x)", "<p>t</p>\n"),
            ("[t](JaVaScRiPt:x) *u*", "<p>t <em>u</em></p>\n"),
            ("[t](data:text/html,x)", "<p>t</p>\n"),
            ("[t](//evil.example)", "<p>t</p>\n"),
            ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
            ("![words](https://evil.example/x.png)", "<p>words</p>\n"),
            (
                "[t](https://a.example \"x\\\" onclick=y\")",
                "<p><a href=\"https://a.example\" title=\"x&quot; onclick=y\">t</a></p>\n",
            ),
            (
                "<a@b.example>",
                "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
            ),
            ("\u{1b}[31m\u{202e}", "<p>␛[31m&lt;U+202E&gt;</p>\n"),
        ] {
            assert_eq!(body(markdown), shown, "{markdown}");
        }
    }

    #[test]
    fn the_title_and_the_language_are_told() {
        let page = page("# x\n", "</title><script>\u{202e}", "zh-CN");
        assert!(page.contains("<html lang=\"zh-CN\">"), "{page}");
        assert!(
            page.contains("<title>&lt;/title&gt;&lt;script&gt;&lt;U+202E&gt;</title>"),
            "{page}"
        );
    }

    /// The names of the tags of a text, without their slashes.
    fn tags(html: &str) -> impl Iterator<Item = &str> {
        html.split('<').skip(1).map(|rest| {
            let name = rest.trim_start_matches('/');
            name.split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default()
        })
    }

    const KNOWN: [&str; 25] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];

    proptest! {
        #[test]
        fn no_markdown_gives_a_tag_of_its_own(text in r#"([<>\[\]()"'=!#*`|\n :/-]|script|img|src|onerror|javascript:|https://a|a|长){0,60}"#) {
            for tag in tags(&body(&text)) {
                prop_assert!(KNOWN.contains(&tag), "{}", tag);
            }
        }
    }
}
