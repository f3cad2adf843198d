//! What people of the three legs write down, and what buyers look at. `{c}` is the person at the buyer, `{f}` the first
//! name; `{site}`, `{process}` and `{town}` come from the account; `{n}`, `{big}`, `{pct}` and `{month}` from chance.

use model::{
    Department::{self, Marketing, Sales, Service},
    accounts::{
        signals::{SignalKind, SourceType},
        touches::TouchKind::{self, Call, Mail, Meeting, Note},
    },
};

use super::dice::Dice;

/// Where the buyer is, as far as the words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapter {
    Early,
    Middle,
    Late,
    Onboarding,
    Value,
    Growth,
    Advocacy,
    Detour,
}

impl Chapter {
    pub(super) fn of(stage: &str) -> Self {
        match stage {
            "loosening" | "committing_to_change" => Self::Early,
            "exploring" | "committing_to_solution" => Self::Middle,
            "justifying" | "selecting" => Self::Late,
            "onboarding" => Self::Onboarding,
            "realising" => Self::Value,
            "expanding" => Self::Growth,
            "advocating" => Self::Advocacy,
            _ => Self::Detour,
        }
    }
}

/// Something that can be written about a touch.
#[derive(Debug)]
pub(super) struct Text {
    pub leg: Department,
    pub chapter: Chapter,
    pub kind: TouchKind,
    pub words: &'static str,
}

const fn text(leg: Department, chapter: Chapter, kind: TouchKind, words: &'static str) -> Text {
    Text {
        leg,
        chapter,
        kind,
        words,
    }
}

