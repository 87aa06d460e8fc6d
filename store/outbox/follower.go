package outbox

import (
	"sync"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/search"
)

// Follower is a saved selection: what is told of its records is kept for delivery (see outbox.go).
type Follower struct {
	ID    string // without a zero byte
	Query opportunity.Query
}

// Follow sets who is told of the changes that visits bring from now on, in place of whoever was before.
func (b *Box) Follow(list []Follower) {
	all := make([]follower, len(list))
	for i, f := range list {
		all[i] = follower{id: f.ID, query: f.Query, words: search.Parse(f.Query.Text)}
		all[i].query.Text = ""
	}
	b.followers.Store(&all)
}

// follower is a Follower ready to be asked of many records.
type follower struct {
	id    string
	query opportunity.Query // without its text
	words search.Words      // of the text
}

// side is a record on one side of a change, as it stands at the instant of it.
type side struct {
	record opportunity.Opportunity
	text   func() string // that search reads, folded for whoever asks for words first
}

func sideOf(o opportunity.Opportunity, at time.Time) *side {
	return &side{record: o.At(at), text: sync.OnceValue(func() string { return o.SearchText() })}
}

func (f follower) selects(s *side, at time.Time) bool {
	return s != nil && f.query.On(jdate.DateOf(at)).Match(s.record) && (len(f.words) == 0 || f.words.Match(s.text()))
}

// revision is one change of a record, or its beginning.
type revision struct {
	at            time.Time
	before, after *side // before is nil for a new record
	running       *side // of what ended a call: the record as long as it was one, whatever became of its days; else nil
	news          opportunity.News
	begins        bool // news only to whom the record was none before
}

// newRevision returns false where nobody is to be told.
func newRevision(before *opportunity.Opportunity, after opportunity.Opportunity, at time.Time) (revision, bool) {
	r := revision{at: at, after: sideOf(after, at), news: opportunity.News{Class: opportunity.ChangedNew, At: at}}
	if before == nil {
		return r, true
	}
	if n := after.News(); n.At.Equal(at) && n.Class != opportunity.ChangedNew {
		r.news = n
	} else if r.begins = isCompleted(*before, after) || becomesCall(*before, after); !r.begins {
		return r, false
	}
	r.before = sideOf(*before, at)
	if ends(r.news.Class) {
		r.running = running(*before, after, at)
	}
	return r, true
}

// isCompleted reports whether a record was known from a list alone, and its own page has been read now.
func isCompleted(before, after opportunity.Opportunity) bool {
	return before.Detail != opportunity.DetailRead && after.Detail == opportunity.DetailRead
}

// becomesCall reports whether a page that invited nobody, such as that of a call to come, invites now.
func becomesCall(before, after opportunity.Opportunity) bool {
	return before.Stage != after.Stage && !before.IsOpportunity && after.IsOpportunity
}

func ends(class opportunity.ChangeClass) bool {
	return class == opportunity.ChangedCancelled || class == opportunity.ChangedWithdrawn || class == opportunity.ChangedResult
}

// running is a record as it was before it ended, and still a call where it ever was one: results come after the last day, and
// often after a page of answers.
func running(before, after opportunity.Opportunity, at time.Time) *side {
	for _, c := range after.History {
		before.IsOpportunity = before.IsOpportunity || c.Field == "is_opportunity" && c.Old != ""
	}
	return sideOf(before, at)
}

// concerns reports whether a follower is told of a change: it selects the record as it is or as it was, and of the end of a
// call also whoever would select it while it ran. A beginning is none for whoever selected the record before.
func (f follower) concerns(r revision) bool {
	was := f.selects(r.before, r.at)
	switch {
	case r.begins:
		return !was && f.selects(r.after, r.at)
	case was || f.selects(r.after, r.at):
		return true
	case r.running == nil:
		return false
	}
	f.query.AllStatuses = f.query.AllStatuses || len(f.query.Statuses) == 0
	return f.selects(r.running, r.at)
}
