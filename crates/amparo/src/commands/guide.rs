//! `amparo guide build | import | campaign`: the public guide.
//!
//! Tables that a person imports are kept in the data folder as sums; no row of them is. A site is written whole or not at
//! all, by as many threads as there are cores, and is the same to the byte whatever their number.

use crate::cli::{DataFolder, GuideBuildArgs, GuideCampaignArgs, GuideImportArgs, LawFolder};
use crate::commands::law::problems_failure;
use crate::commands::status::{self, Tables};
use crate::failure::Failure;
use crate::staging::{Readers, Staging};
use crate::world;
use guide::{
    Campaign, File, GuideData, Missing, Prices, Reading, Route, Site, SiteOptions, TableError,
};
use law::Law;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use when::Day;
use words::Language;

/// The file by which a folder is recognised as a site of ours.
const MARK: &str = "guide.json";
/// The same for a campaign.
const CAMPAIGN_MARK: &str = "measure.json";
const PRICES: &str = "prices.json";
const MISSING: &str = "missing.json";

/// No table of these publishers is nearly as large.
const TABLE_BYTES_MAX: u64 = 256 << 20;
/// No list of ways, campaign or list of contacts is.
const TEXT_BYTES_MAX: u64 = 4 << 20;
/// More ways than this are a slip.
const WAYS_MAX: usize = 20_000;

/// Writes the site.
pub(crate) fn build(args: &GuideBuildArgs) -> Result<String, Failure> {
    let (law, tables) = load(&args.law, &args.data)?;
    let folder = args.data.folder.join("guide");
    let data = GuideData::load(&law, &contacts(&folder)?)
        .map_err(|error| Failure::input(error.to_string()))?;
    let readings = ways(args, &data)?;
    let options = options(args)?;
    let kept = |name: &str| kept(&folder.join(name));
    let told = |name: &str, error: &TableError| {
        Failure::input(format!("{}: {error}.", folder.join(name).display()))
    };
    let prices = match kept(PRICES)? {
        Some(json) => {
            Some(Prices::kept(&json, data.atlas()).map_err(|error| told(PRICES, &error))?)
        }
        None => None,
    };
    let missing = match kept(MISSING)? {
        Some(json) => Some(Missing::kept(&json).map_err(|error| told(MISSING, &error))?),
        None => None,
    };
    let known = Known { prices: prices.is_some(), missing: missing.is_some() };
    let staging = Staging::marked(&args.out, MARK, Readers::Everybody)?;
    let site = Site::new(&law, &data, options.clone(), readings.clone(), missing, prices);
    let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let jobs = site.jobs();
    jobs.par_iter().try_for_each(|job| {
        for file in site.make(*job).map_err(Failure::internal)? {
            write(staging.path(), &file)?;
            files.fetch_add(1, Ordering::Relaxed);
            bytes.fetch_add(file.text.len() as u64, Ordering::Relaxed);
        }
        Ok(())
    })?;
    let mark = serde_json::json!({
        "madeBy": "amparo guide build", "asOf": options.day.to_string(), "ways": readings.len(),
        "languages": options.languages.iter().map(|language| language.tag()).collect::<Vec<_>>(),
        "law": law.digest(), "prices": known.prices, "missing": known.missing, "treatyTables": tables.titles,
    });
    write(staging.path(), &File { name: MARK.to_owned(), text: format!("{mark:#}\n") })?;
    staging.finish()?;
    let said = summary(args, &readings, &options, &known, files.into_inner(), bytes.into_inner());
    let used = tables.titles.join("; ");
    Ok(if used.is_empty() {
        said
    } else {
        format!("{said}Treaty status with newer tables: {used}.\n")
    })
}

/// The law, with the tables of treaty status that a person brought: a page says what binds a State today.
fn load(folder: &LawFolder, data: &DataFolder) -> Result<(Law, Tables), Failure> {
    let source = folder.source();
    let mut law = Law::load(&source).map_err(|problems| problems_failure(&problems))?;
    let tables = status::bind(&data.folder, &source, &mut law)?;
    Ok((law, tables))
}

struct Known {
    prices: bool,
    missing: bool,
}

