//! Many items on several threads, with the results in the items' order and no more of them waiting than a few a thread.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far one slow item may be left behind, for each thread.
const AHEAD: usize = 32;

/// Gives `take` what `make` makes of each item, in the items' order, until it breaks. An item whose making panics gives
/// the message of the panic.
pub(crate) fn in_order<I: Sync, T: Send>(
    jobs: NonZeroUsize,
    items: &[I],
    make: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(Result<T, String>) -> ControlFlow<()>,
) {
    let jobs = jobs.get().min(items.len());
    let window = jobs.saturating_mul(AHEAD);
    let (claimed, gate) = (AtomicUsize::new(0), Gate::default());
    let (send, receive) = mpsc::sync_channel(jobs);
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (send, make, claimed, gate) = (send.clone(), &make, &claimed, &gate);
            scope.spawn(move || {
                loop {
                    let at = claimed.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at).filter(|_| gate.wait_until(at, window)) else { return };
                    let result = catch_unwind(AssertUnwindSafe(|| make(item))).map_err(|panic| message(&*panic));
                    if send.send((at, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((at, made)) = receive.recv() {
            waiting.insert(at, made);
            while let Some(made) = waiting.remove(&next) {
                next += 1;
                if take(made).is_break() {
                    gate.open_to(None);
                    // Whoever is about to send finds nobody there.
                    drop(receive);
                    return;
                }
                gate.open_to(Some(next));
            }
        }
    });
}

/// Holds back whoever is too far ahead.
struct Gate {
    /// How many are done; `None` when no more are wanted.
    done: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Default for Gate {
    fn default() -> Self {
        Self { done: Mutex::new(Some(0)), moved: Condvar::new() }
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, Option<usize>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open_to(&self, done: Option<usize>) {
        *self.lock() = done;
        self.moved.notify_all();
    }

    /// Waits for an item's turn; whether it is still wanted.
    fn wait_until(&self, at: usize, window: usize) -> bool {
        let ahead = |done: &mut Option<usize>| done.is_some_and(|done| at >= done + window);
        self.moved.wait_while(self.lock(), ahead).unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panicked".to_owned())
}
