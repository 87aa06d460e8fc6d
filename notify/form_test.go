package notify

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store/outbox"
)

var now = time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC)

// hostile are titles that try to break out of every form.
var hostile = []string{
	"実証実験\r\nBcc: evil@example.com\r\n\r\nbody", "<script>alert(1)</script>", "<!channel> @everyone <at>all</at> [x](javascript:alert(1)) *b* _i_ `c`",
	strings.Repeat("長い件名", 2600), strings.Repeat("😀", 3000), strings.Repeat("&\"\\<>|*_", 1500), "\u202Egnp.exe\u0000\u0007", "",
}

// item makes an announcement of a record with a title.
func item(n int, title string, class opportunity.ChangeClass) outbox.Item {
	o := opportunity.Opportunity{
		ID: fmt.Sprint("id", n), URL: fmt.Sprintf("https://www.city.example.jp/%d.html?a=1&b=2", n), Title: title, Kind: opportunity.Pilot, Stage: opportunity.OpenCall,
		IsOpportunity: true, Issuer: opportunity.Issuer{Code: "202100", Name: "駒ヶ根市", Prefecture: "長野県"}, Summary: title,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-27", EndTime: "17:00", Note: title}},
	}
	news := opportunity.News{Class: class, At: now}
	if class == opportunity.ChangedDeadline {
		news.Field, news.Old, news.New = "deadlines", opportunity.Moment{Day: "2026-11-13"}, opportunity.Moment{Day: "2026-11-27", Clock: "17:00"}
	}
	return outbox.Item{Key: fmt.Sprint("key", n), Number: uint64(n), Announcement: &outbox.Announcement{Record: o.At(now), News: news}}
}

func letterOf(items ...outbox.Item) outbox.Letter {
	return outbox.Letter{Follower: "all", Number: 1, Key: "0123456789abcdef0123456789abcdef", Made: now, Items: items}
}

// written returns the body that a channel sends.
func written(t *testing.T, to config.Channel, l outbox.Letter) (string, Message) {
	t.Helper()
	m := messageOf(config.Notification{ID: "all", To: to}, l, "https://koubo.example.jp", now)
	body, err := encode(channels[to].form(m, l))
	if err != nil {
		t.Fatal(err)
	}
	return string(body), m
}

// TestMessagesSayWhatChanged in Japanese: who asks for what, until when, what was and is.
func TestMessagesSayWhatChanged(t *testing.T) {
	l := letterOf(item(1, "ドローン物流の実証", opportunity.ChangedDeadline), item(2, "別の公募", opportunity.ChangedNew))
	for _, to := range []config.Channel{config.Webhook, config.Slack, config.Teams, config.Discord} {
		body, m := written(t, to, l)
		if m.Headline != "公募のお知らせ：締切延長1件・新着1件" {
			t.Errorf("%s: %s", to, m.Headline)
		}
		for _, want := range []string{"【締切延長 11/13→11/27】ドローン物流の実証", "発注者：長野県駒ヶ根市／種別：実証実験", "提出期限 2026-11-27 17:00（金）",
			"2026-11-13（金） → 2026-11-27 17:00（金）", "https://www.city.example.jp/1.html"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q: %s", to, want, body)
			}
		}
	}
}

