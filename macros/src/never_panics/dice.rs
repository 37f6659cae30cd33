//! Choices, made by a list of numbers, so that a failure shrinks to few of them.

pub(super) struct Dice {
    throws: std::vec::IntoIter<u16>,
}

impl Dice {
    pub(super) fn new(throws: Vec<u16>) -> Self {
        let throws = throws.into_iter();
        Self { throws }
    }

    /// A number below `sides`; the first one once the throws are used up.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        usize::from(self.throws.next().unwrap_or(0)) % sides
    }

    /// True once in so many throws, and never when they are used up.
    pub(super) fn once_in(&mut self, sides: usize) -> bool {
        self.below(sides) + 1 == sides
    }

    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    pub(super) fn maybe<T: Copy>(&mut self, once_in: usize, choices: &[T]) -> Option<T> {
        self.once_in(once_in).then(|| self.one_of(choices))
    }
}
