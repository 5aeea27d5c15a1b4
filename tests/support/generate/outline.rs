//! Numbering schemes and their counters.

/// How one level is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Part,
    RomanDot,
    RomanDash,
    RomanSlash,
    LetterDot,
    NumberDot,
    NumberSlash,
    NumberParen,
    /// `1.1.` under `1.`
    Decimal,
    /// `1.1` under `1.`
    DecimalBare,
    PointParen,
    PointDot,
}

use Style::{
    Decimal, DecimalBare, LetterDot, NumberDot, NumberParen, NumberSlash, Part, PointDot, PointParen,
    RomanDash, RomanDot, RomanSlash,
};

/// The schemes in use, outermost level first.
pub(crate) const SCHEMES: [[Style; 3]; 10] = [
    [RomanDot, NumberDot, PointParen],
    [RomanDot, NumberDot, Decimal],
    [RomanDot, NumberDot, DecimalBare],
    [RomanDot, NumberDot, PointDot],
    [RomanDash, NumberDot, PointParen],
    [RomanSlash, NumberSlash, PointParen],
    [LetterDot, RomanDot, NumberDot],
    [RomanDot, NumberParen, PointParen],
    [Part, NumberDot, Decimal],
    [NumberDot, Decimal, PointParen],
];

/// Counts sections.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    scheme: usize,
    counts: [usize; 3],
}

impl Counter {
    pub(crate) fn new(scheme: usize) -> Counter {
        Counter { scheme, counts: [0; 3] }
    }

    /// The marker of the next section of `level` (from 0).
    pub(crate) fn next(&mut self, level: usize) -> String {
        self.counts[level] += 1;
        self.counts[level + 1..].fill(0);
        self.marker(level)
    }

    fn marker(&self, level: usize) -> String {
        let n = self.counts[level];
        let above = if level > 0 { self.counts[level - 1] } else { 0 };
        match SCHEMES[self.scheme][level] {
            Part => format!("Phần {}.", roman(n)),
            RomanDot => format!("{}.", roman(n)),
            RomanDash => format!("{}-", roman(n)),
            RomanSlash => format!("{}/", roman(n)),
            LetterDot => format!("{}.", (b'A' + n as u8 - 1) as char),
            NumberDot => format!("{n}."),
            NumberSlash => format!("{n}/"),
            NumberParen => format!("{n})"),
            Decimal => format!("{above}.{n}."),
            DecimalBare => format!("{above}.{n}"),
            PointParen => format!("{})", point(n)),
            PointDot => format!("{}.", point(n)),
        }
    }

    /// The section id at `level`: the numbers of the path.
    pub(crate) fn id(&self, level: usize) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for (l, style) in SCHEMES[self.scheme].into_iter().enumerate().take(level + 1) {
            let marker = self.marker(l);
            let bare = marker.trim_start_matches("Phần ").trim_end_matches(['.', ')', '/', '-']).to_owned();
            if matches!(style, Decimal | DecimalBare) {
                parts.pop(); // "1.1" repeats the "1" above it
            }
            parts.push(bare);
        }
        Some(parts.join("."))
    }
}

/// Roman numerals up to 39.
pub(crate) fn roman(n: usize) -> String {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(n / 10), UNITS[n % 10])
}

/// Points in the decree's order: a b c d đ e g h.
pub(crate) fn point(n: usize) -> char {
    "abcdđeghiklmnopqrstuvxy".chars().nth(n - 1).unwrap_or('y')
}
