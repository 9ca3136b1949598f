//! The command line: every verb and flag, once. Help, errors and completions come from here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// From what happened to people on the move to the duties that follow, with deadlines and reasons.
///
/// Amparo implements United Nations General Assembly resolution 65/212, "Protection of migrants". It is not legal advice:
/// every limit names its source and whether a lawyer has confirmed it.
#[derive(Parser, Debug)]
#[command(name = "amparo", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 our fault, 2 usage, 3 input, 4 refused.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Turn records into duties with deadlines and reasons.
    Audit(AuditArgs),
    /// Say why one clock is in its state, as a proof tree.
    Explain(ExplainArgs),
    /// Work with the law folder.
    Law(LawArgs),
    /// Make the public guide: rights, risks, contacts and costs for each way and language.
    Guide(GuideArgs),
    /// Publish safe statistics: tables from which nobody can find out whether a person is in the records.
    Release(crate::commands::release::ReleaseArgs),
    /// Make a folder of invented cases and show what Amparo makes of them.
    Demo(DemoArgs),
    /// Serve the records of an office over HTTP, until told to stop.
    Serve(crate::commands::house::ServeArgs),
    /// Make the ledger of an office and look after the keys that seal it.
    Keys(crate::commands::house::KeysArgs),
    /// Accounts and tokens, from the terminal.
    Users(crate::commands::house::UsersArgs),
    /// Check that the records are what was written.
    Verify(crate::commands::house::VerifyArgs),
    /// Add what is new to a folder of encrypted backups.
    Backup(crate::commands::house::BackupArgs),
    /// Make the records anew from a folder of backups.
    Restore(crate::commands::house::RestoreArgs),
}

#[derive(Args, Debug)]
pub(crate) struct LawFolder {
    /// Read the law from this folder instead of the one built in.
    #[arg(id = "law", long = "law", value_name = "FOLDER", env = "AMPARO_LAW")]
    pub(crate) folder: Option<PathBuf>,
}

impl LawFolder {
    pub(crate) fn source(&self) -> law::Source {
        self.folder.clone().map_or(law::Source::Embedded, law::Source::Folder)
    }
}

#[derive(Args, Debug)]
pub(crate) struct AuditArgs {
    /// Records: CSV, XLSX or Parquet, plain or gzip.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The mapping file that says what the columns mean; see docs/mapping.md.
    #[arg(long, value_name = "MAP.toml")]
    pub(crate) map: PathBuf,
    /// Whose law applies, such as us, ca, mx, eu, uk, au or international.
    #[arg(long, value_name = "ID")]
    pub(crate) jurisdiction: String,
    /// Folder to write; it is made, or an earlier audit in it is replaced.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The state is that of this time (EDTF, such as 2024-05-03 or 2024-05-03T12:00:00Z); now if left out.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    /// Only what was recorded by this time; everything if left out.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_known_on: Option<String>,
    /// Language of the report and the summary: en, fr, es, ar, ru or zh.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Show counts below 5 too. Such a report must not leave the office.
    #[arg(long)]
    pub(crate) exact: bool,
    /// Print no progress bar.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Folder that `amparo audit` or `amparo demo` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) audit: PathBuf,
    /// Name of the clock: the first column of clocks.csv.
    #[arg(value_name = "CLOCK")]
    pub(crate) clock: String,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Language: en, fr, es, ar, ru or zh.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    /// What if: the same history under the law of another jurisdiction.
    #[arg(long, value_name = "ID")]
    pub(crate) under: Option<String>,
    /// What if: a fact or an event is different, such as unaccompanied-status=yes or release=2024-05-03. May be repeated.
    #[arg(long = "if", value_name = "KIND=VALUE")]
    pub(crate) suppose: Vec<String>,
    /// What if: the state at another time.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct LawArgs {
    #[command(subcommand)]
    pub(crate) command: LawCommand,
}

#[derive(Subcommand, Debug)]
pub(crate) enum LawCommand {
    /// Check everything under the law folder.
    Check(LawCheckArgs),
    /// Which units of resolution 65/212 something here serves, and which nothing does.
    Coverage(CoverageArgs),
    /// Read the official text of a resolution and keep its structure.
    Import(ImportArgs),
    /// Print an imported resolution, or one unit of it.
    Show(ShowArgs),
    /// What changed between two imported resolutions.
    Diff(DiffArgs),
    /// Who had joined which treaty on a day, and who had not.
    Status(crate::commands::status::StatusArgs),
}

