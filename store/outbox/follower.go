package outbox

import (
	"slices"
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

// Change is a change of a record, or its beginning.
type Change struct {
	Before *opportunity.Opportunity // nil for a new record
	After  opportunity.Opportunity

	// What of it the body did not bring about. Nobody is told that a record came into his selection by it.
	Anew   bool                      // the page is as it was, and is read by other rules; see opportunity.ReviseAnew
	Reread *opportunity.Opportunity  // what the record would be now if it were read as it was before; nil where it is; see opportunity.ReviseReread
	Joined []opportunity.Opportunity // the records that turned out to be this one, as they were
}

// revision is a change as followers are asked about it.
type revision struct {
	at            time.Time
	before, after *side // before is nil for a new record
	running       *side // of what ended a call: the record as long as it was one, whatever became of its days; else nil
	news          opportunity.News
	begins        bool // news only to whom the record was none before

	quiet  bool    // announced to nobody: news only to whose selection the record comes into
	had    []*side // of a quiet one: who selects one of these had the record before
	except *side   // and who does not select this has it by other rules alone; nil for none
}

func newRevision(c Change, at time.Time) revision {
	r := revision{at: at, after: sideOf(c.After, at), news: opportunity.News{Class: opportunity.ChangedNew, At: at}}
	if c.Before == nil {
		return r
	}
	r.before = sideOf(*c.Before, at)
	switch n := c.After.News(); {
	case n.At.Equal(at) && n.Class != opportunity.ChangedNew:
		r.news = n
		if ends(n.Class) {
			r.running = running(*c.Before, c.After, at)
		}
	case isCompleted(*c.Before, c.After) || becomesCall(*c.Before, c.After):
		r.begins = true
	default:
		r.beQuiet(c)
	}
	return r
}

// beQuiet makes it a change that is announced to nobody.
func (r *revision) beQuiet(c Change) {
	r.quiet, r.news.Field, r.news.Before = true, opportunity.IntoSelection, string(jdate.DateOf(c.After.FirstSeen))
	r.had = []*side{sideAsRevised(*c.Before, c.After, r.at)}
	for _, one := range c.Joined {
		r.had = append(r.had, sideAsRevised(one, c.After, r.at))
	}
	if c.Reread != nil {
		r.except = sideAsRevised(*c.Reread, c.After, r.at)
	}
}

// sideAsRevised is a record as it was, but revised when it is by now: a selection by that instant is come into by any change.
func sideAsRevised(was, is opportunity.Opportunity, at time.Time) *side {
	was.Revised = is.Revised
	return sideOf(was, at)
}

// bringsIn reports whether a change that is announced to nobody can bring a record into a selection: where the body made it. What a list
// alone tells of a record follows from its title, or stands in the record's history.
func (c Change) bringsIn(at time.Time) bool {
	switch {
	case c.Anew:
		return false
	case c.After.Detail == opportunity.DetailRead:
		return true
	}
	for _, change := range c.After.History {
		if change.At.Equal(at) && change.Field != "kind" && change.Field != "stage" && change.Field != "is_opportunity" {
			return true
		}
	}
	return false
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
// call also whoever would select it while it ran. A beginning is none for whoever selected the record before, nor is a quiet change.
func (f follower) concerns(r revision) bool {
	if r.quiet {
		return f.selects(r.after, r.at) && (r.except == nil || f.selects(r.except, r.at)) && !f.hadOne(r)
	}
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

func (f follower) hadOne(r revision) bool {
	return slices.ContainsFunc(r.had, func(s *side) bool { return f.selects(s, r.at) })
}

// loses reports whether a change takes a record out of the follower's selection.
func (f follower) loses(r revision) bool {
	return r.before != nil && !ends(r.news.Class) && !f.selects(r.after, r.at) && f.selects(r.before, r.at)
}
