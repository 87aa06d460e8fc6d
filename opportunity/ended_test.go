package opportunity

import (
	"slices"
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

func TestCalledOff(t *testing.T) {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, jdate.JST)
	later := first.AddDate(0, 0, 8)
	call := Opportunity{Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, FirstSeen: first, Revised: first, Revision: 1,
		Deadlines: []Deadline{{Role: Submission, End: "2026-11-27"}}}
	becomes := func(was Opportunity, stage Stage) Opportunity {
		now := was
		now.Stage, now.IsOpportunity, now.Evidence = stage, false, map[string]string{"ended": "終了しました"}
		now, _ = Revise(was, now, later)
		return now
	}
	bare := call
	bare.Stage, bare.IsOpportunity, bare.Deadlines = Cancelled, false, nil
	bare, _ = Revise(call, bare, later)
	withdrawn := call
	withdrawn.Withdrawn = &Withdrawal{At: later}
	past := call
	past.Deadlines = []Deadline{{Role: Submission, End: "2026-11-06"}}
	residents := call
	residents.IsOpportunity = false
	for name, c := range map[string]struct {
		record    Opportunity
		ok, calls bool
	}{
		"an open call":                    {call, false, true},
		"cancelled":                       {becomes(call, Cancelled), true, true},
		"cancelled, then with a document": {revised(becomes(call, Cancelled), func(o *Opportunity) { o.Attachments = []Attachment{{URL: "a"}} }, later.Add(time.Hour)), true, true},
		"cancelled, without its days":     {bare, true, true},
		"vanished":                        {withdrawn, true, true},
		"cancelled after its last day":    {becomes(past, Cancelled), false, true},
		"the result":                      {becomes(call, Result), false, false},
		"found cancelled":                 {Opportunity{Stage: Cancelled, FirstSeen: first}, false, false},
		"cancelled, and no call before":   {becomes(residents, Cancelled), true, false},
	} {
		was, at, ok := c.record.CalledOff()
		if ok != c.ok || ok && (!at.Equal(later) || was.Status != Open || was.Stage != OpenCall || was.Withdrawn != nil || was.IsOpportunity != c.calls) {
			t.Errorf("%s: %v at %v, it was %s %s %v", name, ok, at, was.Stage, was.Status, was.IsOpportunity)
		}
	}
}

// TestEnded adds to what was called off what came to its result, where koubo knew of it while it was open.
func TestEnded(t *testing.T) {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, jdate.JST)
	call := Opportunity{Stage: OpenCall, Kind: Pilot, IsOpportunity: true, Detail: DetailRead, FirstSeen: first, Revised: first, Revision: 1,
		Deadlines: []Deadline{{Role: Submission, End: "2026-11-27", EndTime: "17:00"}, {Role: Registration, End: "2026-11-20"}}}
	to := func(stage Stage, days ...Deadline) func(o *Opportunity) {
		return func(o *Opportunity) { o.Stage, o.IsOpportunity, o.Deadlines = stage, stage == OpenCall, days }
	}
	early, late := first.AddDate(0, 0, 8), first.AddDate(0, 0, 40)
	decided := revised(call, to(Result), early)
	gone := decided
	gone.Withdrawn = &Withdrawal{At: late}
	other := revised(call, func(o *Opportunity) { o.Stage, o.Kind, o.IsOpportunity, o.Deadlines = Result, Other, false, nil }, early)
	if other.Kind != Pilot {
		t.Errorf("a result of no kind makes a pilot one of %s", other.Kind)
	}
	past, found := call, call
	past.Deadlines = []Deadline{{Role: Submission, End: "2026-10-27"}}
	found.Stage, found.IsOpportunity = Result, false
	for name, c := range map[string]struct {
		record Opportunity
		at     time.Time
		status Status
	}{
		"an open call":                           {call, time.Time{}, ""},
		"decided while it was open":              {decided, early, Open},
		"decided long after its last day":        {revised(call, to(Result), late), late, ClosingSoon},
		"decided, its days having left before":   {revised(revised(call, func(o *Opportunity) { o.Deadlines = nil }, late), to(Result), late.AddDate(0, 0, 1)), late.AddDate(0, 0, 1), ClosingSoon},
		"decided, then with its minutes":         {revised(decided, func(o *Opportunity) { o.Attachments = []Attachment{{URL: "a"}} }, late), early, Open},
		"decided, then vanished":                 {gone, early, Open},
		"decided, then called off":               {revised(decided, to(Cancelled), late), early, Open},
		"called off, decided, and called off":    {revised(revised(revised(call, to(Cancelled), early), to(Result), late), to(Cancelled), late.AddDate(0, 0, 1)), early, Open},
		"decided, and called for again":          {revised(decided, to(OpenCall, call.Deadlines...), late), time.Time{}, ""},
		"found when its last day was past":       {revised(past, to(Result), early), time.Time{}, ""},
		"found decided":                          {found, time.Time{}, ""},
		"found decided, later with another page": {revised(found, func(o *Opportunity) { o.Title = "b" }, late), time.Time{}, ""},
	} {
		was, at, ok := c.record.Ended()
		if ok != !c.at.IsZero() || ok && (!at.Equal(c.at) || was.Status != c.status || was.Stage != OpenCall || !was.IsOpportunity) {
			t.Errorf("%s: %v at %v, it was %s %s", name, ok, at, was.Stage, was.Status)
		}
		q := Query{EndedSince: early}
		if o := c.record.At(late.AddDate(0, 1, 0)); ok && !q.Match(o) || (Query{}).Match(o) == ok && ok {
			t.Errorf("%s: who follows open calls has it: %v", name, q.Match(o))
		}
	}
}

