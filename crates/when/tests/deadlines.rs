//! Deadlines: the conventions with their sources, and what must hold of all of them.
//!
//! Places and holidays are invented, except for the zones.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::LazyLock;

use proptest::prelude::*;
use when::{
    Calendar, Count, Counting, Day, Edtf, Instant, Length, Place, Roll, Rounding, Span, Step,
    Uncountable, Weekday, Why, Zone, add_months,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn place(zone: &str) -> Place {
    let holidays = ["2023-12-25", "2024-01-01", "2024-04-01", "2024-05-09", "2024-05-10"];
    Place {
        zone: Zone::named(zone).unwrap(),
        calendar: Calendar::new(
            &[Weekday::Saturday, Weekday::Sunday],
            holidays.map(day).to_vec(),
            day("1995-01-01"),
            day("2044-12-31"),
        ),
    }
}

fn at(text: &str, place: &Place) -> Span {
    text.parse::<Edtf>().unwrap().known(&place.zone).unwrap().span
}

fn counting(length: &str) -> Counting {
    Counting::plain(length.parse().unwrap())
}

/// The deadline of a start, both in local time.
#[track_caller]
fn deadline(counting: Counting, start: &str, place: &Place) -> String {
    let span = counting.deadline_span(at(start, place), place).unwrap();
    let (a, b) = (place.zone.format_local(span.earliest()), place.zone.format_local(span.latest()));
    if a == b { a } else { format!("{a} / {b}") }
}

#[test]
fn hours_are_elapsed_seconds_whatever_the_clocks_do() {
    let rome = place("Europe/Rome");
    let hours = counting("48 hours");
    assert_eq!(deadline(hours, "2024-06-01T10:00:00", &rome), "2024-06-03 10:00");
    // Autumn 2024 in Rome: the night of 27 October has 25 hours; the maximum does not grow.
    assert_eq!(deadline(hours, "2024-10-26T10:00:00", &rome), "2024-10-28 09:00");
    // A date alone gives a deadline span of that day's length; no hour is invented.
    let span = hours.deadline_span(at("2024-10-27", &rome), &rome).unwrap();
    assert_eq!(span.latest().seconds() - span.earliest().seconds() + 1, 25 * 3600);
    // Neither counting nor rolling touches hours.
    let odd = Counting { count: Count::EventDayCounts, roll: Roll::NextWorkingDay, ..hours };
    assert_eq!(deadline(odd, "2024-05-31T10:00:00", &rome), "2024-06-02 10:00");
}

#[test]
fn days_exclude_the_event_day_and_end_with_the_last() {
    // Regulation (EEC, Euratom) 1182/71, article 3(1) and 3(2)(b).
    let rome = place("Europe/Rome");
    assert_eq!(deadline(counting("7 days"), "2024-06-03T10:00:00", &rome), "2024-06-10 23:59:59");
    assert_eq!(deadline(counting("7 days"), "2024-06-03", &rome), "2024-06-10 23:59:59");
    assert_eq!(deadline(counting("2 weeks"), "2024-06-03", &rome), "2024-06-17 23:59:59");
    let counts = Counting { count: Count::EventDayCounts, ..counting("7 days") };
    assert_eq!(deadline(counts, "2024-06-03", &rome), "2024-06-09 23:59:59");
    let none = Counting { length: Length::Days(0), ..counts };
    assert_eq!(deadline(none, "2024-06-03", &rome), "2024-06-03 23:59:59");
    let clock = Counting { count: Count::SameClockTime, ..counting("7 days") };
    assert_eq!(deadline(clock, "2024-06-03T10:00:07", &rome), "2024-06-10 10:00:07");
}

#[test]
fn months_go_to_the_corresponding_date() {
    // Regulation 1182/71, article 3(2)(c); Dodds v Walker [1981] 1 WLR 1027.
    let rome = place("Europe/Rome");
    let six = counting("6 months");
    assert_eq!(deadline(six, "2024-01-15", &rome), "2024-07-15 23:59:59");
    let down = Counting { rounding: Rounding::Down, ..six };
    let up = Counting { rounding: Rounding::Up, ..six };
    assert_eq!(deadline(down, "2023-08-31", &rome), "2024-02-29 23:59:59");
    assert_eq!(deadline(up, "2023-08-31", &rome), "2024-03-01 23:59:59");
    let refused = six.deadline(at("2023-08-31", &rome).earliest(), &rome);
    assert!(matches!(refused, Err(Uncountable::MissingDay(_))));
    let counts = Counting { count: Count::EventDayCounts, ..six };
    assert_eq!(deadline(counts, "2024-01-15", &rome), "2024-07-14 23:59:59");
    assert_eq!(deadline(counting("2 years"), "2024-01-15", &rome), "2026-01-15 23:59:59");
}

#[test]
fn ends_roll_to_a_working_day_but_never_a_liberty_maximum() {
    // Regulation 1182/71, article 3(4). 31 March 2024 is a Sunday, 1 April a holiday here.
    let rome = place("Europe/Rome");
    let rolled = Counting { roll: Roll::NextWorkingDay, ..counting("10 days") };
    assert_eq!(deadline(rolled, "2024-03-21", &rome), "2024-04-02 23:59:59");
    let liberty = Counting { liberty_maximum: true, ..rolled };
    assert_eq!(deadline(liberty, "2024-03-21", &rome), "2024-03-31 23:59:59");
}

#[test]
fn working_days_skip_what_is_not_worked() {
    let rome = place("Europe/Rome");
    let three = counting("3 working days");
    // Thursday 9 and Friday 10 May 2024 are holidays here.
    assert_eq!(deadline(three, "2024-05-07", &rome), "2024-05-14 23:59:59");
    let counts = Counting { count: Count::EventDayCounts, ..three };
    assert_eq!(deadline(counts, "2024-05-07", &rome), "2024-05-13 23:59:59");
    // A Saturday does not count even if the event day does.
    assert_eq!(deadline(counts, "2024-05-11", &rome), "2024-05-15 23:59:59");
    let far = three.deadline(at("2044-12-30", &rome).earliest(), &rome);
    assert!(matches!(far, Err(Uncountable::Uncovered(_))));
}

#[test]
fn the_same_clock_time_in_a_gap_and_in_a_fold() {
    let york = place("America/New_York");
    let next = Counting { count: Count::SameClockTime, ..counting("1 day") };
    // 02:30 does not exist on 10 March 2024: the offset before the gap.
    assert_eq!(deadline(next, "2024-03-09T02:30:00", &york), "2024-03-10 03:30");
    // 01:30 comes twice on 3 November 2024: the first.
    let fold = next.deadline(at("2024-11-02T01:30:00", &york).earliest(), &york).unwrap();
    assert_eq!(york.zone.format_local_with_zone(fold), "2024-11-03 01:30 EDT");
    // Starts from 02:30 to 03:00 end from 03:00 to 03:59:59, not from 03:30 to 03:00.
    let start = Span::new(
        at("2024-03-09T02:30:00", &york).earliest(),
        at("2024-03-09T03:00:00", &york).earliest(),
    );
    let span = next.deadline_span(start.unwrap(), &york).unwrap();
    assert_eq!(york.zone.format_local(span.earliest()), "2024-03-10 03:00");
    assert_eq!(york.zone.format_local(span.latest()), "2024-03-10 03:59:59");
}

#[test]
fn the_last_second_of_a_day_without_a_midnight() {
    // São Paulo skipped 00:00 to 01:00 on 4 November 2018.
    let paulo = place("America/Sao_Paulo");
    assert_eq!(deadline(counting("1 day"), "2018-11-02", &paulo), "2018-11-03 23:59:59");
    assert_eq!(deadline(counting("1 day"), "2018-11-03", &paulo), "2018-11-04 23:59:59");
    // Samoa, from 28 December 2011: the 29th is the last day, the 30th does not exist.
    let apia = place("Pacific/Apia");
    assert_eq!(deadline(counting("1 day"), "2011-12-28", &apia), "2011-12-29 23:59:59");
    assert_eq!(deadline(counting("3 days"), "2011-12-28", &apia), "2011-12-31 23:59:59");
}

#[test]
fn steps_tell_the_arithmetic() {
    let rome = place("Europe/Rome");
    let start = at("2024-05-07T10:00:00", &rome).earliest();
    let three = counting("3 working days");
    assert_eq!(
        three.steps(start, &rome),
        [
            Step::Start { at: start, day: day("2024-05-07") },
            Step::DayExcluded { day: day("2024-05-07") },
            Step::WeekendSkipped { count: 2 },
            Step::HolidaySkipped { day: day("2024-05-09") },
            Step::HolidaySkipped { day: day("2024-05-10") },
            Step::Added { length: Length::WorkingDays(3), to: day("2024-05-14") },
            Step::EndOfDay {
                day: day("2024-05-14"),
                deadline: rome.zone.day_end(day("2024-05-14"))
            },
        ]
    );
    let rolled = Counting { roll: Roll::NextWorkingDay, ..counting("2 days") };
    let why = Why::Holiday;
    assert!(rolled.steps(start, &rome).contains(&Step::Rolled {
        from: day("2024-05-09"),
        to: day("2024-05-13"),
        why
    }));
    let liberty = Counting { liberty_maximum: true, ..rolled };
    assert!(liberty.steps(start, &rome).contains(&Step::NotRolled { day: day("2024-05-09") }));
    let stuck = counting("1 month").steps(at("2024-05-31", &rome).earliest(), &rome);
    assert!(matches!(stuck.last(), Some(Step::Stuck(Uncountable::MissingDay(_)))));
}

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    ["Europe/Rome", "America/New_York", "Pacific/Apia", "America/Sao_Paulo", "Australia/Lord_Howe"]
        .map(place)
        .to_vec()
});

