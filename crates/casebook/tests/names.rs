//! Search over names: one corpus of invented people, each written in several traditions, and how much of it is found.

mod kit;

use casebook::*;
use kit::*;

/// Invented persons; each line is one name as it is written by different hands and in different scripts.
const CORPUS: &[&[&str]] = &[
    &["Mohammed Hassan", "Muhammad Hasan", "Mohamed Hassane", "محمد حسن", "Мухаммед Хасан"],
    &["Yusuf Ibrahim", "Youssef Ibrahim", "Yousuf Ebrahim", "يوسف ابراهيم", "Юсуф Ибрагим"],
    &["Abdul Rahman Karimi", "Abdurrahman Karimi", "Abd al-Rahman Karimi", "عبد الرحمن كريمي"],
    &["Fatima Zahra Benali", "Fatma Zohra Ben Ali", "Fatimah Zahra Benali"],
    &["Aleksandr Petrov", "Alexander Petrov", "Александр Петров", "Oleksandr Petrov"],
    &["Natalia Kovalchuk", "Nataliya Kovaltchouk", "Наталия Ковальчук"],
    &["Tesfaye Gebremariam", "Tesfay Gebre Mariam", "ተስፋዬ ገብረማርያም"],
    &["Jamal Khalil", "Gamal Khalil", "Djamel Halil", "جمال خليل"],
    &["Hussein Ali Sharif", "Husain Ali Charif", "Hussain Ali Sherif"],
    &["Jose Maria Gonzalez Lopez", "José María González López", "Jose Gonzales Lopes"],
    &["Nguyen Thi Mai", "Nguyễn Thị Mai", "Nguyen Thi May"],
    &["Wang Xiaoming", "王小明", "Wang Xiao Ming"],
    &["Osama Mansour", "Usama Mansur", "Oussama Mansour"],
    &["Shukri Nur Warsame", "Choukri Nour Warsame", "Shukri Nuur Warsame"],
    &["Mariam Traore", "Mariame Traoré", "Maryam Traore"],
    &["Giorgi Beridze", "გიორგი ბერიძე", "Georgi Beridze"],
    &["Rahmatullah Noori", "Rahmatollah Nuri", "رحمت الله نوری"],
    &["Blessing Okonkwo", "Blesing Okonkwo", "Blessing Okonkow"],
];

/// Others, so that finding is not trivial.
fn crowd(office: &mut Office, dice: &mut Dice, n: u128) {
    let given = [
        "Ahmed", "Maria", "Ivan", "Amadou", "Sara", "Li", "Omar", "Elena", "Musa", "Rosa", "Hamid",
        "Nadia", "Karim", "Olga", "Samuel", "Aisha",
    ];
    let family = [
        "Diallo", "Garcia", "Ivanov", "Rahimi", "Cisse", "Chen", "Haddad", "Popa", "Kamara",
        "Rojas", "Hakimi", "Bello", "Saleh", "Melnyk", "Tesfai", "Mohamud",
    ];
    for i in 0..n {
        let extra = ["", " Moyo", " Sow", " Tahiri", " Kone"][dice.index(5)];
        let family = format!("{}{extra}", family[dice.index(16)]);
        office.meets(1_000 + i, given[dice.index(16)], &family);
    }
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(' ').unwrap_or((name, ""))
}

#[test]
fn a_name_is_found_as_another_hand_or_another_script_writes_it() {
    let mut office = Office::new(day(3, 1));
    let mut dice = Dice(9);
    for (n, line) in CORPUS.iter().enumerate() {
        let (given, family) = split(line[0]);
        office.meets(n as u128, given, family);
    }
    crowd(&mut office, &mut dice, 3_000);
    let (mut asked, mut first, mut top, mut missed) = (0, 0, 0, Vec::new());
    for (n, line) in CORPUS.iter().enumerate() {
        for written in &line[1..] {
            let hits = office.book.search(written, 5);
            let at = hits
                .iter()
                .position(|hit| office.book.person_at(hit.person).unwrap().id == person(n as u128));
            asked += 1;
            first += usize::from(at == Some(0));
            top += usize::from(at.is_some());
            if at.is_none() {
                missed.push(*written);
            }
        }
    }
    insta::assert_snapshot!(format!(
        "asked {asked}, found first {first}, among five {top}\nmissed: {}",
        missed.join(", ")
    ));
    assert!(first * 100 >= asked * 85, "first {first} of {asked}; missed {missed:?}");
}

#[test]
fn strangers_are_not_found_and_every_hit_says_why() {
    let mut office = Office::new(day(3, 1));
    crowd(&mut office, &mut Dice(10), 500);
    assert!(office.book.search("Zbigniew Wojciechowski", 5).is_empty());
    assert!(office.book.search("", 5).is_empty());
    assert!(office.book.search("🙂 ؟ --", 5).is_empty());
    let hits = office.book.search("Maria Garcia", 5);
    assert!(hits.iter().all(|hit| !hit.why.is_empty()));
    assert_eq!(hits[0].why, [Why::SameName]);
    // The longest question is answered too.
    assert!(office.book.search(&"Maria ".repeat(10_000), 5).len() <= 5);
}

#[test]
fn candidates_are_shown_before_saving_with_what_speaks_against_them() {
    let mut office = Office::new(day(3, 1));
    let one = office.meets(1, "Youssef", "Ibrahim");
    let born = FieldValue::BirthDate("1999-05".into());
    let document = Document {
        kind: DocumentKind::Passport,
        number: "P-12 34".into(),
        issuer: None,
        until: None,
    };
    let item = FieldKey::Document(ItemId::from_u128(3));
    office.does(
        ANA,
        day(2, 1),
        vec![
            written(one, FieldKey::BirthDate, &[], born),
            written(one, item, &[], FieldValue::Document(document.clone())),
        ],
    );
    let names = vec![name("Yusuf", "Ibrahim")];
    let sketch = |birth: &str| Sketch {
        names: names.clone(),
        birth: Some(birth.into()),
        ..Sketch::default()
    };
    let agrees = office.book.candidates(&sketch("1999"));
    assert!(agrees[0].why.contains(&Likeness::BirthAgrees));
    let differs = office.book.candidates(&sketch("1970"));
    assert!(
        differs.first().is_none_or(
            |one| one.score < agrees[0].score && one.why.contains(&Likeness::BirthDiffers)
        )
    );
    let documents = vec![Document { number: "p1234".into(), ..document }];
    let found = office.book.candidates(&Sketch {
        names: vec![name("Joe", "Abraham")],
        documents,
        ..Sketch::default()
    });
    assert_eq!(found[0].why[0], Likeness::SameNumber);
}
