//! Pages say what they know, where they have it from, and what nobody knows; they ask nothing and weigh little.

#![allow(clippy::unwrap_used, clippy::panic)]

use flate2::Compression;
use flate2::write::GzEncoder;
use guide::{File, GuideData, Job, Missing, Prices, Reading, Route, Site, SiteOptions};
use law::{Law, Source};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;
use words::Language;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::load(&Source::Embedded).unwrap());
static DATA: LazyLock<GuideData> = LazyLock::new(|| GuideData::load(&LAW, &[]).unwrap());

/// Invented figures.
const PRICES: &str = "Sending Countries Name,Sending Countries Code,Receiving Countries Name,Receiving Countries Code,2019Q1 [YR2019Q1],2019Q2 [YR2019Q2],2019Q3 [YR2019Q3]\n\
    United States,USA,Honduras,HND,6.104,..,4.995\nItaly,ITA,Tunisia,TUN,..,2.5,..\n,,,,,,\nData from an invented source,,,,,,\n";
const MISSING: &str = "Migration Route,Total Dead and Missing,Number of Females,Number of Males,Number of Children,Cause of Death,Reported Date\n\
    Central America to US,\"1,012\",2,3,1,Drowning,\"March 05, 2018\"\nCentral America to US,3,,1,,Shot or stabbed,\"April 01, 2018\"\n,40,,,,Unknown,\"May 02, 2018\"\n";

fn options(languages: &[Language]) -> SiteOptions {
    SiteOptions {
        languages: languages.to_vec(),
        base: None,
        exit: None,
        day: "2026-11-24".parse().unwrap(),
    }
}

fn read(way: &str) -> Reading {
    Route::read(way, DATA.atlas()).unwrap()
}

fn site(ways: &[&str], with_tables: bool) -> Site<'static> {
    site_in(&Language::ALL, ways, with_tables)
}

fn site_in(languages: &[Language], ways: &[&str], with_tables: bool) -> Site<'static> {
    let prices = with_tables.then(|| Prices::read(PRICES.as_bytes(), DATA.atlas()).unwrap());
    let missing = with_tables.then(|| Missing::read(MISSING.as_bytes()).unwrap());
    let readings = ways.iter().map(|way| read(way)).collect();
    Site::new(&LAW, &DATA, options(languages), readings, missing, prices)
}

fn files(site: &Site<'_>) -> BTreeMap<String, String> {
    let made = site.jobs().into_iter().flat_map(|job| site.make(job).unwrap());
    made.map(|File { name, text }| (name, text)).collect()
}

fn page(ways: &[&str], with_tables: bool, name: &str) -> String {
    files(&site(ways, with_tables)).remove(name).unwrap_or_else(|| panic!("no {name}"))
}

/// What a reader reads.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
}

#[test]
fn the_treaties_of_honduras_mexico_and_the_united_states_are_those_of_the_table() {
    let text = plain(&page(&["hn-mx-us"], false, "hn-mx-us.en.html"));
    // UNTC III-6: HN acceded on 13 February 1968, MX ratified on 16 June 1965, US on 24 November 1969; article 77: thirty days.
    for since in ["14 March 1968", "19 March 1967", "24 December 1969"] {
        assert!(text.contains(&format!("VCCR Binds since: {since}")), "{since}");
    }
    assert!(text.contains("ICRMW Did not bind on 1 August 2022. We do not know what came later."));
}

/// A sentence on children once stood among what binds the United States, which had not joined the convention.
#[test]
fn what_a_state_had_not_joined_stands_apart() {
    let html = page(&["hn-mx-us"], false, "hn-mx-us.en.html");
    let us = html.split("id=\"us\"").nth(1).unwrap().split("</section>").next().unwrap();
    let child =
        us.split("If your child is with you").nth(1).unwrap().split("</details>").next().unwrap();
    let (joined, apart) = child.split_once("had not joined it").unwrap();
    assert!(apart.contains("must weigh much in every decision") && apart.contains("CRC 3(1)"));
    assert!(!joined.contains("must weigh much in every decision"));
    let mx = html.split("id=\"mx\"").nth(1).unwrap().split("</section>").next().unwrap();
    let child =
        mx.split("If your child is with you").nth(1).unwrap().split("</details>").next().unwrap();
    assert!(!child.contains("had not joined it"));
}

