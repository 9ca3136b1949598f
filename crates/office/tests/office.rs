//! Who sees and does what in an office of invented people: field by field, list by list, and who looked is written down.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

#[path = "../../casebook/tests/kit/mod.rs"]
mod kit;

use std::sync::Arc;

use access::{Actor, Fields, Policies, Purpose, Role};
use casebook::*;
use keeper::Keeper;
use kit::{ANA, BEN, NORTH, SOUTH, case, day, happened, name, opening, person, written};
use ledger::{Config, Ledger, NewSeal, SystemRandom};
use office::{Asked, Error, Office, Visit};
use words::{Language, Words};

struct World {
    office: Office,
    next: std::sync::atomic::AtomicU64,
    _folder: tempfile::TempDir,
}

fn actor(role: Role, user: UserId, team: TeamId) -> Actor {
    let place = kit::desk().law().jurisdiction("mx").unwrap().default_place().unwrap().id.clone();
    Actor {
        id: user.to_string(),
        role,
        team: team.to_string(),
        jurisdictions: ["mx".to_owned()].into(),
        places: [format!("mx/{place}")].into(),
        state: Some("HND".to_owned()),
        grants: Vec::new(),
        opened: Vec::new(),
    }
}

impl World {
    async fn new() -> World {
        let folder = throwaway::folder();
        let config = Config::folder(folder.path().join("data"));
        let seals = [NewSeal::Handed(zeroize::Zeroizing::new(vec![7; 32]))];
        let (ledger, _) = Ledger::create(&config, &seals, Arc::new(SystemRandom)).await.unwrap();
        let (keeper, _) = Keeper::open(ledger, kit::desk(), day(6, 1), Vec::new()).await.unwrap();
        let (policies, fields) = (Policies::shipped().unwrap(), Fields::shipped().unwrap());
        let office = Office::new(keeper, kit::desk(), policies, fields);
        World { office, next: 1.into(), _folder: folder }
    }

    fn id(&self) -> u128 {
        0x9000 + u128::from(self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }

    fn worker(&self) -> Visit {
        let actor = actor(Role::CaseWorker, ANA, NORTH);
        self.office.visit(ANA, actor, Purpose::Protection, day(5, 2))
    }

    fn who(&self, role: Role, team: TeamId, purpose: Purpose) -> Visit {
        self.office.visit(BEN, actor(role, BEN, team), purpose, day(5, 2))
    }

    async fn does(&self, visit: &Visit, facts: Vec<Fact>) -> office::Result<office::Done> {
        let facts = facts.into_iter().map(|fact| (EventId::from_u128(self.id()), fact)).collect();
        visit.act(uuid::Uuid::from_u128(self.id()), facts).await
    }

    async fn intake(&self, n: u128) -> office::Result<office::Done> {
        let who = person(n);
        let item = FieldKey::Name(ItemId::from_u128(self.id()));
        let mut arrest = kit::happening("arrest", "2024-05-01T08:00:00Z", Value::None);
        arrest.told = Some("told in confidence".to_owned());
        let facts = vec![
            Fact::Person(PersonFact::Registered { person: who }),
            written(who, item, &[], FieldValue::Name(name("Ines", "Invented"))),
            Fact::Case(CaseFact::Opened(opening(case(n), CaseKind::Detention, &[who]))),
            Fact::Case(CaseFact::Happened { case: case(n), what: arrest }),
        ];
        self.does(&self.worker(), facts).await
    }
}

fn english() -> Words {
    Words::without_isolates(Language::En)
}

fn run(test: impl AsyncFn(World)) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { test(World::new().await).await });
}

#[test]
fn a_case_worker_takes_somebody_in_and_sees_names_words_and_clocks() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let visit = world.worker();
        let shown = visit.case(case(1).0, &english()).await.unwrap();
        assert_eq!(shown.parties[0].name.as_deref(), Some("Ines Invented"));
        assert_eq!(shown.events[0].told.as_deref(), Some("told in confidence"));
        assert!(!shown.clocks.is_empty());
        let work = visit.work(&Asked::default(), &english()).unwrap();
        assert!(!work.lines.is_empty());
        let line = &work.lines[0];
        let reason = visit
            .reason(
                line.case,
                line.clock.subject,
                &line.clock.rule,
                line.clock.instance,
                &english(),
            )
            .unwrap();
        assert!(!reason.sentence.is_empty() && reason.tree.lines().count() > 3, "{}", reason.tree);
        assert_eq!(visit.search("Inés")[0].person, person(1).0);
    });
}

#[test]
fn another_team_does_not_even_learn_that_there_is_a_case() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let other = world.who(Role::CaseWorker, SOUTH, Purpose::Protection);
        assert!(matches!(other.case(case(1).0, &english()).await, Err(Error::NotFound)));
        assert!(matches!(other.person(person(1).0), Err(Error::NotFound)));
        assert!(other.search("Ines Invented").is_empty());
        assert!(other.work(&Asked::default(), &english()).unwrap().lines.is_empty());
        assert_eq!(other.cases(&Asked::default()).unwrap().total, 0);
        let fact = happened(case(1), "release", "2024-05-02", Value::None);
        assert!(matches!(world.does(&other, vec![fact]).await, Err(Error::NotFound)));
    });
}

