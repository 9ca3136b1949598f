//! Cases: what happened makes clocks, the work list orders them, referrals need consent, approvals a second person.

mod kit;

use casebook::*;
use kit::*;
use when::Instant;

fn held(office: &mut Office, n: u128, arrest: &str) -> CaseId {
    let one = office.meets(n, "Person", "Invented");
    let opened = Fact::Case(CaseFact::Opened(opening(case(n), CaseKind::Detention, &[one])));
    let facts = vec![opened, happened(case(n), "arrest", arrest, Value::None)];
    office.does(ANA, day(3, 1), facts);
    case(n)
}

fn lines(book: &Casebook, filter: &Filter) -> Vec<WorkLine> {
    book.worklist(&Scope::default(), filter, None, 200).lines
}

#[test]
fn an_arrest_makes_clocks_and_what_is_done_closes_them() {
    let mut office = Office::new(day(3, 1));
    let one = held(&mut office, 1, "2024-03-01T10:00Z");
    let number = office.book.case_no(one).unwrap();
    let before = office.book.open_clocks(number).to_vec();
    assert!(!before.is_empty(), "an arrest makes duties");
    let law = desk();
    let rules = law.rules(office.book.case(one).unwrap().place).unwrap();
    let waits = |book: &Casebook, duty: &str| {
        let of = |open: &OpenClock| {
            law.law().duties[rules.rules[usize::from(open.clock.rule)].duty].id == duty
        };
        book.open_clocks(number).iter().any(of)
    };
    assert!(waits(&office.book, "reasons-for-arrest"));
    office.does(
        ANA,
        day(3, 1),
        vec![happened(one, "reasons-for-arrest-given", "2024-03-01T10:30Z", Value::None)],
    );
    assert!(!waits(&office.book, "reasons-for-arrest"));
    // The same book read from its log, evaluated once at the end, has the same clocks.
    let again = rebuilt(&office.log, day(3, 1));
    assert_eq!(again.open_clocks(number), office.book.open_clocks(number));
    assert_eq!(again.digest(), office.book.digest());
    // All clocks, the served too, agree with those that rest.
    let subject = office.book.case(one).unwrap().subjects().next().unwrap();
    let all = office.book.all_clocks(number, subject, day(3, 1), Instant::MAX);
    assert!(office.book.open_clocks(number).iter().all(|open| all.contains(&open.clock)));
}

#[test]
fn time_alone_makes_a_clock_overdue_and_a_clock_set_back_makes_nothing_undue() {
    let mut office = Office::new(day(3, 1));
    held(&mut office, 1, "2024-03-01T10:00Z");
    let overdue = Filter { urgency: Some(Urgency::Overdue), ..Filter::default() };
    let now = lines(&office.book, &overdue).len();
    assert!(office.book.advance(day(6, 1)) > 0);
    let later = lines(&office.book, &overdue).len();
    assert!(later > now, "{now} then {later}");
    office.book.advance(day(1, 1));
    assert_eq!(lines(&office.book, &overdue).len(), later);
    assert_eq!(rebuilt(&office.log, day(6, 1)).open_clocks(0), office.book.open_clocks(0));
}

#[test]
fn the_work_list_is_the_same_whether_it_is_gathered_or_walked_page_by_page() {
    let mut office = Office::new(day(3, 1));
    for n in 0..40 {
        held(&mut office, n, &format!("2024-02-{:02}", 1 + n % 28));
    }
    let whole = lines(&office.book, &Filter::default());
    assert!(whole.len() > 40);
    assert!(whole.windows(2).all(|pair| pair[0].urgency <= pair[1].urgency
        || pair[1].urgency == Urgency::Stopped
        || pair[0].urgency == Urgency::Later));
    let (mut pages, mut cursor) = (Vec::new(), None);
    loop {
        let page = office.book.worklist(&Scope::default(), &Filter::default(), cursor, 7);
        pages.extend(page.lines);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages[..whole.len().min(pages.len())], whole[..]);
    let nobody = Scope { any_of: Some(vec![Term::Team(SOUTH)]), ..Scope::default() };
    assert!(office.book.worklist(&nobody, &Filter::default(), None, 50).lines.is_empty());
    let counts = office.book.tally(&Scope::default(), &Filter::default());
    let overdue: u64 = counts.values().map(|count| count.overdue).sum();
    let listed = pages.iter().filter(|line| line.urgency == Urgency::Overdue).count();
    assert_eq!(overdue, listed as u64);
    assert_eq!(office.book.idle(&Scope::default(), &Filter::default(), day(6, 1), 100).len(), 40);
    assert_eq!(office.book.caseload(&Scope::default()), [(ANA, 40)]);
}

