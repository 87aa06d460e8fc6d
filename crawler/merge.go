package crawler

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"koubo/crawler/fetch"
	"koubo/crawler/reach"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/sources"
)

// mergeDetail joins what a list said of an announcement with what its own page says. The page counts more, but for a
// title that names only the site or the section, or does not tell yet that the call has ended.
func mergeDetail(listed, own opportunity.Draft) opportunity.Draft {
	own.Source, own.Issuer, own.URL, own.Part, own.Ended = listed.Source, listed.Issuer, listed.URL, listed.Part, listed.Ended
	if !tellsMore(own.Title, listed.Title) || own.Title != listed.Title && classify.Over(listed.Title) && !classify.Over(own.Title) {
		own.Title = listed.Title
	}
	own.Categories = append(own.Categories, listed.Categories...)
	own = joinDrafts(own, opportunity.Draft{Summary: listed.Summary, Department: listed.Department})
	if day := reach.Day(listed.Published); own.Published == "" && (day == "" || day != reach.Day(own.Updated)) {
		own.Published = listed.Published // a feed's date that is the page's last change is none
	}
	own.Detail = opportunity.DetailRead
	return own
}

// joinDrafts fills what the first leaves open with what the second says.
func joinDrafts(a, b opportunity.Draft) opportunity.Draft {
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&a.Title, b.Title)
	fill(&a.Summary, b.Summary)
	fill(&a.Published, b.Published)
	fill(&a.Updated, b.Updated)
	fill(&a.Department, b.Department)
	fill(&a.Ended, b.Ended)
	if len(a.Categories) == 0 {
		a.Categories = b.Categories
	}
	return a
}

// tellsMore reports whether the page's own heading may stand for the title under which the list announced it: the list cut
// that title, or the two share a run of characters, as a heading that names only the site or the section does not.
func tellsMore(heading, listed string) bool {
	if heading == "" || listed == "" {
		return heading != ""
	}
	const run = 4
	h, l := []rune(strings.Join(strings.Fields(heading), "")), strings.Join(strings.Fields(listed), "")
	if len(h) < run {
		return strings.Contains(l, string(h)) && 2*len(h) >= len([]rune(l))
	}
	for i := 0; i+run <= len(h); i++ {
		if strings.Contains(l, string(h[i:i+run])) {
			return true
		}
	}
	if stem, cut := classify.CutStem(listed); cut && !classify.IsCutTitle(heading) && opportunity.SameTitle(stem, heading) {
		return true
	}
	return classify.IsBareTitle(listed)
}

// recogniseRandomAddresses gives announcements whose addresses hold a value that looks random, and that nobody knows, the
// keys of remembered ones that are no longer listed and have the same title and an address alike but for that value: the
// value is a session's.
func (l *listing) recogniseRandomAddresses(known map[string]sources.Known) {
	var masked map[string]string // masked key → key of a remembered announcement that is not listed
	for at := range l.items {
		i := &l.items[at]
		if _, old := known[i.key]; old {
			continue
		}
		mask, ok := opportunity.MaskRandom(i.key)
		if !ok {
			continue
		}
		if masked == nil {
			masked = l.maskedKeys(known)
		}
		if key, ok := masked[mask]; ok && sameWords(known[key].Title, i.draft.Title) {
			i.key = key
		}
	}
}

func (l *listing) maskedKeys(known map[string]sources.Known) map[string]string {
	listed := map[string]bool{}
	for _, i := range l.items {
		listed[i.key] = true
	}
	masked := map[string]string{}
	for key, k := range known {
		if listed[key] || k.Alias != "" {
			continue
		}
		if mask, ok := opportunity.MaskRandom(key); ok {
			masked[mask] = key
		}
	}
	return masked
}

// mergeSameKeys joins announcements that aliases brought to one key.
func (l *listing) mergeSameKeys() {
	at := make(map[string]int, len(l.items))
	items := l.items[:0]
	for _, i := range l.items {
		if first, ok := at[i.key]; ok {
			items[first].join(i)
			continue
		}
		at[i.key] = len(items)
		items = append(items, i)
	}
	clear(l.items[len(items):])
	l.items = items
}

// joinLinked adds rows to the announcements that this visit found links of. It compares titles that begin alike, for lists are long.
func (l *listing) joinLinked() {
	linked := map[string][]int{} // by how its title begins
	for n, i := range l.items {
		if begin := opportunity.TitleBegin(i.draft.Title); !i.inRow {
			linked[begin] = append(linked[begin], n)
		}
	}
	joined := map[int]bool{}
	for n, row := range l.items {
		if !row.inRow {
			continue
		}
		alike := linked[opportunity.TitleBegin(row.draft.Title)]
		at := slices.IndexFunc(alike, func(other int) bool { return opportunity.SameTitle(l.items[other].draft.Title, row.draft.Title) })
		if at < 0 {
			continue
		}
		joined[n] = true
		other := &l.items[alike[at]]
		other.join(row)
		if len(other.draft.Fields) == 0 {
			other.draft.Fields = row.draft.Fields
		}
	}
	at := -1
	l.items = slices.DeleteFunc(l.items, func(item) bool { at++; return joined[at] })
}

// resolveAlias follows what a key turned out to lead to.
func resolveAlias(known map[string]sources.Known, key string) string {
	for range 4 { // aliases are stored resolved; a circle must not hold a visit up
		k, ok := known[key]
		if !ok || k.Alias == "" {
			return key
		}
		key = k.Alias
	}
	return key
}

