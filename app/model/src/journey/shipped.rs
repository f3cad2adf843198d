//! The journey that the product ships with: what is in force until departments agree on another.

use std::collections::BTreeMap;

use super::{
    AgreedStage, Aida, Funnel, Journey, Owed,
    Phase::{self, Customer, Detour, Early, Late, Middle},
    Stage, StageKey,
    evaluation::default_entry,
};
use crate::Department::{self, Marketing, Sales, Service};

impl Journey {
    /// The journey that the product ships with.
    pub fn shipped() -> Self {
        Self {
            stages: SHIPPED.iter().filter_map(Shipped::agreed).collect(),
            mapping: BTreeMap::new(),
        }
    }
}

/// A stage as it is written down below.
struct Shipped {
    key: &'static str,
    name: &'static str,
    buyer: &'static str,
    phase: Phase,
    accountable: Option<Department>,
    norm_days: Option<u16>,
    owes: &'static [(Department, u16)],
    definition: &'static str,
    questions: &'static [&'static str],
    anticipates: Option<&'static str>,
    awareness: Option<Aida>,
    funnel: Option<Funnel>,
}

impl Shipped {
    /// Nothing comes back for a key in the wrong form; a test reads them all.
    fn agreed(&self) -> Option<AgreedStage> {
        let key = |key: &str| key.parse::<StageKey>().ok();
        Some(AgreedStage {
            stage: Stage {
                key: key(self.key)?,
                name: self.name.to_owned(),
                buyer: self.buyer.to_owned(),
                phase: self.phase,
                accountable: self.accountable,
                norm_days: self.norm_days,
                owes: self
                    .owes
                    .iter()
                    .map(|(leg, within_days)| Owed {
                        leg: *leg,
                        within_days: *within_days,
                    })
                    .collect(),
            },
            definition: self.definition.to_owned(),
            entry: default_entry(self.key),
            questions: self.questions.iter().map(|question| (*question).to_owned()).collect(),
            anticipates: self.anticipates.and_then(key),
            awareness: self.awareness,
            funnel: self.funnel,
        })
    }
}

