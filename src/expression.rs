//! Expressions over an account, as `list --where` and custom rules use them (minijinja's, bounded).

use std::fmt;
use std::sync::OnceLock;

use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

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

    /// The names the expression uses that a value's names lack.
    pub fn unknown_names(&self, names: &Value) -> Vec<String> {
        let mut unknown: Vec<String> = self
            .compiled
            .undeclared_variables(false)
            .into_iter()
            .filter(|name| names.get_attr(name).is_ok_and(|value| value.is_undefined()))
            .collect();
        unknown.sort();
        unknown
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
        assert_eq!(misspelt.unknown_names(&names), ["teir"]);
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
