//! A line diff for people.

/// The lines that differ between `old` and `new`, `-` and `+`, with their numbers; at most `limit` lines.
pub(crate) fn lines(old: &str, new: &str, limit: usize) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let (mid_a, mid_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut out: Vec<String> = Vec::new();
    for (sign, at, line) in changes(mid_a, mid_b) {
        out.push(format!("{sign}{:5} {line}", head + at + 1));
    }
    let hidden = out.len().saturating_sub(limit);
    out.truncate(limit);
    if hidden > 0 {
        out.push(format!("      … {hidden} more lines"));
    }
    out.join("\n")
}

/// Longest common subsequence; where the two are too long for that, all of one and all of the other.
fn changes<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<(char, usize, &'a str)> {
    if a.len() * b.len() > 4_000_000 {
        let old = a.iter().enumerate().map(|(n, l)| ('-', n, *l));
        return old.chain(b.iter().enumerate().map(|(n, l)| ('+', n, *l))).collect();
    }
    let width = b.len() + 1;
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && best[(i + 1) * width + j] >= best[i * width + j + 1]) {
            out.push(('-', i, a[i]));
            i += 1;
        } else {
            out.push(('+', j, b[j]));
            j += 1;
        }
    }
    out
}
