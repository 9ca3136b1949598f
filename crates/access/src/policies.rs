//! Reading the policies: parsed, named by their `@id`, and validated strictly against the schema, once. A policy without
//! an id or a sentence is refused, because a refusal must be able to say why. It deliberately does not read files.

use std::collections::BTreeMap;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, EntityTypeName, EntityUid, PolicyId, PolicySet, Schema, ValidationMode, Validator,
};

use crate::words::Action;

/// Policies, ready to decide.
#[derive(Debug)]
pub struct Policies {
    pub(crate) set: PolicySet,
    pub(crate) authorizer: Authorizer,
    pub(crate) sentences: BTreeMap<String, String>,
    pub(crate) actions: BTreeMap<Action, EntityUid>,
    pub(crate) user: EntityTypeName,
    pub(crate) case: EntityTypeName,
    pub(crate) service: EntityTypeName,
}

/// Policies that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The schema does not parse.
    #[error("access/schema.cedarschema cannot be read: {0}")]
    Schema(String),
    /// A policy file does not parse.
    #[error("a file in access/ cannot be read: {0}")]
    Syntax(String),
    /// A policy has no name or no sentence.
    #[error(
        "the policy at position {0} needs an @id and a @say, so that a decision can give its reason"
    )]
    Nameless(String),
    /// Two policies have one name.
    #[error("two policies are called {0}: rename one")]
    Twice(String),
    /// A policy speaks of something the schema does not know.
    #[error("the policies do not fit the schema: {0}")]
    Invalid(String),
}

/// The policies that come with the program.
const SHIPPED: [&str; 3] = [
    include_str!("../../../access/cases.cedar"),
    include_str!("../../../access/services.cedar"),
    include_str!("../../../access/never.cedar"),
];
const SCHEMA: &str = include_str!("../../../access/schema.cedarschema");

impl Policies {
    /// The policies that come with the program.
    ///
    /// # Errors
    /// If they are not valid; a test shows that they are.
    pub fn shipped() -> Result<Policies, PolicyError> {
        Self::read(&SHIPPED)
    }

    /// Policies from the texts of several files.
    ///
    /// # Errors
    /// If one does not parse, has no name or sentence, or does not fit the schema.
    pub fn read(texts: &[&str]) -> Result<Policies, PolicyError> {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA)
            .map_err(|error| PolicyError::Schema(error.to_string()))?;
        let syntax = |error: String| PolicyError::Syntax(error);
        let mut set = PolicySet::new();
        let mut sentences = BTreeMap::new();
        for text in texts {
            let part = PolicySet::from_str(text).map_err(|error| syntax(error.to_string()))?;
            for policy in part.policies() {
                let nameless = || PolicyError::Nameless(policy.id().to_string());
                let id = policy.annotation("id").ok_or_else(nameless)?.to_owned();
                let say = policy.annotation("say").ok_or_else(nameless)?.to_owned();
                set.add(policy.new_id(PolicyId::new(&id)))
                    .map_err(|_| PolicyError::Twice(id.clone()))?;
                sentences.insert(id, say);
            }
        }
        let found = Validator::new(schema).validate(&set, ValidationMode::Strict);
        if !found.validation_passed_without_warnings() {
            return Err(PolicyError::Invalid(found.to_string()));
        }
        let name =
            |text: &str| EntityTypeName::from_str(text).map_err(|error| syntax(error.to_string()));
        let mut actions = BTreeMap::new();
        for action in Action::ALL {
            let uid = EntityUid::from_str(&format!("Action::\"{}\"", action.id()))
                .map_err(|error| syntax(error.to_string()))?;
            actions.insert(*action, uid);
        }
        Ok(Policies {
            set,
            authorizer: Authorizer::new(),
            sentences,
            actions,
            user: name("User")?,
            case: name("Case")?,
            service: name("Service")?,
        })
    }
}
