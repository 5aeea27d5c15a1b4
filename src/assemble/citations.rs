//! Citations of the whole text, numbered in document order.

use super::value::text_of;
use crate::entity::citation::find_citations;
use crate::layout::Item;
use crate::model::Citation;
use crate::span::Span;
use crate::text::Logical;

/// Every citation, and which of them are named inside another document's subject.
#[derive(Debug, Default)]
pub(crate) struct Citations {
    /// In document order.
    pub(crate) list: Vec<Citation>,
    nested: Vec<bool>,
    /// Where each begins in the source, with its place in the list; sorted.
    starts: Vec<(u32, usize)>,
}

impl Citations {
    /// Reads the citations of all items and of further paragraphs (footnotes).
    pub(crate) fn read(items: &[Item], more: &[&Logical]) -> Citations {
        let mut all = Citations::default();
        for item in items {
            match item {
                Item::Para(para) => all.add(&para.text),
                Item::Table(grid) => {
                    for para in grid.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.paras) {
                        all.add(para);
                    }
                }
            }
        }
        for text in more {
            all.add(text);
        }
        all.starts =
            all.list.iter().enumerate().filter_map(|(n, c)| Some((c.spans.first()?.start, n))).collect();
        all.starts.sort_unstable();
        all
    }

    fn add(&mut self, text: &Logical) {
        if !text.text.contains('/')
            && !text.key.contains("luật")
            && !text.key.contains("hiến pháp")
            && !text.key.contains("pháp lệnh")
        {
            return;
        }
        for mention in find_citations(&text.text, &text.key) {
            let words = text_of(text, mention.range);
            self.nested.push(mention.nested);
            self.list.push(Citation {
                id: format!("c{}", self.list.len() + 1),
                text: words.text,
                spans: words.spans,
                kind: mention.kind,
                number: mention.number,
                date: mention.date,
                issuer: mention.issuer,
            });
        }
    }

    /// Ids of the citations that stand inside `spans` and are not part of another document's subject.
    pub(crate) fn inside(&self, spans: &[Span]) -> Vec<String> {
        let mut inside: Vec<usize> = spans.iter().flat_map(|s| self.starting_in(*s)).collect();
        inside.sort_unstable();
        inside.dedup();
        let free = inside.into_iter().filter(|n| self.nested.get(*n) == Some(&false));
        free.filter_map(|n| self.list.get(n)).map(|c| c.id.clone()).collect()
    }

    /// The citations that begin in `span`.
    fn starting_in(&self, span: Span) -> impl Iterator<Item = usize> {
        let first = self.starts.partition_point(|(at, _)| *at < span.start);
        self.starts.iter().skip(first).take_while(move |(at, _)| *at < span.end).map(|(_, n)| *n)
    }
}