#[derive(Args, Debug)]
pub(crate) struct LawCheckArgs {
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct DataFolder {
    /// Folder that keeps what was imported: texts, tables of treaty status, tables for the guide.
    #[arg(
        id = "data",
        long = "data",
        value_name = "DIR",
        env = "AMPARO_DATA",
        default_value = "amparo-data"
    )]
    pub(crate) folder: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct CoverageArgs {
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// Text from a word processor, DOCX, or Akoma Ntoso XML.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What to print: a line, or the structure that was kept.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) data: DataFolder,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// A symbol, or a symbol and a unit: 'A/RES/65/212 4(g)'.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// Language of the copy: en, fr, es, ar, ru or zh; English, or what was imported, if left out.
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextFormat,
    #[command(flatten)]
    pub(crate) data: DataFolder,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// The earlier resolution, such as A/RES/65/212, or a copy in one language: A/RES/78/217@ar.
    pub(crate) from: String,
    /// The later one, such as A/RES/76/172.
    pub(crate) to: String,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) data: DataFolder,
}

#[derive(Args, Debug)]
pub(crate) struct GuideArgs {
    #[command(subcommand)]
    pub(crate) command: GuideCommand,
}

#[derive(Subcommand, Debug)]
pub(crate) enum GuideCommand {
    /// Write the static site: a folder that any host, card or printer can carry.
    Build(GuideBuildArgs),
    /// Keep a table for the guide: prices of sending money, or the dead and missing by route.
    Import(GuideImportArgs),
    /// Print posters and cards, messages and a script for radio from a campaign file.
    Campaign(GuideCampaignArgs),
}

#[derive(Args, Debug)]
pub(crate) struct GuideBuildArgs {
    /// Folder to write; it is made, or an earlier guide in it is replaced.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// A way, such as hn-mx-us: codes of countries, from, through, to. May be repeated; the usual ways if left out.
    #[arg(long = "route", value_name = "WAY")]
    pub(crate) routes: Vec<String>,
    /// A file of ways, one a line.
    #[arg(long = "routes", value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
    /// A language: en, fr, es, ar, ru or zh. May be repeated; all that are complete if left out.
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Vec<String>,
    /// Where the site will stand, for QR codes and messages, such as `https://example.org/guide/`
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) base_url: Option<String>,
    /// Where the button that leaves the page leads; an encyclopaedia if left out.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) exit_url: Option<String>,
    /// The day for which treaties and limits are looked up, such as 2026-05-03; today if left out.
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct GuideImportArgs {
    /// CSV as the World Bank (Remittance Prices Worldwide) or the IOM (Missing Migrants Project) publish it.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct GuideCampaignArgs {
    /// The campaign; docs/guide.md shows a whole file.
    #[arg(value_name = "FILE.toml")]
    pub(crate) file: PathBuf,
    /// Folder to write; it is made, or earlier sheets of a campaign in it are replaced.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The day for which treaties are looked up; today if left out.
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// Folder to write.
    #[arg(long, value_name = "DIR", env = "AMPARO_DATA", default_value = "amparo-demo")]
    pub(crate) data: PathBuf,
    /// Language: en, fr, es, ar, ru or zh.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    /// The day that the demo takes for today.
    #[arg(long, value_name = "DAY", default_value = "2025-12-31")]
    pub(crate) as_of: String,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

/// What to print.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The faces of a text.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum TextFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Akoma Ntoso XML.
    Akn,
    /// For a page.
    Html,
}

/// The faces of a comparison.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people at a terminal.
    Text,
    /// A page, side by side.
    Html,
    /// For programs.
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    /// The explain command once had two arguments of one name, which only a debug build noticed, and only when called.
    #[test]
    fn every_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }

    /// A register says what serves a unit; what it calls a page must be made by a command that there is.
    fn is_made(page: &law::Page, situations: &str) -> bool {
        let mut command = super::Cli::command();
        let exists = page.command.split(' ').all(|word| {
            let found = command.find_subcommand(word).cloned();
            found.map(|found| command = found).is_some()
        });
        let part = page.part.as_ref();
        exists
            && part.is_none_or(|part| {
                situations.contains(&format!("[[situation]]\nid = \"{part}\"\n"))
            })
    }

    #[test]
    fn every_page_of_the_law_folder_is_made_by_a_command() {
        let law = law::Law::load(&law::Source::Embedded).unwrap();
        let situations = include_str!("../../../guide-data/rights.toml");
        assert!(law.pages.len() > 10);
        for page in &law.pages {
            assert!(is_made(page, situations), "{}: amparo {}", page.id, page.command);
        }
        // And each situation of the guide can be named.
        let named = law.pages.iter().filter(|page| page.part.is_some()).count();
        assert_eq!(named, situations.matches("[[situation]]").count());
        for (command, part) in
            [("guide make", None), ("handover", None), ("guide build", Some("lost"))]
        {
            let page = law::Page {
                id: "invented".to_owned(),
                title: "Invented".to_owned(),
                command: command.to_owned(),
                part: part.map(str::to_owned),
            };
            assert!(!is_made(&page, situations), "{command} {part:?}");
        }
    }
}
