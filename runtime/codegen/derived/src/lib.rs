//! One half of the zero-cost comparison.
