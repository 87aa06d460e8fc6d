package feeds

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestAChangeReachesTheSubscriber reads each format with a reader's library before and after changes: what matters moves
// title, first line and date, what does not moves nothing.
func TestAChangeReachesTheSubscriber(t *testing.T) {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, jdate.JST)
	later := first.AddDate(0, 0, 8)
	call := opportunity.Opportunity{ID: "x1", URL: "https://www.city.example/1.html", Title: "駅前広場の活用", Stage: opportunity.OpenCall, IsOpportunity: true,
		FirstSeen: first, Revised: first, Revision: 1, Published: "2026-11-02"}
	changed := func(field, old, now string) opportunity.Opportunity {
		o := call
		o.Revision, o.Revised, o.History = 2, later, []opportunity.Change{{At: later, Field: field, Old: old, New: now}}
		return o
	}
	for name, c := range map[string]struct {
		record      opportunity.Opportunity
		title, line string
		moves       bool
	}{
		"nothing":     {call, "駅前広場の活用", "", false},
		"a telephone": {changed("contact", "a", "b"), "駅前広場の活用", "", false},
		"a later day": {changed("deadlines", "submission ~ 2026-11-13 17:00", "submission ~ 2026-11-27 17:00"), "【締切延長 11/13→11/27】駅前広場の活用",
			"締切延長（2026-11-10）：2026-11-13 17:00（金） → 2026-11-27 17:00（金）", true},
		"an earlier day": {changed("deadlines", "submission ~ 2026-11-27", "submission ~ 2026-11-20"), "【締切変更 11/27→11/20】駅前広場の活用",
			"締切変更（2026-11-10）：2026-11-27（金） → 2026-11-20（金）", true},
		"a day at last":  {changed("deadlines", "", "submission ~ 2026-11-20"), "【締切判明 11/20】駅前広場の活用", "締切判明（2026-11-10）：記載なし → 2026-11-20（金）", true},
		"called off":     {changed("stage", "open_call", "cancelled"), "【中止】駅前広場の活用", "中止（2026-11-10）", true},
		"the result":     {changed("stage", "open_call", "result"), "【結果】駅前広場の活用", "結果（2026-11-10）", true},
		"another paper":  {changed("attachments", "a", "b"), "【資料更新】駅前広場の活用", "資料更新（2026-11-10）", true},
		"hostile values": {changed("deadlines", "submission ~ <b>", "submission ~ 2026-13-40\nx"), "【日程変更】駅前広場の活用", "日程変更（2026-11-10）", true},
	} {
		for _, format := range []Format{formatOf(t, ".atom"), formatOf(t, ".rss"), formatOf(t, ".json")} {
			var body bytes.Buffer
			if err := format.Write(&body, Channel{Title: "t", Home: "https://koubo.example", Self: "https://koubo.example/feed", Now: later}, []opportunity.Opportunity{c.record.At(later)}); err != nil {
				t.Fatal(err)
			}
			feed, err := gofeed.NewParser().Parse(&body)
			if err != nil || len(feed.Items) != 1 {
				t.Fatalf("%s, %s: %v", name, format.Extension, err)
			}
			item := feed.Items[0]
			text := item.Description + "\n" + item.Content
			if item.Title != c.title || c.line != "" && !strings.Contains(text, c.line) {
				t.Errorf("%s, %s: %q with %q, want %q with %q", name, format.Extension, item.Title, text, c.title, c.line)
			}
			at := item.UpdatedParsed
			if format.Extension == ".rss" {
				at = item.PublishedParsed
			}
			if at == nil || at.Equal(later) != c.moves {
				t.Errorf("%s, %s: dated %v, moved: %v wanted", name, format.Extension, at, c.moves)
			}
		}
	}
}

func formatOf(t *testing.T, extension string) Format {
	t.Helper()
	for _, f := range Formats() {
		if f.Extension == extension {
			return f
		}
	}
	t.Fatalf("no format %s", extension)
	return Format{}
}
