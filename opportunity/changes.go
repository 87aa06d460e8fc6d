package opportunity

import (
	"slices"
	"time"

	"koubo/opportunity/jtext"
)

// Bounds of a record's history, for pages that change daily over years: the first changes and the newest stay.
const (
	firstChanges = 20
	maxChanges   = 100
	maxHistory   = 256 << 10 // bytes of the values in it
	maxValue     = 4 << 10   // bytes of one of them
)

// OmittedChanges is the Field of the one change in a history that stands for those that are no longer kept: Times says how
// many, At when the latest of them was.
const OmittedChanges = "omitted"

// AddChanges returns a history with what a visit changed at its end, bounded. A field that flips between two values leaves
// four changes: the first two, and the newest two, whose Times say how often they came.
func AddChanges(history, changes []Change) []Change {
	history = slices.Clone(history)
	for _, c := range changes {
		c.Old, c.New = shortened(c.Old), shortened(c.New)
		if at := flipOf(history, c); at >= 0 {
			c.Times = max(history[at].Times, 1) + 1
			history = slices.Delete(history, at, at+1)
		}
		history = append(history, c)
	}
	for len(history) > maxChanges || len(history) > firstChanges+2 && sizeOf(history) > maxHistory {
		history = omitOne(history)
	}
	return history
}

// flipOf returns which change c comes again for: the last four of its field all go to or fro between c's two values. -1
// for none.
func flipOf(history []Change, c Change) int {
	again, flips := -1, 0
	for i := len(history) - 1; i >= 0 && flips < 4; i-- {
		h := history[i]
		switch {
		case h.Field != c.Field:
			continue
		case h.Old == c.Old && h.New == c.New:
			again = max(again, i)
		case h.Old != c.New || h.New != c.Old:
			return -1
		}
		flips++
	}
	if flips < 4 {
		return -1
	}
	return again
}

// omitOne takes the oldest change after the first ones out, and counts it.
func omitOne(history []Change) []Change {
	if history[firstChanges].Field != OmittedChanges {
		history = slices.Insert(history, firstChanges, Change{Field: OmittedChanges})
	}
	marker, gone := &history[firstChanges], history[firstChanges+1]
	marker.Times += max(gone.Times, 1)
	marker.At = gone.At
	return slices.Delete(history, firstChanges+1, firstChanges+2)
}

// shortened cuts a value to what a history keeps of it.
func shortened(value string) string {
	if len(value) <= maxValue {
		return value
	}
	return jtext.ClipBytes(value, maxValue-len("…")) + "…"
}

func sizeOf(history []Change) (n int) {
	for _, c := range history {
		n += len(c.Old) + len(c.New)
	}
	return n
}

// JoinHistories brings the histories of two records of one announcement together, oldest first.
func JoinHistories(a, b []Change) []Change {
	all := append(slices.Clone(a), b...)
	slices.SortStableFunc(all, func(x, y Change) int { return x.At.Compare(y.At) })
	omitted := 0
	all = slices.DeleteFunc(all, func(c Change) bool {
		if c.Field == OmittedChanges {
			omitted += c.Times
		}
		return c.Field == OmittedChanges
	})
	if omitted > 0 && len(all) > firstChanges {
		all = slices.Insert(all, firstChanges, Change{At: all[firstChanges-1].At, Field: OmittedChanges, Times: omitted})
	}
	return AddChanges(all, nil)
}

// AsOf returns the record with the title, the kind and the stage that it had after what changed at an instant, and whether it invited
// then. The rest is as it is now.
func (o Opportunity) AsOf(at time.Time) Opportunity {
	if o.Withdrawn != nil && o.Withdrawn.At.After(at) {
		o.Withdrawn = nil
	}
	for _, c := range slices.Backward(o.History) {
		if !c.At.After(at) {
			break
		}
		switch c.Field {
		case "title":
			o.Title = c.Old
		case "kind":
			o.Kind = Kind(c.Old)
		case "stage":
			o.Stage = Stage(c.Old)
		case "is_opportunity":
			o.IsOpportunity = c.Old == flagText(true)
		}
	}
	return o
}
