package page

import (
	"html/template"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/reasons"
	"koubo/store/selection"
	"koubo/web/choice"
	"strings"
	"testing"
)

func TestBodiesOutsideThePrefecturesAreCounted(t *testing.T) {
	if got := outsideOf(choice.CountsOf(&selection.Facets{Prefectures: map[string]int{"13": 5, "99": 26, "98": 1}})); got != "27" {
		t.Errorf("%q", got)
	}
	if got := outsideOf(choice.CountsOf(&selection.Facets{Prefectures: map[string]int{"13": 5}})); got != "" {
		t.Errorf("%q", got)
	}
}

// TestMonthsAreOfStatedDays: when koubo first saw a call says nothing of when calls come.
func TestMonthsAreOfStatedDays(t *testing.T) {
	var records []opportunity.Opportunity
	for _, day := range []jdate.Date{"2025-05-01", "2026-05-20", "2026-12-01", ""} {
		o := opportunity.Opportunity{ID: "x"}
		o.Published = day
		records = append(records, o)
	}
	months, counted := monthsOf(records)
	if counted != 3 || len(months) != 12 || months[0].Month != 4 || months[11].Month != 3 {
		t.Fatalf("%d %+v", counted, months)
	}
	if may, december := months[1], months[8]; may != (monthCount{5, 2, 4}) || december != (monthCount{12, 1, 2}) || months[0].Level != 0 {
		t.Errorf("%+v %+v", may, december)
	}
}

func TestEachStateHasAName(t *testing.T) {
	for i, state := range sources.States() {
		if reasons.StateName(state) == string(state) || stateRank(state) != i {
			t.Errorf("%s is called %s and stands at %d", state, reasons.StateName(state), stateRank(state))
		}
		if !strings.Contains(string(styleBytes), ".badge."+string(state)) && state != sources.Never && state != sources.Empty {
			t.Errorf("%s has no colour", state)
		}
	}
}

// TestChoicesAreEscaped: words of records and of whoever asks stand in them.
func TestChoicesAreEscaped(t *testing.T) {
	const hostile = `"><script>alert('1')</script>&`
	one := []choice.Choice{{Value: hostile, Label: hostile, Count: hostile, Chosen: true}, {Value: "a", Label: "あ", Count: "+5"}, {Value: "b", Label: "い"}}
	for want, got := range map[string]template.HTML{
		`checked>`: checks(hostile, one), `selected>`: options(one),
		`<label><input type="checkbox" name="kind" value="a">あ<span class="n" data-n="kind-a">+5<span class="sr">件</span></span></label>`: checks("kind", one),
		`<label><input type="checkbox" name="kind" value="b">い</label>`:                                                                   checks("kind", one),
		`<option value="b">い</option>`: options(one),
	} {
		if text := string(got); strings.Contains(text, "<script") || strings.Contains(text, `""`) || !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
}

// TestScriptsAreSmall: that of the server's pages and that of a site of files, which lose what only their readers need.
func TestScriptsAreSmall(t *testing.T) {
	for name, script := range map[string]asset{"server": loadScript(), "files": loadLocalScript()} {
		if n := len(script.body); n == 0 || n > 15_000 {
			t.Errorf("%s: %d bytes, more than 15 kB", name, n)
		}
	}
	if got := string(lean([]byte("// why\n\n(() => {\n  const a = \"// b\"; // c\n})();\n"))); got != "(() => {\nconst a = \"// b\";\n})();\n" {
		t.Errorf("%q", got)
	}
}
