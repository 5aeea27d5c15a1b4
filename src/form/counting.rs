//! Counters of lists: roman numbers and the letters of points.
//!
//! In: a counter's letters. Out: its value, or whether one follows another. Tricky: `đ` follows `d`, and where a word processor
//! counts, `e` does.

/// Orders in which points (*điểm*) are lettered: as the decree asks, and as word processors count.
pub(crate) const POINT_ORDERS: [&str; 2] = ["abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz"];

/// `b` comes after `a` in Vietnamese or in Latin order.
pub(crate) fn follows(a: char, b: char) -> bool {
    POINT_ORDERS.iter().any(|order| {
        let place = |c: char| order.chars().position(|o| o == c);
        matches!((place(a), place(b)), (Some(x), Some(y)) if y == x + 1)
    })
}

/// The value of roman digits in lower case; other letters count nothing.
pub(crate) fn roman_value(digits: &str) -> u32 {
    let values = |c: char| match c {
        'i' => 1,
        'v' => 5,
        'x' => 10,
        'l' => 50,
        _ => 0,
    };
    let values: Vec<i32> = digits.chars().map(values).collect();
    let mut total = 0i32;
    for (n, value) in values.iter().enumerate() {
        total += if values.get(n + 1).is_some_and(|next| next > value) { -value } else { *value };
    }
    u32::try_from(total).unwrap_or(0)
}
