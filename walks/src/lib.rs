//! Random lifecycles, walked at random: see `tests/`.
