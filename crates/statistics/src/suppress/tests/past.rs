//! Releases after releases.

use super::random::{Case, with_places};
use super::{about, rule, wide_open};
use crate::suppress::{
    About, Axis, Frame, HistoryError, Line, Node, Published, Sheet, attack, may_follow, protect,
};

/// An axis with a code for each of these, and a total.
fn axis(id: &str, codes: &[&str]) -> Axis {
    let all = (0..codes.len() as u32).collect();
    let mut nodes = vec![Node { id: "_T".to_owned(), holds: all }];
    for (at, code) in (0_u32..).zip(codes) {
        nodes.push(Node { id: (*code).to_owned(), holds: vec![at] });
    }
    Axis {
        id: id.to_owned(),
        name: id.to_owned(),
        primitives: codes.iter().map(|c| (*c).to_owned()).collect(),
        nodes,
    }
}

fn lines(nodes: &[u32], axis: &Axis) -> Vec<Line> {
    nodes
        .iter()
        .map(|node| Line { code: axis.nodes[*node as usize].id.clone(), node: *node })
        .collect()
}

/// Origin by sex, over three origins; `sexes` are the lines of the second axis.
fn case(people: [i64; 6], columns: &[usize], sexes: &[u32]) -> Case {
    let axes = vec![axis("origin", &["a", "b", "c"]), axis("sex", &["f", "m"])];
    let origins =
        if columns.contains(&0) { lines(&[1, 2, 3, 0], &axes[0]) } else { lines(&[0], &axes[0]) };
    let lines = vec![origins, lines(sexes, &axes[1])];
    let sheet = Sheet { id: "t".to_owned(), columns: columns.to_vec(), lines };
    let framed = with_places(Frame { axes, sheets: vec![sheet] });
    Case { framed, sizes: vec![3, 2], people: people.to_vec() }
}

fn release(id: &str, period: &str, case: &Case) -> Published {
    let done = protect(about(id, period), &case.framed, &case.counts(), rule(), wide_open());
    done.unwrap().published
}

#[test]
fn all_without_the_women_are_the_men() {
    let people = [120, 3, 90, 40, 80, 55];
    let everybody = release("all", "2024", &case(people, &[0], &[0]));
    let women = release("women", "2024", &case(people, &[0], &[1]));
    assert_eq!(everybody.left_out() + women.left_out(), 0);
    let refused = may_follow(std::slice::from_ref(&everybody), &women, wide_open()).unwrap_err();
    let HistoryError::Told { told, .. } = &refused else { panic!("{refused}") };
    assert!(told.len() == 1 && told[0].difference, "{told:?}");
    assert!(refused.to_string().contains("is 3"), "{refused}");
    let found = attack(&[everybody.clone(), women], wide_open()).unwrap();
    assert_eq!((found.exact.len(), found.only_together), (1, 1));
    // With enough men of every origin nothing is told.
    let people = [120, 13, 90, 40, 80, 55];
    let everybody = release("all", "2024", &case(people, &[0], &[0]));
    let women = release("women", "2024", &case(people, &[0], &[1]));
    may_follow(&[everybody], &women, wide_open()).unwrap();
}

#[test]
fn a_table_and_a_filter_of_it_in_one_release_keep_the_difference_unknown() {
    let people = [120, 3, 90, 40, 80, 55];
    let mut both = case(people, &[0], &[0]);
    let mut women = case(people, &[0], &[1]).framed.frame.sheets.remove(0);
    women.id = "women".to_owned();
    both.framed.frame.sheets.push(women);
    let published = release("both", "2024", &both);
    assert!(published.left_out() > 0, "the three men must not be told");
    assert!(!attack(&[published], wide_open()).unwrap().is_broken());
}

#[test]
fn a_number_left_out_before_is_not_told_later() {
    let people = [120, 3, 90, 40, 80, 55];
    let first = release("first", "2024", &case(people, &[0, 1], &[1, 2, 0]));
    assert!(first.left_out() >= 4);
    let mut second = first.clone();
    "second".clone_into(&mut second.id);
    may_follow(std::slice::from_ref(&first), &second, wide_open()).unwrap();
    // The same table with a complement shown.
    let all = case(people, &[0, 1], &[1, 2, 0]);
    let counts = all.counts();
    let out = second.cells[0].iter().position(Option::is_none).unwrap();
    let truth = [120, 3, 123, 90, 40, 130, 80, 55, 135, 290, 98, 388];
    assert_eq!(counts[0].iter().sum::<i64>(), 388);
    second.cells[0][out] = Some(truth[out]);
    let refused = may_follow(&[first], &second, wide_open()).unwrap_err();
    assert!(matches!(refused, HistoryError::Told { .. }), "{refused}");
}