fn lengths() -> impl Strategy<Value = Length> {
    prop_oneof![
        (0..100_000u32).prop_map(Length::Minutes),
        (0..2_000u32).prop_map(Length::Hours),
        (0..400u32).prop_map(Length::Days),
        (0..200u32).prop_map(Length::WorkingDays),
        (0..60u32).prop_map(Length::Weeks),
        (0..40u32).prop_map(Length::Months),
        (0..8u32).prop_map(Length::Years),
    ]
}

fn countings() -> impl Strategy<Value = Counting> {
    let counts = [Count::AfterEventDay, Count::EventDayCounts, Count::SameClockTime];
    (lengths(), prop::sample::select(counts.to_vec()), 0..2u8, any::<bool>(), any::<bool>())
        .prop_map(|(length, count, rounding, roll, liberty_maximum)| Counting {
            length,
            count,
            rounding: if rounding == 0 { Rounding::Down } else { Rounding::Up },
            roll: if roll { Roll::NextWorkingDay } else { Roll::None },
            liberty_maximum,
        })
}

/// From 1996 to 2033: with every length above, inside the calendar.
const STARTS: std::ops::Range<i64> = 820_000_000..2_000_000_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn a_later_start_never_ends_earlier(
        counting in countings(), pick in 0..5usize, start in STARTS, more in 0..400_000i64,
    ) {
        // A clock time turns back with the clock; see the two tests of spans below.
        let count = match counting.count {
            Count::SameClockTime => Count::AfterEventDay,
            day @ (Count::AfterEventDay | Count::EventDayCounts) => day,
        };
        let counting = Counting { count, ..counting };
        let place = &PLACES[pick];
        let start = Instant::from_seconds(start);
        let first = counting.deadline(start, place).unwrap();
        prop_assert!(first <= counting.deadline(start.plus(more), place).unwrap());
    }

    #[test]
    fn a_span_holds_the_deadline_of_every_start(
        counting in countings(), pick in 0..5usize, start in STARTS,
        width in 0..400_000i64, part in 0..=1000i64,
    ) {
        let place = &PLACES[pick];
        let start = Instant::from_seconds(start);
        let span = Span::new(start, start.plus(width)).unwrap();
        let deadlines = counting.deadline_span(span, place).unwrap();
        let within = counting.deadline(start.plus(width * part / 1000), place).unwrap();
        prop_assert!(deadlines.contains(within), "{deadlines} {within}");
    }

    #[test]
    fn a_deadline_is_not_before_its_start_day_and_steps_end_with_it(
        counting in countings(), pick in 0..5usize, start in STARTS,
    ) {
        let place = &PLACES[pick];
        let start = Instant::from_seconds(start);
        let deadline = counting.deadline(start, place).unwrap();
        prop_assert!(place.zone.day_of(deadline) >= place.zone.day_of(start));
        match counting.steps(start, place).last() {
            Some(
                Step::Elapsed { deadline: last, .. }
                | Step::EndOfDay { deadline: last, .. }
                | Step::ClockTime { deadline: last, .. },
            ) => prop_assert_eq!(*last, deadline),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn rounding_down_never_passes_rounding_up(number in -40_000..60_000i32, months in -500..500i32) {
        let from = Day::from_number(number);
        let down = add_months(from, months, Rounding::Down).unwrap();
        let up = add_months(from, months, Rounding::Up).unwrap();
        prop_assert!(down <= up && up.since(down) <= 1);
        match add_months(from, months, Rounding::Refuse) {
            Ok(day) => prop_assert!(day == down && day == up),
            Err(_) => prop_assert!(down < up),
        }
    }

    #[test]
    fn working_days_are_counted_as_one_would_by_hand(
        weekend in prop::sample::subsequence(Weekday::ALL.to_vec(), 0..=7),
        holidays in prop::collection::vec(0..400i32, 0..40),
        length in 0..400i32, from in -5..400i32, n in 0..120u32,
    ) {
        let holidays: Vec<Day> = holidays.into_iter().map(Day::from_number).collect();
        let (first, last) = (Day::from_number(0), Day::from_number(length));
        let calendar = Calendar::new(&weekend, holidays.clone(), first, last);
        let mut day = Day::from_number(from);
        let mut expected = Ok(day);
        for _ in 0..n {
            loop {
                day = day.plus(1);
                if day < first || day > last {
                    expected = Err(day);
                    break;
                }
                if !weekend.contains(&day.weekday()) && !holidays.contains(&day) {
                    expected = Ok(day);
                    break;
                }
            }
            if expected.is_err() { break }
        }
        let found = calendar.add_working_days(Day::from_number(from), n);
        prop_assert_eq!(found.map_err(|uncovered| uncovered.day), expected);
    }

    #[test]
    fn nothing_overflows(
        amount in any::<u32>(), unit in 0..7usize, start in any::<i64>(), months in any::<i32>(),
        count in 0..3usize, number in any::<i32>(),
    ) {
        let place = &PLACES[0];
        let count = [Count::AfterEventDay, Count::EventDayCounts, Count::SameClockTime][count];
        let length = Length::of(amount, when::Unit::ALL[unit]);
        let counting = Counting { count, ..Counting::plain(length) };
        for start in [Instant::from_seconds(start), Instant::from_seconds(0)] {
            let _ = counting.deadline(start, place);
            let _ = counting.steps(start, place);
            let _ = counting.deadline_span(Span::between(start, start.plus(90_000)), place);
        }
        prop_assert_eq!(counting.deadline(Instant::MAX, place), Ok(Instant::MAX));
        prop_assert_eq!(counting.deadline(Instant::MIN, place), Ok(Instant::MIN));
        prop_assert_eq!(counting.deadline_span(Span::ALWAYS, place), Ok(Span::ALWAYS));
        let _ = add_months(Day::from_number(number), months, Rounding::Up);
    }
}

/// São Paulo skipped the first hour of 6 October 1996. A start in that clock time a day before ends an hour later than a
/// start at one o'clock; the span of vague starts once ended at the earlier of the two.
#[test]
fn a_midnight_that_is_skipped_lies_within_its_day() {
    let place = &PLACES[3];
    let counting = Counting { count: Count::SameClockTime, ..Counting::plain(Length::Days(1)) };
    let one_o_clock = Instant::from_seconds(844_488_000);
    let starts = Span::between(one_o_clock.plus(-7_985), one_o_clock);
    let before_one = counting.deadline(one_o_clock.plus(-1), place).unwrap();
    assert!(
        before_one > counting.deadline(one_o_clock, place).unwrap(),
        "the case is the one meant"
    );
    assert_eq!(counting.deadline_span(starts, place).unwrap().latest(), before_one);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Second by second around a change of the clock, at the start or at the end.
    #[test]
    fn a_span_of_clock_times_is_exact(
        pick in 0..5usize, year in 1996..2030i32, half in 0..2u8, ahead in 0..4u32,
        into in -30_000..100_000i64, width in 1..20_000i64, unit in 0..4u8, roll in any::<bool>(),
    ) {
        let place = &PLACES[pick];
        let length = match unit {
            0 | 1 => Length::Days(ahead),
            2 => Length::WorkingDays(ahead),
            _ => Length::Months(ahead),
        };
        let counting = Counting {
            count: Count::SameClockTime,
            rounding: Rounding::Down,
            roll: if roll { Roll::NextWorkingDay } else { Roll::None },
            ..Counting::plain(length)
        };
        // The first day of change of that half year, if any; else its 30th day.
        let months = if half == 0 { (1, 7) } else { (7, 12) };
        let day = |month| Day::from_ymd(year, month, 1).unwrap();
        let offset = |day: Day| place.zone.local(place.zone.day_start(day)).2;
        let change = (0..183)
            .map(|n| day(months.0).plus(n))
            .find(|&d| offset(d) != offset(d.plus(1)))
            .unwrap_or(day(months.0).plus(29));
        let start = place.zone.day_start(change.plus(-(ahead as i32))).plus(into);
        let span = Span::new(start, start.plus(width)).unwrap();
        let all = (0..=width).map(|s| counting.deadline(start.plus(s), place).unwrap());
        let (mut low, mut high) = (Instant::MAX, Instant::MIN);
        for deadline in all {
            low = low.min(deadline);
            high = high.max(deadline);
        }
        prop_assert_eq!(counting.deadline_span(span, place).unwrap(), Span::new(low, high).unwrap());
    }
}
