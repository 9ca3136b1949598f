//! The public guide: 2,000 ways in six languages, made and packed away, on two threads.
//!
//! Ways are pairs and triples of countries in the order of their codes; figures and contacts are those of the program. The
//! files are written, because a site is files.

use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result};
use guide::{GuideData, Route, Site, SiteOptions};
use law::{Law, Source};
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use words::Language;

const WAYS: usize = 2000;
/// The design asks for a minute.
const TARGET_MS: f64 = 60_000.0;

/// Builds the site once.
pub(crate) fn run(table: &mut Table, target: &Path) -> Result<()> {
    let folder = target.join("guide-bench");
    // Nothing is there in the first run.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).context("cannot make the folder of the guide")?;
    let started = Instant::now();
    let law = Law::load(&Source::Embedded)?;
    let data = GuideData::load(&law, &[])?;
    let codes: Vec<String> = data.atlas().countries().map(|country| country.lower()).collect();
    let mut readings = Vec::new();
    for at in 0..WAYS {
        let stop =
            |step: usize| codes[(at * step + at / codes.len() + step) % codes.len()].as_str();
        let (from, through, to) = (stop(1), stop(7), stop(13));
        readings.push(Route::read(&format!("{from}-{through}-{to}"), data.atlas())?);
    }
    let day = "2026-11-24".parse().map_err(|_| anyhow::anyhow!("no day"))?;
    let options = SiteOptions { languages: Language::ALL.to_vec(), base: None, exit: None, day };
    let site = Site::new(&law, &data, options, readings, None, None);
    let (files, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    pool.install(|| {
        site.jobs().par_iter().try_for_each(|job| -> Result<()> {
            for file in site.make(*job)? {
                std::fs::write(folder.join(&file.name), &file.text)?;
                files.fetch_add(1, Ordering::Relaxed);
                bytes.fetch_add(file.text.len() as u64, Ordering::Relaxed);
            }
            Ok(())
        })
    })?;
    let took = started.elapsed().as_secs_f64() * 1e3;
    let note = format!(
        "{} files, {} MB, two threads, one run",
        files.into_inner(),
        bytes.into_inner() / 1_000_000
    );
    table.add(
        "guide, 2,000 ways in 6 languages",
        Unit::Milliseconds,
        took,
        Other::Target { value: TARGET_MS },
        &note,
    );
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}
