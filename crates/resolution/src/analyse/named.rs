//! Documents that are cited by name, and their symbols or short codes.
//!
//! A name is a citation wherever it stands. Instruments without a United
//! Nations symbol have a short code; the codes are the ones the law folder uses.

use std::{collections::HashMap, sync::LazyLock};

use crate::language::Language;

/// What a later "the Convention" can refer back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Genus {
    Convention,
    Covenant,
    Protocol,
    Declaration,
    Charter,
    Agenda,
    Compact,
    Plan,
    Statute,
    Treaty,
    Agreement,
    Report,
    Study,
    Judgment,
    Other,
}

/// A named document.
pub(crate) struct Named {
    pub(crate) name: &'static str,
    pub(crate) document: &'static str,
    pub(crate) genus: Genus,
}

const fn named(name: &'static str, document: &'static str, genus: Genus) -> Named {
    Named { name, document, genus }
}

use Genus::{
    Agenda, Agreement, Charter, Compact, Convention, Covenant, Declaration, Other, Plan, Protocol,
    Statute, Treaty,
};

const ENGLISH: &[Named] = &[
    named("Universal Declaration of Human Rights", "UDHR", Declaration),
    named("International Covenant on Civil and Political Rights", "ICCPR", Covenant),
    named("International Covenant on Economic, Social and Cultural Rights", "ICESCR", Covenant),
    named(
        "Optional Protocol to the International Covenant on Civil and Political Rights",
        "ICCPR-OP1",
        Protocol,
    ),
    named(
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "CAT",
        Convention,
    ),
    named("Convention against Torture", "CAT", Convention),
    named(
        "Optional Protocol to the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "OPCAT",
        Protocol,
    ),
    named(
        "Convention on the Elimination of All Forms of Discrimination against Women",
        "CEDAW",
        Convention,
    ),
    named(
        "Optional Protocol to the Convention on the Elimination of All Forms of Discrimination against Women",
        "OP-CEDAW",
        Protocol,
    ),
    named("Convention on the Rights of the Child", "CRC", Convention),
    named(
        "International Convention on the Elimination of All Forms of Racial Discrimination",
        "ICERD",
        Convention,
    ),
    named("Convention on the Rights of Persons with Disabilities", "CRPD", Convention),
    named(
        "International Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families",
        "ICRMW",
        Convention,
    ),
    named(
        "International Convention for the Protection of All Persons from Enforced Disappearance",
        "ICPPED",
        Convention,
    ),
    named("Vienna Convention on Consular Relations", "VCCR", Convention),
    named("Vienna Convention on Diplomatic Relations", "VCDR", Convention),
    named("United Nations Convention against Transnational Organized Crime", "UNTOC", Convention),
    named(
        "Protocol against the Smuggling of Migrants by Land, Sea and Air",
        "SMUGGLING-PROTOCOL",
        Protocol,
    ),
    named(
        "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children",
        "TRAFFICKING-PROTOCOL",
        Protocol,
    ),
    named("United Nations Convention against Corruption", "UNCAC", Convention),
    named("United Nations Convention on the Law of the Sea", "UNCLOS", Convention),
    named("United Nations Framework Convention on Climate Change", "UNFCCC", Convention),
    named("Paris Agreement", "PARIS-AGREEMENT", Agreement),
    named("Convention on Biological Diversity", "CBD", Convention),
    named("Convention relating to the Status of Refugees", "REFUGEE-CONVENTION", Convention),
    named(
        "Convention relating to the Status of Stateless Persons",
        "STATELESS-CONVENTION",
        Convention,
    ),
    named("Protocol relating to the Status of Refugees", "REFUGEE-PROTOCOL", Protocol),
    named("Slavery Convention", "SLAVERY-CONVENTION", Convention),
    named("Geneva Conventions", "GENEVA-CONVENTIONS", Convention),
    named("Treaty on the Non-Proliferation of Nuclear Weapons", "NPT", Treaty),
    named("Rome Statute of the International Criminal Court", "ROME-STATUTE", Statute),
    named("Charter of the United Nations", "UN-CHARTER", Charter),
    named("Vienna Declaration and Programme of Action", "A/CONF.157/23", Declaration),
    named("Durban Declaration and Programme of Action", "A/CONF.189/12", Declaration),
    named("Beijing Declaration and Platform for Action", "A/CONF.177/20/Rev.1", Declaration),
    named(
        "Programme of Action of the International Conference on Population and Development",
        "A/CONF.171/13",
        Plan,
    ),
    named("2030 Agenda for Sustainable Development", "A/RES/70/1", Agenda),
    named("Addis Ababa Action Agenda", "A/RES/69/313", Agenda),
    named("New York Declaration for Refugees and Migrants", "A/RES/71/1", Declaration),
    named("Global Compact for Safe, Orderly and Regular Migration", "A/RES/73/195", Compact),
    named(
        "Progress Declaration of the International Migration Review Forum",
        "A/RES/76/266",
        Declaration,
    ),
    named("Sendai Framework for Disaster Risk Reduction", "A/RES/69/283", Other),
    named("United Nations Millennium Declaration", "A/RES/55/2", Declaration),
    named("2005 World Summit Outcome", "A/RES/60/1", Other),
    named(
        "United Nations Declaration on the Rights of Indigenous Peoples",
        "A/RES/61/295",
        Declaration,
    ),
    named(
        "Declaration on the Granting of Independence to Colonial Countries and Peoples",
        "A/RES/1514(XV)",
        Declaration,
    ),
];

