//! Findings on one line each, as editors and grep like them.

use super::Located;
use crate::render::visible;

/// `file:line:column: severity[rule] message`.
pub fn render(findings: &[Located<'_>]) -> String {
    let mut text = String::new();
    for finding in findings {
        let line = format!(
            "{}:{}:{}: {}[{}] {}",
            finding.source.name(),
            finding.start.line,
            finding.start.column,
            finding.severity,
            finding.rule,
            finding.message
        );
        text.push_str(&visible::line(&line));
        text.push('\n');
    }
    text
}
