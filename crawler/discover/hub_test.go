package discover

import (
	"errors"
	"fmt"
	"testing"

	"koubo/opportunity"
)

// TestHub begins at the page above the lists that is known, after the home page, and does without a home page that cannot be
// read.
func TestHub(t *testing.T) {
	for name, c := range map[string]struct {
		from, hub, want string
		fails           bool
	}{
		"a page above lists":        {"/", "/hidden/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"a list itself":             {"/", "/hidden/now/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"the home page is gone":     {"/gone/", "/hidden/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"the hub is gone":           {"/", "/gone/", "/work/bid/koukoku/ /town/ppp/now/", false},
		"neither of them is there":  {"/gone/", "/gone/too/", "", true},
		"a hub that stands in menu": {"/", "/work/bid/", "/work/bid/koukoku/ /town/ppp/now/", false},
	} {
		s := sectioned()
		s.pages["/hidden/"] = a("/hidden/now/", "公募型プロポーザル")
		s.pages["/hidden/now/"] = rows("/h/", calls[0], calls[1], calls[2], "市民会館の指定管理者を公募します")
		found, err := explore(t, s, c.from, c.hub)
		if (err != nil) != c.fails || paths(found.Lists) != c.want {
			t.Errorf("%s: lists %q, want %q; %v", name, paths(found.Lists), c.want, err)
		}
		if s.pages["/"] != "" && c.from == "/" && (len(s.asked) < 3 || s.asked[1] != "/" || s.asked[2] != c.hub) {
			t.Errorf("%s: asked in the order %v", name, s.asked)
		}
	}
}

// TestDeadCallsCostLittle: of a site that was made anew no known call is left, and the search goes on without them.
func TestDeadCallsCostLittle(t *testing.T) {
	s := newSurvey("https://a.example.jp/", Leads{})
	for n := range 10 {
		s.calls = append(s.calls, opportunity.Draft{Title: calls[0], URL: fmt.Sprintf("https://a.example.jp/dead/%d.html", n)})
	}
	asked := 0
	for range 20 {
		x, ok := s.next(0)
		if !ok {
			break
		}
		if x.call {
			asked++
		}
		s.learn(x, sheet{url: x.url, err: errors.New("it answers 404")})
	}
	if asked != 2 {
		t.Errorf("%d calls were asked for", asked)
	}
}

// TestKnownCalls leads by those that invite: results may stand on the list of a year long over. Where none does, all lead.
func TestKnownCalls(t *testing.T) {
	call, result := opportunity.Draft{Title: calls[0]}, opportunity.Draft{Title: "交流館管理業務に係る公募型プロポーザルの審査結果について"}
	for name, c := range map[string]struct {
		known []opportunity.Draft
		want  int
	}{"calls and results": {[]opportunity.Draft{result, call, result}, 1}, "results alone": {[]opportunity.Draft{result, result}, 2}, "none": {nil, 0}} {
		if got := newSurvey("https://a.example.jp/", Leads{Calls: c.known}).calls; len(got) != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
