package crawler

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"koubo/crawler/absence"
	"koubo/crawler/column"
	"koubo/crawler/reach"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// rememberListed returns what changes of Known by what is listed now: which entries carry which announcement, and that none
// carries it any more.
func (l *listing) rememberListed(known map[string]sources.Known, entries []entry) map[string]sources.Known {
	changed := map[string]sources.Known{}
	for key, k := range known {
		if k.Alias != "" {
			continue
		}
		fresh := k
		if now := carriers(k, l.on[key], entries); len(now) > 0 {
			fresh.On, fresh.Missed = now, 0
		} else if wasAsked(k, entries) {
			fresh.Missed++ // On stays, so that the next visit knows which entries to ask
		}
		if fresh.Missed != k.Missed || !slices.Equal(fresh.On, k.On) {
			changed[key] = fresh
		}
	}
	return changed
}

// carriers returns the entries that carry an announcement now: those that were read and list it, those that are unchanged
// and did, and those that could not be read and did when they last could.
func carriers(k sources.Known, listed []string, entries []entry) []string {
	now := slices.Clone(listed)
	for _, e := range entries {
		if !e.read && k.Missed == 0 && slices.Contains(k.On, e.key) {
			now = append(now, e.key)
		}
	}
	slices.Sort(now)
	return slices.Compact(now)
}

// hasTurnedOver tells of each entry that was read whether what left it is over: most of what it lists is known, and of the open
// calls that stood on it all but one do so yet. A page that is laid out anew loses open ones, too.
func (l listing) hasTurnedOver(known map[string]sources.Known, entries []entry, at time.Time) map[string]bool {
	turned := map[string]bool{}
	for _, e := range entries {
		if !e.read {
			continue
		}
		listed, missing := 0, 0
		for _, on := range l.on {
			if slices.Contains(on, e.key) {
				listed++
			}
		}
		for key, k := range known {
			if k.Alias == "" && !k.Gone && k.OpenAt(at) && slices.Contains(k.On, e.key) && !slices.Contains(l.on[key], e.key) {
				missing++
			}
		}
		turned[e.key] = listed > 0 && 2*(listed-l.fresh[e.key]) >= listed && missing <= 1
	}
	return turned
}

// wasAsked reports whether an entry that carried the announcement was read afresh in this visit, and would show it.
func wasAsked(k sources.Known, entries []entry) bool {
	return slices.ContainsFunc(entries, func(e entry) bool { return e.read && !e.sample && slices.Contains(k.On, e.key) })
}

// withdrawVanished takes open announcements to be withdrawn that their lists dropped on two visits although they still show
// older ones. Those that merely fell off the end of a feed are no longer shown either, but are still open: their own
// pages are looked at instead. A row without a link has none: off a list without days it is no longer shown because it is withdrawn.
func (rs *results) withdrawVanished(oldest map[string]jdate.Date) {
	for _, key := range slices.Sorted(maps.Keys(rs.memory.Known)) {
		k := rs.known(key)
		if k.ID == "" || !k.OpenAt(rs.at) || k.Gone || k.Missed < 2 || k.Missed == rs.memory.Known[key].Missed {
			continue
		}
		if day := reach.Day(k.Date); day == "" && !k.InRow || day != "" && reach.FellOff(day, k.On, oldest) {
			continue
		}
		rs.visit.Withdrawn[k.ID] = opportunity.Unlisted(k.Missed)
		k.Gone, k.Open, k.Absent = true, false, time.Time{}
		rs.visit.Known[key] = k
	}
}

// mayBeBack reports whether a page that was gone is to be looked at again, since its list, which reads as before, names it still: some
// servers answer 404 for a moment to everything.
func (d *dueness) mayBeBack(k sources.Known) bool {
	over := !k.Deadline.IsZero() && d.at.After(k.Deadline) || d.at.Sub(k.FirstSeen) >= closedFor
	return k.Missed == 0 && len(k.On) > 0 && !over && (d.thorough || since(k.Checked, d.at) >= soonCheck)
}

// restOfFailed is how long a page that could not be read is left alone.
func restOfFailed(k sources.Known, now time.Time) time.Duration {
	rest := min(firstRetry<<min(k.Tries-1, 10), lastRetry)
	if !k.Absent.IsZero() {
		rest = min(rest, absence.LongRest, restOfOpen(k, now))
	}
	return rest
}

// oldestListed is how far back each entry reaches that was read in this visit.
func oldestListed(entries []entry) map[string]jdate.Date {
	all := map[string]jdate.Date{}
	for _, e := range entries {
		if e.read {
			all[e.key] = reach.Oldest(e.drafts)
		}
	}
	return all
}

// rowsAt stands before the key of a list under which its rows without links are grouped, apart from announcements that are linked there.
const rowsAt = "rows "

// splitRows gives the rows of a list that have no link their keys: each by its anchor, or else by its title.
func (p *listedPage) splitRows(known map[string]sources.Known) []item {
	items := slices.Clone(p.items)
	for at, key := range p.partKeys(known) {
		i := &items[at]
		i.key, i.draft.Part = key, p.partUnder(known, key, *i)
	}
	return items
}

