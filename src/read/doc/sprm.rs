//! Lists of marks ("sprms"): numbers that say what changes, each with its operand.
//!
//! In: bytes. Out: number and operand. Knows the length of each operand, not its meaning.

use super::bytes::u16_at;

/// Marks that readers ask for.
pub(super) mod id {
    // characters
    pub(in super::super) const DELETED: u16 = 0x0800;
    pub(in super::super) const SYMBOL: u16 = 0x6A09;
    pub(in super::super) const CHARACTER_STYLE: u16 = 0x4A30;
    pub(in super::super) const PLAIN: u16 = 0x2A33;
    pub(in super::super) const BOLD: u16 = 0x0835;
    pub(in super::super) const ITALIC: u16 = 0x0836;
    pub(in super::super) const CAPS: u16 = 0x083B;
    pub(in super::super) const HIDDEN: u16 = 0x083C;
    pub(in super::super) const SPECIAL: u16 = 0x0855;
    pub(in super::super) const FONT: u16 = 0x4A4F;
    pub(in super::super) const FONT_OTHER: u16 = 0x4A51;
    // paragraphs
    pub(in super::super) const ALIGN: u16 = 0x2403;
    pub(in super::super) const ALIGN_LOGICAL: u16 = 0x2461;
    pub(in super::super) const LIST_LEVEL: u16 = 0x260A;
    pub(in super::super) const LIST: u16 = 0x460B;
    pub(in super::super) const OUTLINE: u16 = 0x2640;
    pub(in super::super) const IN_TABLE: u16 = 0x2416;
    pub(in super::super) const ROW_END: u16 = 0x2417;
    pub(in super::super) const TABLE_DEPTH: u16 = 0x6649;
    pub(in super::super) const ELSEWHERE: [u16; 3] = [0x6645, 0x6646, 0x646B];
    // rows
    pub(in super::super) const ROW: u16 = 0xD608;
    pub(in super::super) const HEADING_ROW: u16 = 0x3404;
    pub(in super::super) const MERGE_DOWN: u16 = 0xD62B;
    pub(in super::super) const MERGE_ACROSS: u16 = 0x5624;
    /// Marks by the short numbers that pieces carry.
    pub(in super::super) const SHORT: &[(u8, u16)] =
        &[(0x41, DELETED), (0x55, BOLD), (0x56, ITALIC), (0x5B, CAPS), (0x5C, HIDDEN)];
}

/// The marks of a list, in order.
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let sprm = u16_at(self.0, 0)?;
        let rest = self.0.get(2..)?;
        let (skip, len): (usize, usize) = match sprm >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if sprm == id::ROW || sprm == 0xD606 => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
            _ if sprm == 0xC615 && rest.first() == Some(&255) => (1, tabs_len(rest)?),
            _ => (1, usize::from(*rest.first()?)),
        };
        let operand = rest.get(skip..skip.checked_add(len)?)?;
        self.0 = rest.get(skip + len..)?;
        Some((sprm, operand))
    }
}

/// Tab stops may be too many for their length byte; then they are counted.
fn tabs_len(rest: &[u8]) -> Option<usize> {
    let deleted = usize::from(*rest.get(1)?);
    let added = usize::from(*rest.get(2 + deleted * 4)?);
    Some(2 + deleted * 4 + added * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_their_lengths() {
        let list = [
            0x35, 0x08, 1, 0x4F, 0x4A, 2, 0, 0x08, 0xD6, 4, 0, 9, 9, 9, 0x0B, 0x46, 7, 0, 0x15, 0xC6, 2, 0, 0,
        ];
        let found: Vec<(u16, usize)> = Sprms(&list).map(|(sprm, operand)| (sprm, operand.len())).collect();
        assert_eq!(found, [(id::BOLD, 1), (id::FONT, 2), (id::ROW, 3), (id::LIST, 2), (0xC615, 2)]);
        assert_eq!(Sprms(&[0x35]).count(), 0);
        assert_eq!(Sprms(&[0x08, 0xD6, 255, 255]).count(), 0);
    }
}
