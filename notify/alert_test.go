package notify

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// mornings lets days come, from 1 December 2026 on, each of which a koubo begins anew: it returns what an operator was told on each, ""
// for nothing.
func mornings(t *testing.T, n config.Notification, days []Site) (told []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "koubo.db")
	for i, site := range days {
		now := time.Date(2026, 12, 1+i, 8, 30, 0, 0, jdate.JST)
		st, err := store.Open(path, store.Options{Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		c := &courier{}
		w := worker(st, "http://127.0.0.1")
		w.Courier, w.Notifications, w.Now, w.Site = c, []config.Notification{n}, func() time.Time { return now }, func() Site { return site }
		for range 2 { // once a day, however often it is looked
			if err := w.daily(t.Context(), now.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		lanes, err := st.Lanes()
		if err != nil {
			t.Fatal(err)
		}
		for _, lane := range lanes {
			w.deliver(t.Context(), n, lane)
		}
		word := ""
		for _, l := range c.letters() {
			word += string(l.Site.From + " to " + l.Site.To)
		}
		told = append(told, word)
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return told
}

// TestAnOperatorHearsOfTheSite once when publishing it fails and once when it does again, across restarts.
func TestAnOperatorHearsOfTheSite(t *testing.T) {
	at := func(place string, state sources.State) Site { return Site{Place: place, State: state} }
	good, bad, untried := at("/srv/www", sources.OK), at("/srv/www", sources.Failing), at("/srv/www", "")
	for name, c := range map[string]struct{ days, want string }{
		"all is well":                       {"good good good", ", , "},
		"it fails for days":                 {"good bad bad bad good good", ", ok to failing, , , failing to ok, "},
		"it fails from the first day on":    {"bad bad good", "ok to failing, , failing to ok"},
		"it was not tried yet":              {"untried untried good", ", , "},
		"it is untried after a new place":   {"good bad untried bad good", ", ok to failing, , , failing to ok"},
		"it is published no longer":         {"good bad nowhere nowhere good", ", ok to failing, , , "},
		"it fails, ends, and fails anew":    {"bad nowhere bad", "ok to failing, , ok to failing"},
		"it fails and recovers in between":  {"good good", ", "},
		"nothing was ever published":        {"nowhere nowhere", ", "},
		"it begins to be published in vain": {"nowhere bad", ", ok to failing"},
	} {
		var days []Site
		for _, word := range strings.Fields(c.days) {
			days = append(days, map[string]Site{"good": good, "bad": bad, "untried": untried, "nowhere": {}}[word])
		}
		n := config.Notification{ID: "operator", To: config.Slack, URL: "https://o.example/", When: config.Daily, Sources: true}
		if got := mornings(t, n, days); !slices.Equal(got, strings.Split(c.want, ", ")) {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
	weekly := config.Notification{ID: "operator", To: config.Slack, URL: "https://o.example/", When: config.Weekly, Sources: true}
	if got := mornings(t, weekly, []Site{bad, bad, bad, bad, bad, bad, bad, good}); !slices.Equal(got, []string{"", "", "", "", "", "", "ok to failing", ""}) { // 7 December is a Monday
		t.Errorf("weekly: told %q", got)
	}
	of := config.Notification{ID: "calls", To: config.Slack, URL: "https://o.example/", When: config.Daily}
	if got := mornings(t, of, []Site{bad}); got[0] != "" {
		t.Errorf("a reader of calls is told %q", got)
	}
}

// TestAlertsOfTheSiteAreWorded beside those of sources and alone, and stand in the JSON of a webhook.
func TestAlertsOfTheSiteAreWorded(t *testing.T) {
	n := config.Notification{ID: "op", Sources: true, To: config.Webhook}
	good := time.Date(2026, 11, 27, 10, 10, 0, 0, time.UTC)
	failed := &outbox.SiteAlert{Place: "/srv/www", BaseURL: "https://koubo.example.jp", From: sources.OK, To: sources.Failing, Reason: "ディスクがいっぱいです。", At: now, LastGood: good}
	never := &outbox.SiteAlert{Place: "s3://site", From: sources.OK, To: sources.Failing}
	back := &outbox.SiteAlert{Place: "/srv/www", From: sources.Failing, To: sources.OK, At: good, LastGood: good}
	source := []outbox.SourceAlert{{Source: "naha", From: sources.OK, To: sources.Failing}}
	for want, l := range map[string]outbox.Letter{
		"サイト公開のお知らせ：公開失敗1件 | 【公開失敗】/srv/www | サイトを公開できていません。読者に見えているのは2026-11-27 19:10の内容です。次の公開時刻にまた試します。 | 理由：ディスクがいっぱいです。": {Site: failed},
		"サイト公開のお知らせ：公開失敗1件 | 【公開失敗】s3://site | サイトをまだ一度も公開できていません。次の公開時刻にまた試します。":                                             {Site: never},
		"巡回先とサイト公開のお知らせ：公開復旧1件・異常1件 | 【公開復旧】/srv/www | 2026-11-27 19:10にサイトを公開できました。 | 【異常】naha | 状態：正常 → 失敗":                 {Site: back, Alerts: source},
	} {
		m := messageOf(n, l, "", now)
		got := m.Headline
		for _, item := range m.Items {
			got += " | " + strings.Join(append([]string{item.Title}, item.Lines...), " | ")
		}
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	body, err := json.Marshal(webhookForm(messageOf(n, outbox.Letter{Site: failed}, "", now), outbox.Letter{Site: failed}))
	if err != nil || !strings.Contains(string(body), `"type":"sources"`) || !strings.Contains(string(body), `"site":{"place":"/srv/www","base_url":"https://koubo.example.jp","from":"ok","to":"failing"`) {
		t.Errorf("%v %s", err, body)
	}
}
