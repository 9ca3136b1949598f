//! Timing: criterion used as a library, and its estimates read back.
//!
//! Ten samples a benchmark and the median of them: a run must end within minutes, and the machine is rarely idle. What
//! criterion knows about intervals stays in its own files under `target/criterion`.

use anyhow::{Context as _, Result};
use criterion::{BatchSize, Criterion, SamplingMode};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Measures, and finds what was measured.
pub(crate) struct Gauge {
    criterion: Criterion,
    folder: PathBuf,
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
    pub(crate) fn new(folder: &Path) -> Self {
        let criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(3))
            .without_plots()
            .output_directory(folder);
        Self { criterion, folder: folder.to_owned() }
    }

    /// Seconds a call takes. Names are letters and hyphens: they become folders.
    pub(crate) fn seconds<T>(
        &mut self,
        group: &str,
        name: &str,
        mut call: impl FnMut() -> T,
    ) -> Result<f64> {
        let mut benchmarks = self.criterion.benchmark_group(group);
        benchmarks.sampling_mode(SamplingMode::Flat);
        benchmarks.bench_function(name, |bencher| {
            bencher.iter_batched(|| (), |()| call(), BatchSize::PerIteration);
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
