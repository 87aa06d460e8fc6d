package reasons

import (
	"os"
	"reflect"
	"regexp"
	"testing"

	"koubo/sources"
)

// declared are the codes that sources/cause.go declares.
func declared(t *testing.T) (codes []string) {
	text, err := os.ReadFile("../cause.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`CauseCode = "(\w+)"`).FindAllStringSubmatch(string(text), -1) {
		codes = append(codes, m[1])
	}
	return codes
}

func TestEveryCodeHasWords(t *testing.T) {
	codes := declared(t)
	for _, code := range codes {
		if japanese[sources.CauseCode(code)] == "" {
			t.Errorf("%s has no words", code)
		}
	}
	if len(japanese) != len(codes) || len(codes) < 20 {
		t.Errorf("%d sentences for %d codes", len(japanese), len(codes))
	}
	for _, field := range sources.Fields() {
		if fields[field] == "" {
			t.Errorf("%s has no name", field)
		}
	}
}

// TestTheFiguresOfACoverageHaveNames, in the order of its columns.
func TestTheFiguresOfACoverageHaveNames(t *testing.T) {
	figures := CoverageFigures()
	if n := reflect.TypeFor[sources.Coverage]().NumField(); n != len(figures) {
		t.Errorf("%d names for %d figures", len(figures), n)
	}
	for at, state := range map[int]sources.State{3: sources.OK, 4: sources.Degraded, 7: sources.Never} {
		if figures[at].Name != StateName(state) {
			t.Errorf("the figure of %s is called %s", state, figures[at].Name)
		}
	}
}

func TestJapanese(t *testing.T) {
	lost := sources.Cause{Code: sources.CauseFieldLost, Args: map[string]string{"field": "deadline", "now": "0", "of": "6", "usual": "97"}}
	if got := Japanese(lost); got != "締切が読み取れなくなっています：最近の6件のうち0件だけです（いつもは97%）。ページの作りが変わったのかもしれません。" {
		t.Error(got)
	}
	if got := All([]sources.Cause{{Code: sources.CauseByScript}, lost}, "English"); !regexp.MustCompile(`スクリプト.*。 締切が`).MatchString(got) {
		t.Error(got)
	}
	if got := All(nil, "English") + All([]sources.Cause{{Code: "unheard"}}, " words"); got != "English words" {
		t.Error(got)
	}
}