fn summary(
    args: &GuideBuildArgs,
    readings: &[Reading],
    options: &SiteOptions,
    known: &Known,
    files: usize,
    bytes: u64,
) -> String {
    let tags: Vec<&str> = options.languages.iter().map(|language| language.tag()).collect();
    let mut out = format!(
        "{} ways in {} languages ({}): {files} files, {} kB, in {}. Open {}.\n",
        readings.len(),
        tags.len(),
        tags.join(" "),
        bytes / 1000,
        args.out.display(),
        args.out.join("index.html").display()
    );
    for reading in readings {
        if let Reading::Divided { name, code, former, ways } = reading {
            let names: Vec<String> = ways.iter().map(Route::name).collect();
            let _ = writeln!(
                out,
                "{name}: {} ({}) came apart; its page leads to {}.",
                code.upper(),
                former.name,
                names.join(", ")
            );
        }
    }
    if !known.prices {
        out.push_str("No prices of sending money: pages say that they are not known. `amparo guide import FILE` keeps some.\n");
    }
    if !known.missing {
        out.push_str("No figures of the dead and missing: pages say that they are not known. `amparo guide import FILE` keeps some.\n");
    }
    if options.base.is_none() {
        out.push_str(
            "No --base-url: QR codes hold a short text instead of the address of the page.\n",
        );
    }
    out
}

