package feeds

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"koubo/opportunity"
)

// TestIdsStayWhenTheSiteMoves renders one selection at two addresses under one authority.
func TestIdsStayWhenTheSiteMoves(t *testing.T) {
	ids := regexp.MustCompile(`<id>[^<]*</id>|<guid[^>]*>[^<]*</guid>|"id":"[^"]*"|UID:[^\r]*`)
	records := []opportunity.Opportunity{{ID: "abc123", Title: "募集", Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-01"}}}}
	for _, f := range Formats() {
		var found []string
		for _, base := range []string{"http://127.0.0.1:8080", "https://koubo.example.jp"} {
			var b bytes.Buffer
			c := Channel{Home: base, Self: base + "/feed" + f.Extension + "?cursor=r.0.1k&kind=pilot%2Cproposal&q=%E9%98%B2%E7%81%BD", Authority: "ops@koubo.example.jp,2026-11"}
			if err := f.Write(&b, c, records); err != nil {
				t.Fatal(err)
			}
			found = append(found, strings.Join(ids.FindAllString(b.String(), -1), "\n"))
		}
		if found[0] != found[1] {
			t.Errorf("%s: the ids are\n%s\nand at another address\n%s", f.Extension, found[0], found[1])
		}
		if f.Extension == ".atom" && found[0] != "<id>tag:ops@koubo.example.jp,2026-11:feed.atom?kind=pilot%2Cproposal&amp;q=%E9%98%B2%E7%81%BD</id>\n<id>tag:ops@koubo.example.jp,2026-11:opportunity/abc123</id>" {
			t.Errorf("the ids are\n%s", found[0])
		}
		if f.Extension == ".ics" && !strings.HasSuffix(found[0], "@koubo.example.jp") {
			t.Errorf("the ids are\n%s", found[0])
		}
	}
}

func TestFeedsNameTheProgramAndItsVersion(t *testing.T) {
	for _, c := range []struct {
		version, atom, rss string
	}{
		{"0.2.0+1a2b", `<generator version="0.2.0+1a2b">koubo</generator>`, `<generator>koubo 0.2.0+1a2b</generator>`},
		{"", `<generator>koubo</generator>`, `<generator>koubo</generator>`},
	} {
		var atom, rss bytes.Buffer
		if err := errors.Join(Atom(&atom, Channel{Version: c.version}, nil), RSS(&rss, Channel{Version: c.version}, nil)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(atom.String(), c.atom) || !strings.Contains(rss.String(), c.rss) {
			t.Errorf("version %q:\n%s\n%s", c.version, &atom, &rss)
		}
	}
}
