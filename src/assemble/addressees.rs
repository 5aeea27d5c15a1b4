//! "Kính gửi": to whom a dispatch is sent.
//!
//! In: the items behind the letterhead of a dispatch. Out: agencies, and the item behind them. Tricky: the list stands on the
//! line ("Kính gửi: Sở A; Sở B"), or below it with dashes, or in lines that end with semicolons, the last one with a full stop.

use super::value::agency_of;
use crate::entity::agency::split_agencies;
use crate::layout::Item;
use crate::model::Agency;
use crate::text::Logical;

/// How the line begins (folded).
pub(crate) const OPENER: &str = "kính gửi";

/// Letters of an entry without a dash, at most.
const ENTRY: usize = 120;

/// The addressees from item `at` on and the item behind them; `opens_body` knows the lines that are none.
pub(crate) fn read(items: &[Item], at: usize, opens_body: impl Fn(&Item) -> bool) -> (Vec<Agency>, usize) {
    let Some(first) = items.get(at).and_then(Item::para).filter(|p| p.text.key.starts_with(OPENER)) else {
        return (Vec::new(), at);
    };
    let mut found = entry(&first.text, OPENER.len());
    let mut open = goes_on(&first.text);
    let mut end = at + 1;
    while let Some(item) = items.get(end)
        && let Some(line) = item.para()
    {
        let text = line.text.text.as_str();
        let dashed = text.starts_with(['-', '–', '+', '•']);
        let short = open && text.chars().count() < ENTRY && !opens_body(item);
        if !dashed && !short {
            break;
        }
        found.extend(entry(&line.text, 0));
        open = goes_on(&line.text);
        end += 1;
    }
    (found, end)
}

/// More of the list follows the line.
fn goes_on(line: &Logical) -> bool {
    line.text.trim_end().ends_with([':', ';', ','])
}

/// The agencies of one line, from byte `from` on.
fn entry(line: &Logical, from: usize) -> Vec<Agency> {
    let slice = line.text.get(from..).unwrap_or("");
    let start = line.text.len() - slice.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let end = start + line.text.get(start..).unwrap_or("").trim_end_matches([' ', ';', ',', '.']).len();
    if start >= end {
        return Vec::new();
    }
    split_agencies(&line.text, &line.key, start..end).iter().map(|m| agency_of(line, m)).collect()
}