fn options(args: &GuideBuildArgs) -> Result<SiteOptions, Failure> {
    let mut languages: Vec<Language> = Vec::new();
    for tag in &args.lang {
        let language = tag
            .parse()
            .map_err(|error: words::UnknownLanguage| Failure::usage(format!("{error}.")))?;
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    let offered = Site::offered();
    if languages.is_empty() {
        languages.clone_from(&offered);
    } else if let Some(language) = languages.iter().find(|language| !offered.contains(language)) {
        return Err(Failure::usage(format!(
            "{language} has under 95 % of the guide's words and is not offered."
        )));
    }
    let mut base = args.base_url.clone();
    for (flag, address) in [("--base-url", &mut base), ("--exit-url", &mut args.exit_url.clone())] {
        if let Some(address) = address
            && (!address.starts_with("https://") || address.contains(['"', '<', '>', ' ']))
        {
            return Err(Failure::usage(format!(
                "{flag} is an address that begins with https://, not `{address}`."
            )));
        }
    }
    if let Some(base) = base.as_mut().filter(|base| !base.ends_with('/')) {
        base.push('/');
    }
    Ok(SiteOptions {
        languages,
        base,
        exit: args.exit_url.clone(),
        day: day(args.as_of.as_deref())?,
    })
}

fn day(asked: Option<&str>) -> Result<Day, Failure> {
    match asked {
        None => {
            let days = world::now().seconds().div_euclid(86_400);
            i32::try_from(days).map(Day::from_number).map_err(Failure::internal)
        }
        Some(text) => text.parse().map_err(|_| {
            Failure::usage(format!("--as-of is a day such as 2026-05-03, not `{text}`."))
        }),
    }
}

/// The ways that were asked for, each once. Every way that cannot be read is told, not only the first.
fn ways(args: &GuideBuildArgs, data: &GuideData) -> Result<Vec<Reading>, Failure> {
    let mut texts: Vec<String> = args.routes.clone();
    if let Some(list) = &args.list {
        let lines = text(list, TEXT_BYTES_MAX)?;
        let lines =
            lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        texts.extend(lines.map(str::to_owned));
    }
    if texts.is_empty() {
        texts.extend(GuideData::usual_ways().into_iter().map(str::to_owned));
    }
    if texts.len() > WAYS_MAX {
        return Err(Failure::usage(format!(
            "{} ways are more than one site can carry; divide the list.",
            texts.len()
        )));
    }
    let (mut readings, mut names, mut wrong) = (Vec::new(), BTreeSet::new(), Vec::new());
    for text in &texts {
        match Route::read(text, data.atlas()) {
            Ok(reading) => {
                let name = match &reading {
                    Reading::Way(route) => route.name(),
                    Reading::Divided { name, .. } => name.clone(),
                };
                if names.insert(name) {
                    readings.push(reading);
                }
            }
            Err(error) => wrong.push(error.to_string()),
        }
    }
    if wrong.is_empty() { Ok(readings) } else { Err(Failure::usage(wrong.join(".\n") + ".")) }
}

/// Keeps tables: which one it is, its columns say.
pub(crate) fn import(args: &GuideImportArgs) -> Result<String, Failure> {
    let law = Law::load(&args.law.source()).map_err(|problems| problems_failure(&problems))?;
    let data = GuideData::load(&law, &[]).map_err(Failure::internal)?;
    let folder = args.data.folder.join("guide");
    let mut out = String::new();
    for path in &args.files {
        let bytes = bytes(path, TABLE_BYTES_MAX)?;
        let prices = Prices::read(&bytes, data.atlas());
        let missing = if prices.is_err() { Missing::read(&bytes).ok() } else { None };
        match (prices, missing) {
            (Ok(prices), _) => {
                keep(&folder, PRICES, &prices.keep())?;
                let period = prices.period().map(|(from, to)| format!("{from} to {to}"));
                let _ = writeln!(
                    out,
                    "{}: prices of {} ways, {}; {} rows of countries that are not known here. World Bank, Remittance Prices \
                     Worldwide: check its terms before you publish.",
                    path.display(),
                    prices.ways(),
                    period.unwrap_or_default(),
                    prices.unknown
                );
            }
            (Err(_), Some(missing)) => {
                let json = serde_json::to_string(&missing).map_err(Failure::internal)?;
                keep(&folder, MISSING, &json)?;
                let _ = writeln!(
                    out,
                    "{}: {} rows added up to {} named routes; {} dead and missing without a route; {} rows without a day. \
                     IOM, Missing Migrants Project, CC BY 4.0: pages name it.",
                    path.display(),
                    missing.rows,
                    missing.named_routes(),
                    missing.blank,
                    missing.undated
                );
            }
            (Err(as_prices), None) => {
                let as_missing =
                    Missing::read(&bytes).err().map(|error| error.to_string()).unwrap_or_default();
                return Err(Failure::input(format!(
                    "{} is neither of the tables that the guide knows.\nAs prices of sending money: {as_prices}.\nAs the dead and \
                     missing: {as_missing}.",
                    path.display()
                )));
            }
        }
    }
    Ok(out)
}

/// Writes the sheets of a campaign.
pub(crate) fn campaign(args: &GuideCampaignArgs) -> Result<String, Failure> {
    let (law, _) = load(&args.law, &args.data)?;
    let data = GuideData::load(&law, &[]).map_err(Failure::internal)?;
    let told =
        |error: guide::CampaignError| Failure::input(format!("{}: {error}.", args.file.display()));
    let campaign =
        Campaign::read(&text(&args.file, TEXT_BYTES_MAX)?, data.atlas()).map_err(told)?;
    let files = campaign.files(&law, &data, day(args.as_of.as_deref())?).map_err(told)?;
    let staging = Staging::marked(&args.out, CAMPAIGN_MARK, Readers::Everybody)?;
    for file in &files {
        write(staging.path(), file)?;
    }
    staging.finish()?;
    let reached: u64 = campaign.reach.iter().map(|reach| reach.count).sum();
    Ok(format!(
        "{} files in {}. Open a sheet in a browser and print it. Counted by hand so far: {reached}, in {} entries.\n",
        files.len(),
        args.out.display(),
        campaign.reach.len()
    ))
}

/// The contact files of an office, by name.
fn contacts(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let place = folder.join("contacts");
    let Ok(entries) = fs::read_dir(&place) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| Ok((path.display().to_string(), text(&path, TEXT_BYTES_MAX)?)))
        .collect()
}

fn kept(path: &Path) -> Result<Option<String>, Failure> {
    if path.is_file() { text(path, TABLE_BYTES_MAX).map(Some) } else { Ok(None) }
}

fn keep(folder: &Path, name: &str, json: &str) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    let path = folder.join(name);
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut beside| {
        beside.write_all(json.as_bytes())?;
        beside.persist(&path).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|error| Failure::writing(&path, &error))
}

fn write(folder: &Path, file: &File) -> Result<(), Failure> {
    let path = folder.join(&file.name);
    fs::write(&path, &file.text).map_err(|error| Failure::writing(&path, &error))
}

fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!(
            "{} cannot be read: {error}. Check the path and the permissions.",
            path.display()
        ))
    };
    let mut bytes = Vec::new();
    let mut file = fs::File::open(path).map_err(unreadable)?.take(limit + 1);
    file.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Failure::input(format!(
            "{} is larger than {} MB; is it the right file?",
            path.display(),
            limit >> 20
        )));
    }
    Ok(bytes)
}

fn text(path: &Path, limit: u64) -> Result<String, Failure> {
    String::from_utf8(bytes(path, limit)?).map_err(|_| {
        Failure::input(format!("{} is not text in UTF-8; save it as such.", path.display()))
    })
}
