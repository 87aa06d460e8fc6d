package opportunity

import (
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