#[test]
fn a_monitor_sees_what_happened_and_not_to_whom_nor_what_was_told() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let monitor = world.who(Role::Monitor, SOUTH, Purpose::Protection);
        let shown = monitor.case(case(1).0, &english()).await.unwrap();
        assert_eq!(shown.parties[0].name, None);
        assert_eq!((shown.events[0].kind.as_str(), &shown.events[0].told), ("arrest", &None));
        assert!(shown.hidden, "the reader is told that something is hidden");
        assert!(monitor.search("Ines Invented").is_empty());
        let fact = happened(case(1), "brought-before-judge", "2024-05-02", Value::None);
        world.does(&monitor, vec![fact]).await.unwrap();
        let item = FieldKey::Name(ItemId::from_u128(world.id()));
        let named = written(person(1), item, &[], FieldValue::Name(name("No", "Right")));
        let denied = world.does(&monitor, vec![named]).await.unwrap_err();
        assert!(matches!(denied, Error::Denied { .. }), "{denied}");
    });
}

#[test]
fn a_consulate_sees_its_national_only_once_they_asked_and_nothing_about_asylum() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let consul = || world.who(Role::ConsularOfficer, SOUTH, Purpose::Consular);
        assert!(matches!(consul().case(case(1).0, &english()).await, Err(Error::NotFound)));
        let item = FieldKey::Nationality(ItemId::from_u128(world.id()));
        let value = FieldValue::Nationality("HND".to_owned(), Standing::Confirmed);
        world.does(&world.worker(), vec![written(person(1), item, &[], value)]).await.unwrap();
        assert!(matches!(consul().case(case(1).0, &english()).await, Err(Error::NotFound)));
        let asked = happened(case(1), "consular-notification-requested", "2024-05-02", Value::Yes);
        let claim = happened(case(1), "protection-application-made", "2024-05-02", Value::None);
        world.does(&world.worker(), vec![asked, claim]).await.unwrap();
        let shown = consul().case(case(1).0, &english()).await.unwrap();
        let kinds: Vec<_> = shown.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["arrest", "consular-notification-requested"]);
        assert_eq!(consul().cases(&Asked::default()).unwrap().total, 1);
        assert!(!format!("{shown:?}").contains("confidence"));
    });
}

#[test]
fn those_who_run_the_system_see_no_case_and_nobody_is_made_outside_of_one() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let admin = world.who(Role::Administrator, NORTH, Purpose::Administration);
        assert!(matches!(admin.case(case(1).0, &english()).await, Err(Error::NotFound)));
        assert_eq!(admin.cases(&Asked::default()).unwrap().total, 0);
        let alone = Fact::Person(PersonFact::Registered { person: person(2) });
        let denied = world.does(&world.worker(), vec![alone]).await.unwrap_err();
        assert!(matches!(denied, Error::Denied { .. }), "{denied}");
    });
}

#[test]
fn a_command_is_allowed_fact_by_fact_or_not_at_all() {
    run(async |world| {
        world.intake(1).await.unwrap();
        // Assigning is the supervisor's; the release beside it must not happen either.
        let release = happened(case(1), "release", "2024-05-02", Value::None);
        let reason = "moved".to_owned();
        let assigned =
            Fact::Case(CaseFact::Assigned { case: case(1), team: SOUTH, owner: None, reason });
        let denied =
            world.does(&world.worker(), vec![release, assigned.clone()]).await.unwrap_err();
        assert!(matches!(denied, Error::Denied { .. }), "{denied}");
        let shown = world.worker().case(case(1).0, &english()).await.unwrap();
        assert_eq!(shown.events.len(), 1);
        let supervisor = world.who(Role::Supervisor, NORTH, Purpose::Supervision);
        world.does(&supervisor, vec![assigned]).await.unwrap();
    });
}

#[test]
fn who_looked_is_written_down_and_a_person_can_be_told() {
    run(async |world| {
        world.intake(1).await.unwrap();
        let visit = world.worker();
        visit.case(case(1).0, &english()).await.unwrap();
        let monitor = world.who(Role::Monitor, SOUTH, Purpose::Protection);
        monitor.case(case(1).0, &english()).await.unwrap();
        let looked = visit.who_looked(case(1).0).await.unwrap();
        let roles: Vec<_> =
            looked.iter().map(|one| (one.role.as_str(), one.action.as_str())).collect();
        assert_eq!(
            roles,
            [("case-worker", "record"), ("case-worker", "read"), ("monitor", "read")]
        );
        assert_eq!(world.office.looks_waiting(), 0);
    });
}

/// The list of a role has exactly the cases that the policies let it list, one by one.
#[test]
fn lists_and_decisions_agree_for_every_role() {
    run(async |world| {
        for n in 1..5 {
            world.intake(n).await.unwrap();
        }
        let members = vec![ANA, BEN];
        let sealed = Fact::Case(CaseFact::Sealed { case: case(2), members });
        let supervisor = world.who(Role::Supervisor, NORTH, Purpose::Supervision);
        world.does(&supervisor, vec![sealed]).await.unwrap();
        let moved = Fact::Case(CaseFact::Assigned {
            case: case(3),
            team: SOUTH,
            owner: Some(BEN),
            reason: "moved".to_owned(),
        });
        world.does(&supervisor, vec![moved]).await.unwrap();
        let mut listed_somewhere = 0;
        for role in Role::ALL {
            for purpose in Purpose::ALL {
                for (user, team) in [(ANA, NORTH), (BEN, SOUTH)] {
                    let visit =
                        world.office.visit(user, actor(*role, user, team), *purpose, day(5, 2));
                    let listed = visit.cases(&Asked::default()).unwrap().lines;
                    for n in 1..5 {
                        let decided = visit.case(case(n).0, &english()).await.is_ok();
                        let has = listed.iter().any(|line| line.case == case(n).0);
                        assert_eq!(has, decided, "{role:?} for {purpose:?}, case {n}");
                        listed_somewhere += u32::from(has);
                    }
                }
            }
        }
        assert!(listed_somewhere > 8, "the test must see something: {listed_somewhere}");
    });
}
