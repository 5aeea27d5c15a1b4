//! Which prediction stands for which label.

use std::collections::HashMap;

/// Greedy one-to-one matching, best likeness first. Returns the match of each label, and what is left over.
pub(crate) fn best_first(
    labels: usize,
    predictions: usize,
    likeness: impl Fn(usize, usize) -> f64,
) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut pairs = Vec::new();
    for i in 0..labels {
        for j in 0..predictions {
            let s = likeness(i, j);
            if s >= 0.35 {
                pairs.push((s, i.abs_diff(j), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let (mut got, mut used) = (vec![None; labels], vec![false; predictions]);
    for (_, _, i, j) in pairs {
        if got[i].is_none() && !used[j] {
            got[i] = Some(j);
            used[j] = true;
        }
    }
    let left = (0..predictions).filter(|j| !used[*j]).collect();
    (got, left)
}

/// Pairs of equal entries in order: the longest common block first, then what stands left and right of it
/// (Ratcliff and Obershelp).
pub(crate) fn in_order<T: Eq + std::hash::Hash>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&T, Vec<usize>> = HashMap::new();
    b.iter().enumerate().for_each(|(j, entry)| places.entry(entry).or_default().push(j));
    let (mut todo, mut pairs) = (vec![(0, a.len(), 0, b.len())], Vec::new());
    while let Some((a_low, a_high, b_low, b_high)) = todo.pop() {
        let (mut i, mut j, mut size) = (a_low, b_low, 0);
        let mut runs: HashMap<usize, usize> = HashMap::new();
        for (at, entry) in a.iter().enumerate().take(a_high).skip(a_low) {
            let mut longer = HashMap::new();
            for place in
                places.get(entry).into_iter().flatten().copied().filter(|p| (b_low..b_high).contains(p))
            {
                let run = 1 + place.checked_sub(1).and_then(|p| runs.get(&p)).copied().unwrap_or(0);
                longer.insert(place, run);
                if run > size {
                    (i, j, size) = (at + 1 - run, place + 1 - run, run);
                }
            }
            runs = longer;
        }
        if size > 0 {
            pairs.extend((0..size).map(|n| (i + n, j + n)));
            todo.push((a_low, i, b_low, j));
            todo.push((i + size, a_high, j + size, b_high));
        }
    }
    pairs.sort_unstable();
    pairs
}
