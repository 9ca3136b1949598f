//! The whole site: which files there are, and what stands in each.
//!
//! The work is divided into jobs that do not know of each other, so that a program can do them on all cores; whatever the
//! order, the files are the same to the byte. A server may ask for one way at a time with [`Site::answer`].

use crate::atlas::Country;
use crate::data::{GuideData, is_ours};
use crate::missing::Missing;
use crate::page::money_name;
use crate::prices::Prices;
use crate::route::{Reading, Route};
use crate::stop::{Ground, Role};
use crate::texts::{NoPage, origins};
use law::Law;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use when::Day;
use words::{Key, Language, Words};

/// A language is offered from this share of its messages on.
const OFFERED_PERCENT: usize = 95;

/// How the site is made.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The languages that are offered, in this order; see [`Site::offered`].
    pub languages: Vec<Language>,
    /// Where it will stand, with a slash at the end: for QR codes and messages.
    pub base: Option<String>,
    /// Where the button that leaves the page leads; an encyclopaedia in the reader's language if nothing is said.
    pub exit: Option<String>,
    /// The day for which treaties and limits are looked up.
    pub day: Day,
}

/// A file of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its name; there are no folders.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// A template could not be filled in: our fault.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a page could not be written: {0}")]
pub struct RenderError(String);

impl From<askama::Error> for RenderError {
    fn from(error: askama::Error) -> Self {
        Self(error.to_string())
    }
}

/// A part of the work.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// The files of a way, by its place among the readings.
    Way(usize, Language),
    /// The page about money between two countries.
    Money(Country, Country, Language),
    /// An index of the ways from one country.
    From(Country, Language),
    /// Everything else of a language.
    Shared(Language),
}

type Stops = BTreeMap<(Language, Country, Role), OnceLock<Result<String, RenderError>>>;

/// A site.
pub struct Site<'a> {
    law: &'a Law,
    data: &'a GuideData,
    options: SiteOptions,
    readings: Vec<Reading>,
    missing: Option<Missing>,
    prices: Option<Prices>,
    words: BTreeMap<Language, Words>,
    stops: Stops,
}

impl<'a> Site<'a> {
    /// How much of the guide a language has, in percent of its messages.
    #[must_use]
    pub fn coverage(words: &Words) -> usize {
        let ours: Vec<Key> = Key::ALL.iter().copied().filter(|key| is_ours(*key)).collect();
        let has = ours.iter().filter(|key| words.has(**key)).count();
        has * 100 / ours.len().max(1)
    }

    /// The languages that have enough words to be offered.
    #[must_use]
    pub fn offered() -> Vec<Language> {
        let enough =
            |language: &Language| Self::coverage(&Words::new(*language)) >= OFFERED_PERCENT;
        Language::ALL.into_iter().filter(enough).collect()
    }

    /// A site of these ways.
    #[must_use]
    pub fn new(
        law: &'a Law,
        data: &'a GuideData,
        options: SiteOptions,
        readings: Vec<Reading>,
        missing: Option<Missing>,
        prices: Option<Prices>,
    ) -> Self {
        let words =
            options.languages.iter().map(|language| (*language, Words::new(*language))).collect();
        let mut stops = Stops::new();
        for language in &options.languages {
            for country in data.atlas.countries() {
                for role in Role::ALL {
                    stops.insert((*language, country, role), OnceLock::new());
                }
            }
        }
        Self { law, data, options, readings, missing, prices, words, stops }
    }

