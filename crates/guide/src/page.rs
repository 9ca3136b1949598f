//! The page of a way: its stops, the risks, work, family, money, and how to keep it.
//!
//! Here a page is put together from what other modules say. What stands on every page of the site is a [`Frame`].

use crate::atlas::Country;
use crate::chip::{Chip, Line, Mark, anchor_of};
use crate::contacts::ContactKind;
use crate::missing::Missing;
use crate::money::Sending;
use crate::qr::{self, Qr};
use crate::route::{Note, Route};
use crate::site::SiteOptions;
use crate::stop::{ContactView, Ground};
use askama::Template;
use std::fmt::Write as _;
use words::{Arg, Direction, Key, Language, Words, key};

/// A link to the same page in another language.
pub(crate) struct OtherLanguage {
    pub(crate) tag: &'static str,
    pub(crate) dir: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) here: bool,
}

/// What stands on every page.
pub(crate) struct Frame<'a> {
    pub(crate) w: &'a Words,
    pub(crate) lang: &'static str,
    pub(crate) dir: &'static str,
    pub(crate) brand: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) css: &'static str,
    pub(crate) more_css: String,
    pub(crate) home: String,
    pub(crate) exit: String,
    pub(crate) languages: Vec<OtherLanguage>,
    pub(crate) reviewed: String,
    pub(crate) made: String,
}

/// An entry among the sources.
pub(crate) struct SourceView {
    pub(crate) anchor: String,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) as_of: Option<String>,
}

pub(crate) struct MarkView {
    mark: Mark,
    words: String,
}

struct StripView {
    id: String,
    name: String,
    class: &'static str,
}

struct ConsulateView {
    name: String,
    contacts: Vec<ContactView>,
}

struct CauseView {
    name: String,
    count: String,
    width: u64,
}

struct RiskView {
    name: String,
    lines: Vec<Line>,
    causes: Vec<CauseView>,
}

struct MoneyView {
    from: String,
    to: String,
    sending: Sending,
    right: Line,
    goal: Line,
    href: String,
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageView<'a> {
    f: Frame<'a>,
    name: String,
    arrow: &'static str,
    strip: Vec<StripView>,
    notes: Vec<Line>,
    stops: Vec<&'a str>,
    consulates: Vec<ConsulateView>,
    risks: Vec<RiskView>,
    risk_limits: Vec<Line>,
    risk_advice: Vec<Line>,
    work: Vec<Line>,
    family: Vec<Line>,
    money: Option<MoneyView>,
    qr: Option<Qr>,
    qr_words: String,
    url: Option<String>,
    message: String,
    marks: Vec<MarkView>,
    sources: Vec<SourceView>,
}

pub(crate) const fn arrow(language: Language) -> &'static str {
    match language.dir() {
        Direction::Ltr => "→",
        Direction::Rtl => "←",
    }
}

/// What a language calls itself.
pub(crate) const fn own_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Fr => "Français",
        Language::Es => "Español",
        Language::Ar => "العربية",
        Language::Ru => "Русский",
        Language::Zh => "中文",
    }
}

