//! SVG elements: everything that is drawn, with every text made harmless.

use crate::render::{visible, xml};

/// A drawing in the making.
#[derive(Debug)]
pub(super) struct Canvas {
    text: String,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: i64,
    pub(super) color: &'static str,
    pub(super) is_bold: bool,
    pub(super) is_struck: bool,
}

impl Type {
    pub(super) const fn new(size: i64, color: &'static str) -> Self {
        Self {
            size,
            color,
            is_bold: false,
            is_struck: false,
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self {
            is_bold: true,
            ..self
        }
    }
}

const FONTS: &str =
    "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

impl Canvas {
    /// An empty sheet, with what it shows for those who cannot see it.
    pub(super) fn new(width: i64, height: i64, title: &str) -> Self {
        let title = harmless(title);
        Self {
            text: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
                 viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\">\n\
                 <title>{title}</title>\n\
                 <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
            ),
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }

    /// Draws from another origin.
    pub(super) fn at(&mut self, (x, y): (i64, i64), draw: impl FnOnce(&mut Self)) {
        self.text
            .push_str(&format!("<g transform=\"translate({x} {y})\">\n"));
        draw(self);
        self.text.push_str("</g>\n");
    }

    /// Draws what has a name of its own, which shows when it is pointed at.
    pub(super) fn named(&mut self, name: &str, draw: impl FnOnce(&mut Self)) {
        self.text
            .push_str(&format!("<g><title>{}</title>\n", harmless(name)));
        draw(self);
        self.text.push_str("</g>\n");
    }

    /// Draws a shape such as `rect`, with attributes of ours, never of a dossier's.
    pub(super) fn shape(&mut self, shape: &str) {
        self.text.push_str(&format!("<{shape}/>\n"));
    }

    pub(super) fn write(&mut self, x: i64, y: i64, look: Type, text: &str) {
        let weight = if look.is_bold { " font-weight=\"bold\"" } else { "" };
        let struck = match look.is_struck {
            true => " text-decoration=\"line-through\"",
            false => "",
        };
        let Type { size, color, .. } = look;
        let text = harmless(text);
        self.text.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{color}\"{weight}{struck}>{text}</text>\n"
        ));
    }
}

fn harmless(text: &str) -> String {
    xml::escaped(&visible::line(text))
}