// TestFormsKeepTheServicesLimits with the longest message of the most hostile titles.
func TestFormsKeepTheServicesLimits(t *testing.T) {
	for _, title := range hostile {
		var items []outbox.Item
		for i := range 40 {
			one := item(i, title, opportunity.ChangedDeadline)
			one.Announcement.Record.URL = "https://www.city.example.jp/" + strings.Repeat([]string{"a", "&"}[i%2], linkBytes-30)
			items = append(items, one)
		}
		full := func(to config.Channel) string {
			body, _ := written(t, to, letterOf(items[:channels[to].items]...))
			if !json.Valid([]byte(body)) {
				t.Fatalf("%s: no JSON", to)
			}
			return body
		}
		checkSlack(t, full(config.Slack))
		checkTeams(t, full(config.Teams))
		checkDiscord(t, full(config.Discord))
	}
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func decode[T any](t *testing.T, body string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func checkSlack(t *testing.T, body string) {
	t.Helper()
	m := decode[struct{ Blocks []slackBlock }](t, body)
	if len(m.Blocks) > 50 || len(m.Blocks) < slackItems {
		t.Errorf("%d blocks", len(m.Blocks))
	}
	for _, b := range m.Blocks {
		if n := units(b.Text.Text); n == 0 || n > map[string]int{"header": 150, "section": 3000}[b.Type] {
			t.Errorf("a %s of %d characters", b.Type, n)
		}
		if strings.Contains(b.Text.Text, "<!") || strings.Contains(b.Text.Text, "<at>") || strings.Contains(b.Text.Text, "<script") {
			t.Errorf("markup passes: %.200s", b.Text.Text)
		}
	}
}

func checkTeams(t *testing.T, body string) {
	t.Helper()
	if len(body) > 28<<10 || strings.Count(body, "selectAction") < teamsItems {
		t.Errorf("a card of %d bytes with %d links", len(body), strings.Count(body, "selectAction"))
	}
	m := decode[struct{ Attachments []struct{ Content teamsCard } }](t, body)
	for _, b := range m.Attachments[0].Content.Body {
		if b.Type != "RichTextBlock" || b.Inlines[0].Type != "TextRun" || b.Inlines[0].Text == "" {
			t.Errorf("a %s may read markup: %+v", b.Type, b)
		}
	}
}

func checkDiscord(t *testing.T, body string) {
	t.Helper()
	m := decode[struct {
		Content  string
		Embeds   []discordEmbed
		Mentions *struct{ Parse []string } `json:"allowed_mentions"`
	}](t, body)
	total := 0
	for _, e := range m.Embeds {
		if total += units(e.Title) + units(e.Description); units(e.Title) > 256 || units(e.Description) > 4096 || e.Title == "" {
			t.Errorf("an embed of %d and %d", units(e.Title), units(e.Description))
		}
		if strings.Contains(e.Title, "[x](") {
			t.Errorf("markup passes: %s", e.Title)
		}
	}
	if total > 6000 || len(m.Embeds) != 10 || units(m.Content) > 2000 {
		t.Errorf("%d characters in %d embeds", total, len(m.Embeds))
	}
	if m.Mentions == nil || m.Mentions.Parse == nil || len(m.Mentions.Parse) > 0 {
		t.Errorf("a title can call everybody: %+v", m.Mentions)
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in, want string
		units    int
	}{{"あいう", "あいう", 3}, {"あいうえ", "あい…", 3}, {"abc", "abc", 3}, {"😀😀", "😀…", 3}, {"😀😀", "😀😀", 4}, {"abcd", "ab…", 3}, {"", "", 3}} {
		if got := clip(c.in, c.units); got != c.want || units(got) > c.units {
			t.Errorf("%q in %d: %q, want %q", c.in, c.units, got, c.want)
		}
	}
}

// TestAWebhookTellsMachines what it tells people, and holds the record.
func TestAWebhookTellsMachines(t *testing.T) {
	body, _ := written(t, config.Webhook, letterOf(item(1, "実証", opportunity.ChangedDeadline)))
	m := decode[webhookBody](t, body)
	if m.Type != "news" || m.Key != letterOf().Key || len(m.Items) != 1 {
		t.Fatalf("%+v", m)
	}
	got := m.Items[0]
	if got.Class != opportunity.ChangedDeadline || got.Key != "key1" || got.Old.Day != "2026-11-13" || got.New.Clock != "17:00" || got.Opportunity.ID != "id1" {
		t.Errorf("%+v", got)
	}
}

// TestAlertsAreWorded for an operator.
func TestAlertsAreWorded(t *testing.T) {
	l := outbox.Letter{Key: "k", Made: now, Alerts: []outbox.SourceAlert{{Source: "naha", From: sources.OK, To: sources.Failing, Reason: "HTTP 500"}, {Source: "nago", From: sources.Blocked, To: sources.OK}}, More: 3}
	m := messageOf(config.Notification{ID: "op", Sources: true, To: config.Slack}, l, "https://koubo.example.jp", now)
	if m.Headline != "巡回先のお知らせ：異常1件・復旧1件" || m.Items[0].Lines[0] != "状態：正常 → 失敗" || m.Items[0].Lines[1] != "理由：HTTP 500" || m.More != "ほか3件" {
		t.Errorf("%+v", m)
	}
}
