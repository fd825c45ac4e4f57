//! How to write a template, as a Markdown document: where it stands, its filters, its bounds.

use crate::render::template::filters::FILTERS;
use crate::settings::templates::shipped_names;

/// The manual of templates.
pub fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for filter in FILTERS {
        text.push_str(&format!(
            "| `{}` | `{}` | {} |\n",
            filter.name, filter.example, filter.meaning
        ));
    }
    text.push_str(BOUNDS);
    for name in shipped_names() {
        text.push_str(&format!("- [{name}](../templates/{name})\n"));
    }
    text
}

const INTRODUCTION: &str = "\
<!-- Made from the filters' own table and the shipped templates: run UPDATE_DOCS=1 cargo test docs -->

# Templates

A brief is made by a [minijinja](https://docs.rs/minijinja/latest/minijinja/syntax/) template, which gives Markdown; the
HTML page is made of that. A template of your own stands in the repository, below `templates/` (the key `templates` of
`dossier.yaml`), and goes before the shipped one of the same name.

```sh
dossier template list                 # what there is, and where each comes from
dossier template copy call-prep       # a shipped one into your repository, never over one that is there
dossier template show process         # what is used: your own, or else the shipped one
dossier template check                # every one filled in for every account: errors at their line, exit 1
dossier brief acme --template mine.md # a file from anywhere; its folder is where its includes come from
```

A template gets [the data of the brief](brief-data.md), `figures` with [the figures](figures.md), and `playbook` with the
words of its language. A name that is misspelt is an error at its line, never a blank. Other templates are taken in by
their names, `{% include \"briefs/en/letterhead.md\" %}` or `{% from \"briefs/en/parts.md\" import line %}`, yours or shipped.
Playbooks (`playbook/en.yaml` and so on) are overridden entry by entry, `playbook/process.yaml`
[milestone by milestone](standards.md).

A brief for a client (`--audience client`) is made by `client-agenda.md` or `client-value-review.md` and gets data of its
own; what is internal is not among it.

## Filters

Besides [minijinja's own](https://docs.rs/minijinja/latest/minijinja/filters/), in the language of the brief:

| filter | as in | gives |
|---|---|---|
";

const BOUNDS: &str = "
## Bounds

Templates come with the repository, and nothing in them is trusted. One may have 512 KiB, take two million steps, five
seconds and 512 MiB, and give 1 MiB of text; includes do not lead out of the templates' folder, not by links either.
Whatever acts on a terminal in a value is written as a visible symbol. In HTML, tags and pictures in a value are text,
and links lead to `https:`, `http:` and `mailto:` or nowhere.

## Shipped

";
