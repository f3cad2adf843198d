//! Who may do what: the one policy. Pages ask it to hide what one may not do, operations to refuse it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Complaint, values::ids::PersonId};

/// One of the three departments. Their part in an account is called a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// Finds out who stirs, and tells the story.
    Marketing,
    /// Wins the deal with the buyer.
    Sales,
    /// Makes the promised outcome come true.
    Service,
}

impl Department {
    /// The three, always in this order.
    pub const ALL: [Self; 3] = [Self::Marketing, Self::Sales, Self::Service];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Sales => "sales",
            Self::Service => "service",
        }
    }

    /// The department with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|department| department.key() == key)
    }
}

/// What a person is in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works for a department.
    Member,
    /// Leads a department: signs for it, and may undo what its members did.
    Manager,
    /// Reads everything, changes nothing.
    Executive,
    /// Runs the installation: people, configuration, imports, audit.
    Admin,
}

impl Role {
    /// All roles, in the order of the access table.
    pub const ALL: [Self; 4] = [Self::Member, Self::Manager, Self::Executive, Self::Admin];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Manager => "manager",
            Self::Executive => "executive",
            Self::Admin => "admin",
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Members and managers belong to a department; for executives and admins it is open.
    pub const fn needs_department(self) -> bool {
        matches!(self, Self::Member | Self::Manager)
    }
}

/// Somebody on whose behalf an operation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A signed-in person or the bearer of that person's token.
    Person {
        /// Who it is.
        id: PersonId,
        /// The leg that the person acts for.
        department: Option<Department>,
        /// What the person is in the company.
        role: Role,
    },
    /// The product itself: jobs, the command line on the server's machine.
    System,
}

impl Actor {
    /// The person behind the actor.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The leg that the actor acts for.
    pub const fn department(&self) -> Option<Department> {
        match self {
            Self::Person { department, .. } => *department,
            Self::Anonymous | Self::System => None,
        }
    }

    /// The actor's role.
    pub const fn role(&self) -> Option<Role> {
        match self {
            Self::Person { role, .. } => Some(*role),
            Self::Anonymous | Self::System => None,
        }
    }
}

/// Who may ask for an operation at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not: sign-in, invitations, password resets.
    Anyone,
    /// Everybody who has signed in, executives included.
    SignedIn,
    /// Members and managers of any department, and admins: the work on accounts.
    AnyLeg,
    /// Managers of any department, and admins.
    Managers,
    /// Admins only.
    Admins,
    /// The product itself only: jobs and the command line.
    System,
}

/// Why an actor may not ask for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Nobody has signed in; signing in may help.
    SignInFirst,
    /// The person's role does not allow it.
    NotYours,
}

impl Access {
    /// Whether the actor may ask for an operation with this access.
    pub const fn admits(self, actor: &Actor) -> Result<(), Denied> {
        let role = match actor {
            Actor::System => return Ok(()),
            Actor::Anonymous => {
                return match self {
                    Self::Anyone => Ok(()),
                    Self::SignedIn | Self::AnyLeg | Self::Managers | Self::Admins | Self::System => {
                        Err(Denied::SignInFirst)
                    }
                };
            }
            Actor::Person { role, .. } => *role,
        };
        let admitted = match self {
            Self::Anyone | Self::SignedIn => true,
            Self::AnyLeg => matches!(role, Role::Member | Role::Manager | Role::Admin),
            Self::Managers => matches!(role, Role::Manager | Role::Admin),
            Self::Admins => matches!(role, Role::Admin),
            Self::System => false,
        };
        if admitted { Ok(()) } else { Err(Denied::NotYours) }
    }
}

/// The leg for which an actor speaks: his own. Admins and the product itself, who have none, say which.
pub fn speaks_for(actor: &Actor, said: Option<Department>) -> Result<Department, Complaint> {
    let own = actor.department();
    let chooses = matches!(actor.role(), Some(Role::Admin)) || *actor == Actor::System;
    match said {
        Some(leg) if chooses || own == Some(leg) => Ok(leg),
        Some(_) => Err(Complaint::NotAChoice),
        None => own.ok_or(Complaint::Required),
    }
}

