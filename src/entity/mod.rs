//! Text → typed mentions: agencies and their roles, times, citations. Pure functions of one text and its comparison
//! key (byte for byte beside it, see [`crate::text::fold`]); ranges are byte ranges of that text.
//!
//! Knows nothing of blocks, outline or files; entity files do not know each other, except that `assignment` asks
//! `agency` for names, and `time` and `citation` read dates with `calendar`.

pub(crate) mod agency;
pub(crate) mod assignment;
pub(crate) mod calendar;
pub(crate) mod citation;
pub(crate) mod time;
