//! Runs work on several threads and gives the results back in the order of the inputs.
//!
//! In: an iterator of inputs and a [`Work`]. Out: each result twice: as soon as it is there ([`Step::Done`]) and
//! in its turn ([`Step::Turn`]). Knows nothing of files and plans.
//!
//! Memory is bounded: at most `window` results, or `budget` of weight, wait for their turn; then no new input is
//! started. One slow input holds up the turns, not the work.
//!
//! Tricky: a thread cannot be ended from outside. One that passes the timeout is left behind: its claim is taken
//! away, so that whatever it brings later is dropped, its tool is broken, so that it costs no more where the tool does
//! the work, and a new thread takes its place.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Stack of a worker: nested documents recurse, and pages never touched cost nothing.
pub(super) const STACK: usize = 32 << 20;
/// The same where others do the work.
const SMALL_STACK: usize = 1 << 20;
/// The name of worker threads.
pub(super) const WORKER: &str = "kehoach-worker";

/// What is done with each input.
pub(super) trait Work: Send + Sync + 'static {
    /// What a thread keeps from one input to the next.
    type Tool: Default + Send + Sync + 'static;
    /// What goes in.
    type Input: Send + Sync + 'static;
    /// What the dangerous part gives.
    type Draft;
    /// What comes out.
    type Output: Send + 'static;

    /// The part that may panic or never end. It must leave no trace outside of memory.
    fn attempt(&self, tool: &Self::Tool, input: &Self::Input) -> Self::Draft;

    /// Ends an attempt from outside, as far as that can be done: the tool is not used again.
    fn abandon(tool: &Self::Tool);

    /// Turns the outcome into the result; runs once for each input.
    fn settle(&self, input: &Self::Input, outcome: Result<Self::Draft, Lost>, took: Duration)
    -> Self::Output;

    /// How much memory a result holds while it waits for its turn, in bytes.
    fn weight(output: &Self::Output) -> usize;
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// The time allowed has passed.
    Timeout(Duration),
    /// The work panicked, with this message.
    Panicked(String),
}

/// How to run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Threads that work.
    pub(super) workers: usize,
    /// Whether threads only wait for the work of other processes.
    pub(super) light: bool,
    /// Time allowed for one input.
    pub(super) timeout: Option<Duration>,
    /// Most inputs that are started and not yet given back in their turn.
    pub(super) window: u64,
    /// Most weight that waits for its turn.
    pub(super) budget: usize,
}

/// What the caller is told.
pub(super) enum Step<'a, T> {
    /// A result is there; the order is that of time.
    Done(&'a T),
    /// A result has its turn; the order is that of the inputs.
    Turn(T),
    /// Some time has passed without news.
    Wait,
}

type Fed<I> = (u64, Arc<I>);

enum Message<T> {
    Done(u64, T),
    /// All inputs were fed; there were this many.
    End(u64),
}

