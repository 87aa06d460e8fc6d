package column

import (
	"testing"

	"koubo/opportunity"
)

// TestDays keeps the days that columns state, and what they state instead of one that they stated before.
func TestDays(t *testing.T) {
	for name, c := range map[string]struct {
		fields       []opportunity.Field
		before, want string
		with         int // fields that the page is read with
	}{
		"none":                       {nil, "", "", 0},
		"a day":                      {[]opportunity.Field{{Label: "担当課", Value: "契約課"}, {Label: "提出\n期限", Value: "12月4日\t午後5時"}}, "", "提出 期限\t12月4日 午後5時", 2},
		"a day without a label":      {[]opportunity.Field{{Value: "12月4日"}}, "", "", 1},
		"no day":                     {[]opportunity.Field{{Label: "提出期限", Value: "未定"}}, "", "", 1},
		"no day any more":            {[]opportunity.Field{{Label: "提出期限", Value: "未定"}}, "提出期限\t12月4日", "提出期限\t未定", 1},
		"another day":                {[]opportunity.Field{{Label: "提出期限", Value: "12月11日"}}, "提出期限\t12月4日", "提出期限\t12月11日", 1},
		"no column any more":         {nil, "提出期限\t12月4日\n質問期限\t11月20日", "提出期限\t12月4日\n質問期限\t11月20日", 2},
		"another column any more":    {[]opportunity.Field{{Label: "担当課", Value: "契約課"}}, "提出期限\t12月4日", "提出期限\t12月4日", 2},
		"what is kept is unreadable": {nil, "提出期限", "提出期限", 0},
	} {
		if got := Days(c.fields, c.before); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if got := With(c.fields, c.before); len(got) != c.with {
			t.Errorf("%s: read with %v", name, got)
		}
	}
}