/// What one can do to a record that is not open to everybody whom the operation admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action<'a> {
    /// Put an account with its people and deals into the trash, or take it out again.
    TrashAccount {
        /// The leads of the three legs.
        owners: &'a [PersonId],
    },
    /// Add somebody to those who work a leg beside its lead, or take him off.
    ShareLeg {
        /// Which leg.
        leg: Department,
        /// Who leads it.
        lead: Option<PersonId>,
        /// Who is added or taken off.
        member: PersonId,
    },
    /// Change or remove an entry of the timeline.
    ChangeTouch {
        /// Who wrote it.
        author: Option<PersonId>,
        /// For which leg.
        leg: Option<Department>,
    },
    /// Take back what a department said about an account.
    WithdrawFact {
        /// Which department said so.
        department: Option<Department>,
    },
    /// See or undo an import.
    UndoImport {
        /// Who started it.
        by: Option<PersonId>,
    },
    /// Draft, change, propose or take back what departments sign.
    DraftAgreement,
    /// Sign for a department, or withdraw its consent from what is not in force yet.
    SignAgreement {
        /// Which one.
        department: Department,
    },
    /// Say when the people of a department are there.
    EditCalendar {
        /// Which one.
        department: Department,
    },
    /// Say who of sales takes leads, how many, and from where.
    RouteLeads,
    /// Show a saved view to everybody.
    ShareView,
    /// Rename a saved view, move it, or let it show something else.
    ChangeView {
        /// Who saved it.
        owner: PersonId,
        /// Everybody sees it.
        shared: bool,
    },
    /// Remove a saved view.
    RemoveView {
        /// Who saved it.
        owner: PersonId,
        /// Everybody sees it.
        shared: bool,
    },
}

/// Whether the actor may do this to this record. Reading accounts is open to everybody signed in: co-managing means
/// that no leg hides an account from another.
pub fn may(actor: &Actor, action: Action<'_>) -> bool {
    let (id, department, role) = match actor {
        Actor::Anonymous => return false,
        // A department speaks through a person.
        Actor::System => return !matches!(action, Action::SignAgreement { .. }),
        Actor::Person { id, department, role } => (*id, *department, *role),
    };
    if let Some(allowed) = may_with_view(id, role, action) {
        return allowed;
    }
    match role {
        // An admin runs the installation and speaks for no department, also not for the own one.
        Role::Admin => return !matches!(action, Action::SignAgreement { .. }),
        Role::Executive => return false,
        Role::Member | Role::Manager => {}
    }
    let leads = role == Role::Manager;
    match action {
        Action::TrashAccount { owners } => leads || owners.contains(&id),
        Action::ShareLeg { leg, lead, member } => {
            let own = department == Some(leg);
            lead == Some(id) || (own && (leads || member == id))
        }
        Action::ChangeTouch { author, leg } => author == Some(id) || (leads && leg.is_some() && leg == department),
        Action::WithdrawFact { department: said_by } => said_by.is_some() && said_by == department,
        Action::UndoImport { by } => leads || by == Some(id),
        Action::DraftAgreement => leads,
        Action::SignAgreement { department: signing } => leads && department == Some(signing),
        Action::EditCalendar { department: own } => leads && department == Some(own),
        Action::RouteLeads => leads && department == Some(Department::Sales),
        Action::ShareView | Action::ChangeView { .. } | Action::RemoveView { .. } => false,
    }
}

/// Whether a person may do this to a saved view; `None` for what is about something else. A view is its owner's,
/// whatever the role. What everybody sees is said by managers and admins only, and an admin clears up what somebody left
/// behind.
fn may_with_view(person: PersonId, role: Role, action: Action<'_>) -> Option<bool> {
    let may_share = matches!(role, Role::Manager | Role::Admin);
    match action {
        Action::ShareView => Some(may_share),
        Action::ChangeView { owner, shared } => Some(owner == person && (!shared || may_share)),
        Action::RemoveView { owner, shared } => Some(owner == person || (shared && role == Role::Admin)),
        Action::TrashAccount { .. }
        | Action::ShareLeg { .. }
        | Action::ChangeTouch { .. }
        | Action::WithdrawFact { .. }
        | Action::UndoImport { .. }
        | Action::DraftAgreement
        | Action::EditCalendar { .. }
        | Action::RouteLeads
        | Action::SignAgreement { .. } => None,
    }
}

#[cfg(test)]
mod tests;