/// Runs `work` on every input. An error of `each` ends the run.
///
/// # Errors
/// The error of `each`.
pub(super) fn run<W: Work, E>(
    settings: Settings,
    inputs: impl Iterator<Item = W::Input> + Send + 'static,
    work: &Arc<W>,
    mut each: impl FnMut(Step<'_, W::Output>) -> Result<(), E>,
) -> Result<(), E> {
    let gate = Arc::new(Gate::default());
    let (feed, fed) = sync_channel(settings.workers);
    let (send, messages) = channel();
    spawn_feeder(settings, inputs, feed, send.clone(), Arc::clone(&gate));
    let stack = if settings.light { SMALL_STACK } else { STACK };
    let fed = Arc::new(Mutex::new(fed));
    let mut crew = Crew { work: Arc::clone(work), fed, send, slots: Vec::new(), stack };
    crew.fill(settings.workers);
    let tick = settings.timeout.map_or(Duration::from_millis(500), |t| {
        (t / 10).clamp(Duration::from_millis(5), Duration::from_millis(250))
    });
    let mut waiting: BTreeMap<u64, W::Output> = BTreeMap::new();
    let (mut turn, mut total) = (0u64, None);
    let mut looked = Instant::now();
    let result = loop {
        if total == Some(turn) {
            break Ok(());
        }
        let message = messages.recv_timeout(tick);
        if let Some(timeout) = settings.timeout
            && looked.elapsed() >= tick
        {
            looked = Instant::now();
            crew.dismiss_late(timeout);
        }
        crew.fill_if_empty();
        let step = match message {
            Ok(Message::Done(index, output)) => {
                let told = each(Step::Done(&output));
                gate.hold(W::weight(&output));
                waiting.insert(index, output);
                told
            }
            Ok(Message::End(count)) => {
                total = Some(count);
                Ok(())
            }
            Err(RecvTimeoutError::Timeout) => each(Step::Wait),
            // The crew holds a sender: this cannot come.
            Err(RecvTimeoutError::Disconnected) => break Ok(()),
        };
        let step = step.and_then(|()| {
            while let Some(output) = waiting.remove(&turn) {
                turn += 1;
                gate.release(W::weight(&output));
                each(Step::Turn(output))?;
            }
            Ok(())
        });
        if step.is_err() {
            break step;
        }
    };
    gate.close();
    result
}

/// Reads the inputs on a thread of its own, no faster than the gate allows.
fn spawn_feeder<I: Send + Sync + 'static, T: Send + 'static>(
    settings: Settings,
    inputs: impl Iterator<Item = I> + Send + 'static,
    feed: SyncSender<Fed<I>>,
    send: Sender<Message<T>>,
    gate: Arc<Gate>,
) {
    let body = move || {
        let mut count = 0;
        // A broken iterator ends the list; what was read before is still worked on.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            for input in inputs {
                if !gate.enter(count, &settings) || feed.send((count, Arc::new(input))).is_err() {
                    return;
                }
                count += 1;
            }
        }));
        let _ = send.send(Message::End(count));
    };
    spawn("kehoach-feeder", SMALL_STACK, body).expect("the system gives a thread");
}

fn spawn(name: &str, stack: usize, body: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).stack_size(stack).spawn(body).map(|_| ())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a worker works on, until somebody claims the result.
struct Claim<I> {
    index: u64,
    input: Arc<I>,
    since: Instant,
}

/// The place of one worker.
struct Slot<W: Work> {
    claim: Mutex<Option<Claim<W::Input>>>,
    tool: W::Tool,
}

/// The worker threads.
struct Crew<W: Work> {
    work: Arc<W>,
    fed: Arc<Mutex<Receiver<Fed<W::Input>>>>,
    send: Sender<Message<W::Output>>,
    slots: Vec<Arc<Slot<W>>>,
    stack: usize,
}

impl<W: Work> Crew<W> {
    /// Hires workers until there are so many, or the system has no more threads: then those must do.
    fn fill(&mut self, workers: usize) {
        while self.slots.len() < workers.max(1) && self.hire() {}
    }

    /// Somebody must work. Threads that are left behind may give one back any time.
    fn fill_if_empty(&mut self) {
        if self.slots.is_empty() {
            self.fill(1);
        }
    }

    fn hire(&mut self) -> bool {
        let slot = Arc::new(Slot { claim: Mutex::default(), tool: W::Tool::default() });
        let (work, fed, send) = (Arc::clone(&self.work), Arc::clone(&self.fed), self.send.clone());
        let place = Arc::clone(&slot);
        let hired = spawn(WORKER, self.stack, move || {
            loop {
                let next = locked(&fed).recv();
                let Ok((index, input)) = next else { return };
                let since = Instant::now();
                *locked(&place.claim) = Some(Claim { index, input: Arc::clone(&input), since });
                let draft = catch_unwind(AssertUnwindSafe(|| work.attempt(&place.tool, &input)));
                if locked(&place.claim).take().is_none() {
                    return; // Too late: another thread has this one's place.
                }
                let draft = draft.map_err(|panic| Lost::Panicked(panic_message(&*panic)));
                let output = work.settle(&input, draft, since.elapsed());
                if send.send(Message::Done(index, output)).is_err() {
                    return;
                }
            }
        });
        if hired.is_ok() {
            self.slots.push(slot);
        }
        hired.is_ok()
    }

    /// Takes the claims of those who took too long, and hires others.
    fn dismiss_late(&mut self, timeout: Duration) {
        let mut late = Vec::new();
        self.slots.retain(|slot| {
            let mut claim = locked(&slot.claim);
            if claim.as_ref().is_none_or(|c| c.since.elapsed() < timeout) {
                return true;
            }
            late.extend(claim.take());
            W::abandon(&slot.tool);
            false
        });
        for claim in late {
            self.hire();
            let output = self.work.settle(&claim.input, Err(Lost::Timeout(timeout)), claim.since.elapsed());
            let _ = self.send.send(Message::Done(claim.index, output));
        }
    }
}

