//! The words of the form that Nghị định 30/2020/NĐ-CP prescribes, and where a block of it may begin inside a paragraph.
//!
//! In: a paragraph's text. Out: ranges and cuts. Knows nothing of items, nesting or the plan.

mod counting;
mod cuts;
mod national;
mod signing;

pub(crate) use counting::{POINT_ORDERS, follows, roman_value};
pub(crate) use cuts::{cuts, ends_upper};
pub(crate) use national::{is_national, national};
pub(crate) use signing::{authority_mark, is_name, starts_authority, starts_recipients};

use crate::text::letter::is_alphabetic;

/// Whether all letters of a text are capitals, and there is one.
pub(crate) fn is_upper(text: &str) -> bool {
    let mut any = false;
    for c in text.chars().filter(|c| is_alphabetic(*c)) {
        if c.is_lowercase() {
            return false;
        }
        any = true;
    }
    any
}
