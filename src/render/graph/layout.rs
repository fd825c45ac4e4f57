//! Where the boxes of the map stand: trees of reporting lines, side by side where there is room, below each
//! other where there is not.

/// The blank between boxes side by side, between boxes below each other, and between trees.
const ASIDE: i64 = 22;
const BELOW: i64 = 12;
const APART: i64 = 40;
/// The blank between a box and those who stand side by side below it.
const LEVEL: i64 = 44;
/// How far those who stand below each other are moved in; their line runs half of it before them.
const INDENT: i64 = 26;
/// How deep boxes may stand side by side.
const DEEPEST: usize = 6;
/// How high columns may grow before another is begun.
const HEIGHTS: [i64; 6] = [360, 720, 1440, 2880, 5760, i64::MAX];
/// The shape to come near to, width to height: that of a screen.
const SHAPE: (i64, i64) = (16, 10);
/// The least width of a picture, and the height of what stands above and below the chart: room that is taken
/// however the boxes stand.
pub(super) const LEAST: i64 = 860;
const AROUND: i64 = 200;

/// The measures of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i64,
    pub(super) height: i64,
}

/// A box with its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frame {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Where everything stands, from (0, 0) on.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The boxes, in the order given.
    pub(super) frames: Vec<Frame>,
    /// The reporting lines, each from corner to corner.
    pub(super) lines: Vec<Vec<(i64, i64)>>,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Lays out boxes, each with the box it hangs from, which must come before it. Of several arrangements the
/// one is taken that fits best on a screen.
pub(super) fn layout(sizes: &[Size], parents: &[Option<usize>]) -> Layout {
    let plan = Plan::new(sizes, parents);
    let depths = 0..=plan.depth.iter().copied().max().unwrap_or(0).min(DEEPEST);
    let ways = depths.flat_map(|deepest| HEIGHTS.map(|highest| (deepest, highest)));
    let fits = |layout: &Layout| {
        let (width, height) = (layout.width.max(LEAST), layout.height + AROUND);
        ((width * SHAPE.1).max(height * SHAPE.0), height)
    };
    let all = ways.map(|(deepest, highest)| plan.arrange(deepest, highest));
    all.min_by_key(fits).unwrap_or_default()
}

/// What is to be laid out.
struct Plan<'p> {
    sizes: &'p [Size],
    tallest: i64,
    parents: &'p [Option<usize>],
    children: Vec<Vec<usize>>,
    depth: Vec<usize>,
}

/// How those who hang from a box stand.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// Side by side.
    Across,
    /// Below each other.
    Below,
    /// Below each other in columns.
    Columns(Vec<Vec<usize>>),
}

/// How boxes stand, and the room that each takes with all that hangs from it.
struct Rooms {
    ways: Vec<Way>,
    sizes: Vec<Size>,
}

