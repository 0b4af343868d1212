//! Sessions that last as long as the command.
//!
//! Articles go to the threads in batches, and every batch is cut into pieces anew. A session for each piece would meet
//! every word of the language again; lent out and given back, a few sessions remember them all.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Sessions that nobody uses at the moment. There are never more of them than threads that asked for one at once.
#[derive(Debug, Default)]
pub(super) struct Sessions<S>(Mutex<Vec<S>>);

impl<S: Default> Sessions<S> {
    /// Acts with a session of its own, which remembers what it met before.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut S) -> T) -> T {
        let idle = self.idle().pop();
        let mut session = idle.unwrap_or_default();
        let done = act(&mut session);
        self.idle().push(session);
        done
    }

    fn idle(&self) -> MutexGuard<'_, Vec<S>> {
        // whoever panicked held no session that is in the list
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Sessions;

    #[test]
    fn a_session_remembers_and_is_of_one_at_a_time() {
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
