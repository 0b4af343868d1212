//! Sessions that last as long as the command.
//!
//! Threads process articles in batches, and every batch is split into pieces anew. With a session per piece, every word
//! of the language would have to be analysed again; a pool of sessions keeps what they have cached.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Idle sessions. There are never more of them than threads that needed one at the same time.
#[derive(Debug, Default)]
pub(super) struct Sessions<S>(Mutex<Vec<S>>);

impl<S: Default> Sessions<S> {
    /// Calls `act` with a session of the pool, which has a warm cache.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut S) -> T) -> T {
        let idle = self.idle().pop();
        let mut session = idle.unwrap_or_default();
        let done = act(&mut session);
        self.idle().push(session);
        done
    }

    fn idle(&self) -> MutexGuard<'_, Vec<S>> {
        // a thread that panicked did not hold a session of this list
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Sessions;

    #[test]
    fn sessions_are_reused_and_exclusive() {
        let sessions: Sessions<Vec<u8>> = Sessions::default();
        sessions.with(|outer| {
            outer.push(1);
            sessions.with(|inner| inner.push(2));
        });
        let mut seen: Vec<Vec<u8>> = Vec::new();
        sessions.with(|one| sessions.with(|other| seen.extend([one.clone(), other.clone()])));
        seen.sort_unstable();
        assert_eq!(seen, [[1], [2]]);
    }
}
