//! A transition into a state that has an invariant.

use endstate::{Lifecycle, Rejected};

/// A loan.
#[derive(Lifecycle)]
#[lifecycle(handle = Loan, fixpoint = Denied)]
pub enum LoanState {
    /// Somebody asks for money.
    #[lifecycle(initial, to(Covered, Denied))]
    Asked {
        /// How much.
        amount: u64,
    },
    /// The money was put aside.
    #[lifecycle(to(Denied), invariant = covers)]
    Covered {
        /// How much is asked for.
        amount: u64,
        /// How much there is.
        funds: u64,
    },
    /// There is no money.
    #[lifecycle(terminal)]
    Denied,
}

fn covers(covered: &Covered) -> bool {
    covered.funds >= covered.amount
}

/// The check of one who gives both back.
///
/// # Errors
///
/// Where the funds do not cover the amount.
#[inline(never)]
pub fn checked(
    loan: Loan<Asked>,
    funds: u64,
) -> Result<Loan<Covered>, Rejected<Loan<Asked>, Covered>> {
    let amount = loan.state.amount;
    loan.try_to(Covered { amount, funds })
}

/// The check of one who goes on in the state that it is still in.
///
/// # Errors
///
/// Where the funds do not cover twice the amount.
#[inline(never)]
pub fn checked_or_back(loan: Loan<Asked>, funds: u64) -> Result<Loan<Covered>, Loan<Asked>> {
    let amount = loan.state.amount.wrapping_mul(2);
    loan.try_to(Covered { amount, funds })
        .map_err(|rejected| rejected.handle)
}
