//! What must not compile, and what must go on compiling: see `tests/`.
