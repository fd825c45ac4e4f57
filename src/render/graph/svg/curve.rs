//! Lines across the chart: a bow from the edge of one box to the edge of another.

use crate::render::graph::layout::Frame;

/// How far a line bows, as a part of its length, and at most.
const BOW: f64 = 0.16;
const MOST: f64 = 56.0;

/// How often the way to a border is halved: to less than a hundredth of a pixel.
const HALVINGS: usize = 20;

/// How long the head of an arrow is.
const HEAD: f64 = 9.0;

type Point = (f64, f64);

/// A bow with its ends, and the point that it bends towards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    from: Point,
    bend: Point,
    to: Point,
}

impl Curve {
    /// From the border of one box to that of another. Two bows between the same boxes, one each way, bend to
    /// different sides.
    pub(super) fn between(one: Frame, other: Frame) -> Self {
        let (a, b) = (center(one), center(other));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx.hypot(dy).max(1.0);
        let bow = (length * BOW).min(MOST) / length;
        let bend = ((a.0 + b.0) / 2.0 - dy * bow, (a.1 + b.1) / 2.0 + dx * bow);
        let whole = Self { from: a, bend, to: b };
        let leaves = whole.crossing(|point| !is_within(one, point));
        let enters = whole.crossing(|point| is_within(other, point));
        whole.part(leaves.min(enters), enters)
    }

    /// The point at a part of the way, 0 to 1.
    fn at(&self, part: f64) -> Point {
        self.blossom(part, part)
    }

    /// How far along the way it comes to where `is_there`, as it is at its end and not at its beginning.
    fn crossing(&self, is_there: impl Fn(Point) -> bool) -> f64 {
        let (mut before, mut there) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let half = f64::midpoint(before, there);
            match is_there(self.at(half)) {
                true => there = half,
                false => before = half,
            }
        }
        there
    }

    /// The bow between two parts of the way.
    fn part(&self, from: f64, to: f64) -> Self {
        Self {
            from: self.at(from),
            bend: self.blossom(from, to),
            to: self.at(to),
        }
    }

    /// The curve's blossom (de Casteljau): on the diagonal the curve's points, beside it the bends of its parts.
    fn blossom(&self, one: f64, other: f64) -> Point {
        let first = between(self.from, self.bend, one);
        let second = between(self.bend, self.to, one);
        between(first, second, other)
    }

    /// The bow as path data.
    pub(super) fn path(&self) -> String {
        let [from, bend, to] = [self.from, self.bend, self.to].map(written);
        format!("M{from} Q{bend} {to}")
    }

    /// The head of an arrow at its end, as path data.
    pub(super) fn head(&self) -> String {
        let (dx, dy) = (self.to.0 - self.bend.0, self.to.1 - self.bend.1);
        let length = dx.hypot(dy).max(1.0);
        let (ahead, aside) = ((dx / length * HEAD, dy / length * HEAD), HEAD / 2.0 / length);
        let foot = (self.to.0 - ahead.0, self.to.1 - ahead.1);
        let [tip, left, right] = [
            self.to,
            (foot.0 - dy * aside, foot.1 + dx * aside),
            (foot.0 + dy * aside, foot.1 - dx * aside),
        ]
        .map(written);
        format!("M{tip} L{left} L{right} Z")
    }

    /// The point half way.
    pub(super) fn middle(&self) -> (i64, i64) {
        let half = |from: f64, bend: f64, to: f64| ((from + 2.0 * bend + to) / 4.0).round() as i64;
        (
            half(self.from.0, self.bend.0, self.to.0),
            half(self.from.1, self.bend.1, self.to.1),
        )
    }
}

fn written((x, y): Point) -> String {
    format!("{x:.0} {y:.0}")
}

fn center(frame: Frame) -> Point {
    let middle = |start: i64, length: i64| start as f64 + length as f64 / 2.0;
    (middle(frame.x, frame.width), middle(frame.y, frame.height))
}

fn is_within(frame: Frame, (x, y): Point) -> bool {
    let is_between = |at: f64, start: i64, length: i64| at >= start as f64 && at <= (start + length) as f64;
    is_between(x, frame.x, frame.width) && is_between(y, frame.y, frame.height)
}

/// The point at a part of the straight way.
fn between(from: Point, to: Point, part: f64) -> Point {
    (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(x: i64, y: i64, width: i64, height: i64) -> Frame {
        Frame { x, y, width, height }
    }

    /// By hand: from (50, 20) to (50, 220) by (18, 120). 20 below the centers are y = 40 and 200, at 0.1 and 0.9 of
    /// the way: x = 50 − 2 × 0.1 × 0.9 × 32, and the bend of the part lies at 50 − 32 × (0.1² + 0.9²).
    #[test]
    fn a_bow_begins_and_ends_at_the_borders() {
        let down = Curve::between(frame(0, 0, 100, 40), frame(0, 200, 100, 40));
        assert_eq!(down.path(), "M44 40 Q24 120 44 200");
        assert_eq!(down.middle(), (34, 120));
        let up = Curve::between(frame(0, 200, 100, 40), frame(0, 0, 100, 40));
        assert_eq!(up.path(), "M56 200 Q76 120 56 40");
    }

    /// Beside a wide box the bend lies within it; the line ends at its border all the same.
    #[test]
    fn a_bow_between_unlike_neighbours_ends_at_the_border() {
        let (wide, narrow) = (frame(0, 0, 232, 86), frame(254, 0, 172, 76));
        for (one, other, from, to) in [(narrow, wide, 254.0, 232.0), (wide, narrow, 232.0, 254.0)] {
            let curve = Curve::between(one, other);
            assert!(
                (curve.from.0 - from).abs() < 0.01 && (curve.to.0 - to).abs() < 0.01,
                "{curve:?}"
            );
        }
    }

    proptest! {
        /// An end is on the border of its box, and the line between is outside of both.
        #[test]
        fn every_bow_runs_from_border_to_border(
            (x, y) in (-900..900_i64, -900..900_i64), sizes in proptest::collection::vec((172..232_i64, 76..86_i64), 2),
        ) {
            let one = frame(0, 0, sizes[0].0, sizes[0].1);
            let other = frame(x, y, sizes[1].0, sizes[1].1);
            let apart = x > one.width || y > one.height || x + other.width < 0 || y + other.height < 0;
            prop_assume!(apart);
            let curve = Curve::between(one, other);
            for (end, of) in [(curve.from, one), (curve.to, other)] {
                let grown = frame(of.x - 1, of.y - 1, of.width + 2, of.height + 2);
                let shrunk = frame(of.x + 1, of.y + 1, of.width - 2, of.height - 2);
                prop_assert!(is_within(grown, end) && !is_within(shrunk, end), "{:?}", curve);
            }
            for part in [0.1, 0.5, 0.9] {
                let shrunk = |of: Frame| frame(of.x + 1, of.y + 1, of.width - 2, of.height - 2);
                let point = curve.at(part);
                prop_assert!(!is_within(shrunk(one), point) && !is_within(shrunk(other), point));
            }
        }
    }
}
