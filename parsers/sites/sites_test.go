package sites

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
)

var update = flag.Bool("update", false, "write what is read into the want.json files")

// golden is what stands in a want.json: the page's address and the drafts read from it.
type golden struct {
	URL    string
	Drafts []opportunity.Draft
}

// TestGolden runs every parser of All on its testdata/NAME/page.html; a parser without a pair fails.
func TestGolden(t *testing.T) {
	for name, parse := range All() {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join("testdata", name)
			pages, _ := filepath.Glob(filepath.Join(folder, "page.*"))
			text, err := os.ReadFile(filepath.Join(folder, "want.json"))
			if err != nil || len(pages) != 1 {
				t.Fatalf("%s needs page.html (or page.json) and want.json: %v", folder, err)
			}
			var want golden
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(pages[0])
			if err != nil {
				t.Fatal(err)
			}
			listing, err := parse(page.Page{URL: want.URL, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				out, _ := json.MarshalIndent(golden{want.URL, listing.Drafts}, "", " ")
				os.WriteFile(filepath.Join(folder, "want.json"), append(out, '\n'), 0o644)
			} else if !reflect.DeepEqual(listing.Drafts, want.Drafts) {
				t.Errorf("read %+v", listing.Drafts)
			}
		})
	}
}

// TestOtherPage runs every parser on a page that it was not written for: it must say so, not return nothing.
func TestOtherPage(t *testing.T) {
	for name, parse := range All() {
		if _, err := parse(page.Page{URL: "https://a.example.jp/", Body: []byte("<p>移転しました</p>")}); err == nil {
			t.Errorf("%s takes any page for its own", name)
		}
	}
}
