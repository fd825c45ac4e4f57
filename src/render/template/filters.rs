//! The filters that templates have besides the engine's own, told in the language of the brief.

use minijinja::{Environment, Error, ErrorKind, Value};
use serde::Deserialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::playbook::Playbook;
use crate::model::Day;
use crate::render::wrap::wrap;
use crate::settings::Language;

/// What a text may be padded to, in cells: a filter must not take memory without bound.
const WIDEST: usize = 200;

/// A filter as templates name it, and what it does, for the manual.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// How it is used.
    pub example: &'static str,
    /// What it gives.
    pub meaning: &'static str,
}

/// All of them, in the order of the manual.
pub const FILTERS: &[Filter] = &[
    Filter {
        name: "label",
        example: "deal.milestone | label",
        meaning: "A word of the format as it is said: `labels` of the playbook.",
    },
    Filter {
        name: "move",
        example: "risk[0] | move",
        meaning: "The move against a risk of its kind: `risk_moves` of the playbook; empty where there is none.",
    },
    Filter {
        name: "money",
        example: "deal.amount | money",
        meaning: "An amount: `1.2M EUR`, in Chinese `120 万人民币`.",
    },
    Filter {
        name: "date",
        example: "meeting.on | date",
        meaning: "A day written out: `25 November 2026`, in Chinese `2026年11月25日`.",
    },
    Filter {
        name: "ago",
        example: "person.days_ago | ago",
        meaning: "How long ago so many days are: `yesterday`, `3 days ago`; below zero they lie ahead: `in 3 days`.",
    },
    Filter {
        name: "listed",
        example: "meeting.goes | listed",
        meaning: "A list as one says it: `Ann, Bob and Cid`, in Chinese `甲、乙和丙`. (`list` is the engine's: it makes a list of a sequence.)",
    },
    Filter {
        name: "wrap",
        example: "for line in need.impact | wrap(72)",
        meaning: "The lines of a text, none of them wider than so many cells; a Chinese character takes two.",
    },
    Filter {
        name: "pad",
        example: "person.name | pad(12)",
        meaning: "A text with blanks behind it to so many cells, 200 at most; a wider one stays as it is.",
    },
    Filter {
        name: "words",
        example: "text | words",
        meaning: "How many words a text has; in Chinese two characters, or ten letters, are one.",
    },
];

/// An amount as briefs have it.
#[derive(Deserialize)]
struct Amount {
    short: String,
    wan: String,
    currency: String,
}

/// Gives the environment the filters of [`FILTERS`].
pub(super) fn add(environment: &mut Environment<'_>, playbook: &Playbook) {
    let language = playbook.language;
    let words = playbook.clone();
    environment.add_filter("move", move |risk: &str| {
        words.move_against(risk).unwrap_or_default().to_owned()
    });
    let labels = playbook.labels.clone();
    let label = move |word: &str| match labels.get(word) {
        Some(label) => label.clone(),
        None => word.replace('_', " "),
    };
    let currency = label.clone();
    environment.add_filter("label", label);
    environment.add_filter("money", move |amount: Value| {
        let amount = Amount::deserialize(amount)?;
        Ok::<_, Error>(money(&amount, &currency(&amount.currency), language))
    });
    environment.add_filter("date", move |day: &str| date(day, language));
    environment.add_filter("ago", move |days: i64| ago(days, language));
    environment.add_filter("listed", move |all: Vec<String>| listed(&all, language));
    environment.add_filter("wrap", |text: &str, width: usize| lines(text, width));
    environment.add_filter("pad", |text: &str, width: usize| pad(text, width));
    environment.add_filter("words", move |text: &str| words_of(text, language));
}

/// As many as a page is measured by: what has no blanks between its words is counted by its characters.
fn words_of(text: &str, language: Language) -> usize {
    if language == Language::English {
        return text.split_whitespace().count();
    }
    let han = text.chars().filter(|c| ('一'..='龥').contains(c)).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    (han + letters / 5).div_ceil(2)
}

fn money(amount: &Amount, currency: &str, language: Language) -> String {
    let Amount { short, wan, .. } = amount;
    if language == Language::English {
        return format!("{short} {}", amount.currency);
    }
    let gap = if wan.ends_with(['万', '亿']) { "" } else { " " };
    match language {
        Language::TraditionalChinese => {
            format!("{}{gap}{currency}", wan.replace('万', "萬").replace('亿', "億"))
        }
        _ => format!("{wan}{gap}{currency}"),
    }
}

fn date(typed: &str, language: Language) -> Result<String, Error> {
    let day: Day = typed.parse().map_err(|_| wrong(format!("`{typed}` is no day")))?;
    let pattern = match language {
        Language::English => "%-d %B %Y",
        Language::SimplifiedChinese | Language::TraditionalChinese => "%Y年%-m月%-d日",
    };
    Ok(day.date().format(pattern).to_string())
}