// TestKnownDeadlines: what a page that tells of the end drops is still known, and so is a day to come that left any page.
func TestKnownDeadlines(t *testing.T) {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, jdate.JST)
	early, late := first.AddDate(0, 0, 8), first.AddDate(0, 0, 40)
	sub, reg, sel := Deadline{Role: Submission, End: "2026-11-27", EndTime: "17:00"}, Deadline{Role: Registration, End: "2026-11-05"}, Deadline{Role: Selection, End: "2026-12-20"}
	call := Opportunity{Stage: OpenCall, Detail: DetailRead, FirstSeen: first, Revision: 1, Deadlines: []Deadline{sub, reg}}
	to := func(stage Stage, days ...Deadline) func(o *Opportunity) {
		return func(o *Opportunity) { o.Stage, o.Deadlines = stage, days }
	}
	moved := sub
	moved.End = "2026-12-04"
	for name, c := range map[string]struct {
		record Opportunity
		want   []Deadline
	}{
		"as they are":                   {call, []Deadline{sub, reg}},
		"decided without any":           {revised(call, to(Result), late), []Deadline{reg, sub}},
		"decided with that of the jury": {revised(call, to(Result, sel), late), []Deadline{sel, reg, sub}},
		"called off":                    {revised(call, to(Cancelled), early), []Deadline{sub, reg}},
		"moved":                         {revised(call, to(OpenCall, moved, reg), early), []Deadline{moved, reg}},
		"one to come left the page":     {revised(call, to(OpenCall, reg), early), []Deadline{reg, sub}},
		"one that was past left it":     {revised(call, to(OpenCall, sub), early), []Deadline{sub}},
		"all had left before":           {revised(revised(call, to(OpenCall), late), to(Result), late.AddDate(0, 0, 1)), []Deadline{reg, sub}},
	} {
		if got := c.record.KnownDeadlines(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func revised(o Opportunity, change func(*Opportunity), at time.Time) Opportunity {
	fresh := o
	change(&fresh)
	o, _ = Revise(o, fresh, at)
	return o
}

func TestKnownSince(t *testing.T) {
	first := time.Unix(1000, 0)
	o := Opportunity{Stage: OpenCall, Detail: DetailRead, FirstSeen: first, Revision: 1, Deadlines: []Deadline{{Role: Submission, End: "2026-11-13"}, {Role: Questions, End: "2026-11-05"}}}
	o = revised(o, func(o *Opportunity) {
		o.Deadlines = []Deadline{{Role: Submission, End: "2026-11-27", Note: "必着"}, {Role: Questions, End: "2026-11-05"}}
	}, time.Unix(2000, 0))
	o = revised(o, func(o *Opportunity) { o.Contact.Phone = "1" }, time.Unix(3000, 0))
	for i, want := range []time.Time{time.Unix(2000, 0), first} {
		if got := o.KnownSince(o.Deadlines[i]); !got.Equal(want) {
			t.Errorf("%s: %v, want %v", o.Deadlines[i].Role, got, want)
		}
	}
}

func TestReasonsOfWithdrawalsInJapanese(t *testing.T) {
	for reason, want := range map[string]string{
		PageGone("https://www.city.example.jp/a(1)/68.html?a=1&b=%E3%81%82", 410): "公式サイトのページがなくなっています（410）",
		Unlisted(3): "公式サイトの一覧に、3回続けて載っていませんでした",
		"公式ページが削除されました（404）。":     "公式ページが削除されました（404）。",
		"the page was taken down": "the page was taken down",
		"":                        "",
	} {
		if got := WithdrawalLabel(reason); got != want {
			t.Errorf("%q: %q, want %q", reason, got, want)
		}
	}
}
