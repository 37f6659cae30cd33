//! The last of what a process printed.

use std::collections::VecDeque;

/// How much is kept, in bytes: it goes into a row.
const KEPT: usize = 4096;

/// A question is a line, and not a book.
const LINE: usize = 500;

/// The last of what a process printed, of both its streams in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Output {
    bytes: VecDeque<u8>,
    is_cut: bool,
}

impl Output {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
        if let Some(more @ 1..) = self.bytes.len().checked_sub(KEPT) {
            self.bytes.drain(..more);
            self.is_cut = true;
        }
    }

    /// As text that a database takes: Postgres refuses a NUL.
    pub(super) fn text(&self) -> String {
        let bytes: Vec<u8> = self.bytes.iter().copied().collect();
        let text = String::from_utf8_lossy(&bytes);
        let printable = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(printable).collect();
        let text = text.trim_end();
        // The first line may have lost its beginning.
        match text.split_once('\n') {
            Some((_, rest)) if self.is_cut => format!("…\n{rest}"),
            _ => text.to_owned(),
        }
    }

    pub(super) fn last_line(&self) -> Option<String> {
        let text = self.text();
        let line = text.lines().last()?.trim();
        let line: String = line.chars().take(LINE).collect();
        (!line.is_empty()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_is_kept_from_a_line_on() {
        let mut output = Output::default();
        for line in 0..2000 {
            output.push(format!("line {line}\n").as_bytes());
        }
        let text = output.text();
        assert!(text.len() <= KEPT, "{}", text.len());
        assert!(text.starts_with("…\nline 1"), "{text}");
        assert!(text.ends_with("\nline 1999"), "{text}");
        assert_eq!(output.last_line().as_deref(), Some("line 1999"));
    }

    #[test]
    fn what_no_database_takes_is_left_out() {
        let mut output = Output::default();
        output.push(b"a\0b\x1b[31m\xff\n\n");
        assert_eq!(output.text(), "ab[31m\u{fffd}");
    }

    #[test]
    fn a_question_is_one_line_of_bounded_length() {
        let mut output = Output::default();
        output.push(&[b'x'; 3000]);
        assert_eq!(output.last_line().map(|line| line.len()), Some(LINE));
        assert_eq!(Output::default().last_line(), None);
    }
}