fn ago(days: i64, language: Language) -> String {
    let (far, traditional) = (days.unsigned_abs(), language == Language::TraditionalChinese);
    match (language, days) {
        (Language::English, 0) => "today".to_owned(),
        (Language::English, 1) => "yesterday".to_owned(),
        (Language::English, -1) => "tomorrow".to_owned(),
        (Language::English, 2..) => format!("{far} days ago"),
        (Language::English, _) => format!("in {far} days"),
        (_, 0) => "今天".to_owned(),
        (_, 1) => "昨天".to_owned(),
        (_, -1) => "明天".to_owned(),
        (_, 2..) => format!("{far} 天前"),
        (_, _) if traditional => format!("{far} 天後"),
        (_, _) => format!("{far} 天后"),
    }
}

fn listed(all: &[String], language: Language) -> String {
    let (comma, and) = match language {
        Language::English => (", ", " and "),
        Language::SimplifiedChinese | Language::TraditionalChinese => ("、", "和"),
    };
    match all {
        [before @ .., last] if !before.is_empty() => format!("{}{and}{last}", before.join(comma)),
        all => all.concat(),
    }
}

/// What is wider than a line has no blanks to break it at, as in Chinese: it is broken anywhere.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in wrap(text, width) {
        let mut room = width;
        lines.push(String::new());
        for c in line.chars() {
            let cells = c.width().unwrap_or(0);
            if cells > room {
                lines.push(String::new());
                room = width;
            }
            room = room.saturating_sub(cells);
            if let Some(last) = lines.last_mut() {
                last.push(c);
            }
        }
    }
    lines
}

fn pad(text: &str, width: usize) -> Result<String, Error> {
    if width > WIDEST {
        return Err(wrong(format!(
            "a text can be padded to {WIDEST} cells, not to {width}"
        )));
    }
    let blanks = width.saturating_sub(text.width());
    Ok(format!("{text}{}", " ".repeat(blanks)))
}

fn wrong(why: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: Language, expression: &str) -> String {
        let mut environment = Environment::new();
        let playbook = Playbook {
            language,
            labels: [("CNY".to_owned(), "人民币".to_owned())].into(),
            ..Playbook::default()
        };
        add(&mut environment, &playbook);
        let amount = minijinja::context! { short => "1.2M", wan => "120 万", currency => "CNY" };
        let few = minijinja::context! { short => "950", wan => "950", currency => "CNY" };
        let value = environment
            .compile_expression(expression)
            .and_then(|compiled| compiled.eval(minijinja::context! { amount, few }));
        value.map_or_else(|error| format!("error: {error}"), |value| value.to_string())
    }

    #[test]
    fn every_filter_speaks_the_language_of_the_brief() {
        for (expression, english, simplified, traditional) in [
            ("amount | money", "1.2M CNY", "120 万人民币", "120 萬人民币"),
            ("few | money", "950 CNY", "950 人民币", "950 人民币"),
            (
                "'2026-02-05' | date",
                "5 February 2026",
                "2026年2月5日",
                "2026年2月5日",
            ),
            ("0 | ago", "today", "今天", "今天"),
            ("1 | ago", "yesterday", "昨天", "昨天"),
            ("3 | ago", "3 days ago", "3 天前", "3 天前"),
            ("-1 | ago", "tomorrow", "明天", "明天"),
            ("-3 | ago", "in 3 days", "3 天后", "3 天後"),
            ("[] | listed", "", "", ""),
            ("['a'] | listed", "a", "a", "a"),
            ("['a', 'b', 'c'] | listed", "a, b and c", "a、b和c", "a、b和c"),
            ("'CNY' | label", "人民币", "人民币", "人民币"),
            (
                "'decision_maker' | label",
                "decision maker",
                "decision maker",
                "decision maker",
            ),
            ("('李伟' | pad(6)) ~ '|'", "李伟  |", "李伟  |", "李伟  |"),
            ("('李伟' | pad(2)) ~ '|'", "李伟|", "李伟|", "李伟|"),
            (
                "'一二三四 五' | wrap(6) | join('/')",
                "一二三/四/五",
                "一二三/四/五",
                "一二三/四/五",
            ),
            (
                "'one two three' | wrap(8) | join('/')",
                "one two/three",
                "one two/three",
                "one two/three",
            ),
        ] {
            assert_eq!(said(Language::English, expression), english, "{expression}");
            assert_eq!(
                said(Language::SimplifiedChinese, expression),
                simplified,
                "{expression}"
            );
            assert_eq!(
                said(Language::TraditionalChinese, expression),
                traditional,
                "{expression}"
            );
        }
    }

    #[test]
    fn what_makes_no_sense_is_an_error() {
        for expression in ["'soon' | date", "'x' | pad(201)", "'x' | money", "none | ago"] {
            let said = said(Language::English, expression);
            assert!(said.starts_with("error: "), "{expression}: {said}");
        }
    }

    #[test]
    fn every_filter_of_the_manual_is_there_and_its_example_uses_it() {
        let mut environment = Environment::new();
        add(&mut environment, &Playbook::default());
        for filter in FILTERS {
            let text = format!("{{{{ 'x' | {} }}}}", filter.name);
            let unknown = environment.render_str(&text, ()).err().map(|error| error.kind());
            assert_ne!(unknown, Some(ErrorKind::UnknownFilter), "{filter:?}");
            assert!(
                filter.example.contains(&format!("| {}", filter.name)),
                "{filter:?}"
            );
        }
    }
}