// isKnown reports whether a key is remembered, or listed now.
func (rs *results) isKnown(key string) bool {
	_, remembered := rs.memory.Known[key]
	_, listed := rs.listing.on[key]
	return remembered || listed
}

// adopt gives an announcement the address that its page names as its own. Where that is another announcement's, the two are one.
func (rs *results) adopt(i *item, k *sources.Known, d *opportunity.Draft, own string) string {
	key := opportunity.IdentityKey(own)
	if key == i.key {
		d.URL = own
		return i.key
	}
	switch to := resolveAlias(rs.memory.Known, key); to {
	case key:
	case i.key: // its other address, which leads to it already
		return i.key
	default: // that of a third one
		own, key = rs.known(to).URL, to
	}
	return rs.unite(i, k, d, own, key)
}

// unite makes an announcement one with that of another key and address, listed or remembered, unless their titles speak against it:
// some templates name one address on every page. It returns the key that it is remembered by.
func (rs *results) unite(i *item, k *sources.Known, d *opportunity.Draft, own, key string) string {
	other, remembered := rs.memory.Known[key]
	title, claimed := rs.claimed[key]
	_, listed := rs.listing.on[key]
	if !claimed && !remembered {
		title, claimed = rs.listing.titles[key], listed && rs.listing.titles[key] != ""
	}
	switch {
	case claimed && !opportunity.SameTitle(title, d.Title), remembered && other.Alias != "", remembered && other.Title != "" && !opportunity.SameTitle(other.Title, d.Title):
		return i.key
	case !remembered && !listed && !claimed:
		return i.key // nobody else has it: the address that is listed will do
	}
	d.URL = own
	merged := rs.known(key)
	if merged.FirstSeen.IsZero() || k.FirstSeen.Before(merged.FirstSeen) {
		merged.FirstSeen = k.FirstSeen
	}
	merged.Title, merged.Date = d.Title, k.Date
	if remembered {
		merged.Title, merged.Date = other.Title, other.Date
	}
	merged.Answered(rs.at)
	merged.URL = own
	merged.On = slices.Compact(slices.Sorted(slices.Values(slices.Concat(rs.listing.on[key], k.On))))
	merged.Listed, merged.Document = cmp.Or(k.Listed, merged.Listed), k.Document
	*k = merged
	rs.alias(i.key, key)
	return key
}

// alias remembers that a key leads to another announcement's.
func (rs *results) alias(key, to string) {
	if key == to {
		return
	}
	k := rs.known(key)
	rs.visit.Known[key] = sources.Known{Alias: to, Title: k.Title, FirstSeen: k.FirstSeen}
}

// leastWords is the length of a page's text, in bytes, from which on two pages with the same words are taken for one.
const leastWords = 120

// adoptTwin gives an announcement the key of another one whose page says the same, word for word, under the same title: a feed and a list
// of one CMS have addresses of their own for a page, and some servers put the hour or a number into each link. It returns the key that
// the announcement is remembered by.
func (rs *results) adoptTwin(t task, i *item, k *sources.Known, d *opportunity.Draft, o *outcome) string {
	words := wordsOf(t, d, o)
	if words == "" {
		return i.key
	}
	twin, read := rs.words[words]
	if !read {
		twin = rs.sameBody(i, o.validator.Hash)
	}
	key := i.key
	if twin != "" && twin != i.key {
		key = rs.unite(i, k, d, rs.known(twin).URL, twin)
	}
	if key != i.key && !read && len(rs.listing.on[key]) == 0 { // the address under which it was listed may be dead by now
		d.URL, k.URL, k.Missed = t.page, t.page, 0
	}
	if !read {
		rs.words[words] = key
	}
	return key
}

// wordsOf is a hash of all that was read of a task's one announcement, "" where that is too little to tell it from others.
func wordsOf(t task, d *opportunity.Draft, o *outcome) string {
	alone := len(t.items) == 1 && len(o.drafts) == 1 && t.items[0].draft.Part == "" && d.Part == ""
	if !alone || !o.titled || o.incomplete != nil || len(d.Text) < leastWords || len(o.records[0].Deadlines) == 0 {
		return ""
	}
	h := fetch.NewHash()
	h.Add(d.Title, d.Text)
	for _, a := range d.Attachments {
		h.Add(a.URL)
	}
	return h.Sum()
}

// sameBody returns the key of a remembered announcement, no longer listed, of the same title, whose page was the same to the byte as
// the one of an announcement that no visit knew before; "" for none.
func (rs *results) sameBody(i *item, hash string) string {
	if hash == "" || rs.memory.Known[i.key].ID != "" {
		return ""
	}
	if rs.bodies == nil {
		rs.bodies = map[string]string{}
		for _, key := range slices.Sorted(maps.Keys(rs.memory.Known)) { // of two that were the same it is no matter of chance which
			k := rs.memory.Known[key]
			if body := rs.memory.Validators[k.URL].Hash; body != "" && k.ID != "" && k.Alias == "" && k.Part == "" && len(rs.listing.on[key]) == 0 {
				rs.bodies[body] = key
			}
		}
	}
	if k := rs.memory.Known[rs.bodies[hash]]; opportunity.SameTitle(k.Title, i.draft.Title) {
		return rs.bodies[hash]
	}
	return ""
}
