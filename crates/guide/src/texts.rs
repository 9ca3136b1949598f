//! The pages that every site has besides its ways: the index with its three lists, countries in many languages, all
//! contacts, help for a way without a page, and the paper for money that did not arrive.
//!
//! The lists of the index work by style sheet alone: a way whose countries do not fit the chosen ones is not shown. Nothing is
//! sent anywhere, and a browser that cannot do this shows all ways.

use crate::atlas::{Country, Former};
use crate::chip::Line;
use crate::contacts::ContactKind;
use crate::data::Answer;
use crate::page::{Frame, SourceView};
use crate::route::{Route, RouteError};
use crate::site::SiteOptions;
use crate::stop::{ContactView, Ground, SituationView};
use askama::Template;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use words::{Key, key};

/// More ways than this get a page for each origin.
const WAYS_MAX: usize = 300;

struct Select {
    id: &'static str,
    label: String,
    options: Vec<(String, String)>,
}

struct WayLink {
    class: String,
    href: String,
    name: String,
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    f: Frame<'a>,
    selects: Vec<Select>,
    ways: Vec<WayLink>,
    links: Vec<(String, String)>,
}

struct CountryNames {
    code: String,
    name: String,
    href: Option<String>,
    names: Vec<(&'static str, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "countries.html")]
struct CountriesPage<'a> {
    f: Frame<'a>,
    countries: Vec<CountryNames>,
}

struct StateContacts {
    id: String,
    name: String,
    contacts: Vec<ContactView>,
    lacking: Option<String>,
}

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryPage<'a> {
    f: Frame<'a>,
    states: Vec<StateContacts>,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage<'a> {
    f: Frame<'a>,
    notes: Vec<Line>,
    links: Vec<(String, String)>,
    situations: Vec<SituationView>,
    family: Vec<Line>,
    contacts: Vec<ContactView>,
    work: Vec<Line>,
    sources: Vec<SourceView>,
}

struct Question {
    label: String,
    choices: Vec<String>,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    f: Frame<'a>,
    questions: Vec<Question>,
}

/// Why there is no page for a way.
pub(crate) enum NoPage<'a> {
    /// No way in particular.
    Any,
    /// It could not be read.
    Unreadable(&'a RouteError),
    /// It names a country that came apart.
    Divided(Country, &'a Former, &'a [Route]),
}

/// Languages that are written from right to left, among those with a table of names.
fn direction(language: &str) -> &'static str {
    match language {
        "ar" | "fa" | "ps" | "ur" => "rtl",
        _ => "ltr",
    }
}

/// Pages of origins, where there are many ways: their origins.
pub(crate) fn origins(routes: &[&Route]) -> Vec<Country> {
    if routes.len() <= WAYS_MAX {
        return Vec::new();
    }
    let all: BTreeSet<Country> = routes.iter().filter_map(|route| route.origin()).collect();
    all.into_iter().collect()
}

