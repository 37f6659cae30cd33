/// One order of a customer.
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed, cancelled = Withdrawn, timed_out = Expired, resume(pub), prefix = "Order", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderState {
    /// Lines may be added.
    #[lifecycle(initial, to(Draft, Placed when "confirmed"), group(Editable), invariant = no_line_twice)]
    Draft { lines: Vec<Line> },
    /// The warehouse has it.
    #[lifecycle(to(Shipped), group(Live, Billable))]
    Placed { id: u64 },
    /// On its way.
    #[lifecycle(terminal, rename = "gone")]
    Shipped,
    /// The customer did not want it any more.
    #[lifecycle(terminal)]
    Withdrawn,
    /// Nobody confirmed it in time.
    #[lifecycle(terminal)]
    Expired { after: Duration },
    /// Something went wrong.
    #[lifecycle(terminal)]
    Failed(String),
}