impl<'p> Plan<'p> {
    fn new(sizes: &'p [Size], parents: &'p [Option<usize>]) -> Self {
        let (mut children, mut depth) = (vec![Vec::new(); sizes.len()], vec![0; sizes.len()]);
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = *parent {
                children[parent].push(at);
                depth[at] = depth[parent] + 1;
            }
        }
        Self {
            sizes,
            tallest: sizes.iter().map(|size| size.height).max().unwrap_or(0),
            parents,
            children,
            depth,
        }
    }

    /// Side by side down to a depth, from there on below each other, in columns not higher than asked for.
    fn arrange(&self, deepest: usize, highest: i64) -> Layout {
        let rooms = self.rooms(deepest, highest);
        let mut layout = self.roots(&rooms);
        for at in 0..self.sizes.len() {
            self.place(at, &rooms, &mut layout.frames);
        }
        let hanging = (0..self.sizes.len()).filter_map(|at| Some((self.parents[at]?, at)));
        layout.lines = hanging
            .map(|(parent, at)| line(&rooms.ways[parent], layout.frames[parent], layout.frames[at]))
            .collect();
        layout
    }

    /// Who hangs from a box comes after it: from the end on, each finds its own measured.
    fn rooms(&self, deepest: usize, highest: i64) -> Rooms {
        let mut rooms = Rooms {
            ways: vec![Way::Below; self.sizes.len()],
            sizes: self.sizes.to_vec(),
        };
        for at in (0..self.sizes.len()).rev() {
            if self.children[at].is_empty() {
                continue;
            }
            if self.depth[at] < deepest {
                rooms.ways[at] = Way::Across;
            } else if self.depth[at] == deepest {
                rooms.ways[at] = rooms.columns(&self.children[at], highest);
            }
            rooms.sizes[at] = self.room(at, &rooms);
        }
        rooms
    }

    fn room(&self, at: usize, rooms: &Rooms) -> Size {
        let (own, children) = (self.sizes[at], &self.children[at]);
        let inner = match &rooms.ways[at] {
            Way::Across => rooms.row(children),
            Way::Below => rooms.column(children),
            Way::Columns(columns) => beside(columns.iter().map(|column| rooms.column(column))),
        };
        let height = match &rooms.ways[at] {
            Way::Below => own.height + BELOW,
            Way::Across | Way::Columns(_) => self.tallest + LEVEL,
        };
        Size {
            width: own.width.max(inner.width),
            height: height + inner.height,
        }
    }

    /// The trees in rows, those that are single boxes last; the frames hold the corners of the rooms.
    fn roots(&self, rooms: &Rooms) -> Layout {
        let mut roots: Vec<usize> = (0..self.sizes.len())
            .filter(|at| self.parents[*at].is_none())
            .collect();
        roots.sort_by_key(|at| self.children[*at].is_empty());
        let mut layout = Layout {
            frames: vec![Frame::default(); self.sizes.len()],
            ..Layout::default()
        };
        let limit = row_width(roots.iter().map(|at| rooms.sizes[*at]));
        let (mut x, mut y) = (0, 0);
        for at in roots {
            let size = rooms.sizes[at];
            if x > 0 && x + size.width > limit {
                (x, y) = (0, layout.height + APART);
            }
            (layout.frames[at].x, layout.frames[at].y) = (x, y);
            layout.width = layout.width.max(x + size.width);
            layout.height = layout.height.max(y + size.height);
            x += size.width + APART;
        }
        layout
    }

    /// Puts a box into its room, and gives those who hang from it the corners of theirs.
    fn place(&self, at: usize, rooms: &Rooms, frames: &mut [Frame]) {
        let (corner, own) = (frames[at], self.sizes[at]);
        let shift = match &rooms.ways[at] {
            Way::Below => 0,
            Way::Across | Way::Columns(_) => (rooms.sizes[at].width - own.width) / 2,
        };
        frames[at] = Frame {
            x: corner.x + shift,
            y: corner.y,
            width: own.width,
            height: own.height,
        };
        let low = corner.y + self.tallest + LEVEL;
        match &rooms.ways[at] {
            Way::Below => {
                let top = corner.y + own.height + BELOW;
                rooms.stack(&self.children[at], corner.x, top, frames);
            }
            Way::Across => rooms.spread(&self.children[at], rooms.middle(at, corner), low, frames),
            Way::Columns(columns) => rooms.fill(columns, rooms.middle(at, corner), low, frames),
        }
    }
}

impl Rooms {
    fn row(&self, boxes: &[usize]) -> Size {
        beside(boxes.iter().map(|at| self.sizes[*at]))
    }

    fn column(&self, boxes: &[usize]) -> Size {
        let sizes = || boxes.iter().map(|at| self.sizes[*at]);
        Size {
            width: INDENT + sizes().map(|size| size.width).max().unwrap_or(0),
            height: sizes().map(|size| size.height + BELOW).sum::<i64>() - BELOW,
        }
    }

    /// Boxes in columns, each filled before the next is begun.
    fn columns(&self, boxes: &[usize], highest: i64) -> Way {
        let (mut columns, mut height) = (vec![Vec::new()], 0);
        for at in boxes {
            let own = self.sizes[*at].height + BELOW;
            if height > 0 && height + own > highest {
                columns.push(Vec::new());
                height = 0;
            }
            height += own;
            columns.last_mut().into_iter().for_each(|column| column.push(*at));
        }
        match columns.len() {
            1 => Way::Below,
            _ => Way::Columns(columns),
        }
    }

    /// The middle of a room with this corner.
    fn middle(&self, at: usize, corner: Frame) -> i64 {
        corner.x + self.sizes[at].width / 2
    }

    /// Side by side around a middle.
    fn spread(&self, boxes: &[usize], middle: i64, top: i64, frames: &mut [Frame]) {
        let mut x = middle - self.row(boxes).width / 2;
        for at in boxes {
            (frames[*at].x, frames[*at].y) = (x, top);
            x += self.sizes[*at].width + ASIDE;
        }
    }

    /// In columns around a middle.
    fn fill(&self, columns: &[Vec<usize>], middle: i64, top: i64, frames: &mut [Frame]) {
        let widths = columns.iter().map(|column| self.column(column));
        let mut x = middle - beside(widths.clone()).width / 2;
        for (column, size) in columns.iter().zip(widths) {
            self.stack(column, x, top, frames);
            x += size.width + ASIDE;
        }
    }

