package feeds

import (
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// TestDoubtedDeadlinesAreSaidToBe in every format that shows them in words; other doubts, and sure days, are not.
func TestDoubtedDeadlinesAreSaidToBe(t *testing.T) {
	now := time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC)
	call := opportunity.Opportunity{ID: "a", Title: "広場の提案募集", URL: "https://a.example/", IsOpportunity: true, Stage: opportunity.OpenCall,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-20", EndTime: "17:00"}}}
	c := channel
	c.Now = now
	for field, doubted := range map[string]bool{"": false, "published": false, "deadlines": true, "deadlines.submission": true} {
		o := call
		if field != "" {
			o.Doubts = []opportunity.Doubt{{Field: field, Words: "11月20日", Code: opportunity.QuestionsTooLate}}
		}
		for _, f := range Formats() {
			var b strings.Builder
			if err := f.Write(&b, c, []opportunity.Opportunity{o.At(now)}); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "questions_after_submission") != (field != "") && f.Name != "calendar" {
				t.Errorf("%s, a doubt of %q: its code is not as it should be: %s", f.Name, field, b.String())
			}
			words := strings.Contains(b.String(), "提出期限 2026-11-20")
			if got := strings.Contains(b.String(), doubtWords); words && got != doubted {
				t.Errorf("%s, a doubt of %q: said %v", f.Name, field, got)
			}
		}
		var b strings.Builder
		if err := Calendar(&b, c, []opportunity.Opportunity{o.At(now)}); err != nil {
			t.Fatal(err)
		}
		status := map[bool]string{true: "STATUS:TENTATIVE", false: "STATUS:CONFIRMED"}[doubted]
		if event := strings.ReplaceAll(b.String(), "\r\n ", ""); !strings.Contains(event, status) || strings.Contains(event, "【提出期限・要確認】") != doubted || strings.Contains(event, doubtWords) != doubted {
			t.Errorf("a doubt of %q: %s", field, event)
		}
	}
}

// TestAReminderOfADoubtedDaySaysSo: its title is all that many readers show.
func TestAReminderOfADoubtedDaySaysSo(t *testing.T) {
	now := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	o := opportunity.Opportunity{ID: "a", Title: "広場の提案募集", IsOpportunity: true, Stage: opportunity.OpenCall,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-20"}}}
	for want, doubts := range map[string][]opportunity.Doubt{"【提出期限 11/20】広場の提案募集": nil, "【提出期限・要確認 11/20】広場の提案募集": {{Field: "deadlines", Code: opportunity.WeekdayDiffers}}} {
		o.Doubts = doubts
		if all := Reminders(o, nil, 7, now); len(all) != 1 || all[0].title() != want {
			t.Errorf("%+v, want %s", all, want)
		}
	}
}

// TestATitleIsMarkedOnce: bodies write 【中止】 before titles themselves.
func TestATitleIsMarkedOnce(t *testing.T) {
	e := Entry{word: "中止"}
	for title, want := range map[string]string{"【中止】広場の提案募集": "【中止】広場の提案募集", "広場の提案募集【中止】": "【中止】広場の提案募集【中止】", "中止の判断": "【中止】中止の判断"} {
		e.record.Title = title
		if got := e.title(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