const SHIPPED: [Shipped; 14] = [
    Shipped {
        key: "loosening",
        name: "Loosening the status quo",
        buyer: "noticing that today hurts",
        phase: Early,
        accountable: Some(Marketing),
        norm_days: Some(60),
        owes: &[(Marketing, 30)],
        definition: "Somebody at the company has noticed that the way things are done today costs more than it should. \
                     Nobody there has said yet that it will change. Every account of which nothing more is known \
                     stands here.",
        questions: &[
            "Is what we live with today really a problem?",
            "What does it cost us, and who feels it?",
            "Do others like us have it too?",
        ],
        anticipates: Some("committing_to_change"),
        awareness: Some(Aida::Awareness),
        funnel: Some(Funnel::Inquiry),
    },
    Shipped {
        key: "committing_to_change",
        name: "Committing to change",
        buyer: "deciding that something must change",
        phase: Early,
        accountable: Some(Marketing),
        norm_days: Some(45),
        owes: &[(Marketing, 21)],
        definition: "People at the company agree that something must change, and one of them has begun to speak for it. \
                     What will change is open, and so is when.",
        questions: &[
            "Why change now and not next year?",
            "What happens if we do nothing?",
            "Who here has to be for it?",
        ],
        anticipates: Some("exploring"),
        awareness: Some(Aida::Interest),
        funnel: Some(Funnel::Inquiry),
    },
    Shipped {
        key: "exploring",
        name: "Exploring solutions",
        buyer: "looking at what could be done",
        phase: Middle,
        accountable: Some(Marketing),
        norm_days: Some(45),
        owes: &[(Marketing, 21), (Sales, 30)],
        definition: "The company looks at different ways to solve its problem, with us or without us: it reads, asks \
                     peers and consultants, and compares. A person there is known to us by name.",
        questions: &[
            "Which ways are there to solve this?",
            "What did companies like ours choose, and would they again?",
            "What would each way ask of us?",
        ],
        anticipates: Some("committing_to_solution"),
        awareness: Some(Aida::Interest),
        funnel: Some(Funnel::Mql),
    },
    Shipped {
        key: "committing_to_solution",
        name: "Committing to a solution",
        buyer: "choosing a kind of solution, forming a vision",
        phase: Middle,
        accountable: Some(Sales),
        norm_days: Some(40),
        owes: &[(Marketing, 21), (Sales, 14)],
        definition: "The company has settled on a kind of solution and describes in its own words what life with it \
                     would be like. Pain, and who feels it, have been told to a seller.",
        questions: &[
            "What would our days look like with it?",
            "Which of our needs must it meet, and which may it miss?",
            "Who can help us to get there?",
        ],
        anticipates: Some("justifying"),
        awareness: Some(Aida::Decision),
        funnel: Some(Funnel::Sal),
    },
    Shipped {
        key: "justifying",
        name: "Justifying the decision",
        buyer: "proving it inside the company",
        phase: Late,
        accountable: Some(Sales),
        norm_days: Some(30),
        owes: &[(Marketing, 21), (Sales, 14), (Service, 30)],
        definition: "A group at the company works out whether the change is worth its money, and has to convince those \
                     who pay. Budget, day and way of deciding are being named.",
        questions: &[
            "What do we gain, and when?",
            "What can go wrong, and who has seen it go right?",
            "How do we explain this to those who pay?",
        ],
        anticipates: Some("selecting"),
        awareness: Some(Aida::Decision),
        funnel: Some(Funnel::Sql),
    },
    Shipped {
        key: "selecting",
        name: "Selecting",
        buyer: "choosing the vendor",
        phase: Late,
        accountable: Some(Sales),
        norm_days: Some(25),
        owes: &[(Marketing, 21), (Sales, 14), (Service, 30)],
        definition: "The money is there and the company chooses from whom to buy. Our offer lies before it, or it has \
                     asked for one.",
        questions: &[
            "Whom do we trust to keep the promise?",
            "What do independent voices say about them?",
            "Are the terms fair, and who is there for us afterwards?",
        ],
        anticipates: Some("onboarding"),
        awareness: Some(Aida::Action),
        funnel: Some(Funnel::Sql),
    },
    Shipped {
        key: "onboarding",
        name: "Onboarding",
        buyer: "starting to use it",
        phase: Customer,
        accountable: Some(Service),
        norm_days: Some(60),
        owes: &[(Sales, 45), (Service, 14)],
        definition: "A deal was won and the company begins to use what it bought. The outcomes that were promised are \
                     written down, and a person of service leads.",
        questions: &[
            "Who does what until it runs?",
            "Do we get what we were promised?",
            "Whom do we ask when we are stuck?",
        ],
        anticipates: Some("realising"),
        awareness: Some(Aida::Action),
        funnel: Some(Funnel::Won),
    },
    Shipped {
        key: "realising",
        name: "Realising value",
        buyer: "reaching the outcome",
        phase: Customer,
        accountable: Some(Service),
        norm_days: Some(180),
        owes: &[(Sales, 90), (Service, 30)],
        definition: "What was bought is in daily use, and the company is on its way to the outcomes that it was \
                     promised. It has not confirmed them yet.",
        questions: &[
            "Is it better than before, and can we show it?",
            "Do our people really use it?",
            "What keeps us from more?",
        ],
        anticipates: Some("expanding"),
        awareness: Some(Aida::Action),
        funnel: Some(Funnel::Won),
    },
    Shipped {
        key: "expanding",
        name: "Expanding",
        buyer: "wanting more",
        phase: Customer,
        accountable: Some(Service),
        norm_days: Some(180),
        owes: &[(Marketing, 60), (Sales, 30), (Service, 30)],
        definition: "The company has confirmed an outcome and asks for more: more people, more places, more of what we \
                     make.",
        questions: &[
            "Where else would this help us?",
            "What would more of it cost, and bring?",
            "Who else here should know?",
        ],
        anticipates: Some("advocating"),
        awareness: Some(Aida::Action),
        funnel: Some(Funnel::Won),
    },
    Shipped {
        key: "advocating",
        name: "Advocating",
        buyer: "telling others",
        phase: Customer,
        accountable: Some(Marketing),
        norm_days: None,
        owes: &[(Marketing, 60), (Service, 60)],
        definition: "A person there has agreed to vouch for us, and tells others what came of it. It stays a customer \
                     like any other: promises go on.",
        questions: &[
            "May we be proud of what we did?",
            "What is in it for those whom we tell?",
            "How often will we be asked?",
        ],
        anticipates: None,
        awareness: Some(Aida::Action),
        funnel: Some(Funnel::Won),
    },
    Shipped {
        key: "dormant",
        name: "Dormant",
        buyer: "busy with something else",
        phase: Detour,
        accountable: None,
        norm_days: None,
        owes: &[],
        definition: "The need is there, and the company does nothing about it for now. It said so, or has been silent \
                     for long. It comes back when it stirs.",
        questions: &["When will we have time and money for this again?"],
        anticipates: None,
        awareness: None,
        funnel: None,
    },
    Shipped {
        key: "disqualified",
        name: "Disqualified",
        buyer: "not somebody whom we can help",
        phase: Detour,
        accountable: None,
        norm_days: None,
        owes: &[],
        definition: "We cannot help this company: its need is none that we meet, or it lies outside of our markets. Neither \
                     budget nor size alone is a reason.",
        questions: &["Who else could help us?"],
        anticipates: None,
        awareness: None,
        funnel: None,
    },
    Shipped {
        key: "lost",
        name: "Lost",
        buyer: "going another way",
        phase: Detour,
        accountable: None,
        norm_days: None,
        owes: &[],
        definition: "The company decided against us: for another vendor, for its own means, or for leaving everything as \
                     it is.",
        questions: &["Was the other way the right one?"],
        anticipates: None,
        awareness: None,
        funnel: None,
    },
    Shipped {
        key: "churned",
        name: "Churned",
        buyer: "no longer a customer",
        phase: Detour,
        accountable: None,
        norm_days: None,
        owes: &[],
        definition: "The company was a customer and no longer uses what it bought.",
        questions: &["Would we come back, and for what?"],
        anticipates: None,
        awareness: None,
        funnel: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stage_is_lost_on_the_way() {
        let journey = Journey::shipped();
        assert_eq!(journey.stages.len(), SHIPPED.len());
        for (agreed, written) in journey.stages.iter().zip(&SHIPPED) {
            assert_eq!(agreed.stage.key, written.key);
            assert_eq!(agreed.anticipates.is_some(), written.anticipates.is_some());
        }
    }

    #[test]
    fn late_stages_owe_an_act_of_every_leg() {
        for stage in Journey::shipped().stages().of_phase(Late) {
            let legs: Vec<Department> = stage.owes.iter().map(|owed| owed.leg).collect();
            assert_eq!(legs, Department::ALL);
        }
    }

    #[test]
    fn who_is_accountable_owes_an_act() {
        for stage in &Journey::shipped().stages() {
            assert_eq!(stage.accountable.is_some(), stage.is_on_the_way());
            assert!(
                stage
                    .accountable
                    .is_none_or(|leg| stage.owes.iter().any(|owed| owed.leg == leg)),
                "{}",
                stage.key
            );
        }
    }

    #[test]
    fn each_stage_leads_to_the_one_behind_it() {
        let journey = Journey::shipped();
        let way: Vec<&AgreedStage> = journey
            .stages
            .iter()
            .filter(|agreed| agreed.stage.is_on_the_way())
            .collect();
        for pair in way.windows(2) {
            assert_eq!(pair[0].anticipates.as_ref(), Some(&pair[1].stage.key));
        }
    }
}