#[test]
fn the_vocabulary_is_the_only_judge_of_what_may_be_recorded() {
    let mut office = Office::new(day(3, 1));
    let one = held(&mut office, 1, "2024-02");
    let at = day(3, 1);
    let mut refused =
        |kind: &str, time: &str, value| office.refused(ANA, at, happened(one, kind, time, value));
    assert_eq!(
        refused("arest", "2024", Value::None),
        Refusal::UnknownKind { nearest: Some("arrest".into()) }
    );
    assert_eq!(refused("arrest", "10/03/2024", Value::None), Refusal::NotATime);
    assert_eq!(refused("arrest", "2025-01-01", Value::None), Refusal::InTheFuture);
    assert_eq!(refused("arrest", "2024", Value::Count(3)), Refusal::ValueDoesNotFit);
    assert_eq!(
        refused("nationality-stated", "2024", Value::Code("ZZZ".into())),
        Refusal::UnknownCode
    );
    assert_eq!(refused("arrest", "2024", Value::Withdrawn), Refusal::ValueDoesNotFit);
}

#[test]
fn a_correction_is_an_event_and_a_withdrawal_takes_its_clocks_away() {
    let mut office = Office::new(day(3, 10));
    let one = office.meets(1, "Person", "Invented");
    let opened = Fact::Case(CaseFact::Opened(opening(case(1), CaseKind::Detention, &[one])));
    let arrest = happened(case(1), "arrest", "2024-03-01", Value::None);
    let ids = office.does(ANA, day(3, 1), vec![opened, arrest]);
    assert!(!office.book.open_clocks(0).is_empty());
    let mut what = happening("arrest", "2024-03-01", Value::Withdrawn);
    what.corrects = Some(ids[1]);
    office.does(BEN, day(3, 2), vec![Fact::Case(CaseFact::Happened { case: case(1), what })]);
    assert!(office.book.open_clocks(0).is_empty());
    assert_eq!(office.book.case(case(1)).unwrap().items().len(), 2, "nothing is overwritten");
}

#[test]
fn a_family_case_judges_each_member_by_their_own_record() {
    let mut office = Office::new(day(3, 10));
    let (mother, child) = (office.meets(1, "Maryam", "Noori"), office.meets(2, "Sami", "Noori"));
    let born = |date: &str| FieldValue::BirthDate(date.into());
    office.does(
        ANA,
        day(3, 1),
        vec![
            written(mother, FieldKey::BirthDate, &[], born("1985")),
            written(child, FieldKey::BirthDate, &[], born("2015-06")),
            Fact::Case(CaseFact::Opened(opening(case(1), CaseKind::Detention, &[mother, child]))),
            happened(case(1), "detention-started", "2024-03-01", Value::None),
        ],
    );
    let law = desk();
    let rules = law.rules(office.book.case(case(1)).unwrap().place).unwrap();
    let subjects: Vec<PersonNo> = office.book.case(case(1)).unwrap().subjects().collect();
    let duties = |subject| {
        let clocks = office.book.all_clocks(0, subject, day(3, 10), Instant::MAX);
        let applies = clocks.into_iter().filter(|clock| clock.state != duty::State::NotApplicable);
        applies
            .map(|clock| law.law().duties[rules.rules[usize::from(clock.rule)].duty].id.clone())
            .collect::<Vec<_>>()
    };
    assert!(
        duties(subjects[1]).contains(&"child-not-detained".to_owned()),
        "{:?}",
        duties(subjects[1])
    );
    assert!(!duties(subjects[0]).contains(&"child-not-detained".to_owned()));
}

