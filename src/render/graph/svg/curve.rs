//! Lines across the chart: a bow from the edge of one box to the edge of another.

use crate::render::graph::layout::Frame;

/// How far a line bows, as a part of its length, and at most.
const BOW: f64 = 0.16;
const MOST: f64 = 56.0;

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
    /// Two bows between the same boxes, one each way, bend to different sides.
    pub(super) fn between(one: Frame, other: Frame) -> Self {
        let (a, b) = (center(one), center(other));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx.hypot(dy).max(1.0);
        let bow = (length * BOW).min(MOST) / length;
        let bend = ((a.0 + b.0) / 2.0 - dy * bow, (a.1 + b.1) / 2.0 + dx * bow);
        Self {
            from: edge(one, bend),
            bend,
            to: edge(other, bend),
        }
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

/// Where the way from a box's center to a point leaves the box.
fn edge(frame: Frame, towards: Point) -> Point {
    let from = center(frame);
    let (dx, dy) = (towards.0 - from.0, towards.1 - from.1);
    let reach = |half: i64, way: f64| half as f64 / 2.0 / way.abs().max(f64::MIN_POSITIVE);
    let part = reach(frame.width, dx).min(reach(frame.height, dy)).min(1.0);
    (from.0 + dx * part, from.1 + dy * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_begins_and_ends_at_the_edges() {
        let frame = |x, y| Frame {
            x,
            y,
            width: 100,
            height: 40,
        };
        // From (50, 20) to (50, 220): 200 long, so the bend is 32 aside, half way down.
        let down = Curve::between(frame(0, 0), frame(0, 200));
        assert_eq!(down.path(), "M44 40 Q18 120 44 200");
        assert_eq!(down.middle(), (31, 120));
        let up = Curve::between(frame(0, 200), frame(0, 0));
        assert_eq!(up.path(), "M56 200 Q82 120 56 40");
    }
}
