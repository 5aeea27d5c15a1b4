//! The process that reads for others.
//!
//! In: orders on standard input. Out: answers on standard output, in order. Ends when its input ends, even while it
//! reads: whoever asked is gone then.

use super::super::failure::Refusal;
use super::{Asked, Message, Order, Reading, fulfil};
use crate::ErrorKind;
use std::io::{self, BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};

/// Answers orders from standard input with at most so much memory, until the input ends. What a program does that
/// an [`Isolation`](super::Isolation) names.
///
/// # Errors
/// Where the input is no order, or no thread can be started.
pub fn serve() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut first = String::new();
    input.by_ref().take(64).read_line(&mut first)?;
    limit_memory(first.trim().parse().unwrap_or(0));
    let (send, orders) = channel();
    let reader = std::thread::Builder::new().name(super::super::schedule::WORKER.to_owned());
    reader.stack_size(super::super::schedule::STACK).spawn(move || answer_all(&orders))?;
    while let Some(order) = next_order(&mut input)? {
        if send.send(order).is_err() {
            break;
        }
    }
    Ok(())
}

/// Address space is what can be limited: an allocation beyond it fails, and ends the process.
fn limit_memory(bytes: u64) {
    #[cfg(unix)]
    if bytes > 0 {
        let hard = rlimit::Resource::AS.get().map_or(u64::MAX, |(_, hard)| hard);
        // A system that knows no such limit reads without.
        let _ = rlimit::Resource::AS.set(bytes.min(hard), bytes.min(hard));
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

fn next_order(input: &mut impl BufRead) -> io::Result<Option<(Order, Vec<u8>)>> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let asked: Asked = serde_json::from_slice(&line)?;
    let mut bytes = Vec::new();
    let read = input.take(asked.bytes).read_to_end(&mut bytes)?;
    // Who asked is gone in the middle of it.
    Ok((read as u64 == asked.bytes).then_some((asked.head, bytes)))
}

fn answer_all(orders: &Receiver<(Order, Vec<u8>)>) {
    for (order, bytes) in orders {
        let answer = catch_unwind(AssertUnwindSafe(|| fulfil(&order, &bytes)));
        let answer = answer.unwrap_or_else(|panic| {
            Err(Refusal::from(ErrorKind::Panicked(super::super::schedule::panic_message(&*panic))))
        });
        if answer_one(answer).is_err() {
            // Nobody listens.
            std::process::exit(1);
        }
    }
}

fn answer_one(mut answer: Result<Reading, Refusal>) -> io::Result<()> {
    let body = answer.as_mut().map(|reading| std::mem::take(&mut reading.body)).unwrap_or_default();
    let mut line = serde_json::to_vec(&Message { head: answer, bytes: body.len() as u64 })?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.write_all(body.as_bytes())?;
    out.flush()
}