/// All of them.
pub(super) const TEXTS: [Text; 128] = {
    use Chapter::{Advocacy, Detour, Early, Growth, Late, Middle, Onboarding, Value};
    [
        text(
            Marketing,
            Early,
            Note,
            "Third download from their network this month, all about steam losses. Nobody has left a name yet.",
        ),
        text(
            Marketing,
            Early,
            Note,
            "Added to the programme “Audit {month}”: energy law applies to them from {big} employees on.",
        ),
        text(
            Marketing,
            Early,
            Note,
            "The trade paper wrote about gas prices in {town}; they are quoted. Good reason to write to their energy people.",
        ),
        text(
            Marketing,
            Early,
            Mail,
            "Sent {c} the white paper on failed steam traps, with the page about {process} marked. No meeting asked for.",
        ),
        text(
            Marketing,
            Early,
            Mail,
            "{c} asked for the slides of the webinar. Sent them with the list of questions others had.",
        ),
        text(
            Marketing,
            Early,
            Call,
            "{c} called after the webinar. Their boiler house reports gas by month only, so nobody sees where it goes.",
        ),
        text(
            Marketing,
            Early,
            Meeting,
            "Met {c} at the regional energy day, ten minutes at the stand. Knows that traps fail, does not know how many of theirs.",
        ),
        text(
            Sales,
            Early,
            Note,
            "Looked at their annual report: energy is {pct} % of cost, up for the second year. They stir, no need to push.",
        ),
        text(
            Sales,
            Early,
            Call,
            "Short call with {c}. Not looking for anything before the shutdown in {month}. Will read what marketing sends.",
        ),
        text(
            Sales,
            Early,
            Call,
            "{c} returned my call. The {site} lost two days of {process} in winter because condensate backed up.",
        ),
        text(
            Sales,
            Early,
            Mail,
            "Wrote to {c} with one question: who sees the gas bill of the {site}? Answer came the same day: “everybody, and nobody”.",
        ),
        text(
            Sales,
            Early,
            Meeting,
            "Coffee with {c} in {town}. The new director wants every utility explained per tonne until {month}.",
        ),
        text(
            Service,
            Early,
            Note,
            "We measured at a neighbour of theirs last year: {pct} % of the traps blew through. Same age of pipework.",
        ),
        text(
            Service,
            Early,
            Call,
            "{c} asked on the hotline how long a trap lasts. Told the truth: four years, less behind {process}.",
        ),
        text(
            Service,
            Early,
            Mail,
            "Answered {c} how the audit rule counts steam. One page, no offer.",
        ),
        text(
            Marketing,
            Middle,
            Note,
            "Three people from the {site} came to the comparison page within a week. Two are in maintenance.",
        ),
        text(
            Marketing,
            Middle,
            Mail,
            "Sent {c} the comparison of survey, ultrasound and permanent sensors, including where ours is the wrong choice.",
        ),
        text(
            Marketing,
            Middle,
            Mail,
            "Invited {c} and a colleague to the round table with two other plants that run {process}.",
        ),
        text(
            Marketing,
            Middle,
            Call,
            "{c} wants a peer who has done it, not another brochure. Two references fit.",
        ),
        text(
            Marketing,
            Middle,
            Meeting,
            "Workshop on the target picture with {c} and four others. They drew the {site} as it should be in two years.",
        ),
        text(
            Marketing,
            Middle,
            Meeting,
            "Took {c} through the vision document. “Losses by line, every morning” is the sentence that stayed.",
        ),
        text(
            Sales,
            Middle,
            Note,
            "Their consultant recommends metering per line. He has no stake in any vendor; ask him for the report.",
        ),
        text(
            Sales,
            Middle,
            Note,
            "Budget year ends in {month}. Without a figure in the plan this moves by a year.",
        ),
        text(
            Sales,
            Middle,
            Call,
            "{c} explained how decisions go: maintenance proposes, energy checks, the board signs above €50,000.",
        ),
        text(
            Sales,
            Middle,
            Call,
            "Called {c} about the survey. {big} traps on the list, and the list is from before the last extension.",
        ),
        text(
            Sales,
            Middle,
            Call,
            "{c} has a second idea on the table: replace all traps every three years without measuring. We compare both.",
        ),
        text(
            Sales,
            Middle,
            Mail,
            "Sent {c} the questions for the survey. Deliberately short, they have two people for the whole {site}.",
        ),
        text(
            Sales,
            Middle,
            Meeting,
            "On site in {town} with {c}. Walked the {process}; counted {n} plumes of steam between gate and boiler house.",
        ),
        text(
            Sales,
            Middle,
            Meeting,
            "First meeting with finance. They believe the loss, they do not believe the saving. Needs a case with their own numbers.",
        ),
        text(
            Service,
            Middle,
            Note,
            "Pipework drawings arrived. Half of the drains are not on them; plan a day for finding them.",
        ),
        text(
            Service,
            Middle,
            Call,
            "{c} asked whether sensors survive the washdown. Yes, IP69K; sent the certificate afterwards.",
        ),
        text(
            Service,
            Middle,
            Call,
            "Joined the call about maintenance windows. The only quiet week behind {process} is in {month}.",
        ),
        text(
            Service,
            Middle,
            Meeting,
            "Walked the {site} with {c} and a camera: {pct} of 100 traps looked at had failed, two of them behind {process}.",
        ),
        text(
            Service,
            Middle,
            Mail,
            "Sent {c} the list of what we would need from them: a radio plan, ladder permits, one person for two days.",
        ),
        text(
            Marketing,
            Late,
            Note,
            "Finance opened the business case twice this week, the page on payback for six minutes.",
        ),
        text(
            Marketing,
            Late,
            Mail,
            "Sent {c} the business case with their own gas price and the survey's figures: payback in 1{n} months at worst.",
        ),
        text(
            Marketing,
            Late,
            Mail,
            "Put {c} in touch with a reference that runs {process} as well. They talk on their own, without us.",
        ),
        text(
            Marketing,
            Late,
            Call,
            "{c} reports that the call with the reference answered what we could not: how the first month felt.",
        ),
        text(
            Marketing,
            Late,
            Meeting,
            "Prepared the board paper together with {c}. Two pages, the second one says what happens if they do nothing.",
        ),
        text(
            Sales,
            Late,
            Note,
            "Procurement asked two others for offers. Expected; one of them cannot do radio in a {site} of that size.",
        ),
        text(
            Sales,
            Late,
            Note,
            "The decision moved behind the shutdown. Nobody is against it, nobody has time.",
        ),
        text(
            Sales,
            Late,
            Call,
            "{c} wants payback below 18 months, otherwise it goes to the next plan. We are at 1{n} with the second line left out.",
        ),
        text(
            Sales,
            Late,
            Call,
            "{c} from procurement asked for {pct} % off. Offered a longer warranty instead, they think about it.",
        ),
        text(
            Sales,
            Late,
            Call,
            "Short call with {c}: legal has two questions on where the data lies. Answered both, waiting for a nod.",
        ),
        text(
            Sales,
            Late,
            Mail,
            "Sent {c} the offer in three parts, so that the board can take the first without the others.",
        ),
        text(
            Sales,
            Late,
            Mail,
            "{c} confirmed the date of the board meeting and asked for the two-page version.",
        ),
        text(
            Sales,
            Late,
            Meeting,
            "Went through the offer line by line with {c} and the plant manager. Open: who pays for the gateways.",
        ),
        text(
            Sales,
            Late,
            Meeting,
            "The board listened for twenty minutes. {c} presented, not we. One question left: what if the gas price falls?",
        ),
        text(
            Service,
            Late,
            Note,
            "Capacity for the start is there from mid {month}: two people for three weeks.",
        ),
        text(
            Service,
            Late,
            Call,
            "Told {c} which week we can start and what we promise for the first thirty days. Written down in the plan.",
        ),
        text(
            Service,
            Late,
            Meeting,
            "Plant walk with {c} for the mounting plan. {big} points, {n} need a platform. No surprise for the offer.",
        ),
        text(
            Service,
            Late,
            Mail,
            "Sent {c} the outcome plan: which loss we look at first and who confirms that it is gone.",
        ),
        text(
            Marketing,
            Onboarding,
            Mail,
            "Welcome note to {c} with the three dates that matter, signed by the people who will come.",
        ),
        text(
            Marketing,
            Onboarding,
            Note,
            "Asked service to note the first aha. It becomes the opening of the story, if they agree later.",
        ),
        text(
            Marketing,
            Onboarding,
            Call,
            "{c} would say a few words at the energy day in {month}, if the first figures hold.",
        ),
        text(
            Sales,
            Onboarding,
            Call,
            "Handed over to service together with {c}. Everything promised stands in the plan, nothing was said beside it.",
        ),
        text(
            Sales,
            Onboarding,
            Note,
            "Purchase order came with the wrong delivery address, corrected. Invoice goes to the group.",
        ),
        text(
            Sales,
            Onboarding,
            Meeting,
            "Start meeting in {town}: {c}, maintenance, our two fitters. Two hours, no slides.",
        ),
        text(
            Service,
            Onboarding,
            Note,
            "First {big} sensors on air. Two gateways see nothing behind the silo, moved one of them.",
        ),
        text(
            Service,
            Onboarding,
            Call,
            "{c} sees the first map of losses. Went quiet for a moment, then asked for the line behind {process}.",
        ),
        text(
            Service,
            Onboarding,
            Call,
            "Weekly call with {c}. The shift leaders want the alarm on the phone, not by mail. Changed.",
        ),
        text(
            Service,
            Onboarding,
            Meeting,
            "Training for two shifts at the {site}, 1{n} people. The night shift found a failed trap before we finished.",
        ),
        text(
            Service,
            Onboarding,
            Meeting,
            "Mounting day {n} in {town}. All points but three are done; these wait for the shutdown.",
        ),
        text(
            Service,
            Onboarding,
            Mail,
            "Sent {c} the report of the first week: {n} traps to change at once, they pay for themselves by {month}.",
        ),
        text(
            Service,
            Onboarding,
            Mail,
            "Confirmed to {c} that the gateways talk to their own network only. Their IT is satisfied.",
        ),
        text(
            Marketing,
            Value,
            Call,
            "Asked {c} for a rating of the last review. Nine of ten, the missing point is the export.",
        ),
        text(
            Marketing,
            Value,
            Mail,
            "Sent {c} the draft of their story. Numbers are theirs, they may strike what they like.",
        ),
        text(
            Marketing,
            Value,
            Note,
            "They were mentioned in the association's letter as an example. Not by us, which is worth more.",
        ),
        text(
            Marketing,
            Value,
            Mail,
            "Invited {c} to the users' day. Topic is what to do with the second year of data.",
        ),
        text(
            Sales,
            Value,
            Call,
            "Called {c} without a reason, to hear how it goes. The second {site} asked for the same figures.",
        ),
        text(
            Sales,
            Value,
            Note,
            "Renewal is in {month}. Service's figures are good enough to send them without comment.",
        ),
        text(
            Sales,
            Value,
            Meeting,
            "Yearly talk with {c} and finance. {pct} % less gas per tonne, counted by them, not by us.",
        ),
        text(
            Service,
            Value,
            Call,
            "{c} asked why the loss went up last week. A by-pass valve stood open; closed, back to normal.",
        ),
        text(
            Service,
            Value,
            Call,
            "Monthly call with {c}: {n} traps changed, none of them twice. They plan their stock with our list now.",
        ),
        text(
            Service,
            Value,
            Call,
            "{c} misses a view by shift. Noted for the product people, answer promised within two weeks.",
        ),
        text(
            Service,
            Value,
            Meeting,
            "Quarterly review with {c}. Promised was {pct} %, realised is a bit more, confirmed in writing.",
        ),
        text(
            Service,
            Value,
            Meeting,
            "Went through the alarms of the quarter with both shifts. Two rules were too nervous, changed together.",
        ),
        text(
            Service,
            Value,
            Mail,
            "Sent {c} the quarterly figures for the audit, in the auditor's own form.",
        ),
        text(
            Service,
            Value,
            Mail,
            "Told {c} that one gateway needs a new battery in {month}. Comes with the next visit, no invoice.",
        ),
        text(
            Service,
            Value,
            Note,
            "Use has fallen since {c} went on leave. Call the deputy before it becomes a habit.",
        ),
        text(
            Marketing,
            Growth,
            Mail,
            "Sent {c} what the sister company did in its second {site}: same case, other boiler.",
        ),
        text(
            Marketing,
            Growth,
            Call,
            "{c} would rather hear from their own first site than from us. Arranged an inside visit.",
        ),
        text(
            Marketing,
            Growth,
            Note,
            "The group's energy report praises the pilot on page {n}. Three other sites have asked what it is.",
        ),
        text(
            Sales,
            Growth,
            Call,
            "{c} wants the second {site} on the same contract. Group purchasing asks for one price for all.",
        ),
        text(
            Sales,
            Growth,
            Call,
            "{c} has the money for one site this year. We agreed which one hurts most.",
        ),
        text(
            Sales,
            Growth,
            Meeting,
            "Met {c} and the group's energy lead. {n} sites, one order per site, one frame for all.",
        ),
        text(
            Sales,
            Growth,
            Mail,
            "Sent {c} the offer for the extension, with the figures from the first site on top.",
        ),
        text(
            Sales,
            Growth,
            Note,
            "Group purchasing has a freeze until {month}. The plants may still order out of maintenance.",
        ),
        text(
            Service,
            Growth,
            Meeting,
            "Walked the second {site} with {c}. Older than the first, and the traps behind {process} cannot be reached from the floor.",
        ),
        text(
            Service,
            Growth,
            Call,
            "{c} asked for condensate metering at the same points. Possible, one more day of work.",
        ),
        text(
            Service,
            Growth,
            Mail,
            "Sent {c} what we found in the first year: {big} traps changed, none twice.",
        ),
        text(
            Service,
            Growth,
            Note,
            "Their maintenance lead explains our map to visitors better than we do.",
        ),
        text(
            Marketing,
            Advocacy,
            Call,
            "{c} agreed to two reference calls a quarter and wants to know beforehand who calls.",
        ),
        text(
            Marketing,
            Advocacy,
            Mail,
            "Thanked {c} for the talk at the energy day and sent the list of who asked for the slides.",
        ),
        text(
            Marketing,
            Advocacy,
            Meeting,
            "Filmed half a day at the {site}. {c} speaks about the first month, not about us. That is why it works.",
        ),
        text(
            Marketing,
            Advocacy,
            Note,
            "They had two reference calls this quarter. Leave them alone until {month}.",
        ),
        text(
            Marketing,
            Advocacy,
            Call,
            "{c} recommended us to a supplier without being asked. Noted who, so that we can say thank you.",
        ),
        text(
            Sales,
            Advocacy,
            Call,
            "Told {c} how the call with the other {site} came out. They ordered, partly because of it.",
        ),
        text(
            Sales,
            Advocacy,
            Note,
            "Second referral from {c} within a year. No discount was ever talked about.",
        ),
        text(
            Sales,
            Advocacy,
            Mail,
            "Sent {c} the invitation to the customer board, with the names of the others.",
        ),
        text(
            Service,
            Advocacy,
            Meeting,
            "Yearly review with {c}. No open promise, two wishes for next year.",
        ),
        text(
            Service,
            Advocacy,
            Call,
            "{c} asked whether the new sensor is worth a change. For now it is not, told them so.",
        ),
        text(
            Service,
            Advocacy,
            Mail,
            "Sent {c} the figures of the year. They put them into their own report unchanged.",
        ),
        text(
            Marketing,
            Detour,
            Note,
            "Stays on the quarterly letter, nothing else. They asked for that.",
        ),
        text(
            Marketing,
            Detour,
            Mail,
            "Sent {c} the yearly summary of the energy law. Opened, not answered.",
        ),
        text(
            Marketing,
            Detour,
            Note,
            "No visit for two months. Look again when the audit of {month} comes near.",
        ),
        text(
            Sales,
            Detour,
            Call,
            "{c}: everything stopped until the new management is in place. Call again in {month}.",
        ),
        text(
            Sales,
            Detour,
            Note,
            "Read in the paper that the {site} is being rebuilt. Nobody measures anything there before that is done.",
        ),
        text(
            Sales,
            Detour,
            Mail,
            "Thanked {c} for the open words. The door stays open on both sides.",
        ),
        text(
            Service,
            Detour,
            Note,
            "Somebody there still reads our maintenance letters. Small sign, but a sign.",
        ),
        text(
            Service,
            Detour,
            Call,
            "Answered a question of {c} about old traps, free of charge. It cost ten minutes.",
        ),
        // Without a name at the buyer there are only notes to write.
        text(
            Marketing,
            Early,
            Note,
            "Visits come from {town} only, in the early morning. Looks like the shift leaders of the {site}.",
        ),
        text(
            Marketing,
            Early,
            Note,
            "Their trade association has put steam on the agenda for {month}. We sit on the panel, they are in the audience.",
        ),
        text(
            Sales,
            Early,
            Note,
            "Nobody known there yet. The plant manager changed in spring, says the register.",
        ),
        text(
            Sales,
            Early,
            Note,
            "Drove past the {site}: {n} plumes over the roof on a dry day. Somebody pays for that.",
        ),
        text(
            Service,
            Early,
            Note,
            "They bought spare traps for {process} twice this year, tells the dealer.",
        ),
        text(
            Marketing,
            Middle,
            Note,
            "Somebody compares us with a survey by hand, page by page. Put the honest comparison in front.",
        ),
        text(
            Service,
            Late,
            Note,
            "Radio check on the plan: fine in the halls, thin in the cellar. Two more gateways are in the offer.",
        ),
        text(
            Service,
            Growth,
            Note,
            "Spare gateways for the second {site} lie in the store, reserved until {month}.",
        ),
        text(
            Sales,
            Late,
            Meeting,
            "Walk-through with {c} and the auditor. He would accept our figures as they are, said it in front of finance.",
        ),
        text(
            Marketing,
            Late,
            Note,
            "They have heard a consultant and the trade paper, no peer yet. One peer call before the board meets.",
        ),
        text(
            Sales,
            Middle,
            Mail,
            "Summed up for {c} what we agreed: they count traps, we bring the camera, both look at the figures in {month}.",
        ),
        text(
            Service,
            Value,
            Meeting,
            "Visited the {site} after the boiler was changed. {c} wants the old and the new year side by side.",
        ),
        text(
            Sales,
            Value,
            Mail,
            "Sent {c} the frame contract for three more sites, as they asked. No date yet.",
        ),
        text(
            Service,
            Onboarding,
            Note,
            "All points report. Handed the map over to {c}'s people; from now on we listen.",
        ),
        text(
            Marketing,
            Growth,
            Meeting,
            "Inside visit: 1{n} people from two other sites looked at the map with {c}. We stood at the back.",
        ),
        text(
            Sales,
            Growth,
            Meeting,
            "Agreed the order of sites with {c}: the one with {process} first, the smallest last.",
        ),
        text(
            Service,
            Advocacy,
            Note,
            "Their team now trains the second shift without us. Exactly what was promised.",
        ),
    ]
};

