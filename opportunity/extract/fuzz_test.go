package extract

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jmoney"
)

// FuzzClassify feeds any words to the rules of titles and pages.
func FuzzClassify(f *testing.F) {
	f.Add("公⺠連携プラットフォームの参加企業募集（質問への回答を掲載しました）", "# 結果\n審査結果を公表しました", "https://a.jp/propo/1.html", "対象者")
	f.Add("【【((結果", "\ufffd\xff", "://", "参加資格")
	f.Fuzz(func(t *testing.T, title, text, address, label string) {
		d := opportunity.Draft{Title: title, Text: text, URL: address, Categories: []string{label}, Fields: []opportunity.Field{{Label: label, Value: text}}}
		c := classify.Classify(d)
		if !slices.Contains(opportunity.Kinds(), c.Kind) || !slices.Contains(opportunity.Stages(), c.Stage) || c.Evidence == nil {
			t.Errorf("%q: %+v", title, c)
		}
		for _, theme := range c.Themes {
			if _, err := opportunity.ParseQuery(url.Values{"theme": {theme}}); err != nil {
				t.Errorf("%q: no such theme %q", title, theme)
			}
		}
		if c.IsOpportunity && c.Evidence["is_opportunity"] == "" || c.IsOpportunity && (c.Stage == opportunity.Result || c.Stage == opportunity.Cancelled) {
			t.Errorf("%q: an opportunity at %s by %v", title, c.Stage, c.Evidence)
		}
		classify.Over(title)
		if v := classify.Triage(title, address, d.Categories); (v.Why == "") != (v.Keep && !v.Undecided) || v.Undecided && !v.Keep {
			t.Errorf("classify.Triage(%q): %+v", title, v)
		}
	})
}

func FuzzNormalize(f *testing.F) {
	f.Add("公募型プロポーザル｜あおば市", "# 結果\n審査結果を公表しました", "2026-01-01", "https://a.jp/", int64(98<<10))
	f.Add(strings.Repeat("(", 3000), "\t\n", "令和", ":", int64(-1))
	f.Add("窓口業務の募\ufffd...", "提出期限 11月31日\n上限 33333333333333333333～3億円", "0001-01-01T00:00:00Z", "https://a.jp/", int64(math.MaxInt64))
	f.Add("⺠⻑髙葛\U000E0100", "提案上限額 １　事業 12.345.678円", "12月28日（日）", "https://a.jp/", int64(0))
	f.Add("a", "b", "9999-12-31T23:59:59-12:00", "https://a.jp/", int64(0))
	f.Fuzz(func(t *testing.T, title, text, published, address string, size int64) {
		d := opportunity.Draft{Title: title, Summary: text, Text: text, Published: published, Updated: published, URL: address, Department: title,
			Fields: []opportunity.Field{{Label: "掲載日", Value: published}, {Label: "参加資格", Value: text}}, Attachments: []opportunity.Attachment{{Title: title, URL: "https://a.jp/a.pdf", Bytes: size}}}
		o, problems := NormalizeIn(d, Context{Seen: "2026-11-02", Read: "2026-11-24"})
		checkRecord(t, o)
		if len(problems) != len(o.Doubts) {
			t.Errorf("%q: %d problems are told, %d kept", title, len(problems), len(o.Doubts))
		}
		o.At(jdate.Date("2026-11-24").Time("09:00"))
	})
}

// checkRecord holds a record to its bounds, whatever it was read from.
func checkRecord(t *testing.T, o opportunity.Opportunity) {
	t.Helper()
	for name, words := range map[string]string{"title": o.Title, "summary": o.Summary, "department": o.Issuer.Department, "eligibility": o.Eligibility, "attachment": o.Attachments[0].Title} {
		lost := func(r rune) bool {
			return r == utf8.RuneError || r < ' ' || r == 0x7f || r == '\u202e' || r >= 0x2e81 && r <= 0x2ef3 && r != 0x2e9a || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
		}
		if !utf8.ValidString(words) || utf8.RuneCountInString(words) > maxSummary || strings.ContainsFunc(words, lost) {
			t.Errorf("%s: %q", name, words)
		}
	}
	for _, day := range []jdate.Date{o.Published, o.Updated} {
		if day != "" && (day.Time("").IsZero() || day < firstSaid || day > "2026-11-26") {
			t.Errorf("a stated day is %q", day)
		}
	}
	for _, d := range o.Deadlines {
		if d.Role.Label() == "" || d.Start == "" && d.End == "" || d.Evidence == "" {
			t.Errorf("%q: %+v", o.Title, d)
		}
	}
	for _, a := range o.Amounts {
		if a.Yen < 1 || a.Yen > jmoney.Most {
			t.Errorf("%q: %+v", o.Title, a)
		}
	}
	if o.BudgetYen != nil && o.Evidence["budget_yen"] == "" || len(o.Deadlines) > 0 && o.Evidence["deadlines"] == "" && slices.ContainsFunc(o.Deadlines, func(d opportunity.Deadline) bool { return d.Role != opportunity.Period }) {
		t.Errorf("%q: a value without evidence: %v", o.Title, o.Evidence)
	}
	if n := o.Attachments[0].Bytes; n < 0 || n > maxBytes {
		t.Errorf("a document has %d bytes", n)
	}
}
