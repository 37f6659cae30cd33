//! Compiles and runs every code block of the book.