    /// Below each other.
    fn stack(&self, boxes: &[usize], left: i64, top: i64, frames: &mut [Frame]) {
        let mut y = top;
        for at in boxes {
            (frames[*at].x, frames[*at].y) = (left + INDENT, y);
            y += self.sizes[*at].height + BELOW;
        }
    }
}

/// The room of things side by side.
fn beside(sizes: impl Iterator<Item = Size>) -> Size {
    let mut all = Size {
        width: -ASIDE,
        height: 0,
    };
    for size in sizes {
        all.width += size.width + ASIDE;
        all.height = all.height.max(size.height);
    }
    all
}

/// How wide the rows of trees may be, so that they fill about a screen.
fn row_width(trees: impl Iterator<Item = Size> + Clone) -> i64 {
    let area: i64 = trees
        .clone()
        .map(|size| (size.width + APART) * (size.height + APART))
        .sum();
    let widest = trees.map(|size| size.width).max().unwrap_or(0);
    widest.max((area * SHAPE.0 / SHAPE.1).isqrt())
}

/// The line from a box to one that hangs from it.
fn line(way: &Way, parent: Frame, child: Frame) -> Vec<(i64, i64)> {
    let (middle, bottom) = (parent.x + parent.width / 2, parent.y + parent.height);
    let (side, center) = (child.x - INDENT / 2, child.y + child.height / 2);
    let above = child.x + child.width / 2;
    match way {
        Way::Below => vec![(side, bottom), (side, center), (child.x, center)],
        Way::Across => {
            let bus = child.y - LEVEL / 2;
            vec![(middle, bottom), (middle, bus), (above, bus), (above, child.y)]
        }
        Way::Columns(_) => {
            let bus = bottom + LEVEL / 2;
            vec![
                (middle, bottom),
                (middle, bus),
                (side, bus),
                (side, center),
                (child.x, center),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxes(count: usize) -> Vec<Size> {
        let size = Size {
            width: 200,
            height: 70,
        };
        vec![size; count]
    }

    fn overlaps(one: Frame, other: Frame) -> bool {
        one.x < other.x + other.width
            && other.x < one.x + one.width
            && one.y < other.y + other.height
            && other.y < one.y + one.height
    }

    #[test]
    fn three_people_stand_as_a_chart() {
        let found = layout(&boxes(3), &[None, Some(0), Some(0)]);
        let corners: Vec<(i64, i64)> = found.frames.iter().map(|frame| (frame.x, frame.y)).collect();
        assert_eq!(corners, [(111, 0), (0, 114), (222, 114)]);
        assert_eq!((found.width, found.height), (422, 184));
        assert_eq!(found.lines[0], [(211, 70), (211, 92), (100, 92), (100, 114)]);
    }

    #[test]
    fn sixty_people_fit_on_a_screen() {
        // One superior, five below, each with eleven of their own; everybody alone; all under one.
        let tree: Vec<Option<usize>> = (0..61_usize)
            .map(|at| match at {
                0 => None,
                at if at % 12 == 1 => Some(0),
                at => Some(at - (at - 1) % 12),
            })
            .collect();
        let star: Vec<Option<usize>> = (0..60).map(|at| (at > 0).then_some(0)).collect();
        for parents in [tree, vec![None; 60], star] {
            let found = layout(&boxes(parents.len()), &parents);
            assert!(
                found.width <= 2000 && found.height <= 1200,
                "{} × {}",
                found.width,
                found.height
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_all_is_inside(
            shape in proptest::collection::vec((proptest::option::of(0usize..30), 150..220_i64, 60..80_i64), 0..30),
        ) {
            let sizes: Vec<Size> = shape.iter().map(|(_, width, height)| Size { width: *width, height: *height }).collect();
            let parents: Vec<Option<usize>> =
                shape.iter().enumerate().map(|(at, (parent, ..))| parent.filter(|parent| *parent < at)).collect();
            let plan = Plan::new(&sizes, &parents);
            for (deepest, highest) in [(0, 360), (1, 360), (2, 720), (6, i64::MAX)] {
                let found = plan.arrange(deepest, highest);
                for (at, frame) in found.frames.iter().enumerate() {
                    prop_assert_eq!(Size { width: frame.width, height: frame.height }, sizes[at]);
                    prop_assert!(frame.x >= 0 && frame.x + frame.width <= found.width);
                    prop_assert!(frame.y >= 0 && frame.y + frame.height <= found.height);
                    prop_assert!(found.frames[..at].iter().all(|other| !overlaps(*frame, *other)));
                }
                prop_assert_eq!(found.lines.len(), parents.iter().flatten().count());
            }
        }
    }
}