#[test]
fn a_year_without_its_first_half_is_the_second() {
    let half = release("half", "2024-01/2024-06", &case([100, 60, 50, 30, 40, 20], &[0], &[0]));
    let year = release("year", "2024", &case([102, 61, 95, 70, 90, 60], &[0], &[0]));
    let refused = may_follow(std::slice::from_ref(&half), &year, wide_open()).unwrap_err();
    let HistoryError::Told { told, .. } = &refused else { panic!("{refused}") };
    // Three people of the first origin came in the second half.
    assert!(told.iter().any(|told| told.known.is_exact() && told.known.least == 3), "{told:?}");
    let next = release("next", "2025", &case([102, 61, 95, 70, 90, 60], &[0], &[0]));
    may_follow(&[half], &next, wide_open()).unwrap();
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let people = [120, 13, 90, 40, 80, 55];
    let first = release("first", "2024", &case(people, &[0], &[0]));
    let spring = release("spring", "spring", &case(people, &[0], &[0]));
    let refused = may_follow(std::slice::from_ref(&first), &spring, wide_open()).unwrap_err();
    assert!(matches!(refused, HistoryError::Period { .. }), "{refused}");
    let mut others = first.clone();
    "Other people".clone_into(&mut others.population);
    let refused = may_follow(&[first], &others, wide_open()).unwrap_err();
    assert!(matches!(refused, HistoryError::Population { .. }), "{refused}");
}

#[test]
fn two_counts_of_one_quantity_that_differ_contradict() {
    let first = release("first", "2024", &case([120, 13, 90, 40, 80, 55], &[0], &[0]));
    let second = release("second", "2024", &case([121, 13, 90, 40, 80, 55], &[0], &[0]));
    let refused = may_follow(&[first], &second, wide_open()).unwrap_err();
    assert!(matches!(refused, HistoryError::Audit(crate::suppress::AuditError::Contradiction)));
}

#[test]
fn a_later_release_with_more_codes_says_that_nobody_else_was_there() {
    let first = release("first", "2024", &case([120, 13, 90, 40, 80, 55], &[0], &[0]));
    let axes = vec![axis("origin", &["a", "b", "c", "d"]), axis("sex", &["f", "m"])];
    let lines = vec![lines(&[1, 2, 3, 4, 0], &axes[0]), lines(&[0], &axes[1])];
    let sheet = Sheet { id: "t".to_owned(), columns: vec![0], lines };
    let framed = with_places(Frame { axes, sheets: vec![sheet] });
    let mut people = vec![120, 13, 90, 40, 80, 55, 0, 0];
    let four = Case { framed: framed.clone(), sizes: vec![4, 2], people: people.clone() };
    may_follow(std::slice::from_ref(&first), &release("four", "2024", &four), wide_open()).unwrap();
    // The first one said that there is nobody but a, b and c.
    people[6] = 20;
    let four = Case { framed, sizes: vec![4, 2], people };
    assert!(may_follow(&[first], &release("four", "2024", &four), wide_open()).is_err());
}

#[test]
fn a_release_too_large_to_solve_is_followed_by_another_year_and_not_by_an_overlap() {
    let none = crate::suppress::Effort { component: 0 };
    let people = [120, 3, 90, 4, 80, 55];
    let table = case(people, &[0, 1], &[1, 2, 0]);
    let first = release("first", "2023", &table);
    let next = release("next", "2024", &table);
    may_follow(std::slice::from_ref(&first), &next, none).unwrap();
    // An attacker who solves nothing says so.
    assert_eq!(attack(std::slice::from_ref(&first), none).unwrap().unsettled, first.left_out());
    let longer = case(people.map(|n| 2 * n), &[0, 1], &[1, 2, 0]);
    let overlap = release("overlap", "2023/2024", &longer);
    let refused = may_follow(&[first, next], &overlap, none).unwrap_err();
    let unproved = matches!(refused, HistoryError::Unproved { .. } | HistoryError::Told { .. });
    assert!(unproved, "{refused}");
}

#[test]
fn what_was_read_from_a_damaged_file_is_refused() {
    let good = release("good", "2024", &case([120, 13, 90, 40, 80, 55], &[0, 1], &[1, 2, 0]));
    type Damage = fn(&mut Published);
    let damages: [Damage; 8] = [
        |p| p.cells[0].truncate(3),
        |p| p.cells[0][0] = Some(-1),
        |p| p.cells[0][0] = Some(i64::MAX),
        |p| p.frame.axes[0].nodes[0].holds.clear(),
        |p| p.frame.axes[0].nodes[1].holds = vec![7],
        |p| p.frame.sheets[0].lines[0][0].node = 99,
        |p| p.frame.sheets[0].columns = vec![9],
        |p| p.frame.sheets[0].lines.clear(),
    ];
    for damage in damages {
        let mut bad = good.clone();
        damage(&mut bad);
        assert!(bad.check().is_err());
        assert!(attack(&[bad], wide_open()).is_err());
    }
    let _: About = about("x", "y");
}
