//! What is told of a connection that was lost.

/// Nobody waits in vain for it: the connection is rebuilt, and until then the fallback tick stands in.
pub(super) fn lost(connection: &'static str, error: &sqlx::Error) {
    #[cfg(feature = "tracing")]
    tracing::warn!(
        connection,
        error = error as &dyn std::error::Error,
        "wakes of other processes are late until it is rebuilt"
    );
    #[cfg(not(feature = "tracing"))]
    let _ = (connection, error);
}
