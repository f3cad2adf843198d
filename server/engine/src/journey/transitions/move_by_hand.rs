//! How a person moves an account along the journey.

use model::journey::{
    Move,
    transitions::{Transition, move_by_hand::MoveByHand},
};

use crate::{Done, Fault, Handle, Work, journey::transitions};

impl Handle for MoveByHand {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Transition>, Fault> {
        let account = transitions::movable(work.db(), self.account).await?;
        if account.version != self.seen.0 {
            return Err(transitions::changed_since(work, self.account).await);
        }
        let place = transitions::place(&account);
        let Move { to, cause, .. } = model::journey::move_by_hand(&place, self.to.as_str(), &self.reason)?;
        let now = work.now();
        transitions::append(work, account, to, now, cause).await
    }
}
