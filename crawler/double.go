package crawler

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
)

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
	byDeadline := map[int64][]string{}
	for _, key := range keys {
		if k := known(key); mayBeDouble(k, at) {
			byDeadline[k.Deadline.Unix()] = append(byDeadline[k.Deadline.Unix()], key)
		}
	}
	for _, deadline := range slices.Sorted(maps.Keys(byDeadline)) {
		alike := byDeadline[deadline]
		slices.Sort(alike)
		for n, key := range alike {
			for _, other := range alike[n+1:] {
				a, b := known(key), known(other)
				if a.ID != b.ID && opportunity.SameTitle(a.Title, b.Title) && !slices.Contains(a.Apart, apartMark(other, b.Title)) {
					pairs = append(pairs, [2]string{key, other})
				}
			}
		}
	}
	return pairs
}

func mayBeDouble(k sources.Known, at time.Time) bool {
	alone := k.Alias == "" && k.Part == "" && k.Group == ""
	read := k.ID != "" && k.Titled && !k.Pending && !k.Gone && k.Tries == 0 && k.Suspect == ""
	return alone && read && !k.Deadline.IsZero() && at.Sub(k.Deadline) < closedFor
}

// compareDoubles has the pages of announcements that look like one asked for, those that no entry lists now included.
func (d *dueness) compareDoubles(tasks []task, m sources.Memory) []task {
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
				tasks = append(tasks, rememberedTask(d.src, key, m.Known[key]))
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
