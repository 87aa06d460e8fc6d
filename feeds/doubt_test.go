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
