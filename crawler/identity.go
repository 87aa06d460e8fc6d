package crawler

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/sources"
)

// partKeys gives the announcements of a page that are told apart by anchors, or by titles, the keys under which they are remembered, or
// will be: one each. What an anchor names may change, for many are numbered: the title under which it is remembered decides, and then the same
// title under another anchor of the page.
func (p *listedPage) partKeys(known map[string]sources.Known) []string {
	keys, taken := make([]string, len(p.items)), map[string]bool{}
	for n, i := range p.items {
		own := p.ownKey(known, i)
		if k, old := known[own]; old && (i.fragment == "" || opportunity.SameTitle(k.Title, i.draft.Title)) {
			keys[n], taken[own] = own, true
		}
	}
	var parts []string // keys of what is remembered of the page, needed by few
	for n, i := range p.items {
		if keys[n] != "" {
			continue
		}
		if parts == nil {
			parts = p.knownParts(known)
		}
		at := slices.IndexFunc(parts, func(key string) bool { return !taken[key] && opportunity.SameTitle(known[key].Title, i.draft.Title) })
		own, byTitle := p.ownKey(known, i), opportunity.PartKey(p.address, i.draft.Title)
		_, old := known[byTitle]
		switch {
		case at >= 0:
			keys[n] = parts[at]
		case old && !taken[byTitle], taken[own], p.lists(known[own].Title):
			keys[n] = byTitle
		default:
			keys[n] = own
		}
		taken[keys[n]] = true
	}
	return keys
}

// ownKey is the key of an announcement by its anchor, or its title where it has none.
func (p *listedPage) ownKey(known map[string]sources.Known, i item) string {
	return resolveAlias(known, opportunity.PartKey(p.address, cmp.Or(i.fragment, i.draft.Title)))
}

// knownParts are the keys of the announcements that are remembered as parts of the page, none where it is not listed for parts.
func (p *listedPage) knownParts(known map[string]sources.Known) []string {
	parts := []string{}
	if len(p.items) == 1 && p.items[0].fragment == "" {
		return parts
	}
	for key, k := range known {
		if k.Part != "" && k.Alias == "" && k.URL == p.address {
			parts = append(parts, key)
		}
	}
	slices.Sort(parts)
	return parts
}

// lists reports whether the page is listed for an announcement of that title.
func (p *listedPage) lists(title string) bool {
	return title != "" && slices.ContainsFunc(p.items, func(i item) bool { return opportunity.SameTitle(title, i.draft.Title) })
}

// partUnder is what tells an announcement from others of its page, where it is remembered under a key: its anchor where the key is that
// of it, else its title.
func (p *listedPage) partUnder(known map[string]sources.Known, key string, i item) string {
	switch {
	case i.fragment != "" && key == opportunity.PartKey(p.address, i.fragment):
		return i.fragment
	case i.fragment != "" && key == p.ownKey(known, i): // its anchor leads to it
		return known[key].Part
	case strings.HasPrefix(known[key].Part, "#"), key == opportunity.PartKey(p.address, i.draft.Title):
		return i.draft.Title
	}
	return known[key].Part
}

// A call that was stored twice, under two addresses, before its pages could be told to be one is one again once both pages are read in
// one visit: adoptTwin decides. So pages that look like one call are asked for together, whole, and once.

const (
	mostDoubles = 8 // pages asked for in one visit because they look like another's
	mostApart   = 8 // marks kept of one announcement, the latest
)

// apartMark is what is kept in Known.Apart of another announcement that an announcement was compared with. Under another title that
// one is to be compared again.
func apartMark(key, title string) string { return fetch.HashOf([]byte(key + "\x00" + title))[:8] }

// withMark returns the marks with one more.
func withMark(marks []string, mark string) []string {
	if slices.Contains(marks, mark) {
		return marks
	}
	marks = append(slices.Clip(marks), mark)
	return marks[max(0, len(marks)-mostApart):]
}