/// Why an account moved to a stage, in the words of whoever moved it.
pub(super) fn reasons(to: &str) -> &'static [&'static str] {
    match to {
        "committing_to_change" => &[
            "The director said in public that energy per tonne has to fall.",
            "They put an audit into next year's plan.",
            "Two departments asked for the same figures within a week.",
            "After the standstill in winter somebody has to answer for it.",
        ],
        "exploring" => &[
            "Looks at three ways to find losses and told us so.",
            "Asked for a comparison of survey and sensors.",
            "Maintenance has the order to look at the market.",
            "Two people came to the round table and asked the right questions.",
        ],
        "committing_to_solution" => &[
            "Chose permanent measuring over yearly surveys.",
            "Target picture agreed with maintenance and energy.",
            "The consultant's report recommends metering by line; they follow it.",
            "Want to know losses every morning, not every year.",
        ],
        "justifying" => &[
            "Finance asked for a business case with their own numbers.",
            "Goes to the board; payback has to be below 18 months.",
            "The plant manager wants it, now the money has to be found.",
            "Survey done, figures on the table, finance takes over.",
        ],
        "selecting" => &[
            "Board agreed; procurement asks for three offers.",
            "Shortlist of two, decision at the next board meeting.",
            "Legal looks at the contract.",
            "Budget released, offers wanted until the end of the month.",
        ],
        "onboarding" => &[
            "Order signed.",
            "Purchase order is here, start agreed.",
            "Contract signed by both sides.",
        ],
        "realising" => &[
            "All points report, training done.",
            "Handed over to their people, first report accepted.",
            "First thirty days kept as promised.",
        ],
        "expanding" => &[
            "Second site asked for the same.",
            "Confirmed the promised saving and wants more.",
            "Group's energy lead wants it in three more sites.",
        ],
        "advocating" => &[
            "Agreed to speak for us twice a quarter.",
            "Recommended us twice without being asked.",
            "Gave a talk about the first year.",
        ],
        "dormant" => &[
            "Rebuilding the plant, everything else waits.",
            "New owner, all projects stopped.",
            "Asked us to come back in half a year.",
        ],
        "disqualified" => &[
            "Has changed to hot water, no steam left.",
            "Below ten traps, we cannot help them honestly.",
            "Belongs to a competitor's group.",
        ],
        "lost" => &[
            "Chose another vendor.",
            "Stays with yearly surveys.",
            "Does it with their own people.",
        ],
        "churned" => &[
            "Plant was closed.",
            "Contract not renewed; nobody there used it any more.",
            "New group standard, another vendor.",
        ],
        _ => &[
            "Begins anew: new people, same losses.",
            "Starts again after the reorganisation.",
        ],
    }
}

