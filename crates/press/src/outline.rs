//! What a document is made of, as those hear it to whom it is read aloud: headings, tables, figures, each with what belongs to it.

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Heading(u16, String),
    Paragraph,
    Table,
    Head,
    Rows,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure(String),
    Caption,
}

impl Kind {
    fn tag(self) -> TagKind {
        match self {
            Self::Heading(level, title) => Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title)).into(),
            Self::Paragraph => Tag::P.into(),
            Self::Table => Tag::Table.into(),
            Self::Head => Tag::THead.into(),
            Self::Rows => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHead => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
            Self::Figure(alt) => Tag::Figure(Some(alt)).into(),
            Self::Caption => Tag::Caption.into(),
        }
    }
}

/// A part: which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part(usize);

struct Grown {
    kind: Kind,
    within: Option<usize>,
    drawn: Vec<Identifier>,
}

/// The parts of a document, each after what it stands in.
#[derive(Default)]
pub(crate) struct Outline(Vec<Grown>);

impl Outline {
    /// Another part, after all there are.
    pub(crate) fn add(&mut self, kind: Kind, within: Option<Part>) -> Part {
        self.0.push(Grown { kind, within: within.map(|part| part.0), drawn: Vec::new() });
        Part(self.0.len() - 1)
    }

    /// Something of it was drawn.
    pub(crate) fn drawn(&mut self, part: Part, what: Identifier) {
        if let Some(part) = self.0.get_mut(part.0) {
            part.drawn.push(what);
        }
    }

    /// As documents keep it. Cells stay though nothing was drawn in them, so that the next is not taken for them.
    pub(crate) fn grown(self) -> TagTree {
        let mut above: Vec<Vec<Node>> = Vec::new();
        above.resize_with(self.0.len() + 1, Vec::new);
        let last = self.0.len();
        // From the end: what stands in a part is whole before the part is.
        for (at, part) in self.0.into_iter().enumerate().rev() {
            let cell = matches!(part.kind, Kind::Cell | Kind::ColumnHead | Kind::RowHead);
            let mut children: Vec<Node> = part.drawn.into_iter().map(Node::Leaf).collect();
            children.extend(std::mem::take(&mut above[at]).into_iter().rev());
            if !children.is_empty() || cell {
                above[part.within.unwrap_or(last)].push(Node::Group(TagGroup::with_children(part.kind.tag(), children)));
            }
        }
        let mut children = std::mem::take(&mut above[last]);
        children.reverse();
        let mut tree = TagTree::from(children);
        tree.lang = Some("en".to_owned());
        tree
    }
}
