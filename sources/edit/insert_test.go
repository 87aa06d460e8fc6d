package edit

import (
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/sources/declaration"
	"koubo/sources/municipality"
)

var hall = Entry{ID: "hall", Issuer: municipality.All().Of("01")[0].Issuer(), Feeds: []string{"https://www.example.jp/news.rss"}, Lists: []string{"https://www.example.jp/a/", "https://www.example.jp/b/?x=1&y=#z"}}

const hallLines = `  - id: hall
    issuer: "010006" # 北海道
    feed: https://www.example.jp/news.rss
    list:
      - https://www.example.jp/a/
      - "https://www.example.jp/b/?x=1&y=#z"
`

func TestInsert(t *testing.T) {
	item := func(id string) string {
		return "  - id: " + id + "\n    issuer: \"472018\"\n    feed: https://www.example.jp/" + id + ".rss\n"
	}
	cases := map[string]struct{ before, after string }{
		"nothing":              {"", "sources:\n" + hallLines},
		"no sources":           {"# mine\ncatalog: none # yet", "# mine\ncatalog: none # yet\n\nsources:\n" + hallLines},
		"an empty list":        {"sources: []   # none yet\n#  - id: x\ndata: a.db\n", "sources:   # none yet\n" + hallLines + "#  - id: x\ndata: a.db\n"},
		"a key without value":  {"sources: # none\ndata: a.db\n", "sources: # none\n" + hallLines + "data: a.db\n"},
		"behind the last":      {"sources:\n  # first\n" + item("a") + "    # of a\n\n  # second\n" + item("b") + "    # gap: 1s\n\n# rest\ndata: a.db\n", "sources:\n  # first\n" + item("a") + "    # of a\n\n  # second\n" + item("b") + "    # gap: 1s\n" + hallLines + "\n# rest\ndata: a.db\n"},
		"without end of line":  {strings.TrimSuffix("sources:\n"+item("a"), "\n"), "sources:\n" + item("a") + hallLines},
		"hyphens at the edge":  {"sources:\n" + strings.ReplaceAll("\n"+item("a"), "\n  ", "\n")[1:] + "data: a.db\n", "sources:\n" + strings.ReplaceAll("\n"+item("a")+hallLines, "\n  ", "\n")[1:] + "data: a.db\n"},
		"lines end as Windows": {strings.ReplaceAll("sources:\n"+item("a")+"# end\n", "\n", "\r\n"), strings.ReplaceAll("sources:\n"+item("a")+hallLines+"# end\n", "\n", "\r\n")},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Insert("sources.yaml", []byte(c.before), hall, declaration.Vocabulary{})
			if err != nil || string(got) != c.after {
				t.Errorf("%v\n%q, want\n%q", err, got, c.after)
			}
		})
	}
}

func TestInsertRefuses(t *testing.T) {
	for before, want := range map[string]string{
		`sources: [{id: a, issuer: "472018", feed: "https://www.example.jp/"}]`:               "brackets",
		"sources:\n  - id: hall\n    issuer: \"472018\"\n    feed: https://www.example.jp/\n": "already used at sources.yaml:2",
		"sources: 7\n":            "must be a list",
		"{catalog: none}\n":       "add this by hand",
		"sources: [\n  # none\n]": "on one line",
	} {
		if got, err := Insert("sources.yaml", []byte(before), hall, declaration.Vocabulary{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q becomes %q, %v; want %q", before, got, err, want)
		}
	}
}

// FuzzInsert holds that whatever is added to reads as before with one more source.
func FuzzInsert(f *testing.F) {
	for _, seed := range []string{"", "sources: []", "sources:\n- id: a\n  issuer: \"472018\"\n  list: https://www.example.jp/\n#x\ncatalog: none\n", "sources:\r\n", "catalog: none\n---\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, before string) {
		after, err := Insert("a.yaml", []byte(before), hall, declaration.Vocabulary{})
		if err != nil {
			return
		}
		cfg, err := config.Parse("a.yaml", after, declaration.Vocabulary{})
		if err != nil || len(cfg.Sources) == 0 || cfg.Sources[len(cfg.Sources)-1].ID != "hall" {
			t.Errorf("%q becomes %q: %v", before, after, err)
		}
	})
}

// TestACodeIsWrittenInQuotes, whatever its digits: elsewhere "024058" is a number that loses its first one.
func TestACodeIsWrittenInQuotes(t *testing.T) {
	e := Entry{ID: "a", Issuer: opportunity.Issuer{Code: "024058", Prefecture: "青森県", Name: "六戸町"}, Lists: []string{"https://www.example.jp/"}}
	if got := e.String(); !strings.Contains(got, "issuer: \"024058\" # 青森県六戸町\n") {
		t.Error(got)
	}
}