/// Why an account moved back.
pub(super) const BACK: [&str; 6] = [
    "The second site asked for a comparison of its own, so they look around again.",
    "New head of energy wants to understand it from the start.",
    "Finance did not accept the figures; back to what they want to reach.",
    "The board sent it back with three questions.",
    "Scope has changed, the old target picture no longer fits.",
    "Their champion left; the successor begins one step earlier.",
];

/// Why an account came back from a detour.
pub(super) const RETURN: [&str; 4] = [
    "Called us: the other way did not hold what it promised.",
    "Half a year is over, they asked for a new look.",
    "New management, the topic is back on the table.",
    "Three visits in a week after months of silence, then a call.",
];

/// Why a deal was lost.
pub(super) const LOST: [&str; 7] = [
    "Price: the other offer was 20 % below ours.",
    "No decision: money went into the new boiler.",
    "Another vendor was in the group's frame contract.",
    "They want to try it with ultrasound and their own people first.",
    "Our champion left before the board met.",
    "Payback above their limit of 18 months.",
    "We answered the legal questions too late.",
];

/// What a first deal is about.
/// Why marketing lets a lead pass that does not meet the definition.
pub(super) const HANDED_OVER_BELOW: [&str; 6] = [
    "Asked for a call this week",
    "Their plant manager knows us from his last company",
    "A partner sent them to us by name",
    "They have a date for the decision already",
    "The managing director wrote himself",
    "They are at the fair next to us on Thursday",
];

