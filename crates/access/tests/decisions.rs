//! What must never happen, and what must always agree.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use access::{
    Access, Action, Actor, Disclosure, Fields, Glass, GlassError, Grant, Policies, PolicyError,
    Purpose, Recipient, Resource, Role, Scope, Sensitivity, Term, Trail, Unusual, decide,
    visible_fields,
};
use common::{Dice, actor, at, case, record, strings};

/// Asks both about `turns` random actors, cases, purposes and instants: how many were listed, and the first
/// disagreement.
fn compare(
    policies: &Policies,
    turns: usize,
    filter: impl Fn(&Actor, Purpose, jiff::Timestamp) -> Scope,
) -> (usize, Option<String>) {
    let mut dice = Dice(65_212);
    let mut held = 0;
    for turn in 0..turns {
        let (actor, record) = (dice.actor(), dice.record());
        // Purposes at random would be few hits; half are the one that fits the role.
        let fitting = match actor.role {
            Role::CaseWorker | Role::Monitor | Role::Guardian => Purpose::Protection,
            Role::LabourInspector => Purpose::Labour,
            Role::Lawyer => Purpose::LegalAid,
            Role::ConsularOfficer => Purpose::Consular,
            Role::HealthWorker => Purpose::Health,
            Role::Supervisor => Purpose::Supervision,
            Role::DataOfficer | Role::ReportWriter => Purpose::Statistics,
            Role::Administrator | Role::KeyCustodian => Purpose::Administration,
            Role::Auditor => Purpose::Audit,
        };
        let purpose = if dice.coin() { fitting } else { dice.one(Purpose::ALL) };
        let now = at(i64::try_from(dice.below(20)).unwrap());
        let listed = filter(&actor, purpose, now).holds(&record);
        let asked = (purpose, Sensitivity::Restricted);
        let resource = case(record);
        let allowed = decide(policies, &actor, asked, Action::List, &resource, now).allowed;
        if listed != allowed {
            let what = format!("turn {turn}: {actor:?} {purpose:?} {resource:?}");
            return (held, Some(what));
        }
        held += usize::from(listed);
    }
    (held, None)
}

/// 10^5 random actors, cases and purposes. ASVS 5.0 8.2.2: lists give away no more and no less than decisions.
#[test]
fn the_filter_of_a_list_and_the_decision_agree() {
    let policies = Policies::shipped().unwrap();
    let (held, wrong) = compare(&policies, 100_000, Scope::of);
    assert_eq!(wrong, None);
    // Otherwise two constant refusals would agree as well.
    assert!(held > 5_000, "only {held} of 100000 were allowed");
}

/// The comparison can fail: each of these is one small difference between the two texts.
#[test]
fn a_planted_disagreement_between_filter_and_policies_is_caught() {
    let policies = Policies::shipped().unwrap();
    let caught = |filter: &dyn Fn(&mut Scope)| {
        let planted = |actor: &Actor, purpose, now| {
            let mut scope = Scope::of(actor, purpose, now);
            filter(&mut scope);
            scope
        };
        compare(&policies, 20_000, planted).1.is_some()
    };
    assert!(!caught(&|_| ()));
    assert!(caught(&|scope| scope.opened.clear()), "a filter that forgets broken seals");
    assert!(
        caught(&|scope| scope.any_of.retain(|term| !matches!(term, Term::Cases(_)))),
        "a filter that forgets grants"
    );
    assert!(
        caught(&|scope| {
            for term in &mut scope.any_of {
                if let Term::Nationals { state, .. } = term {
                    "ZZZ".clone_into(state);
                }
            }
        }),
        "a filter that takes everybody for a national of one State"
    );

    let [cases, never] =
        [include_str!("../../../access/cases.cedar"), include_str!("../../../access/never.cedar")];
    let districts = "\n    && principal.jurisdictions.contains(resource.jurisdiction)";
    for (from, to) in [
        ("resource.consular && ", ""),
        (districts, ""),
        ("principal.places.contains(resource.place)", "principal.team == resource.team"),
        ("context.purpose == \"labour\"", "context.purpose == \"protection\""),
    ] {
        let changed = cases.replace(from, to);
        assert_ne!(changed, cases, "{from} stands in the policies");
        let planted = Policies::read(&[&changed, never]).unwrap();
        assert!(compare(&planted, 20_000, Scope::of).1.is_some(), "{from:?} became {to:?}");
    }
    let unsealed = Policies::read(&[cases]).unwrap();
    assert!(compare(&unsealed, 20_000, Scope::of).1.is_some(), "no seals at all");
}

