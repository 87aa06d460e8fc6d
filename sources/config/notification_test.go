package config

import (
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources/declaration"
)

// TestNotificationsAreRead with all their keys and the defaults of those that are not given.
func TestNotificationsAreRead(t *testing.T) {
	cfg, err := Parse("sources.yaml", []byte(`
mail: {server: "smtp.example.jp:587", from: koubo@example.jp}
notify:
  - id: pilots
    query: "https://koubo.example.jp/?kind=pilot,accelerator&pref=%E6%B2%96%E7%B8%84%E7%9C%8C&q=&sort=deadline&utm_source=x"
    to: webhook
    url: https://hooks.example.jp/koubo
    secret: 0123456789abcdef
    remind_days: [14, 3]
  - {id: letter, query: kind=subsidy, to: email, address: sales@example.co.jp, when: daily, remind_days: 7}
  - {id: operator, alerts: sources, to: slack, url: "https://hooks.slack.com/services/T/B/x"}
`), declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	pilots, letter, operator := cfg.Notifications[0], cfg.Notifications[1], cfg.Notifications[2]
	if !slices.Equal(pilots.Query.Kinds, []opportunity.Kind{opportunity.Pilot, opportunity.Accelerator}) || !slices.Equal(pilots.Query.Prefectures, []string{"47"}) ||
		pilots.When != AtOnce || !slices.Equal(pilots.RemindDays, []int{3, 14}) || pilots.Where != "sources.yaml:4" || pilots.Query.Sort != opportunity.ByRevised {
		t.Errorf("%+v", pilots)
	}
	if letter.To != Email || letter.When != Daily || !slices.Equal(letter.RemindDays, []int{7}) || cfg.Mail.Server != "smtp.example.jp:587" {
		t.Errorf("%+v, %+v", letter, cfg.Mail)
	}
	if !operator.Sources || operator.When != Daily {
		t.Errorf("%+v", operator)
	}
}

// TestNotificationFaults holds a mistake a row, and the words that tell of it.
func TestNotificationFaults(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"to: slack, query: kind=pilot, url: \"https://h.example/\"", "without an id"},
		{"id: a, query: kind=pilot", "goes nowhere"},
		{"id: a, to: slack, url: \"https://h.example/\"", "of nothing"},
		{"id: a, to: slak, query: kind=pilot, url: \"https://h.example/\"", "did you mean slack?"},
		{"id: a, to: slack, query: knd=pilot, url: \"https://h.example/\"", "did you mean kind?"},
		{"id: a, to: slack, query: kind=pilott, url: \"https://h.example/\"", "kind cannot be"},
		{"id: a, to: slack, query: kind=pilot", "add url:"},
		{"id: a, to: slack, query: kind=pilot, url: \"ftp://h.example/\"", "must begin with https://"},
		{"id: a, to: slack, query: kind=pilot, url: \"https://u:p@h.example/\"", "a user or a password"},
		{"id: a, to: email, query: kind=pilot", "to nobody"},
		{"id: a, to: email, query: kind=pilot, address: \"a@example.jp, b@example.jp\"", "no mail address"},
		{"id: a, to: email, query: kind=pilot, address: \"a@example.jp\"", "names no server"},
		{"id: a, to: slack, query: kind=pilot, url: \"https://h.example/\", secret: 0123456789abcdef", "signs webhooks only"},
		{"id: a, to: webhook, query: kind=pilot, url: \"https://h.example/\", secret: short", "can be guessed"},
		{"id: a, to: slack, query: kind=pilot, url: \"https://h.example/\", when: hourly", "is not the name of a pace"},
		{"id: a, to: slack, query: kind=pilot, url: \"https://h.example/\", remind_days: 0", "from 1 to 60"},
		{"id: a, to: slack, query: kind=pilot, url: \"https://h.example/\", when: weekly, remind_days: 3", "too late to remind"},
		{"id: a, to: slack, query: kind=pilot, alerts: sources, url: \"https://h.example/\"", "make two of it"},
		{"id: a, to: slack, quary: kind=pilot, url: \"https://h.example/\"", "did you mean query?"},
	} {
		_, err := Parse("sources.yaml", []byte("notify:\n  - {"+c.yaml+"}\n"), declaration.Vocabulary{})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "sources.yaml:") {
			t.Errorf("%s: %v, want %q", c.yaml, err, c.want)
		}
	}
	twice := "notify:\n  - &N\n"
	if _, err := Parse("s.yaml", []byte(twice), declaration.Vocabulary{}); err == nil {
		t.Error("an anchor passes")
	}
	twice = "notify:\n  - {id: a, query: kind=pilot, to: slack, url: \"https://h.example/\"}\n  - {id: a, query: kind=pilot, to: slack, url: \"https://h.example/\"}\n"
	if _, err := Parse("s.yaml", []byte(twice), declaration.Vocabulary{}); err == nil || !strings.Contains(err.Error(), "s.yaml:3:5: the notification a already stands at s.yaml:2") {
		t.Errorf("the same id twice: %v", err)
	}
	for _, mail := range []string{"dkim_selector: k1", "dkim_key: k.pem", "dkim_selector: \"a b\", dkim_key: k.pem"} {
		if _, err := Parse("s.yaml", []byte("mail: {server: \"m.example:25\", from: a@example.jp, "+mail+"}\n"), declaration.Vocabulary{}); err == nil || !strings.Contains(err.Error(), "dkim") && !strings.Contains(err.Error(), "DKIM") {
			t.Errorf("%s: %v", mail, err)
		}
	}
	if _, err := Parse("s.yaml", []byte("mail: {server: \"m.example:25\", from: a@example.jp, user: u, password: p, tls: none}\n"), declaration.Vocabulary{}); err == nil {
		t.Error("a password leaves in the clear")
	}
}
