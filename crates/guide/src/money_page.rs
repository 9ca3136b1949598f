//! The pages about money: one for each pair of countries, and the ranking of the dearest and cheapest ways.

use crate::atlas::Country;
use crate::chip::Line;
use crate::money::{Beside, Sending, beside, percent, quarter};
use crate::page::{Frame, SourceView, arrow, money_name};
use crate::prices::{GOAL, LIMIT, Latest, Prices, RECENT_QUARTERS};
use crate::site::SiteOptions;
use crate::stop::Ground;
use askama::Template;
use words::{Key, key};

/// How many ways stand in a table.
const ROWS: usize = 20;

/// A heading with sentences, and a link.
pub(crate) struct Block {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) link: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "money.html")]
struct MoneyPage<'a> {
    f: Frame<'a>,
    arrow: &'static str,
    from: String,
    to: String,
    sending: Sending,
    goal: Line,
    right: Line,
    blocks: Vec<Block>,
    sources: Vec<SourceView>,
}

struct RankRow {
    href: Option<String>,
    from: String,
    to: String,
    cost: String,
    quarter: String,
    beside: Beside,
}

struct RankTable {
    id: &'static str,
    title: String,
    rows: Vec<RankRow>,
}

#[derive(Template)]
#[template(path = "ranking.html")]
struct RankingPage<'a> {
    f: Frame<'a>,
    arrow: &'static str,
    counted: Line,
    goal: Line,
    note: String,
    tables: Vec<RankTable>,
    blocks: Vec<Block>,
    sources: Vec<SourceView>,
}

impl Ground<'_> {
    /// What sending from one country to another costs.
    pub(crate) fn money_page(
        &self,
        prices: Option<&Prices>,
        from: Country,
        to: Country,
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let language = self.words.language();
        let title = format!("{} {} {}", self.name(from), arrow(language), self.name(to));
        MoneyPage {
            f: self.frame(&money_name(from, to), title, key::MONEY_LEAD, options),
            arrow: arrow(language),
            from: self.name(from),
            to: self.name(to),
            sending: self.sending(prices, from, to),
            goal: self.sourced(key::MONEY_GOAL, "sdg"),
            right: self.sending_right(from),
            blocks: self.money_blocks(),
            sources: self
                .sources()
                .into_iter()
                .filter(|source| ["s-icrmw", "s-sdg", "s-prices"].contains(&source.anchor.as_str()))
                .collect(),
        }
        .render()
    }

    /// The dearest and the cheapest ways. `pages` are the pairs that have a page of their own.
    pub(crate) fn ranking_page(
        &self,
        prices: Option<&Prices>,
        pages: &[(Country, Country)],
        options: &SiteOptions,
    ) -> Result<String, askama::Error> {
        let ranking = prices.map(Prices::ranking).unwrap_or_default();
        let count =
            |found: usize| self.words.number(i64::try_from(found).unwrap_or(i64::MAX)).into();
        let over = ranking.iter().filter(|latest| latest.cost > LIMIT).count();
        let under = ranking.iter().filter(|latest| latest.cost <= GOAL).count();
        let args = [("n", count(ranking.len())), ("over", count(over)), ("under", count(under))];
        let mut tables = Vec::new();
        if !ranking.is_empty() {
            let rows = |latest: &Latest| self.rank(latest, pages);
            let dear = ranking.iter().take(ROWS).map(rows).collect();
            let cheap = ranking.iter().rev().take(ROWS).map(rows).collect();
            tables.push(RankTable {
                id: "dear",
                title: self.words.text(key::MONEY_RANKING),
                rows: dear,
            });
            tables.push(RankTable {
                id: "cheap",
                title: self.words.text(key::MONEY_RANKING_CHEAP),
                rows: cheap,
            });
        }
        let title = self.words.text(key::MONEY_TITLE);
        RankingPage {
            f: self.frame("money", title, key::MONEY_LEAD, options),
            arrow: arrow(self.words.language()),
            counted: self.said(self.words.say(key::MONEY_COUNTED, &args), "prices"),
            goal: self.sourced(key::MONEY_GOAL, "sdg"),
            note: self.words.say(key::MONEY_RANKING_NOTE, &[("n", RECENT_QUARTERS.into())]),
            tables,
            blocks: self.money_blocks(),
            sources: self.outside_sources(&["prices", "sdg"]),
        }
        .render()
    }

    fn rank(&self, latest: &Latest, pages: &[(Country, Country)]) -> RankRow {
        let language = self.words.language();
        let has_page = pages.binary_search(&(latest.from, latest.to)).is_ok();
        RankRow {
            href: has_page
                .then(|| format!("{}.{}.html", money_name(latest.from, latest.to), language.tag())),
            from: self.name(latest.from),
            to: self.name(latest.to),
            cost: percent(latest.cost, language),
            quarter: quarter(self.words, latest.quarter),
            beside: beside(self.words, latest.cost),
        }
    }

    fn money_blocks(&self) -> Vec<Block> {
        let advice =
            |messages: &[Key]| messages.iter().map(|message| self.advice(*message)).collect();
        let factors = [
            key::MONEY_FACTOR_FEE,
            key::MONEY_FACTOR_RATE,
            key::MONEY_FACTOR_AMOUNT,
            key::MONEY_FACTOR_HOW,
            key::MONEY_FACTOR_SPEED,
        ];
        let form = format!("transfer.{}.html", self.words.language().tag());
        vec![
            Block {
                id: "factors",
                title: self.words.text(key::MONEY_FACTORS),
                lines: factors.iter().map(|message| self.sourced(*message, "prices")).collect(),
                link: None,
            },
            Block {
                id: "ways",
                title: self.words.text(key::MONEY_WAYS),
                lines: advice(&[
                    key::MONEY_WAY_COMPARE,
                    key::MONEY_WAY_TOGETHER,
                    key::MONEY_WAY_ACCOUNT,
                    key::MONEY_WAY_RECEIPT,
                ]),
                link: None,
            },
            Block {
                id: "stuck",
                title: self.words.text(key::MONEY_STUCK),
                lines: advice(&[
                    key::MONEY_STUCK_WHY,
                    key::MONEY_STUCK_REFUND,
                    key::MONEY_STUCK_COMPLAIN,
                    key::MONEY_STUCK_FORM,
                ]),
                link: Some((form, self.words.text(key::FORM_TITLE))),
            },
        ]
    }
}
