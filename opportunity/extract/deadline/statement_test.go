package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// TestExplain tells of each date what Read made of it, and why.
func TestExplain(t *testing.T) {
	const text = "提案書の提出期限　11月20日（金）\n受付　12月4日\n\n11月27日\n\n資本金　令和8年3月31日\n申込期限　2月30日"
	var got []string
	for _, e := range Explain(text, jdate.Calendar{Ref: "2026-11-02"}) {
		got = append(got, fmt.Sprintf("%s %s %v %q %s: %s", e.Words, e.Day, e.Roles, e.Label, jtext.Clip(e.Rule, 3), e.Outcome))
	}
	want := []string{
		`11月20日(金) 2026-11-20 [submission] "提案書の提出期限" 入札書: kept`,
		`12月4日 2026-12-04 [submission] "受付" 受付|: kept`,
		`11月27日 2026-11-27 [] "" : a mention, unless a label follows`,
		`令和8年3月31日 2026-03-31 [] "資本金" 実績|: no step of the call`,
		`2月30日  [submission] "申込期限" 申込|: not kept`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
