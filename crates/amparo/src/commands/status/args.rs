//! The flags of `amparo law status`.

use crate::cli::{DataFolder, LawFolder};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// Only this treaty, such as ICRMW. May be repeated.
    #[arg(long, value_name = "ID")]
    pub(crate) instrument: Vec<String>,
    /// Only this State: a code such as MEX or any name it has or had. May be repeated.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Vec<String>,
    /// The day asked, such as 2010-12-21; today if left out.
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    /// Print only where the sources disagree.
    #[arg(long)]
    pub(crate) conflicts: bool,
    /// Take in a newer table first; docs/treaty-status.md has its form. It is kept in the data folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) import: Option<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: StatusFormat,
    /// Language of text and page: en, fr, es, ar, ru or zh.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

/// The faces of the treaty status.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum StatusFormat {
    /// For people at a terminal.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets: a row for each act.
    Csv,
    /// A page with charts.
    Html,
}
