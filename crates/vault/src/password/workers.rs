//! A fixed couple of threads with a block of memory each, and a short queue before them.
//!
//! Argon2 is memory-hard on purpose: without a bound, a storm of sign-ins is a storm of 64 MiB blocks. Freshly allocated
//! blocks were seen to leave 850 MB with the allocator after such a storm; hence the reuse. A block idle for a while is given
//! back, so that a quiet server is a small one.

use super::PasswordError;
use super::compute::Memory;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How many may wait while every thread works.
pub(super) const QUEUE: usize = 16;
const IDLE: Duration = Duration::from_secs(30);

pub(super) type Job = Box<dyn FnOnce(&mut Memory) + Send>;

pub(super) struct Workers {
    desk: Arc<Desk>,
    threads: Vec<JoinHandle<()>>,
}

struct Desk {
    state: Mutex<State>,
    arrived: Condvar,
    most: usize,
    keep: usize,
    idle: Duration,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    working: usize,
    closed: bool,
}

impl Workers {
    /// Starts `threads` threads, each of which keeps at most `keep` blocks of memory between jobs.
    pub(super) fn start(threads: NonZeroUsize, keep: usize) -> Result<Self, PasswordError> {
        Self::start_with(threads, keep, IDLE)
    }

    fn start_with(threads: NonZeroUsize, keep: usize, idle: Duration) -> Result<Self, PasswordError> {
        let most = threads.get() + QUEUE;
        let desk = Arc::new(Desk { state: Mutex::default(), arrived: Condvar::new(), most, keep, idle });
        let mut workers = Self { desk, threads: Vec::with_capacity(threads.get()) };
        for number in 0..threads.get() {
            let desk = Arc::clone(&workers.desk);
            let thread = thread::Builder::new().name(format!("password-{number}")).spawn(move || desk.serve());
            // An early return drops what was started, which stops it.
            workers.threads.push(thread.map_err(|error| PasswordError::NotStarted(error.to_string()))?);
        }
        Ok(workers)
    }

    /// Hands in a job, or says that too many are waiting.
    pub(super) fn submit(&self, job: Job) -> Result<(), PasswordError> {
        let mut state = self.desk.state();
        if state.closed {
            return Err(PasswordError::Stopped);
        }
        if state.working + state.queue.len() >= self.desk.most {
            return Err(PasswordError::Busy);
        }
        state.queue.push_back(job);
        drop(state);
        self.desk.arrived.notify_one();
        Ok(())
    }

    /// Takes no more jobs; drops those waiting.
    pub(super) fn close(&self) {
        self.desk.state().closed = true;
        self.desk.arrived.notify_all();
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.close();
        for thread in self.threads.drain(..) {
            // A job's panic is caught in the thread, so there is nothing to learn from how it ended.
            let _ = thread.join();
        }
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock, so a poisoned state is a whole one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self) {
        let mut memory = Memory::default();
        while let Some(job) = self.next(&mut memory) {
            let done = catch_unwind(AssertUnwindSafe(|| job(&mut memory)));
            self.state().working -= 1;
            // The answer has left already: wiping delays nobody but the next in the queue.
            memory.wipe();
            memory.shrink(self.keep);
            drop(done);
        }
    }

    /// Waits for a job; gives the memory back when none comes for a while; nothing once the desk is closed.
    fn next(&self, memory: &mut Memory) -> Option<Job> {
        let mut state = self.state();
        loop {
            if state.closed {
                // Whoever waits learns it: their jobs, and with them the ends of their channels, are dropped.
                state.queue.clear();
                return None;
            }
            if let Some(job) = state.queue.pop_front() {
                state.working += 1;
                return Some(job);
            }
            if memory.is_empty() {
                state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let (woken, waited) = self.arrived.wait_timeout(state, self.idle).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if waited.timed_out() {
                memory.shrink(0);
            }
        }
    }
}

#[cfg(test)]
impl Workers {
    /// Keeps one thread from other work until the sender is dropped; returns once it does.
    pub(super) fn hold(&self) -> std::sync::mpsc::Sender<()> {
        let (hold, held) = std::sync::mpsc::channel();
        let (start, started) = std::sync::mpsc::channel();
        let wait = move |_: &mut Memory| {
            start.send(()).unwrap();
            let _ = held.recv();
        };
        self.submit(Box::new(wait)).unwrap();
        started.recv().unwrap();
        hold
    }
}

#[cfg(test)]
mod tests {
    use super::super::Params;
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn two_work_sixteen_wait_and_the_nineteenth_is_turned_away() {
        let (done, finished) = mpsc::channel();
        let workers = Workers::start(NonZeroUsize::new(2).unwrap(), 64).unwrap();
        let held = [workers.hold(), workers.hold()];
        for _ in 0..QUEUE {
            let done = done.clone();
            workers.submit(Box::new(move |_| done.send(()).unwrap())).unwrap();
        }
        for _ in 0..2 {
            assert!(matches!(workers.submit(Box::new(|_| ())), Err(PasswordError::Busy)));
        }
        drop(held);
        assert_eq!(finished.iter().take(QUEUE).count(), QUEUE);
    }

    #[test]
    fn an_idle_thread_gives_its_memory_back() {
        let workers = Workers::start_with(NonZeroUsize::MIN, 64, Duration::ZERO).unwrap();
        let (tell, told) = mpsc::channel();
        let worked = tell.clone();
        let work = move |memory: &mut Memory| {
            memory.compute(Params::weak_for_tests(), None, &[0; 16], b"x", &mut [0; 32]).unwrap();
            worked.send(memory.place().1).unwrap();
        };
        workers.submit(Box::new(work)).unwrap();
        assert_eq!(told.recv().unwrap(), 64);
        // The next job may be there before the thread has found itself idle; then it is asked again.
        while told.recv_timeout(Duration::ZERO).is_err() {
            let tell = tell.clone();
            let look = move |memory: &mut Memory| {
                if memory.is_empty() {
                    tell.send(0).unwrap();
                }
            };
            let _ = workers.submit(Box::new(look));
        }
    }

    #[test]
    fn a_job_that_panics_takes_nobody_with_it() {
        let workers = Workers::start(NonZeroUsize::MIN, 64).unwrap();
        let (done, finished) = mpsc::channel();
        workers.submit(Box::new(|_| panic!("on purpose"))).unwrap();
        workers.submit(Box::new(move |_| done.send(()).unwrap())).unwrap();
        finished.recv().unwrap();
        assert_eq!(workers.desk.state().queue.len(), 0);
    }

    #[test]
    fn closing_waits_for_the_work_and_drops_the_queue() {
        let (done, finished) = mpsc::channel();
        let (begun, never) = mpsc::channel::<()>();
        let workers = Workers::start(NonZeroUsize::MIN, 64).unwrap();
        let (release, released) = mpsc::channel::<()>();
        let (start, started) = mpsc::channel();
        let work = move |_: &mut Memory| {
            start.send(()).unwrap();
            let _ = released.recv();
            done.send(()).unwrap();
        };
        workers.submit(Box::new(work)).unwrap();
        started.recv().unwrap();
        workers.submit(Box::new(move |_| begun.send(()).unwrap())).unwrap();
        workers.close();
        assert!(matches!(workers.submit(Box::new(|_| ())), Err(PasswordError::Stopped)));
        drop(release);
        drop(workers);
        finished.try_recv().unwrap();
        assert!(never.try_recv().is_err());
    }
}
