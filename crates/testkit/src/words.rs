//! The small invented vocabulary of random histories and worked cases.
//!
//! One kind for each role a rule can give to an event. The names are plain on purpose: "detained" begins, "decided"
//! fulfils, "released" ends. They are not the kinds of `law/vocabulary`, so a change there never moves a worked case.

use law::{CodeId, KindId, KindSet, Roles};

/// The names of the kinds, in the order of their numbers.
pub const KINDS: [&str; 20] = [
    "detained",
    "arrested",
    "identified",
    "requested",
    "decided",
    "informed",
    "released",
    "departed",
    "excused",
    "extended",
    "stopped",
    "resumed",
    "born",
    "aged",
    "nationality",
    "alone",
    "ground",
    "complained",
    "interned",
    "freed",
];

/// The names of the codes, in the order of their numbers. ZZA, ZZB and ZZC are invented States (codes that ISO 3166 leaves
/// to users), XXA stands for stateless persons, the rest are invented grounds of detention.
pub const CODES: [&str; 7] = ["ZZA", "ZZB", "ZZC", "XXA", "entry", "removal", "identity"];

/// The kinds and codes by name.
#[derive(Clone, Debug)]
pub struct Words {
    kinds: Vec<(&'static str, KindId)>,
    codes: Vec<(&'static str, CodeId)>,
}

impl Words {
    /// The vocabulary with kinds and codes numbered by `kind` and `code`.
    ///
    /// # Panics
    /// When one of the names has no number.
    pub fn numbered(
        kind: impl Fn(&str) -> Option<KindId>,
        code: impl Fn(&str) -> Option<CodeId>,
    ) -> Self {
        let missing = |name: &str| -> ! { panic!("the vocabulary has no {name:?}") };
        Self {
            kinds: KINDS.iter().map(|n| (*n, kind(n).unwrap_or_else(|| missing(n)))).collect(),
            codes: CODES.iter().map(|n| (*n, code(n).unwrap_or_else(|| missing(n)))).collect(),
        }
    }

    /// The kind of this name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn kind(&self, name: &str) -> KindId {
        self.find_kind(name).unwrap_or_else(|| panic!("no kind {name:?} among {KINDS:?}"))
    }

    /// The kind of this name, if there is one.
    #[must_use]
    pub fn find_kind(&self, name: &str) -> Option<KindId> {
        self.kinds.iter().find(|(n, _)| *n == name).map(|(_, id)| *id)
    }

    /// The set of these kinds.
    #[must_use]
    pub fn kinds(&self, names: &[&str]) -> KindSet {
        names.iter().map(|name| self.kind(name)).collect()
    }

    /// The code of this name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn code(&self, name: &str) -> CodeId {
        self.find_code(name).unwrap_or_else(|| panic!("no code {name:?} among {CODES:?}"))
    }

    /// The code of this name, if there is one.
    #[must_use]
    pub fn find_code(&self, name: &str) -> Option<CodeId> {
        self.codes.iter().find(|(n, _)| *n == name).map(|(_, id)| *id)
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind_name(&self, id: KindId) -> &'static str {
        self.kinds.iter().find(|(_, k)| *k == id).map_or("?", |(name, _)| name)
    }

    /// The name of a code.
    #[must_use]
    pub fn code_name(&self, id: CodeId) -> &'static str {
        self.codes.iter().find(|(_, c)| *c == id).map_or("?", |(name, _)| name)
    }

    /// The roles that conditions look at.
    #[must_use]
    pub fn roles(&self) -> Roles {
        Roles {
            birth: self.kind("born"),
            age: self.kind("aged"),
            nationality: self.kind("nationality"),
            stateless: self.code("XXA"),
        }
    }
}

impl Default for Words {
    /// The vocabulary numbered in the order of its names.
    fn default() -> Self {
        let kind = |name: &str| KINDS.iter().position(|n| *n == name).and_then(KindId::new);
        let code = |name: &str| {
            let place = CODES.iter().position(|n| *n == name)?;
            u32::try_from(place).ok().map(CodeId)
        };
        Self::numbered(kind, code)
    }
}
