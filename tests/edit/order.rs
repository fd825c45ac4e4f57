//! Sections and items in the format's order: what goes with them, what stays, what is refused.

use account_dossier::model::Day;
use account_dossier::source::edit::arrange;

use super::{SECTIONS, TOUCHPOINTS};

fn arranged(text: &str) -> Result<String, String> {
    arrange(text, &SECTIONS, &TOUCHPOINTS, |on| on.parse::<Day>().ok())
        .map_err(|refusal| format!("{}: {}", refusal.line, refusal.message))
}

#[track_caller]
fn becomes(old: &str, new: &str) {
    assert_eq!(arranged(old).as_deref(), Ok(new));
    assert_eq!(arranged(new).as_deref(), Ok(new), "a second time");
}

#[test]
fn sections_move_with_their_comments_and_the_head_stays() {
    becomes(
        "# 档案\n\n# who looks after it\nowner: li # c\n# ---- needs ----\nneeds:\n  - id: n1\n  # more to come\nname: 甲\n# the end\n",
        "# 档案\n\nname: 甲\n# who looks after it\nowner: li # c\n# ---- needs ----\nneeds:\n  - id: n1\n  # more to come\n# the end\n",
    );
}

#[test]
fn the_line_that_names_the_schema_stays_the_first() {
    becomes(
        "# yaml-language-server: $schema=a.json\nowner: li\nname: 甲\n",
        "# yaml-language-server: $schema=a.json\nname: 甲\nowner: li\n",
    );
}

#[test]
fn blank_lines_go_with_the_section_below_them() {
    becomes(
        "owner: li\n\nneeds:\n- id: n1\n\n# 人\n\nstakeholders: []\nname: 甲\n",
        "name: 甲\nowner: li\n\n# 人\n\nstakeholders: []\n\nneeds:\n- id: n1\n",
    );
    becomes("needs: []\n\nname: 甲\n", "name: 甲\n\nneeds: []\n");
}

#[test]
fn keys_that_the_format_does_not_have_stay_behind_the_one_they_follow() {
    becomes(
        "x-first: 1\nowner: li\nx-erp: 7\ncolour: red\nname: 甲\nx-last: 9\n",
        "x-first: 1\nname: 甲\nx-last: 9\nowner: li\nx-erp: 7\ncolour: red\n",
    );
}

#[test]
fn touchpoints_are_sorted_by_date_and_the_undated_come_last() {
    becomes(
        "touchpoints:\n  # 记录\n\n  # the later one\n  - on: 2026-03-01\n    notes: |\n      x\n\n  - {kind: call}\n  - {on: soon}\n  - on: 2026-01-01\n    # below\n  - {on: 2026-03-01, kind: call}\n  # to come\nsources: []\n",
        "touchpoints:\n  # 记录\n\n  - on: 2026-01-01\n    # below\n  # the later one\n  - on: 2026-03-01\n    notes: |\n      x\n  - {on: 2026-03-01, kind: call}\n\n  - {kind: call}\n  - {on: soon}\n  # to come\nsources: []\n",
    );
    becomes(
        "touchpoints: [{on: 2026-03-01}, {on: 2026-01-01, kind: call}] # c\n",
        "touchpoints: [{on: 2026-01-01, kind: call}, {on: 2026-03-01}] # c\n",
    );
}

#[test]
fn line_ends_stay_whatever_comes_last() {
    becomes("\u{feff}owner: li\r\nname: 甲", "\u{feff}name: 甲\r\nowner: li");
    becomes(
        "---\nneeds:\n- note: |+\n    a\n\nname: 甲\n...\n",
        "---\nname: 甲\nneeds:\n- note: |+\n    a\n\n...\n",
    );
}

#[test]
fn what_is_in_order_or_has_no_sections_is_left_alone() {
    for text in [
        "name: 甲\n\n\nowner:   li\n",
        "{owner: li, name: 甲}\n",
        "- b\n- a\n",
        "touchpoints: none\n",
        "name: 甲\ntouchpoints:\n",
    ] {
        becomes(text, text);
    }
}

#[test]
fn what_cannot_be_put_in_order_for_sure_is_refused() {
    for (text, why) in [
        ("owner: [\nname: 甲\n", "1: brackets do not match"),
        ("owner: li\n---\nname: 甲\n", "2: a second YAML document"),
        ("# only\n", "1: the file holds no data"),
        (
            "touchpoints: [{on: 2026-03-01}, # c\n {on: 2026-01-01}]\n",
            "1: the items of touchpoints share lines",
        ),
        ("owner: &a li\nname: *a\n", "1: the file is written in a way"),
    ] {
        let found = arranged(text).expect_err(text);
        assert!(found.starts_with(why), "{found}");
    }
}
