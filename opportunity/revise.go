package opportunity

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/opportunity/jdate"
)

// Revise merges what a visit at the instant at read into the record that is kept, and says whether the announcement
// was revised: then Revision and Revised move and the old values stay readable in History. What counts is what a
// company would want to hear of: title, kind, stage, published, deadlines, rolling, amounts, contact, attachments.
//
// A fresh record whose page has not been read (DetailPending) never erases what a page said; of it only a changed
// title counts. The first reading of a page completes the record and is no revision; where it brings deadlines, Revised
// moves all the same, so that whoever was told of the call is told of them. FirstSeen is kept, LastSeen moves, and a
// withdrawal ends when the announcement is seen again; where it had cut a call short, that is a revision. The origins of both are kept. History is bounded (see AddChanges).
// Revise(x, x) is never a revision.
func Revise(old, fresh Opportunity, at time.Time) (merged Opportunity, revised bool) {
	return revise(old, fresh, at, func(string) bool { return false })
}

// ReviseReread is Revise where the page is read in another way than before: before is what it reads to now in the way in
// which it was read when old was. A field in which before is as old is did not change on the page; the new value is taken, but it is
// no change that the body made, and there is no news of it.
func ReviseReread(old, before, fresh Opportunity, at time.Time) (merged Opportunity, revised bool) {
	before, _ = Revise(old, before, at)
	asBefore := map[string]bool{}
	for _, w := range watched {
		asBefore[w.field] = w.render(before) == w.render(old)
	}
	return revise(old, fresh, at, func(field string) bool { return asBefore[field] })
}

// ReviseAnew is Revise where the page is as it was, but is read by other rules: the new values are taken and are no news, except that a
// last day to submit or to register is sooner than its followers know, or one that they do not know of.
func ReviseAnew(old, fresh Opportunity, at time.Time) (merged Opportunity, revised bool) {
	sooner := isSooner(old, fresh)
	return revise(old, fresh, at, func(field string) bool { return field != "deadlines" || !sooner })
}

// isSooner reports whether a record has a last day to submit or to register that another lacks, or has for later.
func isSooner(old, fresh Opportunity) bool {
	before, now := renderAll(old.Deadlines, renderDeadline), renderAll(fresh.Deadlines, renderDeadline)
	entries := []Role{Submission, Registration}
	return slices.ContainsFunc(entries, func(role Role) bool {
		told, ends := lastEnd(before, role), lastEnd(now, role)
		if told.Day != "" {
			return ends.Day != "" && ends.ends().Before(told.ends())
		}
		return ends.Day != "" && !slices.ContainsFunc(entries, func(other Role) bool { return lastEnd(before, other) == ends })
	})
}

// ReviseJoined is Revise for a record that others turned out to be, old being what they come to: a value that one of them had is no news.
func ReviseJoined(old Opportunity, joined []Opportunity, fresh Opportunity, at time.Time) (merged Opportunity, revised bool) {
	merged, _ = Revise(old, fresh, at)
	had := map[string]bool{}
	for _, w := range watched {
		had[w.field] = slices.ContainsFunc(joined, func(one Opportunity) bool { return w.render(one) == w.render(merged) })
	}
	return revise(old, fresh, at, func(field string) bool { return had[field] })
}

// revise is Revise; ours names the watched fields whose change would not be the body's.
func revise(old, fresh Opportunity, at time.Time, ours func(field string) bool) (merged Opportunity, revised bool) {
	if fresh.Detail != DetailRead && old.Detail == DetailRead {
		merged = relisted(old, fresh)
	} else {
		merged = fresh
		keepStated(&merged, old)
	}
	merged.ID, merged.Source, merged.Status, merged.Part = old.ID, old.Source, "", old.Part
	if old.Part != "" && (fresh.Part != "" || old.Detail == DetailNone && PartKey(old.URL, "") != PartKey(fresh.URL, "")) {
		merged.Part = fresh.Part // an anchor of its page may be another's by now, and a row of a list may have a page
	}
	merged.Origins = MergeOrigins(old.Origins, fresh.Origins)
	merged.FirstSeen, merged.LastSeen = old.FirstSeen, at
	if at.Before(old.LastSeen) {
		merged.LastSeen = old.LastSeen
	}
	merged.Withdrawn = nil
	merged.Revision, merged.Revised, merged.History = max(1, old.Revision), old.Revised, old.History
	if old.Detail != DetailRead && fresh.Detail == DetailRead {
		if len(old.Deadlines) == 0 && len(merged.Deadlines) > 0 {
			merged.Revised = at
		}
		return merged, false
	}
	changes := changesBetween(old, merged, at, ours)
	if old.CutShort() && fresh.Withdrawn == nil {
		changes = append(changes, Change{At: at, Field: "withdrawn", Old: old.Withdrawn.Reason})
	}
	if len(changes) == 0 {
		return merged, false
	}
	merged.Revision++
	merged.Revised = at
	merged.History = AddChanges(old.History, changes)
	return merged, true
}

// relisted is the read record as a list names it now: its address, a new title with the kind and stage it tells, and
// nothing else.
func relisted(old, fresh Opportunity) Opportunity {
	merged := old
	if fresh.URL != "" {
		merged.URL = fresh.URL
	}
	if fresh.Title == "" || fresh.Title == old.Title {
		return merged
	}
	merged.Title, merged.Evidence = fresh.Title, maps.Clone(old.Evidence)
	if merged.Evidence == nil {
		merged.Evidence = map[string]string{}
	}
	if fresh.Kind != Other {
		merged.Kind, merged.Evidence["kind"] = fresh.Kind, fresh.Evidence["kind"]
	}
	if finality[fresh.Stage] > finality[old.Stage] {
		merged.Stage, merged.IsOpportunity = fresh.Stage, fresh.IsOpportunity
		merged.Evidence["stage"] = fresh.Evidence["stage"]
	}
	return merged
}