impl Ground<'_> {
    /// The index of all ways, or of the origins where there are many.
    pub(crate) fn index(
        &self,
        routes: &[&Route],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let many = origins(routes);
        let tag = self.words.language().tag();
        if many.is_empty() {
            return self.index_of("index", routes, options);
        }
        let way = |origin: &Country| WayLink {
            class: String::new(),
            href: format!("from-{}.{tag}.html", origin.lower()),
            name: self.name(*origin),
        };
        let mut ways: Vec<WayLink> = many.iter().map(way).collect();
        ways.sort_by(|a, b| a.name.cmp(&b.name));
        let f = self.frame("index", self.words.text(key::GUIDE_HOME), key::GUIDE_LEAD, options);
        IndexPage { f, selects: Vec::new(), ways, links: self.index_links() }.render()
    }

    /// The index of the ways that begin in one country.
    pub(crate) fn index_from(
        &self,
        origin: Country,
        routes: &[&Route],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let here: Vec<&Route> =
            routes.iter().copied().filter(|route| route.origin() == Some(origin)).collect();
        self.index_of(&format!("from-{}", origin.lower()), &here, options)
    }

    fn index_of(
        &self,
        name: &str,
        routes: &[&Route],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let tag = self.words.language().tag();
        let mut f = self.frame(name, self.words.text(key::GUIDE_HOME), key::GUIDE_LEAD, options);
        let between =
            |route: &Route| route.stops().get(1..route.stops().len().max(2) - 1).map(<[_]>::to_vec);
        let from: BTreeSet<Country> = routes.iter().filter_map(|route| route.origin()).collect();
        let through: BTreeSet<Country> =
            routes.iter().filter_map(|route| between(route)).flatten().collect();
        let to: BTreeSet<Country> = routes.iter().filter_map(|route| route.destination()).collect();
        let lists = [
            ("from", "f", key::GUIDE_FROM, &from),
            ("through", "t", key::GUIDE_THROUGH, &through),
            ("to", "d", key::GUIDE_TO, &to),
        ];
        let mut selects = Vec::new();
        f.more_css.push_str("@supports not selector(:has(a)){.selects,.needs{display:none}}");
        for (id, letter, label, countries) in lists {
            for country in countries {
                let code = country.lower();
                let _ = write!(
                    f.more_css,
                    "body:has(#{id}>[value={code}]:checked) .ways>:not(.{letter}-{code}){{display:none}}"
                );
            }
            let mut shown: Vec<(String, String)> =
                countries.iter().map(|country| (country.lower(), self.name(*country))).collect();
            shown.sort_by(|a, b| a.1.cmp(&b.1));
            selects.push(Select { id, label: self.words.text(label), options: shown });
        }
        let link = |route: &&Route| {
            let mut class: Vec<String> = Vec::new();
            class.extend(route.origin().map(|one| format!("f-{}", one.lower())));
            class.extend(
                between(route).into_iter().flatten().map(|one| format!("t-{}", one.lower())),
            );
            class.extend(route.destination().map(|one| format!("d-{}", one.lower())));
            WayLink {
                class: class.join(" "),
                href: format!("{}.{tag}.html", route.name()),
                name: self.way(route),
            }
        };
        let ways = routes.iter().map(link).collect();
        IndexPage { f, selects, ways, links: self.index_links() }.render()
    }

    fn index_links(&self) -> Vec<(String, String)> {
        let pages: [(&str, Key); 5] = [
            ("countries", key::GUIDE_COUNTRIES),
            ("contacts", key::GUIDE_DIRECTORY),
            ("money", key::MONEY_TITLE),
            ("transfer", key::FORM_TITLE),
            ("help", key::GUIDE_HELP),
        ];
        let tag = self.words.language().tag();
        pages.map(|(name, title)| (format!("{name}.{tag}.html"), self.words.text(title))).into()
    }

    /// Every country of a way, in every language that there is a table of.
    pub(crate) fn countries(
        &self,
        routes: &[&Route],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let used: BTreeSet<Country> =
            routes.iter().flat_map(|route| route.stops().iter().copied()).collect();
        let has_page = |country: Country| origins(routes).contains(&country);
        let tag = self.words.language().tag();
        let mut countries: Vec<CountryNames> = Vec::new();
        for country in used {
            let mut names: Vec<(&'static str, &'static str, String)> = Vec::new();
            for language in self.data.atlas.languages() {
                let name = self.data.atlas.name(country, language);
                if language != tag && !names.iter().any(|(_, _, known)| *known == name) {
                    names.push((language, direction(language), name));
                }
            }
            countries.push(CountryNames {
                code: country.upper(),
                name: self.name(country),
                href: has_page(country).then(|| format!("from-{}.{tag}.html", country.lower())),
                names,
            });
        }
        countries.sort_by(|a, b| a.name.cmp(&b.name));
        let f = self.frame(
            "countries",
            self.words.text(key::GUIDE_COUNTRIES),
            key::GUIDE_COUNTRIES_LEAD,
            options,
        );
        CountriesPage { f, countries }.render()
    }

    /// All contacts of the countries of the ways.
    pub(crate) fn directory(
        &self,
        routes: &[&Route],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let used: BTreeSet<Country> =
            routes.iter().flat_map(|route| route.stops().iter().copied()).collect();
        let view = |country: &Country| {
            let (contacts, lacking) = self.contacts(*country);
            StateContacts { id: country.lower(), name: self.name(*country), contacts, lacking }
        };
        let mut states: Vec<StateContacts> = used.iter().map(view).collect();
        states.sort_by(|a, b| a.name.cmp(&b.name));
        let f = self.frame(
            "contacts",
            self.words.text(key::GUIDE_DIRECTORY),
            key::GUIDE_DIRECTORY_LEAD,
            options,
        );
        DirectoryPage { f, states }.render()
    }

    /// What helps where there is no page for a way.
    pub(crate) fn help(
        &self,
        name: &str,
        why: &NoPage<'_>,
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let tag = self.words.language().tag();
        let link = |route: &Route| (format!("{}.{tag}.html", route.name()), self.way(route));
        let (mut notes, mut links) = (Vec::new(), Vec::new());
        match why {
            NoPage::Any => {}
            NoPage::Unreadable(RouteError::Unknown { part, nearest, .. }) => {
                let text: String = part.chars().take(40).collect();
                notes.push(Line::advice(
                    self.words.say(key::GUIDE_HELP_UNKNOWN, &[("text", text.into())]),
                ));
                if let Some((country, _)) = nearest {
                    let args = [("name", self.name(*country).into())];
                    notes.push(Line::advice(self.words.say(key::GUIDE_HELP_NEAREST, &args)));
                }
            }
            NoPage::Unreadable(RouteError::TooShort { .. } | RouteError::TooLong { .. }) => {
                notes.push(Line::advice(self.words.text(key::GUIDE_NO_FIT)));
            }
            NoPage::Divided(code, former, ways) => {
                notes.push(self.former(*code, former));
                links.extend(ways.iter().map(link));
            }
        }
        let tracing = self.data.contacts.everywhere(ContactKind::Tracing);
        HelpPage {
            f: self.frame(name, self.words.text(key::GUIDE_HELP), key::GUIDE_HELP_LEAD, options),
            notes,
            links,
            situations: self.situations(None, false),
            family: self.family(),
            contacts: tracing.into_iter().map(|contact| self.contact(contact)).collect(),
            work: self.work(),
            sources: self.sources(),
        }
        .render()
    }

    /// The paper for money that did not arrive.
    pub(crate) fn form(&self, options: &SiteOptions) -> Result<String, askama::Error> {
        let say =
            |label: &str| Key::named(label).map(|key| self.words.text(key)).unwrap_or_default();
        let question = |field: &crate::data::Field| Question {
            label: say(&field.label),
            choices: match field.answer {
                Answer::Choice => field.choices.iter().map(|choice| say(&choice.label)).collect(),
                Answer::Date
                | Answer::Country
                | Answer::Money
                | Answer::Number
                | Answer::Text
                | Answer::YesNo => Vec::new(),
            },
        };
        let questions = self.data.form.fields.iter().map(question).collect();
        let f = self.frame("transfer", self.words.text(key::FORM_TITLE), key::FORM_LEAD, options);
        FormPage { f, questions }.render()
    }

    /// The same as plain text, to be copied into a message.
    pub(crate) fn form_text(&self) -> String {
        let say =
            |label: &str| Key::named(label).map(|key| self.words.text(key)).unwrap_or_default();
        let mut out = format!(
            "{}\n{}\n\n",
            self.words.text(key::FORM_TITLE),
            self.words.text(key::FORM_LEAD)
        );
        for (at, field) in self.data.form.fields.iter().enumerate() {
            let choices: Vec<String> =
                field.choices.iter().map(|choice| format!("[ ] {}", say(&choice.label))).collect();
            let _ = writeln!(out, "{}. {}\n{}\n", at + 1, say(&field.label), choices.join("  "));
        }
        out
    }
}
