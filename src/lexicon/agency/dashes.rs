//! Names with a dash inside: "Phòng Kế hoạch - Tài chính".
//!
//! In: `agencies.tsv`, `abbreviations.tsv`. Out: whether a dash between two words stands inside of a name, not before an
//! entry of a list.

use super::rows;
use crate::text::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words beside the dashes of names.
static DASHES: LazyLock<HashSet<(String, String)>> = LazyLock::new(|| {
    let agencies =
        rows(include_str!("../agencies.tsv")).flat_map(|row| [row.first().copied(), row.get(4).copied()]);
    let short = rows(include_str!("../abbreviations.tsv")).map(|row| row.get(1).copied());
    let names = agencies.chain(short).flatten().flat_map(|names| names.split('|'));
    let pairs = names.flat_map(|name| {
        let key = fold(name);
        let parts: Vec<&str> = key.split(" - ").collect();
        parts.windows(2).filter_map(beside).collect::<Vec<_>>()
    });
    pairs.collect()
});

fn beside(parts: &[&str]) -> Option<(String, String)> {
    let [before, after] = parts else { return None };
    Some((before.rsplit(' ').next()?.to_owned(), after.split(' ').next()?.to_owned()))
}

/// Whether `before` (folded) ends and `after` (folded, behind the dash) begins like the two sides of a dash in a name.
pub(crate) fn joins_over_dash(before: &str, after: &str) -> bool {
    let mark = |c: char| !c.is_alphanumeric();
    let first = after.trim_start().split(mark).next().unwrap_or("");
    let last = before.trim_end().rsplit(' ').next().unwrap_or("");
    DASHES.contains(&(last.to_owned(), first.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::joins_over_dash;

    #[test]
    fn dashes_inside_of_names_and_before_entries() {
        assert!(joins_over_dash("phòng kế hoạch", "tài chính, phòng tổ chức"));
        assert!(joins_over_dash("phòng văn hóa", "xã hội"));
        assert!(!joins_over_dash("phòng kế hoạch", "thời gian: quý i"));
        assert!(!joins_over_dash("", ""));
    }
}
