//! Measurements in the text format of Prometheus: counts and sizes, nothing about anybody. Labels are routes and statuses, both closed lists.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// Upper bounds of the buckets of durations, in seconds.
const BOUNDS: [f64; 8] = [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1.0, 5.0];

#[derive(Default)]
struct Route {
    by_status: BTreeMap<u16, u64>,
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

/// The measurements.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<&'static str, Route>>);

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, route: &'static str, status: u16, seconds: f64) {
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let route = routes.entry(route).or_default();
        *route.by_status.entry(status).or_default() += 1;
        route.count += 1;
        route.sum += seconds;
        for (bucket, bound) in route.buckets.iter_mut().zip(BOUNDS) {
            if seconds <= bound {
                *bucket += 1;
            }
        }
    }

    /// All of them as text; `gauges` are measured now.
    #[must_use]
    pub fn text(&self, gauges: &[(&str, &str, u64)]) -> String {
        let mut out = String::new();
        for (name, help, value) in gauges {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
        }
        let routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.push_str("# HELP amparo_requests_total Requests answered.\n");
        out.push_str("# TYPE amparo_requests_total counter\n");
        for (name, route) in routes.iter() {
            for (status, count) in &route.by_status {
                let labels = format!("route=\"{name}\",status=\"{status}\"");
                let _ = writeln!(out, "amparo_requests_total{{{labels}}} {count}");
            }
        }
        out.push_str("# HELP amparo_request_seconds How long answers took.\n");
        out.push_str("# TYPE amparo_request_seconds histogram\n");
        for (name, route) in routes.iter() {
            for (count, bound) in route.buckets.iter().zip(BOUNDS) {
                let labels = format!("route=\"{name}\",le=\"{bound}\"");
                let _ = writeln!(out, "amparo_request_seconds_bucket{{{labels}}} {count}");
            }
            let (count, sum) = (route.count, route.sum);
            let _ = writeln!(
                out,
                "amparo_request_seconds_bucket{{route=\"{name}\",le=\"+Inf\"}} {count}"
            );
            let _ = writeln!(out, "amparo_request_seconds_sum{{route=\"{name}\"}} {sum}");
            let _ = writeln!(out, "amparo_request_seconds_count{{route=\"{name}\"}} {count}");
        }
        out
    }
}
