/// A batch that is read from a source in chunks.
#[derive(Lifecycle)]
#[lifecycle(handle = Batch<'g>, context = &'g mut S, fixpoint = Dropped, derive(Debug), transitions(pub(crate)))]
pub(crate) enum BatchState<'a, S: Source + 'a, T: Clone + Into<S> = u8, const N: usize = 64>
where
    S: Send,
    [T; N]: Sized,
{
    #[lifecycle(initial, to(Filled, Dropped))]
    Empty,
    #[lifecycle(to(Filled when "more", Sent when "full"))]
    Filled([T; N], &'a S),
    #[lifecycle(terminal)]
    Sent(S::Receipt),
    #[lifecycle(terminal)]
    Dropped { left: Option<Box<[T]>> },
}