// finality orders stages: a list's title may move a record forward in its life, never back from what its page said.
var finality = map[Stage]int{OtherPage: 0, OpenCall: 1, Notice: 1, Amendment: 2, QA: 3, Result: 4, Cancelled: 5}

// keepStated keeps values that the listing stated and the page does not contradict.
func keepStated(merged *Opportunity, old Opportunity) {
	keepDay(merged, &merged.Published, old.Published, "published", old.Evidence)
	keepDay(merged, &merged.Updated, old.Updated, "updated", old.Evidence)
	if merged.Summary == "" {
		merged.Summary = old.Summary
	}
	if merged.Issuer.Department == "" {
		merged.Issuer.Department = old.Issuer.Department
	}
	if ended := merged.Stage == Cancelled || merged.Stage == Result; ended && old.Kind != "" && merged.Kind == Other {
		merged.Kind = old.Kind // whom it was decided for says nothing of what was called for
	}
	if merged.Stage == Cancelled && len(merged.Deadlines) == 0 {
		merged.Deadlines = old.Deadlines // so that a calendar that holds them can strike them out
	}
	if merged.Detail == DetailPending && old.Detail == DetailNone {
		merged.Detail = DetailNone
	}
}

// keepDay fills a day that stands empty, with its evidence.
func keepDay(merged *Opportunity, day *jdate.Date, old jdate.Date, field string, evidence map[string]string) {
	if *day != "" || old == "" {
		return
	}
	*day = old
	if words := evidence[field]; words != "" {
		merged.Evidence = maps.Clone(merged.Evidence)
		if merged.Evidence == nil {
			merged.Evidence = map[string]string{}
		}
		merged.Evidence[field] = words
	}
}

// watched are the fields whose change is a revision, each rendered without its evidence, notes and order.
var watched = []struct {
	field  string
	render func(Opportunity) string
}{
	{"title", func(o Opportunity) string { return o.Title }},
	{"kind", func(o Opportunity) string { return string(o.Kind) }},
	{"stage", func(o Opportunity) string { return string(o.Stage) }},
	{"published", func(o Opportunity) string { return string(o.Published) }},
	{"deadlines", func(o Opportunity) string { return renderAll(o.Deadlines, renderDeadline) }},
	{"rolling", func(o Opportunity) string { return flagText(o.Rolling) }},
	{"amounts", func(o Opportunity) string { return renderAll(o.Amounts, renderAmount) }},
	{"contact", func(o Opportunity) string {
		return strings.Trim(o.Contact.Department+" "+o.Contact.Phone+" "+o.Contact.Email, " ")
	}},
	{"attachments", func(o Opportunity) string { return renderAll(o.Attachments, renderAttachment) }},
}

func changesBetween(old, merged Opportunity, at time.Time, ours func(field string) bool) (changes []Change) {
	for _, w := range watched {
		if before, after := w.render(old), w.render(merged); before != after && !ours(w.field) {
			changes = append(changes, Change{At: at, Field: w.field, Old: before, New: after})
		}
	}
	// That it no longer invites tells nobody anything, but beside the stage it tells what the record was: see CalledOff.
	if old.Stage != merged.Stage && !ours("stage") && old.IsOpportunity != merged.IsOpportunity {
		changes = append(changes, Change{At: at, Field: "is_opportunity", Old: flagText(old.IsOpportunity), New: flagText(merged.IsOpportunity)})
	}
	return changes
}

// flagText renders a flag: one that is not set is absent.
func flagText(set bool) string {
	if set {
		return "true"
	}
	return ""
}

// renderAll renders a list one value a line, sorted, so that a page that only reorders its rows is not revised.
func renderAll[T any](list []T, render func(T) string) string {
	lines := make([]string, len(list))
	for i, v := range list {
		lines[i] = render(v)
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

// renderDeadline writes "submission 2026-08-01 09:00 ~ 2026-09-04 17:00", without what is absent.
func renderDeadline(d Deadline) string {
	text := string(d.Role)
	if d.Start != "" {
		text += strings.TrimRight(" "+string(d.Start)+" "+string(d.StartTime), " ")
	}
	if d.End != "" {
		text += strings.TrimRight(" ~ "+string(d.End)+" "+string(d.EndTime), " ")
	}
	return text
}

// StepsIn reads the schedule that a Change of deadlines holds, a step a line: "submission 2026-08-01 ~ 2026-09-04 17:00". What
// is no day is absent; notes and evidence are not in it.
func StepsIn(schedule string) (steps []Deadline) {
	for line := range strings.Lines(schedule) {
		role, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		start, end, _ := strings.Cut(" "+rest, " ~ ")
		from, to := momentOf(start), momentOf(end)
		steps = append(steps, Deadline{Role: Role(role), Start: from.Day, StartTime: from.Clock, End: to.Day, EndTime: to.Clock})
	}
	return steps
}

func momentOf(text string) Moment {
	day, clock, _ := strings.Cut(strings.TrimSpace(text), " ")
	if jdate.Date(day).Time("").IsZero() {
		return Moment{}
	}
	return Moment{jdate.Date(day), jdate.Clock(clock)}
}

func renderAmount(a Amount) string {
	return fmt.Sprintf("%s %d %s %s", a.Role, a.Yen, a.Tax, a.Per)
}

func renderAttachment(a Attachment) string {
	if a.Bytes == 0 {
		return a.Title + " " + a.URL
	}
	return fmt.Sprintf("%s %s %d", a.Title, a.URL, a.Bytes)
}
