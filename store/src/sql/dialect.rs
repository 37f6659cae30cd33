//! What the two databases say differently.

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    #[cfg(feature = "sqlite")]
    Sqlite,
    #[cfg(feature = "postgres")]
    Postgres,
}

impl Dialect {
    /// The database's clock, as milliseconds since 1970. Leases know no other clock.
    pub(crate) const fn now(self) -> &'static str {
        match self {
            #[cfg(feature = "sqlite")]
            // A Julian day, since `unixepoch('subsec')` is NULL in an SQLite before 3.42, such as that of a shell which fires the
            // triggers. As a double it is off by up to 0.02 ms: rounded, it is the millisecond that the clock said.
            Self::Sqlite => "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
            #[cfg(feature = "postgres")]
            Self::Postgres => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        }
    }

    /// What a sub-select of rows to take has at its end, so that two processes do not wait for the same ones.
    pub(crate) const fn skip_locked(self) -> &'static str {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => "",
            #[cfg(feature = "postgres")]
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// The type of a column of ids.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => "TEXT",
            #[cfg(feature = "postgres")]
            Self::Postgres => "UUID",
        }
    }

    /// The type of a column of 64-bit numbers.
    pub(crate) const fn number(self) -> &'static str {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => "INTEGER",
            #[cfg(feature = "postgres")]
            Self::Postgres => "BIGINT",
        }
    }

    /// A quoted name.
    #[expect(clippy::unused_self, reason = "a third database may quote otherwise")]
    pub(crate) fn name(self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// A quoted text.
    #[expect(clippy::unused_self, reason = "a third database may quote otherwise")]
    pub(crate) fn text(self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }
}
