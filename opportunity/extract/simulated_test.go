package extract

import (
	"fmt"
	"koubo/opportunity"
	"os"
	"regexp"
	"strings"
	"testing"

	"koubo/opportunity/extract/classify"
)

var (
	quoted        = regexp.MustCompile(`"([^"]+)"`)
	invitationRow = regexp.MustCompile(`\{"(\w+)", "([^"]*%s[^"]*)"\}`)
)

// section returns the strings of the simulator's table called name.
func section(source, name string) (words []string) {
	_, rest, _ := strings.Cut(source, "var "+name+" = ")
	table, _, _ := strings.Cut(rest, "\n\n")
	for _, m := range quoted.FindAllStringSubmatch(table, -1) {
		words = append(words, m[1])
	}
	return words
}

func TestSimulatedTitles(t *testing.T) {
	text, err := os.ReadFile("../../../shared/citysim/items.go")
	if err != nil {
		t.Skip("the simulated nation is not here")
	}
	invitations, news := invitationRow.FindAllStringSubmatch(string(text), -1), section(string(text), "news")
	if len(invitations) == 0 || len(news) == 0 {
		t.Fatal("the simulator's titles are not where they were")
	}
	for _, theme := range section(string(text), "themes") {
		for _, link := range []string{"http://127.77.0.1/shigoto/nyusatsu/1.html", "http://127.77.0.1/news/detail-1"} {
			for _, i := range invitations {
				checkInvitation(t, "あおば市 "+fmt.Sprintf(i[2], theme), link, i[1])
			}
			for _, n := range news {
				checkNews(t, fmt.Sprintf(n, theme), link)
			}
		}
	}
}

func checkInvitation(t *testing.T, title, link, kind string) {
	verdict := classify.Triage(title, link, nil)
	keep, why := verdict.Keep, verdict.Why
	if c := classify.Classify(opportunity.Draft{Title: title, URL: link}); !keep || string(c.Kind) != kind || !c.IsOpportunity {
		t.Errorf("%s: kept %v %s, %s %v, want %s", title, keep, why, c.Kind, c.IsOpportunity, kind)
	}
}

func checkNews(t *testing.T, title, link string) {
	keep := classify.Triage(title, link, nil).Keep
	if c := classify.Classify(opportunity.Draft{Title: title, URL: link}); c.IsOpportunity || keep && c.Stage != opportunity.Result {
		t.Errorf("%s is news: kept %v, %s %s %v", title, keep, c.Kind, c.Stage, c.IsOpportunity)
	}
}

func BenchmarkTriage(b *testing.B) {
	for b.Loop() {
		classify.Triage("令和8年度　講座等情報について掲載しております", "https://a.jp/kurashi/1.html", nil)
	}
}

// One page of 2,500 characters.
func BenchmarkClassify(b *testing.B) {
	d := opportunity.Draft{Title: "窓口業務委託に係る公募型プロポーザルの実施について", Text: strings.Repeat("次のとおり実施します。\n提出期限\t令和8年9月4日\n", 80)}
	for b.Loop() {
		classify.Classify(d)
	}
}
