//! A transition into a state that has an invariant.

/// Somebody asks for money.
pub struct Asked {
    /// How much.
    pub amount: u64,
}

/// The money was put aside.
pub struct Covered {
    /// How much is asked for.
    pub amount: u64,
    /// How much there is.
    pub funds: u64,
}

fn covers(covered: &Covered) -> bool {
    covered.funds >= covered.amount
}

/// What was refused, and the state it was refused in.
pub struct Refused {
    /// The state that it is still in.
    pub asked: Asked,
    /// The state that it did not enter.
    pub covered: Covered,
}

/// The check of one who gives both back.
///
/// # Errors
///
/// Where the funds do not cover the amount.
#[inline(never)]
pub fn checked(loan: Asked, funds: u64) -> Result<Covered, Refused> {
    let covered = Covered {
        amount: loan.amount,
        funds,
    };
    if covers(&covered) {
        Ok(covered)
    } else {
        Err(Refused {
            asked: loan,
            covered,
        })
    }
}

/// The check of one who goes on in the state that it is still in.
///
/// # Errors
///
/// Where the funds do not cover twice the amount.
#[inline(never)]
pub fn checked_or_back(loan: Asked, funds: u64) -> Result<Covered, Asked> {
    let covered = Covered {
        amount: loan.amount.wrapping_mul(2),
        funds,
    };
    if covers(&covered) {
        Ok(covered)
    } else {
        Err(loan)
    }
}
