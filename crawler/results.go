package crawler

import (
	"slices"
	"time"

	"koubo/crawler/column"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// results are what a visit found, as they are to be stored.
type results struct {
	src       sources.Source
	at        time.Time
	memory    sources.Memory
	listing   listing
	normalize func(opportunity.Draft, jdate.Date) opportunity.Opportunity

	visit    sources.Visit
	claimed  map[string]string // key → title of the announcement that was read under it in this visit
	words    map[string]string // hash of what a page was read to in this visit → key of its announcement
	bodies   map[string]string // hash of a remembered page that no list names now → key of its announcement; nil until it is needed
	read     int               // pages read
	suspects []string          // why pages were not taken for the announcements'
	answered []string          // addresses of pages that were the announcements'
	absent   []absentPage      // pages that answer 404 or 410
	problem  func(address string, err error)
}

func newResults(r *reader, m sources.Memory, l listing) *results {
	return &results{
		src: r.src, at: r.at, memory: m, listing: l, normalize: r.normalize, problem: r.problem, claimed: map[string]string{}, words: map[string]string{},
		visit: sources.Visit{
			Source: r.src, At: r.at, Known: l.changed, Validators: map[string]sources.Validator{}, Withdrawn: map[string]string{},
			Aliases: map[string][]string{}, Reread: map[string]opportunity.Opportunity{}, Anew: map[string]bool{},
			Report: sources.Report{Source: r.src.ID, Start: r.at, Seen: l.seen, Dropped: map[string]int{}},
		},
	}
}

// known returns what is remembered of an announcement, including what this visit learned.
func (rs *results) known(key string) sources.Known {
	if k, ok := rs.visit.Known[key]; ok {
		return k
	}
	return rs.memory.Known[key]
}

// isDone reports whether the page of a task's announcement was read under another address of it in this visit.
func (rs *results) isDone(t *task) bool {
	return len(t.items) == 1 && (rs.claimed[t.items[0].key] != "" || rs.visit.Known[t.items[0].key].Alias != "")
}

// add records what became of a task. Whatever happens, what the list said is kept.
func (rs *results) add(t task, o *outcome) {
	o = rs.unlessOthers(&t, o)
	if o.err != nil && o.kind != pageForbidden && o.kind != pageTextless && o.kind != pagePostponed && o.kind != pageGone {
		rs.problem(t.page, o.err)
	}
	if o.kind == pageRead || o.kind == pageUnchanged {
		rs.answered = append(rs.answered, t.page)
	}
	if o.kind == pageRead {
		rs.read++
		rs.addRead(t, o)
		return
	}
	for n := range t.items {
		i, k := &t.items[n], rs.named(t, n)
		switch o.kind {
		case pageUnchanged:
			k.Checked, k.Tries, k.Absent, k.Suspect = rs.at, 0, time.Time{}, ""
			rs.visit.Validators[t.page] = o.validator
			rs.stands(i.key, k)
		case pagePostponed:
			if !k.Pending && k.ID != "" && k.Tries == 0 {
				k.Tries = 1 // tried never: due at once
			}
			rs.keep(t, i, k, opportunity.DetailPending)
		case pageForbidden, pageTextless:
			k.Listed, k.Ended = column.Days(i.draft.Fields, k.Listed), i.draft.Ended
			if o.kind == pageTextless {
				rs.visit.Validators[t.page] = o.validator
			}
			rs.keep(t, i, k, opportunity.DetailNone)
		case pageGone:
			rs.gone(t, i, k, o)
		case pageSuspect:
			k.Suspect = o.err.Error()
			rs.suspects = append(rs.suspects, k.Suspect)
			rs.failed(t, i, k)
		case pageFailed:
			rs.failed(t, i, k)
		}
	}
}

// named is what is remembered of one of a task's announcements, with the title and day that its list gives it now, where
// the page was asked for because of them.
func (rs *results) named(t task, n int) sources.Known {
	k, i := t.known[n], t.items[n]
	if t.listed {
		k.Title, k.Date = i.draft.Title, i.draft.Published
	}
	k.URL, k.Part = t.page, i.draft.Part
	return k
}

// rest records a task whose page is not asked for.
func (rs *results) rest(t task) {
	for n := range t.items {
		i, k := &t.items[n], &t.known[n]
		switch {
		case k.Pending && t.listed:
			rs.keep(t, i, rs.named(t, n), opportunity.DetailPending)
		case k.ID != "":
			rs.visit.SeenIDs = append(rs.visit.SeenIDs, k.ID)
		}
	}
}

// later leaves a page that was never read to a visit in an hour or more.
func (rs *results) later(t task) {
	for n := range t.items {
		i, k := &t.items[n], rs.named(t, n)
		k.Tries, k.Tried = max(k.Tries, 1), rs.at
		rs.keep(t, i, k, opportunity.DetailPending)
	}
}

// failed keeps what the list said of an announcement whose page could not be read; a later visit completes it.
func (rs *results) failed(t task, i *item, k sources.Known) {
	k.Tries++
	k.Tried = rs.at
	rs.keep(t, i, k, opportunity.DetailPending)
}

// stands remembers an announcement of which the record stays as it is.
func (rs *results) stands(key string, k sources.Known) {
	rs.visit.Known[key] = k
	if k.ID != "" {
		rs.visit.SeenIDs = append(rs.visit.SeenIDs, k.ID)
	}
}

// keep has stored what a list says of an announcement whose page was not read, unless more is stored already, or the title
// alone proves nothing.
func (rs *results) keep(t task, i *item, k sources.Known, state opportunity.DetailState) {
	switch {
	case k.Dropped != "" && (i.undecided || !t.listed):
		rs.visit.Known[i.key] = k
	case state == opportunity.DetailPending && k.ID != "" && (!k.Pending || !t.listed):
		rs.stands(i.key, k) // what its page said before stands, or what a list said of it
	case i.undecided && k.ID == "":
		k.Pending = state == opportunity.DetailPending
		rs.visit.Known[i.key] = k
	default:
		k.Dropped = "" // its list has given it another title
		d := i.draft
		d.Detail, d.Fields = state, column.With(d.Fields, k.Listed)
		record := rs.normalize(d, jdate.DateOf(k.FirstSeen))
		rs.store(i.key, &record, k, nil)
	}
}

// addRead has stored what the page of a task says of its announcements.
func (rs *results) addRead(t task, o *outcome) {
	if o.incomplete == nil {
		rs.visit.Validators[t.page] = o.validator
	}
	first := map[int]string{} // place in drafts → key of the announcement that it was stored under
	for n := range t.items {
		i, place := &t.items[n], o.of[n]
		switch key, stored := first[place]; {
		case place < 0: // its list leads to a page that does not hold it
			rs.failed(t, i, rs.named(t, n))
		case stored:
			rs.alias(i.key, key)
		default:
			first[place] = rs.addAnnouncement(t, n, o)
		}
	}
}

// What was read before stands where a document that may name the deadline cannot be read: for so many attempts in a row, and so long.
const (
	fewTries  = 5
	standsFor = 5 * 24 * time.Hour // a server of documents may be down from Friday to Monday
)

// addAnnouncement has stored what a page says of one of a task's announcements, and returns the key it is remembered by.
func (rs *results) addAnnouncement(t task, n int, o *outcome) string {
	i, k := &t.items[n], rs.named(t, n)
	d, record := o.drafts[o.of[n]], &o.records[o.of[n]]
	if o.incomplete != nil && !k.Deadline.IsZero() && record.LacksDeadline() && (k.Tries < fewTries || since(k.Checked, rs.at) < standsFor) {
		rs.failed(t, i, k) // the deadline may stand in what could not be read
		return i.key
	}
	k.Answered(rs.at)
	k.Group, k.Part, k.Titled = i.group, d.Part, o.titled
	k.Frame, k.Listed, k.Ended, k.Document = o.frame, column.Days(i.draft.Fields, k.Listed), i.draft.Ended, rs.documentOf(o, o.of[n])
	if o.incomplete != nil {
		k.Tries, k.Tried = k.Tries+1, rs.at // a document of it is still to be read
	}
	if rs.dropRead(i, &d, record, &k) {
		rs.visit.Known[i.key] = k
		return i.key
	}
	k.Dropped = "" // of an earlier reading
	key, seen := i.key, k.FirstSeen
	if i.draft.Part != "" && d.Part == "" { // its page turned out not to tell it apart from others
		key = opportunity.IdentityKey(t.page)
		if old := rs.known(key); old.ID != "" {
			k.FirstSeen = old.FirstSeen
		}
		rs.alias(i.key, key)
	}
	switch {
	case key != i.key:
	case o.own != "":
		key = rs.adopt(i, &k, &d, o.own)
	case o.moved != "" && rs.isKnown(opportunity.IdentityKey(o.moved)):
		key = rs.adopt(i, &k, &d, o.moved)
	default:
		key = rs.adoptTwin(t, i, &k, &d, o)
	}
	if _, again := rs.claimed[key]; again && key != i.key {
		rs.joinRead(i, key, k, o.further)
		return key
	}
	if o.moved != "" && key == i.key {
		to := resolveAlias(rs.memory.Known, opportunity.IdentityKey(o.moved))
		k.Apart = withMark(k.Apart, apartMark(to, rs.titleOf(to)))
	}
	rs.claimed[key] = d.Title
	keys := o.further
	if d.URL != t.page || !k.FirstSeen.Equal(seen) || key != i.key {
		again := rs.normalize(d, jdate.DateOf(k.FirstSeen))
		record = &again
		keys = append(slices.Clone(keys), i.key)
		if opportunity.IdentityKey(d.URL) != key {
			keys = append(keys, key)
		}
	}
	rs.store(key, record, k, keys)
	if before, is := o.reread[o.of[n]]; is {
		rs.visit.Reread[record.ID] = before
	}
	if o.anew {
		rs.visit.Anew[record.ID] = true
	}
	return key
}

// dropRead drops an announcement whose page, once read, shows that it is no opportunity, where its title on the list proved
// nothing.
func (rs *results) dropRead(i *item, d *opportunity.Draft, record *opportunity.Opportunity, k *sources.Known) (dropped bool) {
	if !i.undecided || k.ID != "" {
		return false
	}
	v := triage(*d)
	if v.Keep && (!v.Undecided || record.IsOpportunity) || i.ofPlace && v.Why == classify.NoTerm && record.IsOpportunity {
		return false
	}
	k.Pending, k.Dropped = false, v.Why
	rs.visit.Dropped = append(rs.visit.Dropped, sources.Dropped{Title: d.Title, URL: d.URL, Why: v.Why})
	return true
}

// store has a record stored, which it completes, and remembers what the next visit must know of it. keys are further identity keys
// that lead to it.
func (rs *results) store(key string, record *opportunity.Opportunity, k sources.Known, keys []string) {
	if was := rs.listing.were[key]; was != "" {
		keys = append(slices.Clone(keys), was)
		rs.alias(was, key)
	}
	record.FirstSeen, record.LastSeen = k.FirstSeen, rs.at
	k.Deadline = record.Closes()
	live := record.At(rs.at)
	if !k.Deadline.IsZero() && !rs.at.Before(k.Deadline) { // whether it was open until then
		live = record.At(k.Deadline.Add(-time.Second))
	}
	k.ID, k.Pending = record.ID, record.Detail == opportunity.DetailPending
	k.Open = live.IsOpportunity && live.Status != opportunity.Closed && live.Status != opportunity.WithdrawnNow
	rs.visit.Known[key] = k
	rs.visit.Records = append(rs.visit.Records, *record)
	if record.Part != "" && record.Key() != key { // it is told from others otherwise than before
		keys = append(slices.Clone(keys), key)
	}
	if len(keys) > 0 {
		rs.visit.Aliases[record.ID] = append(rs.visit.Aliases[record.ID], keys...)
	}
}