// joinRows makes one of a row without a link and what links the same call: in this visit, or where the row had a link or gets one. Until the
// visit before it stood on its list, for a call of the same title that comes later is another.
func (l *listing) joinRows(known map[string]sources.Known) {
	if slices.ContainsFunc(l.items, func(i item) bool { return i.inRow }) {
		l.joinLinked()
		l.joinUnlinked(known)
	}
	rows := l.rowsNoMore(known)
	for n := range l.items {
		i := &l.items[n]
		if _, old := known[i.key]; old || len(rows) == 0 {
			continue
		}
		at := slices.IndexFunc(rows, func(key string) bool { return wasRow(known[key], *i) })
		if at < 0 {
			continue
		}
		if key := rows[at]; i.inRow {
			i.key, i.draft.Part = key, known[key].Part
		} else {
			l.were[i.key] = key
		}
		rows = slices.Delete(rows, at, at+1)
	}
}

// wasRow reports whether what is listed now is what a row without a link stood for: a link of its title, or a row of its days whose
// title was mended.
func wasRow(k sources.Known, i item) bool {
	if !i.inRow {
		return opportunity.SameTitle(k.Title, i.draft.Title)
	}
	dated := k.Date == i.draft.Published && k.Listed == column.Days(i.draft.Fields, "") && k.Date+k.Listed != ""
	return dated && i.stoodWith(k) && opportunity.MendedTitle(k.Title, i.draft.Title)
}

// rowsNoMore are the keys of the rows without links that were listed until now.
func (l *listing) rowsNoMore(known map[string]sources.Known) (keys []string) {
	still := map[string]bool{}
	for _, i := range l.items {
		still[i.key] = still[i.key] || i.inRow
	}
	for key, k := range known {
		if k.InRow && k.Alias == "" && k.Missed == 0 && !still[key] {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// joinUnlinked gives rows that had a link until now the address that it led to.
func (l *listing) joinUnlinked(known map[string]sources.Known) {
	var linked map[string][]string // needed by few
	for n := range l.items {
		i := &l.items[n]
		if !i.inRow {
			continue
		}
		key, k := i.key, known[i.key]
		if k.FirstSeen.IsZero() {
			if linked == nil {
				linked = l.linkedUntilNow(known)
			}
			key, k = linkOf(*i, known, linked)
		}
		if key != "" && !k.InRow {
			i.key, i.inRow, i.draft.InList = key, false, false
			i.draft.URL, i.draft.Part, i.group = cmp.Or(k.URL, key), k.Part, k.Group
		}
	}
}

// linkedUntilNow are the keys of announcements that were linked until the visit before and are not now, in order, by how their titles begin.
func (l *listing) linkedUntilNow(known map[string]sources.Known) map[string][]string {
	listed, linked := map[string]bool{}, map[string][]string{}
	for _, i := range l.items {
		listed[i.key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(known)) {
		if k := known[key]; k.ID != "" && k.Alias == "" && k.Missed == 0 && !k.InRow && !listed[key] {
			begin := opportunity.TitleBegin(k.Title)
			linked[begin] = append(linked[begin], key)
		}
	}
	return linked
}

// linkOf finds what is remembered of a row that nobody knows as one, where its list linked it when it was read before; "" for none.
func linkOf(row item, known map[string]sources.Known, linked map[string][]string) (string, sources.Known) {
	for _, key := range linked[opportunity.TitleBegin(row.draft.Title)] {
		k := known[key]
		if row.stoodWith(k) && opportunity.SameTitle(k.Title, row.draft.Title) {
			return key, k
		}
	}
	return "", sources.Known{}
}

// stoodWith reports whether one of the entries that list an item carried what is remembered.
func (i item) stoodWith(k sources.Known) bool {
	return slices.ContainsFunc(i.on, func(on string) bool { return slices.Contains(k.On, on) })
}

// keepRow has stored what a row without a link says of its announcement: there is no page to be asked for.
func (rs *results) keepRow(t task) {
	i, k := &t.items[0], rs.named(t, 0)
	k.Answered(rs.at)
	k.InRow, k.Dropped, k.Ended, k.Listed = true, "", i.draft.Ended, column.Days(i.draft.Fields, "")
	d := i.draft
	d.Detail = opportunity.DetailNone
	record := rs.normalize(d, jdate.DateOf(k.FirstSeen))
	rs.store(i.key, &record, k, nil)
}

// mostUrgentFirst orders the remembered announcements: those whose page was never read, the open ones, those that closed last.
func mostUrgentFirst(known map[string]sources.Known, now time.Time) []string {
	order := slices.Sorted(maps.Keys(known))
	slices.SortStableFunc(order, func(a, b string) int {
		one, other := known[a], known[b]
		return cmp.Or(trueFirst(one.Pending, other.Pending), trueFirst(one.OpenAt(now), other.OpenAt(now)), other.Deadline.Compare(one.Deadline))
	})
	return order
}

func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// since is the time since an instant of an earlier visit. One that lies ahead was noted while the clock was wrong: it
// counts as long ago.
func since(then, now time.Time) time.Duration {
	if then.After(now) {
		return math.MaxInt64
	}
	return now.Sub(then)
}
