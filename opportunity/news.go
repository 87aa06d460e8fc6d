package opportunity

import (
	"iter"
	"slices"
	"strings"
	"time"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// ChangeClass says what a change of an announcement means to whoever follows it.
type ChangeClass string

// The classes, those that end a call first: of what changed at one instant the first counts.
const (
	ChangedCancelled ChangeClass = "cancelled"
	ChangedWithdrawn ChangeClass = "withdrawn" // it vanished while it was open
	ChangedResult    ChangeClass = "result"
	ChangedReopened  ChangeClass = "reopened"       // a call again, after it was cancelled, decided or had vanished
	ChangedDeadline  ChangeClass = "deadline_moved" // the last day to submit or, where there is none, to register
	ChangedSchedule  ChangeClass = "schedule_moved" // another step that a company must act on
	ChangedAnswers   ChangeClass = "answers_out"
	ChangedDocuments ChangeClass = "documents_replaced"
	ChangedNothing   ChangeClass = "cosmetic" // wording, contact, a sum: announced to nobody
	ChangedNew       ChangeClass = "new"
)

// News is one thing about a record that its followers should hear of.
type News struct {
	Class    ChangeClass
	At       time.Time
	Old, New Moment // of ChangedDeadline: the last day before and after; absent where there was none
	// What changed, as a Change has it; Field is "" for ChangedNew, or IntoSelection. A withdrawal has its reason in After.
	Field, Before, After string
}

// IntoSelection is the Field of the News that a record is new to a selection, though not by itself: a change that is announced to nobody
// brought it in. Before is the day in Japan on which the record was first seen.
const IntoSelection = "selection"

// Extended reports whether the last day moved to a later one, or on the same day to a later hour that both state.
func (n News) Extended() bool {
	if n.Class != ChangedDeadline || n.Old.Day == "" {
		return false
	}
	old, now := n.Old.LastDay(), n.New.LastDay()
	return now.Day > old.Day || now.Day == old.Day && old.Clock != "" && now.Clock > old.Clock
}

// News returns the latest change that is not cosmetic; ChangedNew at the instant the record was first seen, or was first
// known with its deadlines, where there is none.
func (o Opportunity) News() News {
	for n := range o.newsBackward() {
		return n
	}
	return o.begun()
}

// LastOf returns the latest news of a class, News where there is none.
func (o Opportunity) LastOf(class ChangeClass) News {
	for n := range o.newsBackward() {
		if n.Class == class {
			return n
		}
	}
	return o.News()
}

// Told returns all that followers should have heard of a record and its history still holds, oldest first: ChangedNew, then
// each change that is not cosmetic. The last is News.
func (o Opportunity) Told() []News {
	told := append(slices.Collect(o.newsBackward()), o.begun())
	slices.Reverse(told)
	return told
}

// newsBackward yields the changes that are not cosmetic, the latest first.
func (o Opportunity) newsBackward() iter.Seq[News] {
	return func(yield func(News) bool) {
		cut, stage := o.CutShort(), o.Stage
		if cut && !yield(o.vanished()) {
			return
		}
		for end := len(o.History); end > 0; {
			begin := revisionBegin(o.History, end)
			n := newsOf(o.History[begin:end])
			again := cut && n.Class == ChangedWithdrawn && n.At.Equal(o.Withdrawn.At)
			if n.Class != ChangedNothing && !again && !isMoot(n.Class, stage) && !yield(n) {
				return
			}
			stage = stageBefore(o.History[begin:end], stage)
			end = begin
		}
	}
}

// isMoot reports whether a change is nothing to act on at the stage that a record had come to: the page of a call that was
// decided loses its days, that of one that was called off its documents.
func isMoot(class ChangeClass, stage Stage) bool {
	switch class {
	case ChangedDeadline, ChangedSchedule:
		return stage == Cancelled || stage == Result
	case ChangedAnswers, ChangedDocuments:
		return stage == Cancelled
	}
	return false
}

// stageBefore returns the stage that a record had before the changes of one instant, after which it had this one.
func stageBefore(changes []Change, stage Stage) Stage {
	for _, c := range changes {
		if c.Field == "stage" {
			return Stage(c.Old)
		}
	}
	return stage
}

// Announced returns the number of the revision that News came with, 1 for a record that only cosmetic ones followed. It
// never falls: what a bounded history no longer holds counts as announced.
func (o Opportunity) Announced() int {
	n, quiet := o.News(), 0
	for end := len(o.History); end > 0; quiet++ {
		begin := revisionBegin(o.History, end)
		if o.History[begin].Field == OmittedChanges || !o.History[begin].At.After(n.At) {
			break
		}
		end = begin
	}
	return max(o.Revision-quiet, 1)
}

// revisionBegin returns where in a history the changes begin that came at the instant of the one before end.
func revisionBegin(history []Change, end int) int {
	begin := end - 1
	for begin > 0 && history[begin-1].At.Equal(history[end-1].At) {
		begin--
	}
	return begin
}

// begun is the news of the record itself.
func (o Opportunity) begun() News {
	at := o.FirstSeen
	if len(o.History) == 0 && o.Revised.After(at) {
		at = o.Revised
	}
	return News{Class: ChangedNew, At: at}
}

func (o Opportunity) vanished() News {
	return News{Class: ChangedWithdrawn, At: o.Withdrawn.At, Field: "withdrawn", After: o.Withdrawn.Reason}
}

// newsOf classes what changed at one instant.
func newsOf(changes []Change) News {
	found := News{Class: ChangedNothing}
	for _, c := range changes {
		n := News{Class: ChangedNothing}
		switch c.Field {
		case "stage":
			n.Class = stageNews(Stage(c.Old), Stage(c.New))
		case "deadlines":
			n = deadlineNews(c)
		case "attachments":
			n.Class = documentNews(c)
		case "withdrawn":
			n.Class = withdrawalNews(c)
		}
		if slices.Index(newsOrder, n.Class) < slices.Index(newsOrder, found.Class) {
			n.At, n.Field, n.Before, n.After = c.At, c.Field, c.Old, c.New
			found = n
		}
	}
	return found
}

// newsOrder is which of several classes counts.
var newsOrder = []ChangeClass{ChangedCancelled, ChangedWithdrawn, ChangedResult, ChangedReopened, ChangedDeadline, ChangedSchedule, ChangedAnswers, ChangedDocuments, ChangedNothing}

func stageNews(old, now Stage) ChangeClass {
	switch {
	case now == Cancelled:
		return ChangedCancelled
	case now == Result:
		return ChangedResult
	case old == Cancelled || old == Result:
		return ChangedReopened
	case now == QA:
		return ChangedAnswers
	}
	return ChangedNothing
}

// documentNews tells answers that were added from other documents: a call's own page often tells of them in no other way.
func documentNews(c Change) ChangeClass {
	before := strings.Split(c.Old, "\n")
	for line := range strings.SplitSeq(c.New, "\n") {
		if strings.Contains(line, "回答") && !isForm(line) && !slices.Contains(before, line) {
			return ChangedAnswers
		}
	}
	return ChangedDocuments
}

// isForm reports whether an attachment is to be filled in: 質問回答様式, 回答用紙.
func isForm(line string) bool {
	return jtext.HasAny(line, "様式", "用紙", "アンケート", "フォーム")
}

func withdrawalNews(c Change) ChangeClass {
	if c.New == "" {
		return ChangedReopened
	}
	return ChangedWithdrawn
}

// deadlineNews tells a moved last day from a moved step, and from what nobody must act on.
func deadlineNews(c Change) News {
	for _, role := range []Role{Submission, Registration} {
		old, now := lastEnd(c.Old, role), lastEnd(c.New, role)
		if old != now && !old.ends().Equal(now.ends()) {
			return News{Class: ChangedDeadline, Old: old, New: now}
		}
		if old.Day != "" {
			break
		}
	}
	before, after := actedOn(c.Old), actedOn(c.New)
	if !slices.Equal(before, after) {
		return News{Class: ChangedSchedule}
	}
	return News{Class: ChangedNothing}
}

// actedOn returns the lines of a rendered schedule whose steps a company must act on.
func actedOn(schedule string) (lines []string) {
	for line := range strings.Lines(schedule) {
		role, _, _ := strings.Cut(line, " ")
		if !ActsOn[Role(role)] {
			continue
		}
		line = strings.TrimSpace(line)
		for _, step := range StepsIn(line) {
			if day, clock := step.LastDay(); clock == jdate.DayEnd { // a day lasts as long where nothing says so
				step.End, step.EndTime = day, ""
				line = renderDeadline(step)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// lastEnd returns the latest end of a role in a rendered schedule.
func lastEnd(schedule string, role Role) (last Moment) {
	for _, d := range StepsIn(schedule) {
		end, before := Moment{d.End, d.EndTime}.LastDay(), last.LastDay()
		if d.Role == role && (end.Day > before.Day || end.Day == before.Day && end.Clock > before.Clock) {
			last = Moment{d.End, d.EndTime}
		}
	}
	return last
}
