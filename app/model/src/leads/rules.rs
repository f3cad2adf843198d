//! The rules about leads that refuse something, each with the sentence that says so.

use crate::keyed;

keyed! {
    /// A rule about leads that refused something.
    LeadRule {
        /// From the state in which the lead is the step that was asked for does not lead on.
        NotFromThisState = "not_from_this_state", "A lead does not take this step from the state in which it is.";
        /// Only leads that meet the definition are handed over, unless somebody says why.
        BelowDefinition = "below_definition",
            "Only a lead that meets the definition in force is qualified or handed over. Say why it is to pass all the same.";
        /// An override of something that needs none would count as one.
        NothingToOverride = "nothing_to_override", "This lead meets the definition, so there is nothing to override.";
        /// Only its owner's department takes the step.
        NotYourLead = "not_your_lead", "This step belongs to the department that owns the lead.";
        /// A lead is handed over to a person of another department than the one that gives it.
        HandOverToSales = "hand_over_to_sales", "A lead is handed over to a person of sales.";
        /// Nurturing is with marketing or, where the company is a customer, with service.
        NurtureOwner = "nurture_owner", "Nurturing is owned by a person of marketing or service.";
        /// The next date would lie in the past.
        NextInThePast = "next_in_the_past", "The next date of a lead lies ahead. Choose today or a later day.";
        /// A deal belongs to an account, so the lead has to belong to one first.
        NoAccount = "no_account", "Say at which account this lead is before it becomes a deal.";
        /// The relationship track is for people who have neither budget nor need.
        RelationshipNotOffered = "relationship_not_offered",
            "The relationship track is for people who have neither a budget nor a need.";
        /// Quality is rated when all is decided, and not before.
        NotClosed = "not_closed", "The quality of a lead is rated when its deal is won or lost.";
        /// Quality is rated by sales.
        RatedBySales = "rated_by_sales", "The quality of a lead is rated by sales.";
        /// What is lost is lost for a reason.
        ReasonNeeded = "reason_needed", "Say why this was lost.";
        /// The lead is not part of the blind sample.
        NotInSample = "not_in_sample", "This lead is not part of the sample.";
        /// Who has seen what others said does not answer any more.
        SampleRevealed = "sample_revealed",
            "The answers of the departments have been compared, so none of them changes any more.";
        /// A version has one sample: another one would be another question.
        SampleDrawn = "sample_drawn", "The sample of this version is drawn already.";
        /// Departments say what they mean before they sign, and not afterwards.
        SampleTooLate = "sample_too_late", "A sample is drawn and classified before the departments have signed.";
        /// There is nothing to draw from.
        NothingToDraw = "nothing_to_draw", "There are no leads to draw a sample from yet.";
        /// A person is one lead at a time.
        LeadAlready = "lead_already", "This person is a lead already. Open that one.";
        /// A lead always has an owner, so there must be somebody.
        NobodyToRouteTo = "nobody_to_route_to", "Nobody takes leads at present. Add somebody who does.";
    }
}
