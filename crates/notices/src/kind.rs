//! What a notice is, and what it is about.

kernel::typed_id!(
    /// A notice: what one member was told.
    NoticeId, "ntc"
);

kernel::word! {
    /// What somebody is told of.
    NoticeKind {
        /// They have an assignment.
        AssignmentGiven = "assignment-given",
        /// An assignment of theirs is at another time or place.
        AssignmentChanged = "assignment-changed",
        /// An assignment is theirs no more.
        AssignmentEnded = "assignment-ended",
        /// A place is offered to them, or they are asked to come.
        PlaceOffered = "place-offered",
        /// What became of their booking.
        PlaceGot = "place-got",
        /// A swap was asked for, or done.
        Swap = "swap",
        /// An assignment is near.
        Reminder = "reminder",
        /// Their leave was decided on.
        Leave = "leave",
        /// A certificate ends, or has ended.
        Certificate = "certificate",
        /// Their hours were decided on.
        Hours = "hours",
        /// Their expenses were decided on.
        Expense = "expense",
        /// A visit of theirs.
        Visit = "visit",
        /// An announcement to many.
        Announcement = "announcement",
        /// People are called for.
        CallOut = "call-out",
    }
}
