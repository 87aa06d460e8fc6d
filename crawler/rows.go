package crawler

import (
	"cmp"
	"maps"
	"slices"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

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
	listed, unlinked := map[string]bool{}, false
	for _, i := range l.items {
		listed[i.key] = true
		unlinked = unlinked || i.inRow
	}
	if unlinked {
		l.items = slices.DeleteFunc(l.items, func(i item) bool { return i.inRow && l.joinLinked(i) })
		l.joinUnlinked(known, listed)
	}
	rows := l.rowsNoMore(known)
	for n := range l.items {
		i := &l.items[n]
		if _, old := known[i.key]; old || i.inRow || len(rows) == 0 {
			continue
		}
		if at := slices.IndexFunc(rows, func(key string) bool { return opportunity.SameTitle(known[key].Title, i.draft.Title) }); at >= 0 {
			l.were[i.key] = rows[at]
		}
	}
}

// rowsNoMore are the keys of the rows without links that were listed until now.
func (l *listing) rowsNoMore(known map[string]sources.Known) (keys []string) {
	for key, k := range known {
		if k.InRow && k.Alias == "" && k.Missed == 0 && !slices.ContainsFunc(l.items, func(i item) bool { return i.inRow && i.key == key }) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// joinLinked adds a row to the announcement that this visit found a link of, and reports whether there is one.
func (l *listing) joinLinked(row item) bool {
	for n := range l.items {
		if other := &l.items[n]; !other.inRow && opportunity.SameTitle(other.draft.Title, row.draft.Title) {
			other.join(row)
			if len(other.draft.Fields) == 0 {
				other.draft.Fields = row.draft.Fields
			}
			return true
		}
	}
	return false
}

// joinUnlinked gives rows that had a link until now the address that it led to.
func (l *listing) joinUnlinked(known map[string]sources.Known, listed map[string]bool) {
	for n := range l.items {
		i := &l.items[n]
		if !i.inRow {
			continue
		}
		key, k := i.key, known[i.key]
		if k.FirstSeen.IsZero() {
			key, k = linkUntilNow(*i, known, listed)
		}
		if key != "" && !k.InRow {
			i.key, i.inRow, i.draft.InList = key, false, false
			i.draft.URL, i.draft.Part, i.group = cmp.Or(k.URL, key), k.Part, k.Group
		}
	}
}

// linkUntilNow finds what is remembered of a row that nobody knows as one, where its list linked it when it was read before; "" for none.
func linkUntilNow(row item, known map[string]sources.Known, listed map[string]bool) (string, sources.Known) {
	for _, key := range slices.Sorted(maps.Keys(known)) {
		k := known[key]
		wasListed := k.ID != "" && k.Alias == "" && k.Missed == 0 && !listed[key] && slices.ContainsFunc(row.on, func(on string) bool { return slices.Contains(k.On, on) })
		if wasListed && !k.InRow && opportunity.SameTitle(k.Title, row.draft.Title) {
			return key, k
		}
	}
	return "", sources.Known{}
}

// keepRow has stored what a row without a link says of its announcement: there is no page to be asked for.
func (rs *results) keepRow(t task) {
	i, k := &t.items[0], rs.named(t, 0)
	k.InRow, k.Checked, k.Gone, k.Dropped, k.Suspect, k.Tries = true, rs.at, false, "", "", 0
	d := i.draft
	d.Detail = opportunity.DetailNone
	record := rs.normalize(d, jdate.DateOf(k.FirstSeen))
	rs.store(i.key, &record, k, nil)
}
