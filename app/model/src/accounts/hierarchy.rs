//! Companies that belong to companies: one parent each, never in a circle.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Refusal, Rest,
    values::{Money, ids::AccountId},
};

/// How many companies may stand above one another, the lowest included.
pub const LEVELS: usize = 8;

/// Whether an account may stand below a parent. `above` is the parent and everything above it, nearest first; `below`
/// counts the levels that stand below the account.
pub fn may_stand_below(account: AccountId, above: &[AccountId], below: usize) -> Result<(), Refusal> {
    if above.contains(&account) {
        return Err(Refusal::BelowItself);
    }
    if above.len() + 1 + below > LEVELS {
        return Err(Refusal::TooManyLevels {
            most: u32::try_from(LEVELS).unwrap_or(u32::MAX),
        });
    }
    Ok(())
}

/// Shows what stands above and below an account, and what all of it adds up to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowFamily {
    /// Of which account.
    pub account: AccountId,
}

impl Operation for ShowFamily {
    type Output = Family;
    const NAME: &'static str = "accounts.hierarchy.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/accounts/{account}/family",
        "Shows the companies above and below an account, and their sums",
    ));
}

/// What stands above and below an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Family {
    /// The companies above, nearest first.
    pub above: Vec<Relative>,
    /// The companies directly below, by name; at most 50.
    pub below: Vec<Relative>,
    /// The account and everything below it, where there is anything below.
    pub whole: Option<RollUp>,
}

/// A company above or below another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Relative {
    /// Which one.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Key of its stage.
    pub stage: String,
    /// Sum of its own open deals.
    pub open_amount: Money,
}

/// Sums over an account and everything below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RollUp {
    /// How many accounts, itself included.
    pub accounts: u32,
    /// Sum of their open deals.
    pub open_amount: Money,
    /// How many deals are open.
    pub open_deals: u32,
    /// How many deals were won.
    pub won_deals: u32,
}

/// Names the company that an account belongs to, or none.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NameParent {
    /// Which account.
    pub account: AccountId,
    /// The company above it; without one it stands alone.
    pub parent: Option<AccountId>,
}

impl Operation for NameParent {
    type Output = Family;
    const NAME: &'static str = "accounts.hierarchy.name_parent";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/parent",
        "Names the company that an account belongs to",
    ));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    #[test]
    fn a_company_does_not_stand_below_itself() {
        assert_eq!(may_stand_below(id(1), &[id(1)], 0), Err(Refusal::BelowItself));
        assert_eq!(may_stand_below(id(1), &[id(3), id(1)], 2), Err(Refusal::BelowItself));
        assert_eq!(may_stand_below(id(1), &[id(3), id(2)], 2), Ok(()));
    }

    proptest! {
        /// Companies put below one another in any order never form a circle, and no chain is longer than allowed.
        #[test]
        fn a_family_is_a_tree(moves in proptest::collection::vec((0_u128..12, 0_u128..12), 1..60)) {
            let mut parents: std::collections::BTreeMap<u128, u128> = std::collections::BTreeMap::new();
            let chain = |parents: &std::collections::BTreeMap<u128, u128>, from: u128| {
                let mut chain = vec![from];
                while let Some(next) = parents.get(&chain[chain.len() - 1]) {
                    assert!(!chain.contains(next), "a circle");
                    chain.push(*next);
                }
                chain
            };
            for (account, parent) in moves {
                let above: Vec<_> = chain(&parents, parent).into_iter().map(id).collect();
                let below = (0..12)
                    .filter_map(|other| chain(&parents, other).iter().position(|at| *at == account))
                    .max()
                    .unwrap_or(0);
                if may_stand_below(id(account), &above, below).is_ok() {
                    parents.insert(account, parent);
                }
                for other in 0..12 {
                    prop_assert!(chain(&parents, other).len() <= LEVELS);
                }
            }
        }
    }
}
