package feeds

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// feedsOfEntries writes what a feed may hold beside the states of records, in each format: what was told of every record of
// the tests and of every pair of changes, and the reminders of their steps.
func feedsOfEntries(t *testing.T) map[string][]byte {
	t.Helper()
	records := testRecords(t)
	for i, c := range changeCases() {
		o := c.revised()
		o.ID += string(rune('a' + i))
		records = append(records, o)
	}
	var changes, reminders []Entry
	for _, o := range records {
		changes = append(changes, Now(o))
		for _, n := range slices.Backward(o.Told()) {
			changes = append(changes, Change(o, n))
		}
		reminders = append(reminders, Reminders(o, nil, 30, channel.Now)...)
	}
	all := map[string][]byte{}
	for name, entries := range map[string][]Entry{"changes": changes, "reminders": reminders} {
		for _, f := range Formats()[:3] {
			var body bytes.Buffer
			if err := f.Entries(&body, channel, slices.Values(entries)); err != nil {
				t.Fatal(err)
			}
			all[name+f.Extension] = body.Bytes()
		}
	}
	return all
}

func TestFeedsOfEntriesKeepTheRules(t *testing.T) {
	for name, data := range feedsOfEntries(t) {
		switch {
		case strings.HasSuffix(name, ".json"):
			if err := checkJSONFeed(data); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case strings.HasSuffix(name, ".rss"):
			if err := checkRSS(data); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		default:
			if said := xmllint(t, data, "--relaxng", "testdata/atom.rng"); said != "" {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
}

// TestTheIDOfAChangeStays: what is cosmetic, and what is told later, change neither id nor date of what was told.
func TestTheIDOfAChangeStays(t *testing.T) {
	_, o := beforeAndNow()
	ids := func(o opportunity.Opportunity) (all []string) {
		for _, n := range o.Told() {
			e := Change(o, n)
			all = append(all, e.id(channel)+" "+stamp(e.At()))
		}
		return all
	}
	want := []string{
		"tag:koubo.example.com,2026:opportunity/x1/new 2026-11-02T09:00:00+09:00",
		"tag:koubo.example.com,2026:opportunity/x1/20261110T000000Z 2026-11-10T09:00:00+09:00",
	}
	if got := ids(o); !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for n := range 300 {
		fresh := o
		if fresh.Contact.Phone = string(rune('a' + n%3)); n%2 == 0 {
			fresh.Contact.Phone = "x"
		}
		o, _ = opportunity.Revise(o, fresh, nextVisit.Add(time.Duration(n+1)*time.Hour))
	}
	fresh := o
	fresh.Stage = opportunity.Result
	o, _ = opportunity.Revise(o, fresh, nextVisit.AddDate(0, 1, 0))
	if got := ids(o); len(got) != 3 || !slices.Equal(got[:2], want) {
		t.Errorf("%v, want %v and the result", got, want)
	}
}

func TestReminders(t *testing.T) {
	day := func(role opportunity.Role, start, end jdate.Date, c jdate.Clock) opportunity.Deadline {
		return opportunity.Deadline{Role: role, Start: start, End: end, EndTime: c}
	}
	o := followed()
	o.Deadlines = []opportunity.Deadline{day(opportunity.Submission, "", "2026-11-20", "17:00"), day(opportunity.Submission, "", "2026-11-20", "12:00"),
		day(opportunity.Questions, "", "2026-11-12", ""), day(opportunity.Briefing, "2026-11-11", "", ""), day(opportunity.Registration, "2026-11-12", "", ""),
		day(opportunity.Submission, "", "2026-12-24", "")}
	now := nextVisit // 10 November
	for _, c := range []struct {
		roles []opportunity.Role
		days  int
		want  string
	}{
		{nil, 1, "説明会 11/11"}, {nil, 10, "説明会 11/11、質問期限 11/12、提出期限 11/20"}, {[]opportunity.Role{opportunity.Submission}, 10, "提出期限 11/20"},
		{[]opportunity.Role{opportunity.Submission}, 9, ""}, {[]opportunity.Role{opportunity.Registration}, 30, ""}, {[]opportunity.Role{opportunity.Submission}, 60, "提出期限 11/20、提出期限 12/24"},
	} {
		var words []string
		for _, e := range Reminders(o, c.roles, c.days, now) {
			words = append(words, e.word)
		}
		if got := strings.Join(words, "、"); got != c.want {
			t.Errorf("%v within %d days: %q, want %q", c.roles, c.days, got, c.want)
		}
	}
	for _, ended := range []opportunity.Stage{opportunity.Cancelled, opportunity.Result} {
		if o.Stage = ended; len(Reminders(o, nil, 60, now)) != 0 {
			t.Errorf("%s is reminded of", ended)
		}
	}
}

// TestNothingIsPublishedAfterItWasSeen: a page may state the day on which its call begins.
func TestNothingIsPublishedAfterItWasSeen(t *testing.T) {
	seen := time.Date(2026, 11, 24, 10, 0, 0, 0, jdate.JST)
	for stated, want := range map[jdate.Date]time.Time{"2026-11-20": time.Date(2026, 11, 20, 0, 0, 0, 0, jdate.JST), "2026-11-24": time.Date(2026, 11, 24, 0, 0, 0, 0, jdate.JST), "2026-11-25": seen, "2027-04-01": seen, "": seen} {
		if got := State(opportunity.Opportunity{Published: stated, FirstSeen: seen}); !got.published.Equal(want) || !got.dated.Equal(want) {
			t.Errorf("the page states %q: published %v, dated %v", stated, got.published, got.dated)
		}
	}
}
