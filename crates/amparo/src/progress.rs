//! A progress bar on long work, when a person watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the bar is drawn.
const EVERY: Duration = Duration::from_millis(100);

/// A bar that follows the bytes read, and goes away when dropped. Short work never shows it.
pub(crate) struct Progress {
    done: Arc<AtomicBool>,
    drawer: Option<JoinHandle<()>>,
}

impl Progress {
    pub(crate) fn start(size: Option<u64>, read: Arc<AtomicU64>) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&done);
        let drawer = std::thread::spawn(move || draw(size, &read, &stop));
        Self { done, drawer: Some(drawer) }
    }
}

fn draw(size: Option<u64>, read: &AtomicU64, stop: &AtomicBool) {
    // Waiting first keeps short work silent.
    std::thread::park_timeout(EVERY * 5);
    if stop.load(Ordering::Acquire) {
        return;
    }
    let (bar, style) = match size {
        Some(size) => {
            (ProgressBar::new(size), "{bar:30} {percent} %  {bytes} of {total_bytes}  {eta} left")
        }
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    while !stop.load(Ordering::Acquire) {
        bar.set_position(read.load(Ordering::Relaxed));
        std::thread::park_timeout(EVERY);
    }
    bar.finish_and_clear();
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Release);
        if let Some(drawer) = self.drawer.take() {
            drawer.thread().unpark();
            // A drawer that panicked has nothing to tell.
            let _ = drawer.join();
        }
    }
}
