//! Has documents read in a process of its own.
//!
//! In: orders of one thread. Out: answers. [`Desk::close`] may come from another thread: it kills the process, and
//! whoever waits for an answer gets none.

use super::super::failure::Refusal;
use super::{Answered, Isolation, Message, Order, Reading, fulfil};
use crate::ErrorKind;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Longest first line of an answer.
const LONGEST_HEAD: u64 = 1 << 20;
/// How much of the last words of a process is read.
const LAST_WORDS: u64 = 8 << 10;
/// How often, and after which pauses, a process is started again that the system refuses.
const PATIENCE: [Duration; 5] = [
    Duration::from_millis(10),
    Duration::from_millis(50),
    Duration::from_millis(250),
    Duration::from_secs(1),
    Duration::from_secs(3),
];

/// The process of one thread.
#[derive(Default)]
pub(in super::super) struct Desk {
    state: Mutex<State>,
    line: Mutex<Option<Line>>,
}

#[derive(Default)]
struct State {
    child: Option<Child>,
    closed: bool,
}

/// Both ways to a process.
struct Line {
    orders: BufWriter<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Desk {
    /// Has a document read; without `isolation`, here.
    pub(in super::super) fn read(
        &self,
        isolation: Option<&Isolation>,
        order: Order,
        bytes: &[u8],
    ) -> Result<Reading, Refusal> {
        let Some(isolation) = isolation else { return fulfil(&order, bytes) };
        let message = Message { head: order, bytes: bytes.len() as u64 };
        let mut line = locked(&self.line);
        loop {
            let fresh = line.is_none();
            if fresh {
                *line = Some(self.start(isolation).map_err(|e| cannot_start(&e))?);
            }
            match line.as_mut().map(|line| line.ask(&message, bytes)) {
                Some(Ok(answer)) => return answer,
                _ => *line = None,
            }
            let cause = self.cause_of_death(isolation);
            if fresh || locked(&self.state).closed {
                return Err(Refusal::from(cause));
            }
        }
    }

    /// Kills the process; no other is started.
    pub(in super::super) fn close(&self) {
        let mut state = locked(&self.state);
        state.closed = true;
        if let Some(child) = &mut state.child {
            let _ = child.kill();
        }
    }

    fn start(&self, isolation: &Isolation) -> io::Result<Line> {
        let mut pauses = PATIENCE.iter();
        loop {
            match self.start_once(isolation) {
                Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::OutOfMemory) => {
                    std::thread::sleep(*pauses.next().ok_or(e)?);
                }
                result => return result,
            }
        }
    }

    fn start_once(&self, isolation: &Isolation) -> io::Result<Line> {
        let mut state = locked(&self.state);
        if state.closed {
            return Err(io::Error::other("the time is over"));
        }
        let mut child = Command::new(&isolation.program)
            .arg("worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let gone = || io::Error::other("the process has no pipes");
        let mut orders = BufWriter::new(child.stdin.take().ok_or_else(gone)?);
        let answers = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        state.child = Some(child);
        writeln!(orders, "{}", isolation.memory.unwrap_or(0))?;
        Ok(Line { orders, answers })
    }

    /// Buries the process and asks what it died of.
    fn cause_of_death(&self, isolation: &Isolation) -> ErrorKind {
        let Some(mut child) = locked(&self.state).child.take() else {
            return ErrorKind::Panicked("its process is gone".to_owned());
        };
        let _ = child.kill();
        let status = child.wait().map(|s| s.to_string()).unwrap_or_default();
        let mut words = Vec::new();
        let _ = child.stderr.take().map(|words_of| words_of.take(LAST_WORDS).read_to_end(&mut words));
        let words = String::from_utf8_lossy(&words);
        match isolation.memory {
            Some(allowed) if words.contains("memory allocation of") => {
                ErrorKind::Limit { limit: "max_memory", allowed }
            }
            _ if words.contains("overflowed its stack") => {
                ErrorKind::Panicked("it is nested too deeply".to_owned())
            }
            _ => ErrorKind::Panicked(format!("its process ended ({status})")),
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.close();
        if let Some(mut child) = locked(&self.state).child.take() {
            let _ = child.wait();
        }
    }
}

impl Line {
    /// Asks, and waits for the answer; an error means that the process is of no use any more.
    fn ask(&mut self, message: &Message<Order>, bytes: &[u8]) -> io::Result<Result<Reading, Refusal>> {
        serde_json::to_writer(&mut self.orders, message)?;
        self.orders.write_all(b"\n")?;
        self.orders.write_all(bytes)?;
        self.orders.flush()?;
        let mut head = Vec::new();
        self.answers.by_ref().take(LONGEST_HEAD).read_until(b'\n', &mut head)?;
        let answer: Answered = serde_json::from_slice(&head)?;
        let mut body = String::new();
        let read = self.answers.by_ref().take(answer.bytes).read_to_string(&mut body)?;
        if read as u64 != answer.bytes {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(answer.head.map(|reading| Reading { body, ..reading }))
    }
}

fn cannot_start(error: &io::Error) -> Refusal {
    let text =
        format!("was not read: no process can be started for it: {error}; run the same command with -j 1");
    Refusal { code: "worker".to_owned(), text }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