#[test]
fn a_referral_goes_nowhere_without_consent_and_stops_when_it_is_withdrawn() {
    let mut office = Office::new(day(6, 1));
    let one = held(&mut office, 1, "2024-02-01");
    let who = person(1);
    let list = |n: u128, class| Service {
        service: ServiceId::from_u128(n),
        name: "Service".into(),
        class,
        places: vec![],
        languages: vec![],
        contact: "desk".into(),
    };
    office.does(
        ANA,
        day(5, 1),
        vec![
            Fact::Service(ServiceFact::Listed(list(1, RecipientClass::Medical))),
            Fact::Service(ServiceFact::Listed(list(2, RecipientClass::Consular))),
        ],
    );
    let consent = ConsentId::from_u128(4);
    let offer = |n: u128, service: u128, ground: Ground, office: &Office| {
        Fact::Referral(ReferralFact::Offered(Referral {
            referral: ReferralId::from_u128(n),
            case: one,
            person: who,
            kind: ReferralKind::Referral,
            to: office.book.recipient(ServiceId::from_u128(service)).unwrap(),
            ground,
            reason: "needs a doctor".into(),
        }))
    };
    let by_consent = offer(1, 1, Ground::Consent(consent), &office);
    assert_eq!(office.refused(ANA, day(5, 2), by_consent.clone()), Refusal::NoConsent);
    let given = Consent {
        consent,
        person: who,
        notice: "notice 1".into(),
        language: "es".into(),
        jurisdiction: "mx".into(),
        recipients: vec![RecipientClass::Medical],
        only: None,
        categories: vec![DataCategory::Health],
        basis: LawfulBasis::ExplicitConsent,
        until: Some(day(7, 1)),
        given_by: GivenBy::Themselves,
        manner: Manner::Spoken,
        withheld: None,
    };
    office.does(ANA, day(5, 3), vec![Fact::Consent(ConsentFact::Given(given))]);
    let consulate = offer(2, 2, Ground::Consent(consent), &office);
    assert_eq!(office.refused(ANA, day(5, 4), consulate), Refusal::NoConsent);
    let vital = Ground::Recorded(GroundKind::VitalInterest, "unconscious".into());
    let consulate = offer(3, 2, vital.clone(), &office);
    assert_eq!(office.refused(ANA, day(5, 4), consulate), Refusal::ConsulateNeedsConsent);
    assert_eq!(
        office.refused(ANA, day(8, 1), by_consent.clone()),
        Refusal::NoConsent,
        "it is over"
    );
    let urgent = offer(4, 1, vital, &office);
    office.does(ANA, day(5, 4), vec![by_consent]);
    office.does(ANA, day(5, 4), vec![urgent]);
    let step = |n: u128, step, told: &str| {
        Fact::Referral(ReferralFact::Stepped {
            referral: ReferralId::from_u128(n),
            case: one,
            step,
            told: told.into(),
        })
    };
    assert_eq!(office.refused(BEN, day(5, 4), step(1, ReferralStep::Done, "")), Refusal::WrongStep);
    office.does(
        BEN,
        day(5, 5),
        vec![Fact::Consent(ConsentFact::Withdrawn { consent, told: None })],
    );
    assert_eq!(
        office.refused(BEN, day(5, 6), step(1, ReferralStep::Accepted, "")),
        Refusal::NoConsent
    );
    office.does(ANA, day(5, 6), vec![step(1, ReferralStep::Revoked, "consent withdrawn")]);
    office.does(BEN, day(5, 6), vec![step(4, ReferralStep::Accepted, "")]);
    office.does(BEN, day(5, 7), vec![step(4, ReferralStep::Done, "")]);
    assert_eq!(
        office.refused(BEN, day(5, 8), step(4, ReferralStep::Revoked, "late")),
        Refusal::WrongStep
    );
    // Every step may follow exactly those it may follow.
    use ReferralStep::{Accepted, Done, Offered, Rejected, Revoked};
    let all = [Offered, Accepted, Rejected, Done, Revoked];
    let may = all.iter().flat_map(|a| all.iter().filter(|b| b.may_follow(*a))).count();
    assert_eq!(may, 5);
}