const FRENCH: &[Named] = &[
    named("Déclaration universelle des droits de l’homme", "UDHR", Declaration),
    named("Pacte international relatif aux droits civils et politiques", "ICCPR", Covenant),
    named(
        "Pacte international relatif aux droits économiques, sociaux et culturels",
        "ICESCR",
        Covenant,
    ),
    named("Convention relative aux droits de l’enfant", "CRC", Convention),
    named("Convention de Vienne sur les relations consulaires", "VCCR", Convention),
    named(
        "Convention internationale sur la protection des droits de tous les travailleurs migrants et des membres de leur famille",
        "ICRMW",
        Convention,
    ),
    named(
        "Convention des Nations Unies contre la criminalité transnationale organisée",
        "UNTOC",
        Convention,
    ),
];

const SPANISH: &[Named] = &[
    named("Declaración Universal de Derechos Humanos", "UDHR", Declaration),
    named("Pacto Internacional de Derechos Civiles y Políticos", "ICCPR", Covenant),
    named("Pacto Internacional de Derechos Económicos, Sociales y Culturales", "ICESCR", Covenant),
    named("Convención sobre los Derechos del Niño", "CRC", Convention),
    named("Convención de Viena sobre Relaciones Consulares", "VCCR", Convention),
    named(
        "Convención Internacional sobre la Protección de los Derechos de Todos los Trabajadores Migratorios y de sus Familiares",
        "ICRMW",
        Convention,
    ),
    named(
        "Convención de las Naciones Unidas contra la Delincuencia Organizada Transnacional",
        "UNTOC",
        Convention,
    ),
];

static ENGLISH_MAP: LazyLock<HashMap<&'static str, Vec<&'static Named>>> =
    LazyLock::new(|| map(ENGLISH));
static FRENCH_MAP: LazyLock<HashMap<&'static str, Vec<&'static Named>>> =
    LazyLock::new(|| map(FRENCH));
static SPANISH_MAP: LazyLock<HashMap<&'static str, Vec<&'static Named>>> =
    LazyLock::new(|| map(SPANISH));

fn map(names: &'static [Named]) -> HashMap<&'static str, Vec<&'static Named>> {
    let mut map: HashMap<&'static str, Vec<&'static Named>> = HashMap::new();
    for named in names {
        map.entry(named.name.split(' ').next().unwrap_or(named.name)).or_default().push(named);
    }
    map
}

/// The longest name that begins with this word at the start of a text.
pub(crate) fn at(text: &str, word: &str, language: Language) -> Option<&'static Named> {
    let map = match language {
        Language::English => &ENGLISH_MAP,
        Language::French => &FRENCH_MAP,
        Language::Spanish => &SPANISH_MAP,
        Language::Arabic | Language::Chinese | Language::Russian => return None,
    };
    map.get(word)?
        .iter()
        .filter(|named| text.starts_with(named.name))
        .max_by_key(|named| named.name.len())
        .copied()
}

/// Names that stand for several documents at once.
pub(crate) const COLLECTIVE: &[(&str, &[&str])] =
    &[("International Covenants on Human Rights", &["ICCPR", "ICESCR"])];

/// The genus a definite noun asks for: "the Convention".
pub(crate) fn genus_of(noun: &str) -> Option<Genus> {
    Some(match noun {
        "Convention" => Genus::Convention,
        "Covenant" | "Covenants" => Genus::Covenant,
        "Protocol" | "Protocols" => Genus::Protocol,
        "Declaration" => Genus::Declaration,
        "Charter" => Genus::Charter,
        "Agenda" => Genus::Agenda,
        "Compact" => Genus::Compact,
        "Statute" => Genus::Statute,
        "Treaty" => Genus::Treaty,
        "Agreement" => Genus::Agreement,
        "Judgment" => Genus::Judgment,
        "study" => Genus::Study,
        "report" => Genus::Report,
        _ => return None,
    })
}

/// The nouns that head the name of a document a note identifies.
pub(crate) fn head_of(noun: &str) -> Option<Genus> {
    Some(match noun {
        "reports" | "report" | "Report" | "note" | "letter" | "memorandum" => Genus::Report,
        "study" | "Study" => Genus::Study,
        "decision" | "statement" | "document" | "recommendations" | "guidelines" | "communiqué" => {
            Genus::Other
        }
        "Outcome" | "Principles" | "Rules" | "Consensus" | "Strategy" | "Framework"
        | "Guidelines" | "Recommendations" | "Arrangement" | "Commitment" | "Pact" | "Code"
        | "Review" | "Vision" | "Call" | "Roadmap" | "Pathway" | "Guide" | "Memorandum" => {
            Genus::Other
        }
        "Programme" | "Platform" | "Plan" => Genus::Plan,
        "Declaration" => Genus::Declaration,
        "Convention" => Genus::Convention,
        "Protocol" => Genus::Protocol,
        "Covenant" => Genus::Covenant,
        "Agreement" => Genus::Agreement,
        "Agenda" => Genus::Agenda,
        "Compact" => Genus::Compact,
        "Charter" => Genus::Charter,
        "Statute" => Genus::Statute,
        "Treaty" => Genus::Treaty,
        "Judgment" => Genus::Judgment,
        _ => return None,
    })
}