/// Why sales does not take a lead, in its own words.
pub(super) const NOT_TAKEN: [&str; 6] = [
    "Nothing before the next budget round",
    "The project has no sponsor yet",
    "He collects offers for somebody else",
    "They have just signed with somebody for two years",
    "Three calls, no answer",
    "Wants to see how the pilot at the other site ends",
];

/// What was said when sales first called a lead.
/// What one leg tells another about how it stands.
pub(super) const TOLD: [&str; 6] = [
    "Spoke with them twice. They wait for their own figures, we wait for them.",
    "It goes on: a second meeting stands in the calendar.",
    "Handed to the plant manager, who decides with two others.",
    "All is well so far. They ask for a visit in the new quarter.",
    "Slower than we thought. The budget round comes first.",
    "They use it every day. Two questions are open, both with us.",
];

pub(super) const FIRST_CALLS: [&str; 6] = [
    "First call: told how they do it today, and what it costs them. Wants to see it with numbers of their own.",
    "First call: short, between two meetings. Asked for a date next week.",
    "Called back within the hour. Described the problem in one sentence; the rest is for the visit.",
    "First call: knows what he wants, does not know who pays. We meet both.",
    "Reached on the third try. Interested, in no hurry.",
    "First call: compares three of us. Asked what the others would not answer.",
];

