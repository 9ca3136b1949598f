//! Posters, cards, messages and scripts of a campaign, and its figures for the report.
//!
//! Sentences keep the chip that they have on the page of the destination. Print from a browser; there is no PDF here.

use crate::campaign::{Campaign, CampaignError, Channel, value};
use crate::chip::{Chip, Line};
use crate::data::GuideData;
use crate::page::arrow;
use crate::qr::{self, Qr};
use crate::site::File;
use crate::standing::{Worth, worth};
use crate::stop::Ground;
use askama::Template;
use law::Law;
use serde::Serialize;
use std::fmt::Write as _;
use when::Day;
use words::{Language, Words, key};

/// Cards on a sheet.
const CARDS: u8 = 8;

#[derive(Template)]
#[template(path = "poster.html")]
struct PosterPage<'a> {
    w: &'a Words,
    lang: &'static str,
    dir: &'static str,
    css: String,
    kind: String,
    card: bool,
    copies: Vec<u8>,
    heading: &'a str,
    way: String,
    lines: Vec<Line>,
    qr: Option<Qr>,
    scan: String,
    by: String,
    dates: String,
}

/// What the report counts.
#[derive(Serialize)]
struct Measure<'a> {
    kind: &'static str,
    resolution: &'static str,
    office: &'a str,
    way: String,
    languages: Vec<&'static str>,
    channels: &'a [Channel],
    messages: &'a [String],
    from: String,
    to: String,
    reach_counted_by_hand: &'a [crate::Reach],
}

impl Campaign {
    /// All files of the campaign.
    ///
    /// # Errors
    ///
    /// A message that does not exist.
    pub fn files(&self, law: &Law, data: &GuideData, day: Day) -> Result<Vec<File>, CampaignError> {
        let mut files = Vec::new();
        for (language, heading) in &self.headings {
            let words = Words::new(*language);
            let ground = Ground { law, data, words: &words, day };
            let lines = self.lines(&ground)?;
            for channel in &self.channels {
                files.push(self.file(&ground, *channel, heading, &lines)?);
            }
        }
        let measure = Measure {
            kind: "information-campaign",
            resolution: "A/RES/65/212",
            office: &self.office,
            way: self.way.name(),
            languages: self.headings.keys().map(|language| language.tag()).collect(),
            channels: &self.channels,
            messages: &self.messages,
            from: self.from.to_string(),
            to: self.to.to_string(),
            reach_counted_by_hand: &self.reach,
        };
        let json = serde_json::to_string_pretty(&measure).unwrap_or_default();
        files.push(File { name: "measure.json".to_owned(), text: json + "\n" });
        Ok(files)
    }

    fn lines(&self, ground: &Ground<'_>) -> Result<Vec<Line>, CampaignError> {
        let all = || ground.data.rights.situations.iter().flat_map(|situation| &situation.rights);
        let state = self.way.destination().and_then(|country| ground.data.atlas.code(country));
        let line = |id: &String| {
            let right = all().find(|right| right.id == *id).ok_or_else(|| {
                let known: Vec<&str> = all().map(|right| right.id.as_str()).collect();
                value(
                    "messages",
                    &format!("there is no sentence `{id}`; the sentences are {}", known.join(", ")),
                )
            })?;
            let text = ground.words.text(right.key);
            if right.basis.is_empty() {
                return Ok(Line::advice(text));
            }
            let worth = state.map_or_else(
                || Worth::Perhaps(right.basis.clone()),
                |state| worth(ground.law, &right.basis, state, ground.day),
            );
            Ok(Line::fact(text, Chip::worth(ground.words, &worth)))
        };
        let mut lines =
            self.messages.iter().map(line).collect::<Result<Vec<Line>, CampaignError>>()?;
        // There is no list of sources on a sheet to lead to.
        for chip in lines.iter_mut().filter_map(|line| line.chip.as_mut()) {
            chip.anchor = None;
        }
        Ok(lines)
    }

    fn file(
        &self,
        ground: &Ground<'_>,
        channel: Channel,
        heading: &str,
        lines: &[Line],
    ) -> Result<File, CampaignError> {
        let tag = ground.words.language().tag();
        let printed = |kind: &str, text| File { name: format!("{kind}.{tag}.html"), text };
        Ok(match channel {
            Channel::Poster => printed("poster", self.sheet(ground, false, heading, lines)?),
            Channel::Card => printed("card", self.sheet(ground, true, heading, lines)?),
            Channel::Sms => File {
                name: format!("sms.{tag}.txt"),
                text: self.spoken(ground, heading, lines, true),
            },
            Channel::Radio => File {
                name: format!("radio.{tag}.txt"),
                text: self.spoken(ground, heading, lines, false),
            },
        })
    }

    fn page_address(&self, language: Language) -> Option<String> {
        let address = self.address.as_ref()?;
        Some(format!("{address}{}.{}.html", self.way.name(), language.tag()))
    }

    fn sheet(
        &self,
        ground: &Ground<'_>,
        card: bool,
        heading: &str,
        lines: &[Line],
    ) -> Result<String, CampaignError> {
        let w = ground.words;
        let language = w.language();
        let way: Vec<String> = self.way.stops().iter().map(|stop| ground.name(*stop)).collect();
        let days = [("from", w.day(self.from).into()), ("to", w.day(self.to).into())];
        let css = concat!(
            include_str!("../templates/style.css"),
            include_str!("../templates/poster.css")
        );
        let page = PosterPage {
            w,
            lang: language.tag(),
            dir: language.dir().name(),
            css: css.to_owned(),
            kind: w.text(if card { key::CAMPAIGN_CARD } else { key::CAMPAIGN_POSTER }),
            card,
            copies: (0..CARDS).collect(),
            heading,
            way: way.join(&format!(" {} ", arrow(language))),
            lines: lines.to_vec(),
            qr: self.page_address(language).and_then(|address| qr::draw(&address)),
            scan: w.text(key::CAMPAIGN_SCAN),
            by: w.say(key::CAMPAIGN_BY, &[("office", self.office.as_str().into())]),
            dates: w.say(key::CAMPAIGN_WHEN, &days),
        };
        page.render().map_err(|error| value("template", &error.to_string()))
    }

    fn spoken(
        &self,
        ground: &Ground<'_>,
        heading: &str,
        lines: &[Line],
        with_address: bool,
    ) -> String {
        let w = ground.words;
        let mut out = format!("{heading}\n");
        for line in lines {
            let _ = writeln!(out, "{}", line.text);
        }
        let _ = writeln!(
            out,
            "{}",
            w.say(key::CAMPAIGN_BY, &[("office", self.office.as_str().into())])
        );
        if with_address && let Some(address) = self.page_address(w.language()) {
            let _ = writeln!(out, "{address}");
        }
        out
    }
}
