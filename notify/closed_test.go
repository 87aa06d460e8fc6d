package notify

import (
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store"
)

// TestALetterMarksWhatHasClosedMeanwhile: a week is long, and what is told is as it was then. Of a call whose last day moved since, the
// day that it has now counts.
func TestALetterMarksWhatHasClosedMeanwhile(t *testing.T) {
	c := &courier{}
	weekly := atOnce("weekly")
	weekly.When = config.Weekly
	weekly.Query = opportunity.Query{AllStatuses: true}
	inOffice(t, c, []config.Notification{weekly}, func(st *store.Store) { // it is Saturday
		quick, later, stays, over := call(1, 0), call(2, 0), call(3, 0), call(4, 0)
		for _, o := range []*opportunity.Opportunity{&quick, &later, &over} {
			o.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: "2000-01-02"}}
		}
		over.Deadlines[0].End = "1999-12-30" // it was over when it was found
		apply(t, st, visitOf("a", time.Now(), quick, later, stays, over))
		later.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: "2000-01-20"}}
		apply(t, st, visitOf("a", time.Now().Add(time.Hour), later))
		time.Sleep(7 * 24 * time.Hour)
		if sent := c.letters(); len(sent) != 1 {
			t.Fatalf("%d letters", len(sent))
		}
		marked := slices.DeleteFunc(slices.Clone(c.titles), func(title string) bool { return !strings.Contains(title, "【受付終了】") })
		if len(c.titles) != 5 || !slices.Equal(marked, []string{"weekly 【受付終了】" + quick.Title}) {
			t.Errorf("%q", c.titles)
		}
	})
}

// TestAHeadlineCountsWhatHasClosedApart from what can still be entered.
func TestAHeadlineCountsWhatHasClosedApart(t *testing.T) {
	l := letterOf(item(1, "一", opportunity.ChangedNew), item(2, "二", opportunity.ChangedDeadline), item(3, "三", opportunity.ChangedNew))
	l.Items[0].Closed, l.Items[1].Closed = true, true
	m := messageOf(config.Notification{ID: "all", To: config.Slack}, l, "", now)
	if m.Headline != "公募のお知らせ：受付終了2件・新着1件" || m.Items[0].Title != "【受付終了】一" || m.Items[1].Title != "【受付終了】【締切延長 11/13→11/27】二" {
		t.Errorf("%s %q %q", m.Headline, m.Items[0].Title, m.Items[1].Title)
	}
}

// TestWhatCameIntoASelectionSaysSo: it is new to it, though it was found days before.
func TestWhatCameIntoASelectionSaysSo(t *testing.T) {
	one := item(1, "ドローン練習場", opportunity.ChangedNew)
	one.Announcement.News.Field, one.Announcement.News.Before = opportunity.IntoSelection, "2026-11-02"
	for _, to := range []config.Channel{config.Webhook, config.Slack, config.Teams, config.Discord} {
		body, m := written(t, to, letterOf(one))
		if m.Headline != "公募のお知らせ：新着1件" || m.Items[0].Title != "ドローン練習場" || !strings.Contains(body, "新たに条件に合う公募（2026-11-10）：2026-11-02に見つけた公募の内容が変わりました") {
			t.Errorf("%s: %s %s", to, m.Headline, body)
		}
	}
	body, _ := written(t, config.Webhook, letterOf(one, item(2, "別の公募", opportunity.ChangedNew)))
	if got := decode[webhookBody](t, body); got.Items[0].Class != opportunity.ChangedNew || !got.Items[0].IntoSelection || got.Items[1].IntoSelection {
		t.Errorf("%+v", got.Items)
	}
}