pub(super) const SCOPES: [&str; 6] = [
    "Steam trap monitoring",
    "Losses by line",
    "Trap sensors and gateways",
    "Condensate and trap metering",
    "Boiler house metering",
    "Steam map",
];

/// What a customer buys next.
pub(super) const EXTENSIONS: [&str; 5] = [
    "Extension to the second site",
    "Condensate metering",
    "Shift view and alarms",
    "Frame for three more sites",
    "Renewal with new sensors",
];

/// Buying roles with the jobs of people who have them.
pub(super) const JOBS: [(&str, &[&str]); 6] = [
    ("champion", &["Head of energy", "Energy manager", "Head of utilities"]),
    (
        "economic_buyer",
        &["Chief financial officer", "Plant director", "Managing director"],
    ),
    (
        "user",
        &[
            "Head of maintenance",
            "Shift leader, boiler house",
            "Maintenance engineer",
        ],
    ),
    (
        "evaluator",
        &["Process engineer", "Automation engineer", "Head of engineering"],
    ),
    (
        "blocker",
        &["Head of procurement", "IT security officer", "Group purchasing"],
    ),
    (
        "advisor",
        &["Energy consultant", "Energy auditor", "Works council, safety"],
    ),
];

/// A signal as it can occur: kind, where, what about, public words.
pub(super) type Sign = (SignalKind, &'static str, Option<&'static str>, Option<&'static str>);

/// Who speaks where a signal comes from.
pub(super) fn source(venue: &str) -> SourceType {
    match venue {
        "analyst" => SourceType::Analyst,
        "review portal" => SourceType::Peer,
        "trade portal" => SourceType::TradePublication,
        "trade forum" => SourceType::Community,
        "search engine" | "regional energy day" | "process heat fair" => SourceType::ThirdParty,
        _ => SourceType::OwnPages,
    }
}

/// What buyers do, by where they are.
pub(super) fn signs(chapter: Chapter) -> &'static [(i64, Sign)] {
    use SignalKind as Kind;
    match chapter {
        Chapter::Early => &[
            (
                9,
                (Kind::Visit, "website", Some("What a failed steam trap costs"), None),
            ),
            (6, (Kind::Search, "search engine", Some("steam losses per tonne"), None)),
            (4, (Kind::Search, "trade portal", Some("energy audit steam"), None)),
            (
                6,
                (
                    Kind::WhitePaper,
                    "website",
                    Some("Failed traps: how many, and where"),
                    None,
                ),
            ),
            (
                3,
                (
                    Kind::AnalystReport,
                    "analyst",
                    Some("Industrial heat, yearly survey"),
                    None,
                ),
            ),
            (
                4,
                (
                    Kind::Webinar,
                    "webinar",
                    Some("Energy law and steam, in 40 minutes"),
                    None,
                ),
            ),
            (2, (Kind::Demo, "website", Some("Steam map, two minutes"), None)),
            (2, (Kind::Event, "regional energy day", Some("Stand"), None)),
            (
                1,
                (
                    Kind::Post,
                    "trade forum",
                    Some("Steam traps"),
                    Some("Does anybody know how many of their traps have failed? We do not."),
                ),
            ),
        ],
        Chapter::Middle => &[
            (
                6,
                (Kind::Visit, "website", Some("How sensors find a failed trap"), None),
            ),
            (
                6,
                (Kind::Comparison, "website", Some("Survey, ultrasound, sensors"), None),
            ),
            (
                4,
                (
                    Kind::Comparison,
                    "review portal",
                    Some("Steam monitoring, eight vendors"),
                    None,
                ),
            ),
            (
                4,
                (
                    Kind::Demo,
                    "website",
                    Some("Losses by line, demo with sample plant"),
                    None,
                ),
            ),
            (
                3,
                (Kind::CaseStudy, "website", Some("One year of sensors in a dairy"), None),
            ),
            (3, (Kind::Webinar, "webinar", Some("From survey to map"), None)),
            (
                2,
                (
                    Kind::Question,
                    "mail",
                    Some("Radio in steel halls"),
                    Some("Does the radio get through two walls of stainless steel?"),
                ),
            ),
            (2, (Kind::Event, "process heat fair", Some("Round table"), None)),
            (
                1,
                (
                    Kind::Post,
                    "trade forum",
                    Some("Sensors"),
                    Some("Looking for somebody who runs trap sensors behind washdown."),
                ),
            ),
            (3, (Kind::PricingPage, "website", Some("Price per point"), None)),
        ],
        Chapter::Late => &[
            (7, (Kind::PricingPage, "website", Some("Price per point"), None)),
            (
                6,
                (
                    Kind::RoiCase,
                    "decision plan",
                    Some("Business case, page on payback"),
                    None,
                ),
            ),
            (
                3,
                (
                    Kind::CaseStudy,
                    "website",
                    Some("Payback in 14 months, a paper mill tells"),
                    None,
                ),
            ),
            (3, (Kind::Review, "review portal", Some("Read nine reviews"), None)),
            (
                2,
                (
                    Kind::Question,
                    "mail",
                    Some("Contract"),
                    Some("Where does the data lie, and who can read it?"),
                ),
            ),
            (
                2,
                (
                    Kind::Question,
                    "mail",
                    Some("Start"),
                    Some("Could you start before the shutdown?"),
                ),
            ),
            (
                2,
                (
                    Kind::AnalystReport,
                    "analyst",
                    Some("Vendors for industrial heat"),
                    None,
                ),
            ),
            (2, (Kind::Visit, "website", Some("Terms and data protection"), None)),
        ],
        Chapter::Onboarding | Chapter::Value => &[
            (12, (Kind::ProductUse, "product", Some("Map of losses"), None)),
            (7, (Kind::ProductUse, "product", Some("Weekly report"), None)),
            (
                3,
                (
                    Kind::Question,
                    "support",
                    Some("Alarm rules"),
                    Some("Can the night shift have other limits?"),
                ),
            ),
            (2, (Kind::Webinar, "webinar", Some("Getting more out of the map"), None)),
            (
                1,
                (
                    Kind::Review,
                    "review portal",
                    Some("Wrote a review"),
                    Some("Found eleven failed traps in the first week. Export could be better."),
                ),
            ),
        ],
        Chapter::Growth => &[
            (8, (Kind::ProductUse, "product", Some("Map of losses"), None)),
            (5, (Kind::PricingPage, "website", Some("Price for several sites"), None)),
            (3, (Kind::CaseStudy, "website", Some("Five plants, one map"), None)),
            (2, (Kind::Event, "users' day", Some("Second year of data"), None)),
            (
                2,
                (
                    Kind::Question,
                    "support",
                    Some("Second site"),
                    Some("Can both sites share one account?"),
                ),
            ),
        ],
        Chapter::Advocacy => &[
            (8, (Kind::ProductUse, "product", Some("Map of losses"), None)),
            (
                3,
                (
                    Kind::Post,
                    "trade forum",
                    Some("Steam traps"),
                    Some("We know every failed trap by breakfast. Ask me how."),
                ),
            ),
            (
                3,
                (
                    Kind::Review,
                    "review portal",
                    Some("Wrote a review"),
                    Some("Does what was promised, and they say when it does not."),
                ),
            ),
            (2, (Kind::Event, "regional energy day", Some("Gave a talk"), None)),
        ],
        Chapter::Detour => &[
            (
                5,
                (Kind::Visit, "website", Some("What a failed steam trap costs"), None),
            ),
            (2, (Kind::Search, "search engine", Some("steam trap survey"), None)),
            (1, (Kind::WhitePaper, "website", Some("Energy law, what changes"), None)),
        ],
    }
}

