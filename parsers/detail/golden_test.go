package detail

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
)

var update = flag.Bool("update", false, "write what is read into the want.json files")

// goldenDetail is what stands in a want.json: the page's address and the draft that is read from it.
type goldenDetail struct {
	URL   string
	Draft opportunity.Draft
}

// TestDetailGolden reads every testdata/NAME/page.html and compares with the want.json beside it.
func TestDetailGolden(t *testing.T) {
	wants, _ := filepath.Glob("testdata/*/want.json")
	if len(wants) < 6 {
		t.Fatalf("only %d pages in testdata", len(wants))
	}
	for _, path := range wants {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			var want goldenDetail
			readJSON(t, path, &want)
			body, err := os.ReadFile(filepath.Join(filepath.Dir(path), "page.html"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read(page.Page{URL: want.URL, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			gotText, _ := json.MarshalIndent(goldenDetail{want.URL, got}, "", " ")
			wantText, _ := json.MarshalIndent(want, "", " ")
			if string(gotText) == string(wantText) {
				return
			}
			if *update {
				if err := os.WriteFile(path, append(gotText, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("got\n%s\nwant\n%s", gotText, wantText)
		})
	}
}
