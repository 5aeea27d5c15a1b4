//! The program `kehoach`.

fn main() {}
