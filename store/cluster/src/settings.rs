//! The settings of a server.

use std::fmt::Write as _;

/// What a test wants of a server: to be quick, and to have room for the connections of many tests.
const DEFAULTS: [&str; 2] = ["fsync=off", "max_connections=200"];

/// Lines for `postgresql.conf`, where the last line that sets something wins.
pub(crate) fn lines(folder: &str, settings: &[&str]) -> String {
    let own = [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={folder}"),
    ];
    let own = own.iter().map(String::as_str);
    let mut lines = String::new();
    for setting in own.chain(DEFAULTS).chain(settings.iter().copied()) {
        let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
        let value = value.trim().replace('\'', "''");
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{} = '{value}'", name.trim());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_comes_after_the_defaults() {
        let lines = lines("/tmp/x", &["fsync=on", "search_path = it's"]);
        let last = |name: &str| lines.lines().rfind(|line| line.starts_with(name));
        assert_eq!(last("fsync"), Some("fsync = 'on'"));
        assert_eq!(last("search_path"), Some("search_path = 'it''s'"));
        assert_eq!(last("max_connections"), Some("max_connections = '200'"));
    }
}
