//! The two other vocabularies in which people speak of buyers, and where the journey's stages stand in them. Reports can
//! be read in any of the three from one history.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Journey;

/// A step of awareness, interest, decision, action: how those speak who look at the buyer's mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aida {
    /// The buyer knows that there is something.
    Awareness,
    /// The buyer wants to know more.
    Interest,
    /// The buyer makes up his mind.
    Decision,
    /// The buyer acts: chooses, buys, uses.
    Action,
}

impl Aida {
    /// The four, in order.
    pub const ALL: [Self; 4] = [Self::Awareness, Self::Interest, Self::Decision, Self::Action];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Interest => "interest",
            Self::Decision => "decision",
            Self::Action => "action",
        }
    }

    /// The step with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// The name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Awareness => "Awareness",
            Self::Interest => "Interest",
            Self::Decision => "Decision",
            Self::Action => "Action",
        }
    }
}

/// A step of the lead funnel: how those speak who count leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Funnel {
    /// Somebody there has stirred.
    Inquiry,
    /// Marketing qualified lead.
    Mql,
    /// Sales accepted lead.
    Sal,
    /// Sales qualified lead.
    Sql,
    /// A deal was won.
    Won,
}

impl Funnel {
    /// The five, in order.
    pub const ALL: [Self; 5] = [Self::Inquiry, Self::Mql, Self::Sal, Self::Sql, Self::Won];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Inquiry => "inquiry",
            Self::Mql => "mql",
            Self::Sal => "sal",
            Self::Sql => "sql",
            Self::Won => "won",
        }
    }

    /// The step with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// The name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inquiry => "Inquiry",
            Self::Mql => "MQL",
            Self::Sal => "SAL",
            Self::Sql => "SQL",
            Self::Won => "Won",
        }
    }
}

impl Journey {
    /// What the stage with this key is called from awareness to action; nothing for detours.
    pub fn awareness_of(&self, key: &str) -> Option<Aida> {
        self.stage(key)?.awareness
    }

    /// What the stage with this key is called from inquiry to won; nothing for detours.
    pub fn funnel_of(&self, key: &str) -> Option<Funnel> {
        self.stage(key)?.funnel
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_survives_its_key() {
        for step in Aida::ALL {
            assert_eq!(Aida::from_key(step.key()), Some(step));
        }
        for step in Funnel::ALL {
            assert_eq!(Funnel::from_key(step.key()), Some(step));
        }
    }

    #[test]
    fn who_moves_ahead_falls_back_in_no_vocabulary() {
        let journey = Journey::shipped();
        let stages = journey.stages();
        let way: Vec<&str> = stages.on_the_way().map(|stage| stage.key.as_str()).collect();
        let steps: Vec<_> = way.iter().map(|key| journey.awareness_of(key).unwrap()).collect();
        assert!(steps.is_sorted());
        assert!(Aida::ALL.iter().all(|step| steps.contains(step)));
        let steps: Vec<_> = way.iter().map(|key| journey.funnel_of(key).unwrap()).collect();
        assert!(steps.is_sorted());
        assert!(Funnel::ALL.iter().all(|step| steps.contains(step)));
        assert_eq!((journey.awareness_of("lost"), journey.funnel_of("lost")), (None, None));
        assert_eq!(journey.awareness_of("nowhere"), None);
    }
}