#[test]
fn what_nobody_knows_is_said_to_be_unknown() {
    let text = plain(&page(&["hn-mx-us"], false, "hn-mx-us.en.html"));
    for unknown in [
        "We do not know the numbers for this way.",
        "We do not know what it costs on this way.",
        "We do not know a checked contact.",
        "We do not know the time limits here.",
        "We do not know: Emergency, Human rights office,",
    ] {
        assert!(text.contains(unknown), "{unknown}");
    }
    // Puerto Rico is in no treaty table: nothing is claimed of it.
    let text = plain(&page(&["pr-do"], false, "pr-do.en.html"));
    assert!(text.contains("This place has not joined treaties by itself."));
    let own = text.split("Dominican Republic Where you want").next().unwrap();
    assert!(!own.contains("✓") && own.contains("we do not know if it binds this country"));
}

#[test]
fn figures_are_shown_with_their_limits() {
    let text = plain(&page(&["hn-mx-us"], true, "hn-mx-us.en.html"));
    for known in [
        "Dead and missing people on the record: 1,015",
        "Counted from 5 March 2018 to 2 May 2018",
        "Deaths on the record without a way: 40",
        "These are the lowest numbers.",
        "Drowning 1,012",
        "Cost in 2019, quarter 3: 5.00 %",
        "Of 100 that you send, 5.00 is lost.",
        "The figures end with 2019, quarter 3.",
        "Between 3 % and 5 %",
    ] {
        assert!(text.contains(known), "{known}");
    }
    let money = plain(&page(&["hn-mx-us"], true, "money-us-hn.en.html"));
    assert!(money.contains("2019, quarter 2 We do not know."), "a gap is no figure");
}

#[test]
fn limits_are_those_of_the_law_and_flagged_until_a_lawyer_confirms() {
    let html = page(&["hn-mx-us"], false, "hn-mx-us.en.html");
    let text = plain(&html);
    assert!(
        text.contains("They must tell the office for children about a child alone : 48 hours ? ")
    );
    assert!(text.contains("The longest time they may hold you : 15 working days"));
    let confirmed = LAW.counts().limits_confirmed;
    assert!(
        confirmed > 0 || !text.contains("A lawyer has confirmed this"),
        "nothing is confirmed, and a page says so"
    );
    // Thresholds that are only policy are for offices: six hours to ask about a child is no law of Mexico.
    assert!(!text.contains(": 6 hours"));
}

#[test]
fn every_fact_has_its_chip_and_every_chip_its_source() {
    for with_tables in [false, true] {
        for (name, html) in files(&site(&["hn-mx-us", "ma-es"], with_tables)) {
            for item in html.split("<li>").skip(1).map(|rest| rest.split("</li>").next().unwrap()) {
                let listed = item.contains("class=\"c ")
                    || item.starts_with("<a ")
                    || item.starts_with("<span");
                assert!(
                    listed || !html.contains("class=\"lines\"") || item.starts_with('<'),
                    "{name}: {item}"
                );
            }
            for link in html.split("href=\"#s-").skip(1).map(|rest| rest.split('"').next().unwrap())
            {
                assert!(html.contains(&format!("id=\"s-{link}\"")), "{name}: #s-{link}");
            }
        }
    }
}

#[test]
fn pages_ask_nothing_load_nothing_and_run_nothing() {
    for (name, text) in files(&site(&["hn-mx-us", "yu-it"], true)) {
        if !name.ends_with(".html") {
            continue;
        }
        for planted in [
            "<script", "<img", "<iframe", "<form", "<input", "src=", "@import", "url(", "cookie",
            "onclick",
        ] {
            assert!(!text.contains(planted), "{name}: {planted}");
        }
        assert!(text.contains("Content-Security-Policy") && text.contains("no-referrer"), "{name}");
    }
}

/// As a host packs a file once: gzip's own level 6 comes within 1 % of this.
fn packed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn every_page_of_the_usual_ways_weighs_under_thirty_kilobytes() {
    let ways = GuideData::usual_ways();
    assert_eq!(ways.len(), 40);
    // The scripts whose letters take most bytes; `cargo xtask guide` weighs all languages.
    for (name, text) in files(&site_in(&[Language::Ru, Language::Ar], &ways, true)) {
        assert!(packed(&text) <= 30_000, "{name}: {} bytes", packed(&text));
    }
}

#[test]
fn pages_of_many_ways_stay_light() {
    let all: Vec<_> = DATA.atlas().countries().collect();
    let ways: Vec<String> = all
        .iter()
        .take(40)
        .flat_map(|from| {
            all.iter().rev().take(12).map(move |to| format!("{}-{}", from.lower(), to.lower()))
        })
        .collect();
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let site = site(&ways, false);
    let shared = site.make(Job::Shared(Language::Ru)).unwrap();
    let from = site.make(Job::From(all[0], Language::Ru)).unwrap();
    for file in shared.iter().chain(&from).filter(|file| !file.name.starts_with("countries")) {
        assert!(packed(&file.text) <= 30_000, "{}: {} bytes", file.name, packed(&file.text));
    }
    assert!(from[0].text.contains(&format!(
        "{}-{}.ru.html",
        all[0].lower(),
        all[all.len() - 1].lower()
    )));
}

