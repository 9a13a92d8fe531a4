//! Why a command did not do what it was asked, and the exit code that tells so.

use std::process::ExitCode;

/// What the help says about them.
pub(crate) const EXIT_CODES: &str = "Exit codes:
  0  done
  1  failed; the reason is told
  2  the usage, or a setting, was wrong
  3  done, and something was found that needs attention";

#[derive(Debug)]
pub(crate) enum Failure {
    Failed { code: &'static str, message: String },
    Usage(String),
    Findings(usize),
}

impl Failure {
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed { code: "failed", message: message.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed { .. } => 1,
            Self::Usage(_) => 2,
            Self::Findings(_) => 3,
        })
    }

    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Failed { code, .. } => code,
            Self::Usage(_) => "usage",
            Self::Findings(_) => "findings",
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failed { message, .. } | Self::Usage(message) => f.write_str(message),
            Self::Findings(1) => f.write_str("one thing needs attention"),
            Self::Findings(count) => write!(f, "{count} things need attention"),
        }
    }
}

impl From<kernel::Error> for Failure {
    fn from(error: kernel::Error) -> Self {
        let code = error.code();
        // Whoever runs the server is told the context itself: mostly it is about their configuration, and no fault inside.
        let message = if let kernel::Error::Internal { context } = error { context } else { error.to_string() };
        Self::Failed { code, message }
    }
}

impl From<vault::RootKeyError> for Failure {
    fn from(error: vault::RootKeyError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<gate::ServeError> for Failure {
    fn from(error: gate::ServeError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<gate::TlsError> for Failure {
    fn from(error: gate::TlsError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error.to_string())
    }
}
