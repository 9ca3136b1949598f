//! `rejects.csv`: every refused row, with its line and the reason.
//!
//! Always written, even when nothing was refused: an empty table is an answer too.

use super::clocks::csv_failure;
use crate::failure::Failure;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

pub(crate) struct RejectWriter {
    path: PathBuf,
    csv: csv::Writer<BufWriter<File>>,
}

impl RejectWriter {
    pub(crate) fn create(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("rejects.csv");
        let file = File::create(&path).map_err(|error| Failure::writing(&path, &error))?;
        let mut writer = Self { path, csv: csv::Writer::from_writer(BufWriter::new(file)) };
        writer.record(&["file", "line", "reason", "column", "explanation"])?;
        Ok(writer)
    }

    pub(crate) fn record(&mut self, cells: &[&str; 5]) -> Result<(), Failure> {
        let path = &self.path;
        self.csv.write_record(cells).map_err(|error| csv_failure(path, error))
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.csv.flush().map_err(|error| Failure::writing(&self.path, &error))
    }
}