    /// All the work, in the order of the files.
    #[must_use]
    pub fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        let routes = self.routes();
        for language in &self.options.languages {
            jobs.push(Job::Shared(*language));
            jobs.extend(origins(&routes).into_iter().map(|origin| Job::From(origin, *language)));
            jobs.extend((0..self.readings.len()).map(|at| Job::Way(at, *language)));
            jobs.extend(self.pairs().into_iter().map(|(from, to)| Job::Money(from, to, *language)));
        }
        jobs
    }

    /// Does a part of it.
    ///
    /// # Errors
    ///
    /// A template that could not be filled in.
    pub fn make(&self, job: Job) -> Result<Vec<File>, RenderError> {
        match job {
            Job::Way(at, language) => match self.readings.get(at) {
                Some(reading) => self.reading(reading, language),
                None => Ok(Vec::new()),
            },
            Job::Money(from, to, language) => {
                let Some(ground) = self.ground(language) else { return Ok(Vec::new()) };
                let text = ground.money_page(self.prices.as_ref(), from, to, &self.options)?;
                Ok(vec![self.html(&money_name(from, to), language, text)])
            }
            Job::From(origin, language) => {
                let Some(ground) = self.ground(language) else { return Ok(Vec::new()) };
                let text = ground.index_from(origin, &self.routes(), &self.options)?;
                Ok(vec![self.html(&format!("from-{}", origin.lower()), language, text)])
            }
            Job::Shared(language) => self.shared(language),
        }
    }

    /// The files of a way that somebody asks for, whether it can be read or not: what cannot be read gives a page that helps.
    ///
    /// # Errors
    ///
    /// A template that could not be filled in.
    pub fn answer(&self, text: &str, language: Language) -> Result<Vec<File>, RenderError> {
        match Route::read(text, &self.data.atlas) {
            Ok(reading) => self.reading(&reading, language),
            Err(error) => {
                let Some(ground) = self.ground(language) else { return Ok(Vec::new()) };
                let text = ground.help("help", &NoPage::Unreadable(&error), &self.options)?;
                Ok(vec![self.html("help", language, text)])
            }
        }
    }

    fn ground(&self, language: Language) -> Option<Ground<'_>> {
        let words = self.words.get(&language)?;
        Some(Ground { law: self.law, data: self.data, words, day: self.options.day })
    }

    fn html(&self, name: &str, language: Language, text: String) -> File {
        File { name: format!("{name}.{}.html", language.tag()), text }
    }

    /// Every way once: what was asked for, and what a country that came apart may mean.
    fn routes(&self) -> Vec<&Route> {
        let mut names = BTreeSet::new();
        let mut routes = Vec::new();
        for reading in &self.readings {
            if let Reading::Way(route) = reading
                && names.insert(route.name())
            {
                routes.push(route);
            }
        }
        routes
    }

    /// The pairs of countries between which money is sent, sorted.
    fn pairs(&self) -> Vec<(Country, Country)> {
        let all = self.readings.iter().flat_map(|reading| match reading {
            Reading::Way(route) => std::slice::from_ref(route),
            Reading::Divided { ways, .. } => ways,
        });
        let pairs: BTreeSet<(Country, Country)> = all
            .filter_map(|route| Some((route.destination()?, route.origin()?)))
            .filter(|(from, to)| from != to)
            .collect();
        pairs.into_iter().collect()
    }

    fn reading(&self, reading: &Reading, language: Language) -> Result<Vec<File>, RenderError> {
        let Some(ground) = self.ground(language) else { return Ok(Vec::new()) };
        match reading {
            Reading::Way(route) => self.way(&ground, route, language),
            Reading::Divided { name, code, former, ways } => {
                let why = NoPage::Divided(*code, former, ways);
                let text = ground.help(name, &why, &self.options)?;
                let mut files = vec![self.html(name, language, text)];
                for way in ways {
                    files.extend(self.way(&ground, way, language)?);
                }
                Ok(files)
            }
        }
    }

    fn way<'b>(
        &'b self,
        ground: &Ground<'b>,
        route: &Route,
        language: Language,
    ) -> Result<Vec<File>, RenderError> {
        let last = route.stops().len().saturating_sub(1);
        let (mut seen, mut stops) = (BTreeSet::new(), Vec::new());
        for (at, stop) in route.stops().iter().enumerate() {
            let role = match at {
                0 => Role::Origin,
                at if at == last => Role::Destination,
                _ => Role::Transit,
            };
            if !seen.insert(*stop) {
                continue;
            }
            if let Some(cell) = self.stops.get(&(language, *stop, role)) {
                let made = cell.get_or_init(|| ground.stop(*stop, role).map_err(RenderError::from));
                stops.push(made.as_ref().map_err(Clone::clone)?.as_str());
            }
        }
        let page = ground.page(
            route,
            stops,
            self.missing.as_ref(),
            self.prices.as_ref(),
            &self.options,
        )?;
        let base = format!("{}.{}", route.name(), language.tag());
        let url = self.options.base.as_ref().map(|address| format!("{address}{base}.html"));
        Ok(vec![
            File { name: format!("{base}.html"), text: page },
            File { name: format!("{base}.txt"), text: ground.messages(route, url.as_deref()) },
            File { name: format!("{base}.read.txt"), text: ground.aloud(route) },
        ])
    }

    fn shared(&self, language: Language) -> Result<Vec<File>, RenderError> {
        let Some(ground) = self.ground(language) else { return Ok(Vec::new()) };
        let (routes, options) = (self.routes(), &self.options);
        let index = ground.index(&routes, options)?;
        let help = ground.help("help", &NoPage::Any, options)?;
        let mut files = Vec::new();
        // Hosts look for these two names: they are in the first language.
        if options.languages.first() == Some(&language) {
            files.push(File { name: "index.html".to_owned(), text: index.clone() });
            files.push(File { name: "404.html".to_owned(), text: help.clone() });
        }
        files.push(self.html("index", language, index));
        files.push(self.html("help", language, help));
        files.push(self.html("countries", language, ground.countries(&routes, options)?));
        files.push(self.html("contacts", language, ground.directory(&routes, options)?));
        let ranking = ground.ranking_page(self.prices.as_ref(), &self.pairs(), options)?;
        files.push(self.html("money", language, ranking));
        files.push(self.html("transfer", language, ground.form(options)?));
        files.push(File {
            name: format!("transfer.{}.txt", language.tag()),
            text: ground.form_text(),
        });
        Ok(files)
    }
}
