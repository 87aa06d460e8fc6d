package deadline

import (
	"fmt"
	"slices"
	"testing"

	"koubo/opportunity/jdate"
)

// TestMentions are the days that have no sure role: they are told, and are no deadline.
func TestMentions(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"令和8年12月4日（金）\n\nその他", []string{"2026-12-04"}},
		{"# 日程\n12月4日\n12月11日\n\n# 提出期限\n12月18日", []string{"2026-12-04", "2026-12-11"}},
		{"令和8年12月4日\n（提案書の受付期限）", nil},
		{"提出期限 12月4日\n\n令和8年12月4日", nil},
		{"令和8年12月4日\n\n令和8年12月4日", []string{"2026-12-04"}},
		{"令和8年12月", nil},
		{"提出期限 12月4日", nil},
	} {
		var got []string
		for _, m := range Read(c.text, jdate.Calendar{Ref: "2026-11-02"}).Mentions {
			if m.Words == "" {
				t.Errorf("%q: a mention without words", c.text)
			}
			got = append(got, fmt.Sprint(m.Date))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: mentions %q, want %q", c.text, got, c.want)
		}
	}
}
