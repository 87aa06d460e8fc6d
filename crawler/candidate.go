package crawler

import (
	"slices"

	"koubo/opportunity"
	"koubo/sources"
)

// keepCandidates drops the listed announcements whose titles cannot be opportunities, counted by reason, and brings those
// that several entries carry together. It also notes who listed what, so that a vanished one is recognised.
func (v *visit) keepCandidates() {
	v.listed = map[string]int{}
	on := map[string][]string{}
	seen := map[string]bool{}
	for _, e := range v.entries {
		for _, d := range e.drafts {
			d.URL = opportunity.CanonicalURL(d.URL)
			if !seen[d.URL] {
				seen[d.URL] = true
				v.result.Report.Seen++
			}
			if i, ok := v.listed[d.URL]; ok {
				v.drafts[i] = bothDrafts(v.drafts[i], d)
			} else if keep, why := v.triage(d); keep {
				v.listed[d.URL] = len(v.drafts)
				d.Source, d.Issuer, d.Detail = v.src.ID, v.src.Issuer, opportunity.DetailPending
				v.drafts = append(v.drafts, d)
			} else {
				v.result.Report.Dropped[why]++
				continue
			}
			if !slices.Contains(on[d.URL], e.key) {
				on[d.URL] = append(on[d.URL], e.key)
			}
		}
		if e.unchanged {
			v.result.Report.Seen += e.items
		}
	}
	v.noteListed(on)
	v.letGo()
}

// letGo keeps of the listed announcements what later steps ask for: hundreds of visits wait for their hosts at the same
// time.
func (v *visit) letGo() {
	v.oldest = v.oldestListed()
	for i := range v.entries {
		v.entries[i].drafts = nil
	}
	v.verdicts = nil
}

// triage asks once for each title and address, which feed and list often both show.
func (v *visit) triage(d opportunity.Draft) (keep bool, why string) {
	key := d.Title + "\x00" + d.URL
	if why, known := v.verdicts[key]; known {
		return why == "", why
	}
	verdict := opportunity.Triage(d.Title, d.URL, d.Categories)
	if !verdict.Keep {
		why = verdict.Why
	}
	v.verdicts[key] = why
	return verdict.Keep, why
}

// bothDrafts joins what two entries say of one announcement; the first has the word.
func bothDrafts(a, b opportunity.Draft) opportunity.Draft {
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
	if len(a.Categories) == 0 {
		a.Categories = b.Categories
	}
	return a
}

// noteListed brings Known up to date with which entries carry which announcement, and marks those that none carries.
func (v *visit) noteListed(on map[string][]string) {
	for address, k := range v.memory.Known {
		fresh := k
		if now := v.carriers(k, on[address]); len(now) > 0 {
			fresh.On, fresh.Missed = now, 0
		} else if v.asked(k) {
			fresh.Missed++ // On stays, so that the next visit knows which entries to ask
		}
		if fresh.Missed != k.Missed || !slices.Equal(fresh.On, k.On) {
			v.result.Known[address] = fresh
		}
	}
	for _, d := range v.drafts {
		if _, old := v.memory.Known[d.URL]; !old {
			slices.Sort(on[d.URL])
			v.result.Known[d.URL] = sources.Known{Title: d.Title, Date: d.Published, On: on[d.URL], Pending: true, FirstSeen: v.at}
		}
	}
}

// carriers returns the entries that carry an announcement now: those that were read and list it, those that are unchanged
// and did, and those that could not be read and did when they last could.
func (v *visit) carriers(k sources.Known, listed []string) []string {
	now := slices.Clone(listed)
	for _, e := range v.entries {
		if (e.unchanged || e.err != nil) && k.Missed == 0 && slices.Contains(k.On, e.key) {
			now = append(now, e.key)
		}
	}
	slices.Sort(now)
	return slices.Compact(now)
}

// asked says whether an entry that carried the announcement was read afresh in this visit.
func (v *visit) asked(k sources.Known) bool {
	return slices.ContainsFunc(v.entries, func(e entry) bool {
		return !e.unchanged && e.err == nil && slices.Contains(k.On, e.key)
	})
}
