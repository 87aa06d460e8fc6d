package scaffold

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"koubo/parsers/page"
)

func TestFiles(t *testing.T) {
	table, err := os.ReadFile("../sites/sites.go")
	if err != nil {
		t.Fatal(err)
	}
	body := `<html><body><main><ul><li>2026年11月2日 <a href="/1.html">観光案内業務に係る公募型プロポーザルの実施について</a></li><li>2026年11月1日 <a href="/2.html">庁舎清掃業務の入札公告について</a></li></ul></main></body></html>`
	start := Start{Name: "naha-board", Body: "沖縄県那覇市", Page: page.Page{URL: "https://www.example.jp/board/", Body: []byte(body)}}
	files, err := start.Files(table)
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range []string{"sites.go", "nahaboard.go"} {
		if _, err := parser.ParseFile(token.NewFileSet(), name, files[name], 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.Contains(string(files["sites.go"]), `"naha-board":     NahaBoard,`) || !strings.Contains(string(files["nahaboard.go"]), "// NahaBoard reads the list of 沖縄県那覇市.\nfunc NahaBoard(p page.Page)") {
		t.Errorf("%s\n%s", files["sites.go"], files["nahaboard.go"])
	}
	if want := string(files["testdata/naha-board/want.json"]); strings.Count(want, `"Title"`) != 2 || !strings.Contains(want, `"https://www.example.jp/2.html"`) {
		t.Errorf("%s", want)
	}
	if string(files["testdata/naha-board/page.html"]) != body {
		t.Error("the page is not as it came")
	}
	for says, s := range map[string]Start{"no name of a parser": {Name: "Naha"}, "a parser json-list already": {Name: "json-list"}} {
		if _, err := s.Files(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
	if _, err := start.Files([]byte("package sites\n")); err == nil {
		t.Error("a file without the table was taken")
	}
}
