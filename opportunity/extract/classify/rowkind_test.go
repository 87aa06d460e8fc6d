package classify

import (
	"testing"

	"koubo/opportunity"
)

// TestGoodsAloneInARowOfTenders takes goods whose row alone says that they are bought by tender for one, and leaves their title in doubt elsewhere.
func TestGoodsAloneInARowOfTenders(t *testing.T) {
	for _, title := range []string{"水槽付消防ポンプ車", "避難所用間仕切り", "給食室床補修", "トナーカートリッジ"} {
		d := opportunity.Draft{Title: title, InList: true, Categories: []string{"入札公告"}, Fields: []opportunity.Field{{Label: "開札日", Value: "12月14日"}}}
		if c := Classify(d); c.Kind != opportunity.Tender || c.Stage != opportunity.OpenCall || !c.IsOpportunity || !TriageListed(d).Keep {
			t.Errorf("%s in a row is %+v", title, c)
		}
		d.InList = false
		if v := TriageListed(d); v.Keep && !v.Undecided {
			t.Errorf("%s with a page of its own is kept for sure", title)
		}
	}
}