/// What stands for the braces of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filling<'a> {
    pub contact: &'a str,
    pub first: &'a str,
    pub site: &'a str,
    pub process: &'a str,
    pub town: &'a str,
}

/// Whether a text speaks of a person at the buyer.
pub(super) fn names_somebody(words: &str) -> bool {
    words.contains("{c}") || words.contains("{f}")
}

/// Fills the braces.
pub(super) fn fill(words: &str, with: Filling<'_>, dice: &mut Dice) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut filled = String::with_capacity(words.len() + 48);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        match name {
            "c" => filled.push_str(with.contact),
            "f" => filled.push_str(with.first),
            "site" => filled.push_str(with.site),
            "process" => filled.push_str(with.process),
            "town" => filled.push_str(with.town),
            "month" => filled.push_str(dice.pick::<&str>(&MONTHS)),
            "n" => filled.push_str(&dice.between(2, 9).to_string()),
            "big" => filled.push_str(&dice.between(24, 260).to_string()),
            // `pct`.
            _ => filled.push_str(&dice.between(7, 24).to_string()),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leg_has_something_to_write_everywhere() {
        use Chapter::{Advocacy, Detour, Early, Growth, Late, Middle, Onboarding, Value};
        for chapter in [Early, Middle, Late, Onboarding, Value, Growth, Advocacy, Detour] {
            for leg in Department::ALL {
                let there = TEXTS.iter().filter(|text| text.leg == leg && text.chapter == chapter);
                assert!(there.count() >= 2, "{leg:?} has too little to write in {chapter:?}");
            }
        }
    }

    #[test]
    fn no_brace_is_left() {
        let with = Filling {
            contact: "Anna Koller",
            first: "Anna",
            site: "mill",
            process: "dryers",
            town: "Graz",
        };
        let mut dice = Dice::new(1, 1);
        for text in &TEXTS {
            let filled = fill(text.words, with, &mut dice);
            assert!(!filled.contains(['{', '}']), "{filled}");
        }
    }

    #[test]
    fn who_writes_about_a_call_names_whom_he_called() {
        for text in &TEXTS {
            assert!(
                text.kind == Note
                    || names_somebody(text.words)
                    || text.words.contains("finance")
                    || text.words.contains("shift")
                    || text.words.contains("Mounting")
                    || text.words.contains("maintenance windows")
                    || text.words.contains("alarms"),
                "{}",
                text.words
            );
        }
    }
}