#[test]
fn a_child_case_closes_with_two_people_and_a_decision_hears_the_child() {
    let mut office = Office::new(day(6, 2));
    let child = office.meets(1, "Sami", "Invented");
    office.does(
        ANA,
        day(5, 1),
        vec![Fact::Case(CaseFact::Opened(opening(case(1), CaseKind::Child, &[child])))],
    );
    let procedure = ProcedureId::from_u128(3);
    let case = case(1);
    office.does(
        ANA,
        day(5, 1),
        vec![Fact::Procedure(ProcedureFact::Started { procedure, case, child })],
    );
    let decided = Fact::Procedure(ProcedureFact::Decided {
        procedure,
        case,
        reasons: "stays with the aunt".into(),
    });
    assert_eq!(office.refused(ANA, day(5, 2), decided.clone()), Refusal::ChildNotHeard);
    let heard = ProcedureFact::Step {
        procedure,
        case,
        step: ProcedureStep::ChildHeard,
        told: "wants to stay".into(),
    };
    office.does(ANA, day(5, 2), vec![Fact::Procedure(heard)]);
    assert_eq!(office.refused(ANA, day(5, 2), decided.clone()), Refusal::NeedsApproval);
    office.approves(ApprovalSubject::BestInterests(procedure));
    office.does(ANA, day(6, 2), vec![decided]);
    let closed = Fact::Case(CaseFact::Closed {
        case,
        reason: ClosingReason::Resolved,
        told: "at school".into(),
    });
    assert_eq!(office.refused(ANA, day(6, 2), closed.clone()), Refusal::NeedsApproval);
    let approval = ApprovalId::from_u128(99);
    let asked = ApprovalFact::Requested { approval, subject: ApprovalSubject::Close(case) };
    office.does(ANA, day(6, 2), vec![Fact::Approval(asked)]);
    let decision = Decision::Approved;
    let decide = Fact::Approval(ApprovalFact::Decided { approval, decision });
    assert_eq!(office.refused(ANA, day(6, 2), decide.clone()), Refusal::SelfApproval);
    office.does(BEN, day(6, 2), vec![decide]);
    office.does(ANA, day(6, 2), vec![closed.clone()]);
    assert!(!office.book.case(case).unwrap().is_open());
    // It served once: closed again later, it needs another.
    office.does(
        ANA,
        day(6, 2),
        vec![Fact::Case(CaseFact::Reopened { case, told: "moved".into() })],
    );
    assert_eq!(office.refused(ANA, day(6, 2), closed), Refusal::NeedsApproval);
}

#[test]
fn a_sealed_case_is_listed_to_its_members_and_nobody_locks_themselves_out() {
    let mut office = Office::new(day(6, 2));
    let one = held(&mut office, 1, "2024-02-01");
    let out = Fact::Case(CaseFact::Sealed { case: one, members: vec![BEN] });
    assert_eq!(office.refused(ANA, day(6, 1), out), Refusal::NoMembers);
    office.does(
        ANA,
        day(6, 1),
        vec![Fact::Case(CaseFact::Sealed { case: one, members: vec![ANA] })],
    );
    let seen = |user| {
        office
            .book
            .select(&Scope { user: Some(user), ..Scope::default() }, &Filter::default())
            .len()
    };
    assert_eq!((seen(ANA), seen(BEN)), (1, 0));
    let unsealed = Fact::Case(CaseFact::Unsealed { case: one, reason: "over".into() });
    assert_eq!(office.refused(BEN, day(6, 1), unsealed), Refusal::NotAMember);
}

#[test]
fn retention_never_takes_an_active_a_held_or_a_fresh_case() {
    let mut office = Office::new(day(12, 1));
    let rules = Retention { days: [(CaseKind::Detention, 30)].into() };
    let closed = |case| {
        Fact::Case(CaseFact::Closed { case, reason: ClosingReason::Resolved, told: "done".into() })
    };
    let ids: Vec<CaseId> = (1..5).map(|n| held(&mut office, n, "2024-02-01")).collect();
    for id in &ids[1..] {
        office.does(ANA, day(4, 1), vec![closed(*id)]);
    }
    office.does(
        ANA,
        day(4, 2),
        vec![Fact::Retention(RetentionFact::Held { case: ids[2], reason: "inquiry".into() })],
    );
    let note = NoteFact::Written {
        note: NoteId::from_u128(1),
        case: ids[3],
        about: None,
        text: "a letter came".into(),
        told: Private::Apart,
        corrects: None,
    };
    office.does(ANA, day(4, 25), vec![Fact::Note(note)]);
    let preview = office.book.retention(&rules, day(5, 5));
    let shown: Vec<_> = preview
        .iter()
        .map(|(n, p)| (office.book.case_at(*n).unwrap().id, matches!(p, Preview::Due { .. })))
        .collect();
    assert_eq!(shown, [(ids[1], true), (ids[2], false), (ids[3], false)]);
    let destroyed = |case| Fact::Retention(RetentionFact::CaseDestroyed { case });
    assert_eq!(office.refused(ANA, day(6, 2), destroyed(ids[0])), Refusal::MustBeKept);
    assert_eq!(office.refused(ANA, day(6, 2), destroyed(ids[2])), Refusal::MustBeKept);
    office.approves(ApprovalSubject::Destroy(ids[1]));
    office.does(ANA, day(6, 2), vec![destroyed(ids[1])]);
    assert!(office.book.case(ids[1]).is_none());
}