pub(super) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}

/// Holds the feeder back while too much waits.
#[derive(Default)]
struct Gate {
    state: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    given: u64,
    weight: usize,
    closed: bool,
}

impl Gate {
    /// Waits until input `index` may start; `false` where the run is over.
    fn enter(&self, index: u64, settings: &Settings) -> bool {
        let mut state = locked(&self.state);
        loop {
            if state.closed {
                return false;
            }
            // The next in turn is always under way here, so waiting comes to an end.
            if index - state.given < settings.window && state.weight <= settings.budget {
                return true;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn hold(&self, weight: usize) {
        locked(&self.state).weight += weight;
    }

    fn release(&self, weight: usize) {
        let mut state = locked(&self.state);
        state.weight = state.weight.saturating_sub(weight);
        state.given += 1;
        drop(state);
        self.changed.notify_all();
    }

    fn close(&self) {
        locked(&self.state).closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// 7 panics, 11 never ends, others give themselves after a moment.
    #[derive(Default)]
    struct Odd {
        settled: AtomicUsize,
    }

    impl Work for Odd {
        type Tool = AtomicUsize;
        type Input = u64;
        type Draft = u64;
        type Output = (u64, Result<u64, Lost>);

        fn attempt(&self, _: &AtomicUsize, input: &u64) -> u64 {
            match input {
                // As `panic!`, without the message on stderr, which takes its time.
                7 => std::panic::resume_unwind(Box::new("seven")),
                11 => std::thread::sleep(Duration::from_secs(3600)),
                n => std::thread::sleep(Duration::from_micros(n * 7919 % 500)),
            }
            *input
        }

        fn abandon(tool: &AtomicUsize) {
            tool.store(1, Ordering::Relaxed);
        }

        fn settle(&self, input: &u64, outcome: Result<u64, Lost>, _: Duration) -> (u64, Result<u64, Lost>) {
            self.settled.fetch_add(1, Ordering::Relaxed);
            (*input, outcome)
        }

        fn weight(_: &Self::Output) -> usize {
            1
        }
    }

    fn settings(workers: usize) -> Settings {
        Settings { workers, light: true, timeout: Some(Duration::from_millis(200)), window: 16, budget: 8 }
    }

    #[test]
    fn results_come_in_order_whatever_the_threads_and_faults() {
        for workers in [1, 2, 5] {
            let work = Arc::new(Odd::default());
            let (mut turns, mut done) = (Vec::new(), 0);
            run(settings(workers), 0..100, &work, |step| {
                match step {
                    Step::Done(_) => done += 1,
                    Step::Turn(output) => turns.push(output),
                    Step::Wait => {}
                }
                Ok::<(), Infallible>(())
            })
            .unwrap();
            assert_eq!((done, work.settled.load(Ordering::Relaxed)), (100, 100));
            for (n, (input, outcome)) in (0..).zip(turns) {
                assert_eq!(input, n);
                match n {
                    7 => assert_eq!(outcome, Err(Lost::Panicked("seven".to_owned()))),
                    11 => assert_eq!(outcome, Err(Lost::Timeout(Duration::from_millis(200)))),
                    n => assert_eq!(outcome, Ok(n)),
                }
            }
        }
    }

    #[test]
    fn no_more_is_started_than_the_window_holds() {
        let started = Arc::new(AtomicUsize::new(0));
        let inputs = {
            let started = Arc::clone(&started);
            (11..1000u64).inspect(move |_| {
                started.fetch_add(1, Ordering::Relaxed);
            })
        };
        let mut most = 0;
        // The first input never ends: until its timeout, nothing has its turn.
        run(settings(2), inputs, &Arc::new(Odd::default()), |step| {
            if let Step::Turn((11, _)) = step {
                most = started.load(Ordering::Relaxed);
            }
            Ok::<(), Infallible>(())
        })
        .unwrap();
        assert!((8..=17).contains(&most), "{most} were started");
    }

    #[test]
    fn an_error_of_the_caller_ends_the_run() {
        let mut turns = 0;
        let result = run(settings(2), 20..u64::MAX, &Arc::new(Odd::default()), |step| match step {
            Step::Turn((23, _)) => Err("full"),
            Step::Turn(_) => {
                turns += 1;
                Ok(())
            }
            _ => Ok(()),
        });
        assert_eq!((result, turns), (Err("full"), 3));
    }
}