/// Whoever runs, audits or holds the keys of the system: no case, whatever else is true. ASVS 5.0 8.4.2.
#[test]
fn caretakers_and_report_writers_see_no_case_and_consulates_no_asylum() {
    let policies = Policies::shipped().unwrap();
    let mut dice = Dice(7);
    let caretakers = [Role::Administrator, Role::Auditor, Role::KeyCustodian, Role::ReportWriter];
    for _ in 0..30_000 {
        let (mut actor, resource) = (dice.actor(), case(dice.record()));
        let (purpose, sensitivity, action) = dice.question();
        actor.role = dice.one(&caretakers);
        if action.kind() == access::Kind::Case {
            let answer =
                decide(&policies, &actor, (purpose, sensitivity), action, &resource, at(5));
            assert!(!answer.allowed, "{actor:?} {action:?} {resource:?}");
        }
        actor.role = Role::ConsularOfficer;
        for sensitivity in [Sensitivity::Asylum, Sensitivity::Health, Sensitivity::Witness] {
            let asked = (purpose, sensitivity);
            assert!(!decide(&policies, &actor, asked, action, &resource, at(5)).allowed);
        }
    }
}

/// A consular officer's fields, by name: no kind of event about asylum is among them.
#[test]
fn a_consular_officer_sees_no_field_about_asylum() {
    let (policies, fields) = (Policies::shipped().unwrap(), Fields::shipped().unwrap());
    let officer = actor(Role::ConsularOfficer);
    let seen =
        visible_fields(&policies, &fields, &officer, Purpose::Consular, &case(record()), at(1));
    assert!(seen.contains("consular-notification-made") && seen.contains("person.names"));
    for hidden in
        ["protection-application-made", "return-risk-assessed", "representative-appointed"]
    {
        assert!(!seen.contains(hidden), "{hidden}");
    }
}

/// What is recorded for one purpose is not used for another (joint general comment CMW 3 / CRC 22 of 2017, paragraph 17):
/// the inspector sees the complaint about work, and for the purpose of protection nothing at all.
#[test]
fn a_labour_inspector_sees_the_complaint_and_nothing_about_the_stay() {
    let (policies, fields) = (Policies::shipped().unwrap(), Fields::shipped().unwrap());
    let inspector = actor(Role::LabourInspector);
    let mut assigned = record();
    assigned.assigned = strings(&["u1"]);
    let assigned = case(assigned);
    let seen = |purpose| visible_fields(&policies, &fields, &inspector, purpose, &assigned, at(1));
    let labour: Vec<_> = seen(Purpose::Labour).into_iter().collect();
    assert_eq!(
        labour,
        [
            "association-complaint-decided",
            "association-complaint-filed",
            "case.code",
            "documents-returned",
            "documents-withheld",
            "labour-complaint-withdrawn",
            "person.languages",
            "safety-complaint-decided",
            "safety-complaint-filed",
            "safety-inspection-held",
            "wage-complaint-decided",
            "wage-complaint-filed",
            "wages-paid",
        ]
    );
    for purpose in Purpose::ALL.iter().filter(|purpose| **purpose != Purpose::Labour) {
        assert!(seen(*purpose).is_empty(), "{purpose:?}");
    }
}

/// A monitor learns what happened, not to whom: no free text, no name, no claim.
#[test]
fn a_monitor_sees_no_identity_and_no_free_text() {
    let (policies, fields) = (Policies::shipped().unwrap(), Fields::shipped().unwrap());
    let monitor = actor(Role::Monitor);
    let seen =
        visible_fields(&policies, &fields, &monitor, Purpose::Protection, &case(record()), at(1));
    assert!(seen.contains("detention-started") && seen.contains("incident-kind"));
    for hidden in [
        "person.names",
        "person.photograph",
        "birth-date-stated",
        "case.narrative",
        "case.notes",
        "case.attachments",
        "case.members",
        "custody-ground",
        "protection-application-made",
    ] {
        assert!(!seen.contains(hidden), "{hidden}");
    }
}