#[test]
fn two_runs_in_any_order_give_the_same_bytes() {
    let ways = ["hn-mx-us", "ma-es", "mx-us"];
    let (one, other) = (site(&ways, true), site(&ways, true));
    let forward: Vec<Vec<File>> =
        one.jobs().into_iter().map(|job| one.make(job).unwrap()).collect();
    let mut backward: Vec<Vec<File>> =
        other.jobs().into_iter().rev().map(|job| other.make(job).unwrap()).collect();
    backward.reverse();
    assert_eq!(forward, backward);
}

#[test]
fn arabic_pages_run_from_right_to_left_and_dates_keep_their_order() {
    let html = page(&["hn-mx-us"], true, "hn-mx-us.ar.html");
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("هندوراس"));
    // Isolates inside an isolate once turned day and year around.
    assert!(html.contains("\u{2068}1 آب/أغسطس 2022\u{2069}"));
}

#[test]
fn a_short_text_leaves_out_what_a_state_on_the_way_had_not_joined() {
    let text = page(&["hn-mx-us"], false, "hn-mx-us.en.txt");
    assert!(
        text.contains("You may ask them to tell your consulate.")
            && !text.contains("refuse you urgent care")
    );
    let text = page(&["hn-mx"], false, "hn-mx.en.txt");
    assert!(
        text.contains("refuse you urgent care"),
        "both joined the convention on migrant workers"
    );
}

#[test]
fn a_country_that_came_apart_leads_to_what_stands_in_its_place() {
    let files = files(&site(&["yu-it"], false));
    let text = plain(&files["yu-it.en.html"]);
    assert!(
        text.contains("YU: Yugoslavia. This code is old. Today: Bosnia & Herzegovina")
            || text.contains("Bosnia &#38; Herzegovina"),
        "{text}"
    );
    assert!(
        files["yu-it.en.html"].contains("href=\"rs-it.en.html\"")
            && files.contains_key("rs-it.en.html")
    );
    assert!(text.contains("They must tell you why they hold you"), "it helps all the same");
}

#[test]
fn a_way_that_cannot_be_read_is_answered_with_help() {
    let site = site(&["hn-mx-us"], false);
    let file = site.answer("hn-Mexiko-us", Language::En).unwrap().remove(0);
    let text = plain(&file.text);
    assert!(
        text.contains("We do not know this country: Mexiko.")
            && text.contains("Did you mean: Mexico?"),
        "{text}"
    );
    assert!(text.contains("The Red Cross and the Red Crescent look for lost family members."));
    let hostile = site.answer("<script>alert(1)</script>-us", Language::En).unwrap().remove(0);
    assert!(!hostile.text.contains("<script"), "what a link says is text");
}

#[test]
fn strange_ways_are_remarked_upon_and_still_shown() {
    let text = plain(&page(&["bo-mn"], false, "bo-mn.en.html"));
    assert!(
        text.contains("Bolivia – Mongolia: no common land border, and one of the two has no sea."),
        "{text}"
    );
    let text = plain(&page(&["hn-hn"], false, "hn-hn.en.html"));
    assert!(
        text.contains("The way begins and ends in the same country.")
            && text.contains("Your own country must let you come home.")
    );
    let text = plain(&page(&["zr-za"], false, "cd-za.en.html"));
    assert!(text.contains("ZR: Zaire. This code is old. Today: Congo - Kinshasa"), "{text}");
}

#[test]
fn all_six_languages_are_complete_and_offered() {
    assert_eq!(Site::offered(), Language::ALL);
    for language in Language::ALL {
        assert_eq!(Site::coverage(&words::Words::new(language)), 100, "{language}");
    }
}

#[test]
fn the_text_to_be_read_aloud_names_its_sources_after_each_part() {
    let text = page(&["hn-mx-us"], true, "hn-mx-us.es.read.txt");
    assert!(text.contains("Tu camino es: Honduras, México, Estados Unidos."), "{text}");
    assert!(text.matches("(Fuentes: ").count() > 20);
}

#[test]
fn the_paper_for_stuck_money_asks_for_no_name() {
    let files = files(&site(&["hn-mx-us"], false));
    let text = plain(&files["transfer.en.html"]);
    assert!(text.contains("You need not write your name.") && text.contains("Fee that you paid"));
    assert!(files["transfer.en.txt"].contains("[ ] Blocked"));
}