impl<'a> Ground<'a> {
    /// The frame of a page that is called `name` in every language.
    pub(crate) fn frame(
        &self,
        name: &str,
        title: String,
        lead: Key,
        options: &SiteOptions,
    ) -> Frame<'a> {
        let language = self.words.language();
        let other = |other: &Language| OtherLanguage {
            tag: other.tag(),
            dir: other.dir().name(),
            name: own_name(*other),
            href: format!("{name}.{}.html", other.tag()),
            here: *other == language,
        };
        let date = |key: Key, day| self.words.say(key, &[("date", self.words.day(day).into())]);
        Frame {
            w: self.words,
            lang: language.tag(),
            dir: language.dir().name(),
            brand: self.words.text(key::GUIDE_BRAND),
            title,
            lead: self.words.text(lead),
            css: include_str!("../templates/style.css"),
            more_css: String::new(),
            home: format!("index.{}.html", language.tag()),
            exit: options
                .exit
                .clone()
                .unwrap_or_else(|| format!("https://{}.wikipedia.org/", language.tag())),
            languages: options.languages.iter().map(other).collect(),
            reviewed: match self.data.reviewed(language) {
                Some(day) => date(key::GUIDE_REVIEWED, day),
                None => self.words.text(key::GUIDE_UNREVIEWED),
            },
            made: date(key::GUIDE_MADE, self.day),
        }
    }

    /// The page of a way. `stops` are the stops as they were made for this language, in order and each once.
    pub(crate) fn page(
        &self,
        route: &Route,
        stops: Vec<&'a str>,
        missing: Option<&Missing>,
        prices: Option<&crate::Prices>,
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let name = route.name();
        let language = self.words.language();
        let title = self.way(route);
        let base = format!("{name}.{}", language.tag());
        let url = options.base.as_ref().map(|address| format!("{address}{base}.html"));
        let short = self.card(route, url.as_deref());
        let (picture, qr_words) = match &url {
            Some(url) => (qr::draw(url), key::GUIDE_SAVE_QR),
            None => (qr::draw(&short), key::GUIDE_SAVE_QR_TEXT),
        };
        let (risks, risk_limits) = self.risks(route, missing);
        PageView {
            f: self.frame(&name, title, key::GUIDE_LEAD, options),
            arrow: arrow(language),
            strip: self.strip(route),
            notes: self.notes(route),
            stops,
            consulates: self.consulates(route),
            risks,
            risk_limits,
            risk_advice: [
                key::GUIDE_RISKS_ADVICE_TELL,
                key::GUIDE_RISKS_ADVICE_WATER,
                key::GUIDE_RISKS_ADVICE_GUIDE,
            ]
            .map(|message| self.advice(message))
            .into(),
            work: self.work(),
            family: self.family(),
            money: self.page_money(route, prices),
            qr: picture,
            qr_words: self.words.text(qr_words),
            url,
            message: encoded(&short),
            marks: self.marks(),
            sources: self.sources(),
            name: base,
        }
        .render()
    }

    /// `Honduras → Mexico → United States`.
    pub(crate) fn way(&self, route: &Route) -> String {
        let names: Vec<String> = route.stops().iter().map(|stop| self.name(*stop)).collect();
        names.join(&format!(" {} ", arrow(self.words.language())))
    }

    fn strip(&self, route: &Route) -> Vec<StripView> {
        let last = route.stops().len() - 1;
        let view = |(at, stop): (usize, &Country)| StripView {
            id: stop.lower(),
            name: self.name(*stop),
            class: if at == 0 {
                "origin"
            } else if at == last {
                "destination"
            } else {
                "transit"
            },
        };
        route.stops().iter().enumerate().map(view).collect()
    }

    /// What is to be told about the way, each with where it is known from.
    pub(crate) fn notes(&self, route: &Route) -> Vec<Line> {
        let say = |key: Key, args: &[(&str, Arg<'_>)]| self.words.say(key, args);
        let line = |note: &Note| match note {
            Note::Former(code, former) => self.former(*code, former),
            Note::Same => Line::advice(say(key::GUIDE_NOTE_SAME, &[])),
            Note::Repeated => Line::advice(say(key::GUIDE_NOTE_REPEATED, &[])),
            Note::Apart(from, to) => {
                let args = [("from", self.name(*from).into()), ("to", self.name(*to).into())];
                self.said(say(key::GUIDE_NOTE_APART, &args), "borders")
            }
        };
        route.notes.iter().map(line).collect()
    }

    /// An old code and what stands in its place.
    pub(crate) fn former(&self, code: Country, former: &crate::Former) -> Line {
        let args = [("code", code.upper().into()), ("name", former.name.as_str().into())];
        let message = if former.now.is_empty() {
            key::GUIDE_NOTE_FORMER_NONE
        } else {
            key::GUIDE_NOTE_FORMER
        };
        let now = self.words.list(former.now.iter().map(|now| self.name(*now)));
        self.said(
            format!("{} {now}", self.words.say(message, &args)).trim_end().to_owned(),
            "iso-former",
        )
    }

    fn consulates(&self, route: &Route) -> Vec<ConsulateView> {
        let mut seen = Vec::new();
        let mut views = Vec::new();
        for stop in route.stops().iter().skip(1) {
            if Some(*stop) == route.origin() || seen.contains(stop) {
                continue;
            }
            seen.push(*stop);
            let found = self.data.contacts.of(*stop, ContactKind::Consulate, route.origin());
            let contacts = found.into_iter().map(|contact| self.contact(contact)).collect();
            views.push(ConsulateView { name: self.name(*stop), contacts });
        }
        views
    }

    /// The routes of the register that the way takes, and what limits all of its figures.
    fn risks(&self, route: &Route, missing: Option<&Missing>) -> (Vec<RiskView>, Vec<Line>) {
        let mut views = Vec::new();
        let Some((missing, (from, to))) = missing.and_then(|table| Some((table, table.period()?)))
        else {
            return (views, Vec::new());
        };
        let say =
            |key: Key, args: &[(&str, Arg<'_>)]| self.said(self.words.say(key, args), "missing");
        let number = |count: u64| Arg::from(self.words.count(count));
        for known in self.data.risk_routes.iter().filter(|known| route.takes(&known.legs)) {
            let Some(count) = missing.under(&known.names) else { continue };
            let causes = count.causes().into_iter().filter(|(_, people)| *people > 0).take(4);
            views.push(RiskView {
                name: known.names.first().cloned().unwrap_or_default(),
                lines: vec![
                    say(key::GUIDE_RISKS_COUNT, &[("n", number(count.total))]),
                    say(
                        key::GUIDE_RISKS_WHO,
                        &[
                            ("women", number(count.women)),
                            ("men", number(count.men)),
                            ("children", number(count.children)),
                        ],
                    ),
                ],
                causes: causes
                    .map(|(cause, people)| CauseView {
                        name: self.words.text(cause.key()),
                        count: self.words.count(people),
                        width: people * 100 / count.total.max(1),
                    })
                    .collect(),
            });
        }
        if views.is_empty() {
            return (views, Vec::new());
        }
        let period = [("from", self.words.day(from).into()), ("to", self.words.day(to).into())];
        let mut limits = vec![
            say(key::GUIDE_RISKS_PERIOD, &period),
            say(key::GUIDE_RISKS_MINIMUM, &[]),
            say(key::GUIDE_RISKS_BLANK, &[("n", number(missing.blank))]),
        ];
        limits.push(say(key::GUIDE_RISKS_OLD, &[("date", self.words.day(to).into())]));
        (views, limits)
    }

    pub(crate) fn work(&self) -> Vec<Line> {
        let signs = [
            key::WORK_PASSPORT,
            key::WORK_DEBT,
            key::WORK_LEAVE,
            key::WORK_THREAT,
            key::WORK_PROMISE,
            key::WORK_PAY,
            key::WORK_HOURS,
            key::WORK_ALONE,
        ];
        let mut lines: Vec<Line> = signs.map(|sign| self.sourced(sign, "ilo-indicators")).into();
        lines.push(self.sourced(key::WORK_FEE, "ilo-recruitment"));
        lines.push(self.advice(key::WORK_DO));
        lines
    }

    pub(crate) fn family(&self) -> Vec<Line> {
        let article = |message: Key, label: &str, anchor: &str| {
            Line::fact(self.words.text(message), Chip::source(self.words, label, Some(anchor)))
        };
        vec![
            self.sourced(key::FAMILY_REDCROSS, "icrc-links"),
            article(key::FAMILY_HELD, "CPED 18", "CPED"),
            article(key::FAMILY_CHILD, "CRC 9(4)", "CRC"),
            article(key::FAMILY_SEARCH, "CPED 24", "CPED"),
            self.advice(key::FAMILY_PLAN),
            self.advice(key::FAMILY_COPY),
        ]
    }

    /// From where the person will be to where the family is.
    fn page_money(&self, route: &Route, prices: Option<&crate::Prices>) -> Option<MoneyView> {
        let (to, from) = (route.origin()?, route.destination()?);
        (from != to).then(|| MoneyView {
            from: self.name(from),
            to: self.name(to),
            sending: self.sending(prices, from, to),
            right: self.sending_right(from),
            goal: self.sourced(key::MONEY_GOAL, "sdg"),
            href: format!("{}.{}.html", money_name(from, to), self.words.language().tag()),
        })
    }

    fn marks(&self) -> Vec<MarkView> {
        let all = [
            (Mark::Binding, key::GUIDE_CHIP_YES),
            (Mark::Perhaps, key::GUIDE_CHIP_MAYBE),
            (Mark::NotBinding, key::GUIDE_CHIP_NO),
            (Mark::Declaration, key::GUIDE_CHIP_DECLARATION),
            (Mark::Source, key::GUIDE_CHIP_SOURCE),
        ];
        all.map(|(mark, message)| MarkView { mark, words: self.words.text(message) }).into()
    }

    /// Every treaty that a sentence may rest on, and every other source.
    pub(crate) fn sources(&self) -> Vec<SourceView> {
        let mut used: Vec<usize> =
            self.data.rights.treaties.iter().map(|(instrument, _, _)| *instrument).collect();
        let rights = self.data.rights.situations.iter().flat_map(|situation| &situation.rights);
        for basis in rights.flat_map(|right| &right.basis) {
            if !used.contains(&basis.instrument) {
                used.push(basis.instrument);
            }
        }
        let treaty = |index: usize| {
            let instrument = self.law.instruments.get(index)?;
            let as_of = self.law.treaties.as_of(index).map(|day| {
                self.words.say(key::GUIDE_AS_OF, &[("date", self.words.day(day).into())])
            });
            let anchor = anchor_of(&instrument.id);
            Some(SourceView {
                anchor,
                label: instrument.id.clone(),
                title: instrument.title.clone(),
                as_of,
            })
        };
        let mut views: Vec<SourceView> = used.into_iter().filter_map(treaty).collect();
        views.extend(self.outside_sources(&[
            "ilo-indicators",
            "ilo-recruitment",
            "icrc-links",
            "sdg",
            "prices",
            "missing",
            "borders",
            "iso-former",
        ]));
        views
    }

    pub(crate) fn outside_sources(&self, ids: &[&str]) -> Vec<SourceView> {
        let view = |id: &&str| {
            let outside = self.data.outside(id)?;
            let (label, title) = (outside.chip.clone(), outside.title.clone());
            Some(SourceView { anchor: anchor_of(id), label, title, as_of: None })
        };
        ids.iter().filter_map(view).collect()
    }
}

/// What the page about money between two countries is called.
pub(crate) fn money_name(from: Country, to: Country) -> String {
    format!("money-{}-{}", from.lower(), to.lower())
}

/// A text inside a link.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
