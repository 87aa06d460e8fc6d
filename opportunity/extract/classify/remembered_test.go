package classify

import (
	"reflect"
	"testing"

	"koubo/opportunity"
)

// TestRememberedTitles reads a page to the same class whether its title was triaged before or not, and remembers only what is kept.
func TestRememberedTitles(t *testing.T) {
	titles := NewTitles()
	kept := 0
	for _, c := range readTitles(t) {
		v := titles.Triage(c.title, "", nil)
		if plain := Triage(c.title, "", nil); v != plain {
			t.Errorf("Triage(%s) = %+v, and %+v where it is remembered", c.title, plain, v)
		}
		remembered, known := titles.kept[titleKey(c.title)]
		if known != v.Keep {
			t.Errorf("%s: kept %v, remembered %v", c.title, v.Keep, known)
		}
		if known {
			kept++
			if plain := told(scan(titleKey(c.title))); plain != *remembered {
				t.Errorf("%s is remembered as %+v and told to be %+v", c.title, *remembered, plain)
			}
		}
		d := opportunity.Draft{Title: c.title}
		if got, want := ClassifyPage(d, Known{Titles: titles}), Classify(d); !reflect.DeepEqual(got, want) {
			t.Errorf("ClassifyPage(%s) = %+v, want %+v", c.title, got, want)
		}
	}
	if kept == 0 {
		t.Error("nothing is remembered")
	}
}

// TestRememberedTitleIsTaken takes what is remembered, and does not tell it anew.
func TestRememberedTitleIsTaken(t *testing.T) {
	const title = "庁舎警備業務委託に係る公募型プロポーザルの実施について"
	titles := NewTitles()
	titles.kept[titleKey(title)] = &verdict{why: "asked before"}
	if c := ClassifyPage(opportunity.Draft{Title: title}, Known{Titles: titles}); c.Evidence["is_opportunity"] != "asked before: " {
		t.Errorf("%+v", c)
	}
}