/// Readers of a link are those who may read every record in it (T8).
#[test]
fn a_link_never_widens_who_may_read() {
    let policies = Policies::shipped().unwrap();
    let mut dice = Dice(8);
    for _ in 0..20_000 {
        let (actor, a, b) = (dice.actor(), dice.record(), dice.record());
        let (purpose, sensitivity, action) = dice.question();
        let ask = |resource: &Resource| {
            decide(&policies, &actor, (purpose, sensitivity), action, resource, at(5)).allowed
        };
        let both = ask(&case(a.clone())) && ask(&case(b.clone()));
        assert_eq!(ask(&Resource::Linked(vec![a, b])), both);
    }
    let worker = actor(Role::CaseWorker);
    let asked = (Purpose::Protection, Sensitivity::Public);
    let nothing = Resource::Linked(Vec::new());
    assert!(!decide(&policies, &worker, asked, Action::Read, &nothing, at(1)).allowed);
}

#[test]
fn a_sealed_case_is_for_members_and_the_refusal_says_so_in_two_voices() {
    let policies = Policies::shipped().unwrap();
    let mut sealed = record();
    sealed.sealed = true;
    let asked = (Purpose::Protection, Sensitivity::Identity);
    let worker = actor(Role::CaseWorker);
    let answer = decide(&policies, &worker, asked, Action::Read, &case(sealed.clone()), at(1));
    assert!(!answer.allowed);
    assert_eq!(answer.policies, ["sealed"]);
    assert_eq!(answer.reasons, ["this case is sealed: only its named members see it"]);
    sealed.members = strings(&["u1"]);
    assert!(decide(&policies, &worker, asked, Action::Read, &case(sealed), at(1)).allowed);
}

/// ASVS 5.0 8.3.2: a change holds from the next decision on.
#[test]
fn a_grant_holds_from_its_first_to_before_its_last_instant() {
    let policies = Policies::shipped().unwrap();
    let mut lawyer = actor(Role::Lawyer);
    lawyer.grants = vec![Grant { case: "c1".into(), from: at(2), until: at(4) }];
    let asked = (Purpose::LegalAid, Sensitivity::Confidential);
    let allowed: Vec<bool> = (1..=4)
        .map(|hour| {
            decide(&policies, &lawyer, asked, Action::Read, &case(record()), at(hour)).allowed
        })
        .collect();
    assert_eq!(allowed, [false, true, true, false]);
}

/// ASVS 5.0 2.3.5: one person alone breaks no seal.
#[test]
fn a_seal_breaks_with_two_custodians_a_reason_and_a_delay() {
    let custodian = |id: &str| access::Actor { id: id.into(), ..actor(Role::KeyCustodian) };
    assert_eq!(Glass::ask("c1", "u1", "  ", true), Err(GlassError::NoReason));
    let mut glass = Glass::ask("c1", "u1", "no member answers", false).unwrap();
    assert_eq!(glass.approve(&actor(Role::Administrator), at(0)), Err(GlassError::NotCustodian));
    assert_eq!(glass.approve(&custodian("u1"), at(0)), Err(GlassError::OwnRequest));
    glass.approve(&custodian("k1"), at(0)).unwrap();
    assert_eq!(glass.approve(&custodian("k1"), at(1)), Err(GlassError::Again));
    assert_eq!(glass.opening(), None);
    glass.approve(&custodian("k2"), at(3)).unwrap();
    let opening = glass.opening().unwrap();
    assert_eq!((opening.from, opening.live(at(26)), opening.live(at(27))), (at(27), false, true));
    let members = strings(&["m1", "m2"]);
    assert_eq!(glass.notices(&members).len(), 2);

    let mut urgent = Glass::ask("c1", "u1", "a threat to the child", true).unwrap();
    urgent.approve(&custodian("k1"), at(0)).unwrap();
    urgent.approve(&custodian("k2"), at(0)).unwrap();
    assert_eq!(urgent.opening().unwrap().from, at(0));
}

