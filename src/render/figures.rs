//! The figures that lists and expressions can name, as a Markdown document.

use crate::analysis::overview::figures;

/// Every figure with what it means.
pub fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for figure in figures() {
        text.push_str(&format!("| `{}` | {} |\n", figure.name, figure.meaning));
    }
    text
}

const INTRODUCTION: &str = "\
<!-- Made from the figures' own comments: change those, then run UPDATE_DOCS=1 cargo test docs -->

# What expressions and templates can name

`dossier list --where EXPR` and the rules under `custom_rules` in `dossier.yaml` are
[minijinja expressions](https://docs.rs/minijinja/latest/minijinja/syntax/#expressions) over an account;
`dossier list --columns` takes the same names. An expression can name:

- the keys of the dossier, such as `value.potential` or `stakeholders`, your own `x-` keys as columns only (a hyphen
  is a minus in an expression), and never what stands below `private`;
- `fixed`, what the dossier says under `tier`;
- the figures below, which are computed. Where one has the name of a key it takes its place: `tier` is the tier that
  counts.

What is not known is `none`; a comparison with it says nothing of the account, so ask for it first:
`support is not none and support < 0.3`. Days are texts such as `2026-11-21`, which compare as days do.
`dossier show ACCOUNT --format json` shows every name with its value for one account.

```sh
dossier list --where 'tier == \"A\" and below_minimum'
dossier list --where 'open_deals > 0 and not top_reached' --columns id,owner,top_last_met,support
dossier list --where '\"spindles\" not in bought and unserved > 1000000' --columns id,unserved,share_of_wallet
```

```yaml
custom_rules:
  - id: coach-for-key-deals
    when: tier == \"A\" and open_deals > 0
    require: \"'coach' not in missing_roles\"
    message: an A account with an open deal needs a coach
```

The templates of briefs have the same figures below `figures`, as `dossier list` tells them; a misspelt one is an
error at its line. What is not known is `none` there, too:

```jinja
{% if figures.share_of_wallet is not none and figures.share_of_wallet < 0.5 %}
They buy {{ figures.unserved }} {{ currency }} a year from others.
{% endif %}
```

| name | meaning |
|---|---|
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_sentence_in_a_row_of_its_own() {
        let text = markdown();
        for figure in figures() {
            assert!(
                figure.meaning.ends_with('.') && !figure.meaning.contains('|'),
                "{figure:?}"
            );
            assert_eq!(
                text.matches(&format!("| `{}` |", figure.name)).count(),
                1,
                "{figure:?}"
            );
        }
    }
}
