//! What changed between two invented texts.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::INVENTED;
use resolution::{ChangeKind, Op, diff, import_text};

fn changed(edit: impl Fn(&str) -> String) -> resolution::Diff {
    diff(&import_text(INVENTED).unwrap(), &import_text(&edit(INVENTED)).unwrap())
}

fn row<'d>(d: &'d resolution::Diff, from: &str) -> &'d resolution::Change {
    d.changes.iter().find(|c| c.from.iter().any(|f| f == from)).unwrap()
}

#[test]
fn nothing_changed() {
    let d = changed(str::to_owned);
    assert_eq!((d.score, d.counts.same, d.changes.len()), (Some(100), 13, 13));
}

#[test]
fn new_and_dropped_and_renumbered() {
    let d = changed(|t| {
        t.replace("\t1.\tCalls", "\t1.\tWelcomes the launching of nine tall sailing ships in the winter harbour;\n\t2.\tCalls")
            .replace("\t2.\tReaffirms", "\t3.\tReaffirms")
            .replace("\t3.\tTakes", "\t4.\tTakes")
            .replace("\t4.\tRequests", "\t5.\tRequests")
            .replace("\tTaking note of advisory opinion OC-96/99 of 1 October 2095,\n", "")
    });
    assert_eq!(d.changes.iter().find(|c| c.kind == ChangeKind::New).unwrap().to, ["op1"]);
    assert_eq!(row(&d, "pp5").kind, ChangeKind::Dropped);
    // A number that shifts is no change.
    assert_eq!(
        (row(&d, "op2b").kind, row(&d, "op2b").to.clone()),
        (ChangeKind::Same, vec!["op3b".to_owned()])
    );
}

#[test]
fn reworded_with_its_words() {
    let d = changed(|t| {
        t.replace("urges harbour States to guard it", "urges all States to guard it well")
    });
    let change = row(&d, "op2a");
    assert_eq!(change.kind, ChangeKind::Reworded);
    let text = |op: Op| -> Vec<&str> {
        change.words.iter().filter(|r| r.op == op).map(|r| r.text.as_str()).collect()
    };
    assert_eq!(text(Op::Delete), ["harbour"]);
    assert_eq!(text(Op::Insert), ["all", " well"]);
    assert!(change.score.unwrap() > 70);
    assert!(d.text().contains("[-harbour-]{+all+}"));
    assert!(d.html().contains("<del>harbour</del>") && d.html().contains("<ins>all</ins>"));
}

#[test]
fn moved() {
    let d = changed(|t| {
        let a = "Strongly condemns the stealing of oil, and urges harbour States to guard it;";
        let b = "Reaffirms the Vienna Convention on Consular Relations,3 and recalls that States must honour the Convention in fog;";
        t.replace(a, "@").replace(b, a).replace('@', b)
    });
    let moved: Vec<_> = d.changes.iter().filter(|c| c.moved).map(|c| c.from.clone()).collect();
    assert!(!moved.is_empty() && d.counts.moved >= 1, "{}", d.text());
    assert_eq!(row(&d, "op2a").to, ["op2c"]);
}

#[test]
fn split_and_merged() {
    let joined = "\t(a)\tStrongly condemns the stealing of oil from the tall lighthouses of the northern coast, and urges harbour States to guard every barrel of it in locked stone cellars;\n";
    let parted = "\t(a)\tStrongly condemns the stealing of oil from the tall lighthouses of the northern coast;\n\t(b)\tUrges harbour States to guard every barrel of it in locked stone cellars;\n";
    let base = |list: &str| {
        let old =
            "\t(a)\tStrongly condemns the stealing of oil, and urges harbour States to guard it;\n";
        let text = INVENTED.replace(old, list);
        let text = if list.contains("(b)") {
            text.replace("\t(c)\tReaffirms", "\t(d)\tReaffirms")
                .replace("\t(b)\tCalls", "\t(c)\tCalls")
        } else {
            text
        };
        import_text(&text).unwrap()
    };
    let d = diff(&base(joined), &base(parted));
    assert_eq!(
        (row(&d, "op2a").kind, row(&d, "op2a").to.clone()),
        (ChangeKind::Split, vec!["op2a".to_owned(), "op2b".to_owned()])
    );
    let d = diff(&base(parted), &base(joined));
    assert_eq!(row(&d, "op2b").kind, ChangeKind::Merged, "{}", d.text());
    assert_eq!(row(&d, "op2b").from, ["op2a", "op2b"]);
}

#[test]
fn html_escapes() {
    let d = changed(|t| t.replace("keep lamps lit", "keep <script>lamps</script> lit"));
    assert!(!d.html_page().contains("<script>"));
    assert!(d.html_page().starts_with("<!DOCTYPE html>"));
    assert_eq!(d.json()["from"]["symbol"], "A/RES/93/901");
}
