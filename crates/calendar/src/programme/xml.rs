//! XML files: read whole, bounded, without entities of their own; each element with its line.

use super::{NotRead, text};
use roxmltree::{Document, Node, ParsingOptions};

/// An element may stand so many times in a file.
const MOST_NODES: u32 = 2_000_000;

/// A file, and where its lines begin.
pub(super) struct Xml<'x> {
    pub(super) document: Document<'x>,
    lines: Vec<usize>,
}

impl<'x> Xml<'x> {
    pub(super) fn read(bytes: &'x [u8]) -> Result<Self, NotRead> {
        let text = text(bytes)?;
        deep(text)?;
        let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|error| NotRead::Form(format!("is not XML: {error}")))?;
        let lines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Ok(Self { document, lines })
    }

    pub(super) fn line(&self, node: Node<'_, '_>) -> usize {
        self.lines.partition_point(|end| *end < node.range().start) + 1
    }
}

/// Refuses what nests deeper than any plan does, before a reader that calls itself is asked.
fn deep(text: &str) -> Result<(), NotRead> {
    let mut depth = 0_usize;
    let bytes = text.as_bytes();
    for at in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let end = text[at..].find('>').map_or(bytes.len(), |end| at + end);
                depth += usize::from(bytes.get(end - 1) != Some(&b'/'));
            }
        }
        if depth > 64 {
            return Err(NotRead::Form("is nested deeper than 64".to_owned()));
        }
    }
    Ok(())
}

/// The first child of that name.
pub(super) fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The text of the first child of that name; empty where there is none.
pub(super) fn said(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).and_then(|child| child.text()).unwrap_or_default().trim().to_owned()
}
