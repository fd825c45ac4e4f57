//! Expressions over an account, as `list --where` and custom rules use them (minijinja's, bounded).

use std::fmt;
use std::sync::OnceLock;

use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

use crate::source::nearest;

/// The steps an expression may take: far more than any sensible one needs.
const FUEL: u64 = 200_000;

/// An expression that gives true or false for an account.
pub struct Expression {
    compiled: minijinja::Expression<'static, 'static>,
    text: String,
}

/// An expression that cannot be read or evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    text: String,
    reason: String,
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the expression `{}` does not work: {}", self.text, self.reason)
    }
}

impl std::error::Error for ExpressionError {}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`ExpressionError`] where its syntax is wrong.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        match environment().compile_expression_owned(text.to_owned()) {
            Ok(compiled) => Ok(Self {
                compiled,
                text: text.to_owned(),
            }),
            Err(error) => Err(ExpressionError::new(text, &error)),
        }
    }

    /// Whether it holds for a value's names.
    ///
    /// # Errors
    /// [`ExpressionError`] where it names something that does not exist, compares what cannot be
    /// compared, or takes too long.
    pub fn holds(&self, names: &Value) -> Result<bool, ExpressionError> {
        self.compiled
            .eval(names)
            .map(|value| value.is_true())
            .map_err(|error| ExpressionError::new(&self.text, &error))
    }

    /// Whether the expression uses a name.
    pub fn uses(&self, name: &str) -> bool {
        self.compiled.undeclared_variables(false).contains(name)
    }

    /// The keys that the expression uses of a name: `amount` of `deal.amount`.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        let used = self.compiled.undeclared_variables(true);
        let keys = used.iter().filter_map(|used| {
            let mut steps = used.split('.');
            (steps.next() == Some(name)).then(|| steps.next()).flatten()
        });
        let mut keys: Vec<String> = keys.map(str::to_owned).collect();
        keys.sort_unstable();
        keys
    }

    /// What is to be said where the expression uses a name that no account has: misspelt, it would be taken
    /// for what is not known.
    pub fn misspelt(&self, known: &[String]) -> Option<String> {
        let used = self.compiled.undeclared_variables(false);
        let name = used.iter().filter(|name| !known.contains(name)).min()?;
        let help = match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`dossier show ACCOUNT --format json` lists the names".to_owned(),
        };
        Some(format!("no account has a name `{name}`; {help}"))
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text).finish()
    }
}

impl ExpressionError {
    fn new(text: &str, error: &minijinja::Error) -> Self {
        let reason = match error.kind() {
            ErrorKind::OutOfFuel => "it takes too long".to_owned(),
            ErrorKind::UndefinedError => {
                "it uses a name that this account does not have; `dossier show ACCOUNT --format json` lists the names".to_owned()
            }
            kind => error.detail().map_or_else(|| kind.to_string(), str::to_owned),
        };
        Self {
            text: text.to_owned(),
            reason,
        }
    }
}

fn environment() -> &'static Environment<'static> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    ENVIRONMENT.get_or_init(|| {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        // One step of these makes a text or list of any size; a condition over an account needs none of them.
        for filter in ["replace", "indent", "format"] {
            environment.remove_filter(filter);
        }
        environment.remove_global("range");
        environment
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    #[test]
    fn expressions_hold_or_not() {
        let names = context! { tier => "A", sales => 1_200_000, tags => vec!["automation"] };
        for (text, want) in [
            ("tier == 'A'", true),
            ("sales > 2000000", false),
            ("'automation' in tags and tier in ['A', 'B']", true),
        ] {
            assert_eq!(
                Expression::parse(text).and_then(|e| e.holds(&names)),
                Ok(want),
                "{text}"
            );
        }
    }

    #[test]
    fn broken_misspelt_and_endless_expressions_are_errors() {
        let names = context! { tier => "A" };
        assert!(Expression::parse("tier ==").is_err());
        let misspelt = Expression::parse("teir == 'A'").expect("parses");
        assert!(misspelt.holds(&names).is_err());
        let known = ["tier".to_owned(), "owner".to_owned()];
        let told = misspelt.misspelt(&known);
        assert_eq!(
            told.as_deref(),
            Some("no account has a name `teir`; did you mean `tier`?")
        );
        let sound = Expression::parse("tier == 'A' and owner").expect("parses");
        assert_eq!(sound.misspelt(&known), None);
        let nested = Expression::parse("tier.b.c == tier.a and owner.d").expect("parses");
        assert_eq!(nested.keys_of("tier"), ["a", "b"]);
        assert!(nested.uses("owner") && !nested.uses("own"));
        for endless in [
            "range(99999)|length > 0",
            "('x' * 9999)|replace('x', 'y' * 9999)|length > 0",
        ] {
            assert!(
                Expression::parse(endless).and_then(|e| e.holds(&names)).is_err(),
                "{endless}"
            );
        }
    }
}
