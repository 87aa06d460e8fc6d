// Package decline tells when a source that still answers gives less than it used to: a field that its records had and have no
// more. It compares the latest records with those before, and holds no effects.
package decline

import (
	"fmt"
	"maps"
	"math"
	"strings"
	"time"

	"koubo/crawler/cause"
	"koubo/sources"
)

const (
	recentMost = 12  // records that count as the latest; of one visit the first ones, which are the newest on most lists
	batchLeast = 5   // so many of one visit stand for themselves: a site that was made anew is read anew at once
	usualMost  = 200 // the usual share moves by a part of this at least
	usualLeast = 6   // records that a usual share must be taken from
	chance     = 5e-4
)

// Believe is how long a field is lost until it is taken for none of the source's any more.
const Believe = 60 * 24 * time.Hour

// Seen holds, by field, whether each of what a visit read has it, in the order of reading.
type Seen map[sources.Field][]bool

// Note returns the histories after a visit. A loss that is old is forgotten, with what was usual before, also where nothing was
// read that could have the field: a season without calls.
func Note(before map[sources.Field]sources.FieldHistory, seen Seen, at time.Time) map[sources.Field]sources.FieldHistory {
	after := maps.Clone(before)
	if after == nil {
		after = map[sources.Field]sources.FieldHistory{}
	}
	maps.DeleteFunc(after, func(_ sources.Field, h sources.FieldHistory) bool {
		return !h.Lost.IsZero() && at.Sub(h.Lost) > Believe
	})
	for field, batch := range seen {
		if len(batch) > 0 {
			after[field] = note(after[field], batch, at)
		}
	}
	return after
}

// note adds a visit's batch to a history. What leaves the latest ones becomes part of what is usual, unless it is what the
// field was lost with.
func note(h sources.FieldHistory, batch []bool, at time.Time) sources.FieldHistory {
	lost := !h.Lost.IsZero()
	batch = batch[:min(len(batch), recentMost)]
	var b strings.Builder
	for _, has := range batch {
		b.WriteByte(map[bool]byte{false: '0', true: '1'}[has])
	}
	keep := recentMost
	if len(batch) >= batchLeast {
		keep = len(batch)
	}
	all := h.Recent + b.String()
	leaving := all[:max(len(all)-keep, 0)]
	h.Recent = all[len(leaving):]
	if !lost {
		h = learn(h, leaving)
	}
	switch lost := isLost(h); {
	case lost && h.Lost.IsZero():
		h.Lost = at
	case !lost:
		h.Lost = time.Time{}
	}
	return h
}

// Portion stands for rows of which so many have a field and whose order tells nothing: at most as many as count as recent.
func Portion(with, of int) []bool {
	n := min(of, recentMost)
	batch := make([]bool, n)
	for i := range n {
		batch[i] = i*of < with*n
	}
	return batch
}

// learn takes records into the usual share.
func learn(h sources.FieldHistory, records string) sources.FieldHistory {
	for _, r := range records {
		value := 0.0
		if r == '1' {
			value = 1
		}
		h.Of = min(h.Of+1, usualMost)
		h.Usual += (value - h.Usual) / float64(h.Of)
	}
	return h
}

// isLost reports whether so few of the latest records have a field that it cannot be chance, were it as frequent as before.
func isLost(h sources.FieldHistory) bool {
	with, of := h.Share()
	if h.Of < usualLeast || of < batchLeast {
		return false
	}
	share := (h.Usual*float64(h.Of) + 1) / float64(h.Of+2) // rule of succession: a few records prove no certainty
	return atMost(with, of, share) < chance
}

// atMost is the probability that of n records k at most have what each has with the probability p.
func atMost(k, n int, p float64) (sum float64) {
	term := math.Pow(1-p, float64(n))
	for i := 0; i <= k; i++ {
		sum += term
		term *= float64(n-i) / float64(i+1) * p / (1 - p)
	}
	return sum
}

// words are what a field is called in a sentence: of which things so many have it.
var words = map[sources.Field]struct{ things, have string }{
	sources.FieldDeadline:  {"calls", "have a deadline"},
	sources.FieldBudget:    {"calls", "name a budget"},
	sources.FieldContact:   {"calls", "name a contact"},
	sources.FieldPublished: {"announcements", "have a day of publication"},
	sources.FieldDate:      {"rows", "have a date"},
	sources.FieldTitle:     {"rows", "have a title that may be a call's"},
}

// Loss is a field that is lost, with the address whose rows had it; "" for the source's records.
type Loss struct {
	URL   string
	Field sources.Field
	sources.FieldHistory
}

// Lost returns the fields that are lost by these histories, the most important first.
func Lost(address string, histories map[sources.Field]sources.FieldHistory) (all []Loss) {
	for _, field := range sources.Fields() {
		if h := histories[field]; !h.Lost.IsZero() {
			all = append(all, Loss{address, field, h})
		}
	}
	return all
}

// Reason says what is lost, with the numbers; "" where nothing is.
func Reason(all []Loss) string {
	var lost []string
	for _, l := range all {
		with, of := l.Share()
		w, where := words[l.Field], ""
		if l.URL != "" {
			where = l.URL + ": "
		}
		lost = append(lost, fmt.Sprintf("%s%s: %d of the latest %d %s %s, where %.0f %% did", where, l.Field, with, of, w.things, w.have, 100*l.Usual))
	}
	if len(lost) == 0 {
		return ""
	}
	return strings.Join(lost, "; ") + "; its layout may have changed: koubo source try shows what is read of it now"
}

// Causes says the same as codes.
func Causes(all []Loss) (causes []sources.Cause) {
	for _, l := range all {
		with, of := l.Share()
		c := cause.New(sources.CauseFieldLost, "field", l.Field, "now", with, "of", of, "usual", math.Round(100*l.Usual))
		c.URL = l.URL
		causes = append(causes, c)
	}
	return causes
}