// doubles returns the keys of announcements that look like one and were not compared yet, pair by pair: two records of one title and
// one deadline whose pages carry the title.
func doubles(keys []string, known func(key string) sources.Known, at time.Time) (pairs [][2]string) {
	for _, alike := range alikeByBegin(keys, known, at) {
		for n, key := range alike {
			for _, other := range alike[n+1:] {
				a, b := known(key), known(other)
				if a.ID != b.ID && opportunity.SameTitle(a.Title, b.Title) && !slices.Contains(a.Apart, apartMark(other, b.Title)) {
					pairs = append(pairs, [2]string{key, other})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return pairs
}

// alikeByBegin groups the keys of announcements that may be doubles by their deadlines and how their titles begin, for of one deadline
// there may be many.
func alikeByBegin(keys []string, known func(key string) sources.Known, at time.Time) (groups [][]string) {
	byDeadline := map[int64][]string{}
	for _, key := range keys {
		if k := known(key); mayBeDouble(k, at) {
			byDeadline[k.Deadline.Unix()] = append(byDeadline[k.Deadline.Unix()], key)
		}
	}
	for _, together := range byDeadline {
		if len(together) == 1 {
			continue
		}
		slices.Sort(together)
		byBegin := map[string][]string{}
		for _, key := range together {
			begin := opportunity.TitleBegin(known(key).Title)
			byBegin[begin] = append(byBegin[begin], key)
		}
		groups = slices.AppendSeq(groups, maps.Values(byBegin))
	}
	return groups
}

func mayBeDouble(k sources.Known, at time.Time) bool {
	alone := k.Alias == "" && k.Part == "" && k.Group == ""
	read := k.ID != "" && k.Titled && !k.Pending && !k.Gone && k.Tries == 0 && k.Suspect == ""
	return alone && read && !k.Deadline.IsZero() && at.Sub(k.Deadline) < closedFor
}

// compareDoubles has the pages of announcements that look like one asked for, those that no entry lists now included.
func (d *dueness) compareDoubles(tasks []task, m sources.Memory, l listing) []task {
	pairs := doubles(slices.Collect(maps.Keys(m.Known)), func(key string) sources.Known { return m.Known[key] }, d.at)
	if len(pairs) == 0 {
		return tasks
	}
	at := map[string]int{}
	for n, t := range tasks {
		at[t.items[0].key] = n
	}
	whole := map[string]bool{}
	for _, pair := range pairs {
		if len(whole)+len(pair) > mostDoubles {
			break
		}
		for _, key := range pair {
			n, planned := at[key]
			if !planned {
				n = len(tasks)
				at[key] = n
				tasks = append(tasks, rememberedTask(d.src, key, l.knownNow(m.Known, key)))
			}
			tasks[n].why, tasks[n].whole, whole[key] = whyDouble, true, true
		}
	}
	return tasks
}

// markApart remembers of announcements that look like one, and were read in this visit, that they are not.
func (rs *results) markApart() {
	for _, pair := range doubles(slices.Collect(maps.Keys(rs.claimed)), rs.known, rs.at) {
		k := rs.known(pair[0])
		k.Apart = withMark(k.Apart, apartMark(pair[1], rs.known(pair[1]).Title))
		rs.visit.Known[pair[0]] = k
	}
}

// mayHaveMoved reports whether permanent redirects of an announcement's page lead to that of another one, and the two may be one: the
// page has to be read whole to tell.
func (rs *results) mayHaveMoved(t *task, moved string) bool {
	key := resolveAlias(rs.memory.Known, opportunity.IdentityKey(moved))
	if moved == "" || key == t.items[0].key || !rs.isKnown(key) {
		return false
	}
	return !slices.Contains(t.known[0].Apart, apartMark(key, rs.titleOf(key)))
}

// titleOf is the title under which an announcement is remembered, or listed for the first time.
func (rs *results) titleOf(key string) string {
	return cmp.Or(rs.known(key).Title, rs.listing.titles[key])
}

// joinRead adds the address of an announcement to another one that was read in this visit: of what the entries say of the two the first
// counts, and stands.
func (rs *results) joinRead(i *item, key string, k sources.Known, further []string) {
	rs.visit.Known[key] = k
	rs.visit.Aliases[k.ID] = append(append(rs.visit.Aliases[k.ID], further...), i.key)
}

// unlessOthers returns what was read of a page, or that it is suspect: under the heading of another announcement of the source it is that
// one's, as caches mix them up.
func (rs *results) unlessOthers(t *task, o *outcome) *outcome {
	if o.kind != pageRead || o.titled || t.items[0].undecided || classify.IsBareTitle(o.heading) || !rs.isOthersTitle(t, o.heading) {
		return o
	}
	return &outcome{kind: pageSuspect, err: fmt.Errorf("the server answers with the page of another announcement (%s)", o.heading)}
}

func (rs *results) isOthersTitle(t *task, heading string) bool {
	isOthers := func(key, title string) bool {
		own := slices.ContainsFunc(t.items, func(i item) bool { return i.key == key })
		return !own && opportunity.SameTitle(title, heading)
	}
	for key, title := range rs.listing.titles {
		if isOthers(key, title) && !triage(opportunity.Draft{Title: title}).Undecided {
			return true
		}
	}
	for key, k := range rs.memory.Known {
		if k.Alias == "" && k.ID != "" && isOthers(key, k.Title) {
			return true
		}
	}
	return false
}

// leastStem is the length of a title, in letters, from which on it may tell a call that has another address now.
const leastStem = 12

// joinMoved makes one of a call whose page is gone and one that this visit found at another address, under the same title and with the same
// last day or a later one: the site laid its pages out anew, and the call was extended meanwhile. Where several bear the title none is taken.
func (rs *results) joinMoved() {
	var fresh map[string][]string // stem → keys of what was read in this visit for the first time
	for _, key := range slices.Sorted(maps.Keys(rs.visit.Known)) {
		was, k := rs.memory.Known[key], rs.visit.Known[key]
		if !was.OpenAt(rs.at) || was.Gone || rs.visit.Withdrawn[k.ID] == "" && k.Absent.IsZero() || was.Deadline.IsZero() || k.Part != "" {
			continue
		}
		if fresh == nil {
			fresh = rs.freshByStem()
		}
		title := opportunity.TitleStem(was.Title)
		if now := fresh[title]; len(now) == 1 && len([]rune(title)) >= leastStem && !rs.visit.Known[now[0]].Deadline.Before(was.Deadline) {
			rs.follow(key, was, now[0])
			delete(fresh, title)
		}
	}
}

// freshByStem are the keys of announcements that no visit knew before, open and alone on their pages, by what their titles say.
func (rs *results) freshByStem() map[string][]string {
	fresh := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(rs.claimed)) {
		k := rs.visit.Known[key]
		if _, old := rs.memory.Known[key]; !old && k.Titled && k.OpenAt(rs.at) && !k.Deadline.IsZero() && k.Part == "" && k.Alias == "" {
			title := opportunity.TitleStem(k.Title)
			fresh[title] = append(fresh[title], key)
		}
	}
	return fresh
}

// follow makes an announcement whose page is gone one with that of another key.
func (rs *results) follow(gone string, was sources.Known, key string) {
	delete(rs.visit.Withdrawn, was.ID)
	rs.visit.SeenIDs = slices.DeleteFunc(rs.visit.SeenIDs, func(id string) bool { return id == was.ID })
	k := rs.visit.Known[key]
	k.FirstSeen = was.FirstSeen
	rs.visit.Known[key] = k
	for n := range rs.visit.Records {
		if rs.visit.Records[n].ID == k.ID {
			rs.visit.Records[n].FirstSeen = was.FirstSeen
		}
	}
	rs.visit.Aliases[k.ID] = append(rs.visit.Aliases[k.ID], gone)
	rs.alias(gone, key)
}