/// T5: random wishes, every recipient; nothing outside its purpose leaves.
#[test]
fn nothing_leaves_outside_the_purpose_of_the_recipient() {
    let fields = Fields::shipped().unwrap();
    let mut dice = Dice(5);
    let mut left = 0;
    for _ in 0..5_000 {
        let recipient = dice.one(&Recipient::ALL);
        let unknown = std::iter::once("a-field-nobody-registered");
        let wanted: Vec<&str> =
            fields.iter().map(|(id, _)| id).filter(|_| dice.coin()).chain(unknown).collect();
        let leaves = Disclosure::of(&fields, recipient, wanted);
        for id in leaves.fields() {
            let field = fields.get(id).unwrap();
            assert!(field.purposes.contains(&recipient.purpose()), "{id} to {recipient:?}");
            assert!(
                recipient != Recipient::ConsularPost || field.sensitivity != Sensitivity::Asylum
            );
            left += 1;
        }
    }
    assert!(left > 0);
}

/// ASVS 5.0 14.1.1, 14.1.2: the build fails when a kind of event has no protection level.
#[test]
fn every_kind_of_event_has_a_row() {
    let fields = Fields::shipped().unwrap();
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/vocabulary/events");
    let mut kinds = std::collections::BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let table: toml::Table = toml::from_str(&text).unwrap();
        for event in table["event"].as_array().unwrap() {
            kinds.insert(event["id"].as_str().unwrap().to_owned());
        }
    }
    let missing: Vec<_> = kinds.iter().filter(|kind| fields.get(kind).is_none()).collect();
    assert!(missing.is_empty(), "write a row in access/fields.toml for {missing:?}");
    let stale: Vec<_> =
        fields.iter().filter(|(id, _)| !id.contains('.') && !kinds.contains(*id)).collect();
    assert!(stale.is_empty(), "no such kind of event: {stale:?}");
}

#[test]
fn a_register_with_an_unknown_word_or_without_a_purpose_is_refused() {
    for rows in
        ["a = [\"secret\", \"health\", \"case\"]", "a = [\"public\", \"enforcement\", \"case\"]"]
    {
        let text = format!("[events]\n{rows}\n[records]\n");
        let error = Fields::read(&text).unwrap_err().to_string();
        assert!(error.contains("is no sensitivity and no purpose"), "{error}");
    }
    let idle = "[events]\na = [\"public\", \"\", \"case\"]\n[records]\n";
    assert!(Fields::read(idle).unwrap_err().to_string().contains("must not be kept"));
}

#[test]
fn policies_that_are_nameless_twice_or_misspelt_are_refused() {
    let read = |text: &str| Policies::read(&[text]).unwrap_err();
    assert!(matches!(read("permit (principal, action, resource);"), PolicyError::Nameless(_)));
    let misspelt = "@id(\"a\") @say(\"b\") permit (principal, action == Action::\"read\", resource) \
                    when { principal.rolle == \"lawyer\" };";
    assert!(matches!(read(misspelt), PolicyError::Invalid(_)));
    let one = "@id(\"a\") @say(\"b\") forbid (principal, action, resource);";
    assert!(matches!(read(&format!("{one}{one}")), PolicyError::Twice(_)));
    assert!(matches!(read("permit"), PolicyError::Syntax(_)));
}

#[test]
fn a_person_is_told_who_looked_and_unusual_access_is_seen_once() {
    let look = |subject: &str, hour, allowed, by_grant| Access {
        user: "u1".into(),
        role: Role::CaseWorker,
        purpose: Purpose::Protection,
        action: Action::Read,
        subject: subject.into(),
        at: at(hour),
        allowed,
        by_grant,
    };
    let mut trail = Trail::default();
    trail.add(look("p1", 3, true, true));
    trail.add(look("p1", 1, true, false));
    trail.add(look("p1", 2, false, false));
    let times: Vec<_> = trail.who_looked("p1").iter().map(|receipt| receipt.at).collect();
    assert_eq!(times, [at(1), at(3)]);
    for subject in ["p2", "p3", "p4", "p4"] {
        trail.add(look(subject, 3, true, false));
    }
    let unusual = trail.unusual(2);
    let many = |found: &&Unusual| matches!(found, Unusual::Many { .. });
    assert_eq!(unusual.len(), 2, "{unusual:?}");
    assert_eq!(unusual.iter().filter(many).count(), 1);
    assert_eq!(trail.unusual(4).len(), 1);
}
