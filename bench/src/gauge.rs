//! Timing: criterion used as a library, and its estimates read back.
//!
//! Ten samples a benchmark and the median of them: a run must end within minutes. What criterion knows about intervals
//! stays in its own files under `target/criterion`. What is said of "a core" is time on the processor and not time on
//! the wall, where the system tells the two apart: the machine is rarely idle, and a neighbour must not slow us down.

use anyhow::{Context as _, Result};
use criterion::{Criterion, SamplingMode};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::Deserialize;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Measures, and finds what was measured.
pub(crate) struct Gauge {
    criterion: Criterion,
    folder: PathBuf,
    /// One thread: what is parallel runs on it one after the other.
    core: ThreadPool,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

impl Gauge {
    /// A gauge that leaves its samples under this folder.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(3))
            .without_plots()
            .output_directory(folder);
        let core =
            ThreadPoolBuilder::new().num_threads(1).build().context("cannot start a thread")?;
        Ok(Self { criterion, folder: folder.to_owned(), core })
    }

    /// Seconds a call takes on one core; what it returns is dropped outside the measurement. Names are letters and
    /// hyphens: they become folders.
    pub(crate) fn seconds<T: Send>(
        &mut self,
        group: &str,
        name: &str,
        mut call: impl FnMut() -> T + Send,
    ) -> Result<f64> {
        let core = &self.core;
        let mut benchmarks = self.criterion.benchmark_group(group);
        benchmarks.sampling_mode(SamplingMode::Flat);
        benchmarks.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let (result, time) = core.install(|| {
                        let watch = Processor::start();
                        let result = call();
                        (result, watch.spent())
                    });
                    spent += time;
                    drop(black_box(result));
                }
                spent
            });
        });
        benchmarks.finish();
        self.estimate(group, name)
    }

    /// Seconds a short call takes: many calls a sample.
    pub(crate) fn short<T>(
        &mut self,
        group: &str,
        name: &str,
        mut call: impl FnMut() -> T,
    ) -> Result<f64> {
        let mut benchmarks = self.criterion.benchmark_group(group);
        benchmarks.bench_function(name, |bencher| bencher.iter(&mut call));
        benchmarks.finish();
        self.estimate(group, name)
    }

    fn estimate(&self, group: &str, name: &str) -> Result<f64> {
        let path = self.folder.join(group).join(name).join("new").join("estimates.json");
        let text = fs::read_to_string(&path)
            .with_context(|| format!("criterion left no {}", path.display()))?;
        let estimates: Estimates = serde_json::from_str(&text)
            .with_context(|| format!("criterion changed the form of {}", path.display()))?;
        Ok(estimates.median.point_estimate / 1e9)
    }
}

/// Time that this thread was on a processor; time on the wall where the system does not say.
struct Processor {
    wall: Instant,
    processor: Option<u64>,
}

impl Processor {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: Self::nanoseconds() }
    }

    fn spent(&self) -> Duration {
        match (self.processor, Self::nanoseconds()) {
            (Some(begin), Some(end)) => Duration::from_nanos(end.saturating_sub(begin)),
            (None, _) | (_, None) => self.wall.elapsed(),
        }
    }

    fn nanoseconds() -> Option<u64> {
        // Brought up to date when the thread leaves the processor: yield first.
        std::thread::yield_now();
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split_whitespace().next()?.parse().ok()
    }
}

/// Single calls that change what they measure, so that they cannot be repeated in a loop.
#[derive(Default)]
pub(crate) struct Singles {
    seconds: Vec<f64>,
}

impl Singles {
    /// Times one call.
    pub(crate) fn time<T>(&mut self, call: impl FnOnce() -> T) -> T {
        let begin = Instant::now();
        let result = call();
        self.seconds.push(begin.elapsed().as_secs_f64());
        result
    }

    /// The mean, in seconds.
    pub(crate) fn mean(&self) -> f64 {
        self.seconds.iter().sum::<f64>() / self.seconds.len().max(1) as f64
    }

    /// The value that so many in a thousand do not exceed, in seconds.
    pub(crate) fn quantile(&mut self, thousandth: usize) -> f64 {
        self.seconds.sort_by(f64::total_cmp);
        let last = self.seconds.len().saturating_sub(1);
        self.seconds.get(last * thousandth / 1000).copied().unwrap_or_default()
    }
}
