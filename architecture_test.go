package koubo_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers holds the folders from the ground up: each imports only folders above it in this list. Where one line names
// several, they do not know each other.
var layers = [][]string{
	{"bench/worktime"},
	{"opportunity/jtext"},
	{"opportunity/jdate", "opportunity/search"},
	{"opportunity/jmoney"},
	{"opportunity/weburl"},
	{"opportunity"},
	{"opportunity/document"},
	{"opportunity/extract/softmax", "opportunity/extract/wording", "opportunity/extract/deadline/role"},
	{"opportunity/extract/classify/weigh", "opportunity/extract/deadline/weigh", "opportunity/extract/deadline/prepare", "opportunity/extract/deadline/subject", "opportunity/extract/amount/prepare"},
	{"opportunity/extract/classify", "opportunity/extract/amount", "opportunity/extract/deadline"},
	{"opportunity/extract"},
	{"sources/check"},
	{"sources/municipality", "sources/timetable", "sources/yamlfile", "sources/schema"},
	{"sources"},
	{"sources/reasons", "sources/declaration"},
	{"sources/catalog"},
	{"sources/config"},
	{"sources/edit", "sources/lint"},
	{"store/layout", "store/datafile"},
	{"store/index"},
	{"store/selection", "store/outbox"},
	{"store"},
	{"bench/synthetic"},
	{"feeds/plain"},
	{"feeds/wording"},
	{"feeds"},
	{"parsers/page"},
	{"parsers/page/frame", "parsers/detail/filename"},
	{"parsers/feed", "parsers/part", "parsers/detail", "parsers/pager", "parsers/list/rowday", "parsers/list/elsewhere", "parsers/list/state"},
	{"parsers/list/linkname", "parsers/list/bare"},
	{"parsers/list"},
	{"parsers/pdf/layout"},
	{"parsers/sites", "parsers/pdf"},
	{"parsers/saved"},
	{"parsers/scaffold"},
	{"crawler/robots", "crawler/archive", "crawler/transport", "crawler/reach"},
	{"crawler/fetch", "crawler/schedule"},
	{"crawler/discover/vocabulary", "crawler/discover/operator", "crawler/discover/cms", "crawler/discover/outcome"},
	{"crawler/discover", "crawler/cause"},
	{"crawler/pagekind"},
	{"crawler/decline", "crawler/column", "crawler/absence", "crawler/session"},
	{"crawler/mend", "crawler/hostframe", "crawler/parsing"},
	{"crawler"},
	{"notify"},
	{"notify/websub", "notify/signup"},
	{"web/related", "web/structured", "web/month", "web/sitemap", "web/limit", "web/fileaddress"},
	{"web/response", "web/wording"},
	{"web/choice"},
	{"web/front"},
	{"web/syndication"},
	{"web/page"},
	{"web"},
	{"publish/spool"},
	{"publish"},
	{"publish/target"},
	{"demo"},
	{"bench/pictures"},
	{"bench/accuracy"},
	{"bench/weights"},
	{"cmd/koubo/wording"},
	{"cmd/koubo"},
}

// bans are imports that a folder must not have although the order would allow them, each with its reason.
var bans = []struct{ folder, banned, why string }{
	{"opportunity", "net/http", "the rules know no network"},
	{"opportunity", "os", "the rules know no disk"},
	{"opportunity/jdate", "os", "text in, values out"},
	{"opportunity/weburl", "net/http", "addresses are read, not asked for"},
	{"opportunity/extract", "golang.org/x/net/html", "the rules know no markup"},
	{"opportunity/document", "golang.org/x/net/html", "a document is told from its text, not from markup"},
	{"opportunity/document", "koubo/opportunity/jdate", "a document does not know what a date is"},
	{"store", "koubo/opportunity/extract", "the store keeps records, it reads none"},
	{"sources", "net/http", "sources says where, it fetches nothing"},
	{"store", "github.com/PuerkitoBio/goquery", "the store parses no HTML"},
	{"store", "golang.org/x/net/html", "the store parses no HTML"},
	{"feeds", "koubo/store", "encoders are given records, they do not query"},
	{"parsers", "net/http", "a parser gets bytes"},
	{"parsers", "koubo/store", "a parser knows no store"},
	{"parsers/sites", "net/http", "a parser gets bytes"},
	{"parsers/pdf", "net/http", "a parser gets bytes"},
	{"crawler/fetch", "github.com/PuerkitoBio/goquery", "fetching reads no pages"},
	{"crawler/schedule", "net/http", "the schedule says when, it fetches nothing"},
	{"crawler/schedule", "koubo/parsers", "the schedule says when, it reads nothing"},
	{"crawler", "koubo/parsers/pdf", "the crawler is given a reader of PDFs, so that it can be tested without"},
	{"crawler", "koubo/store", "the crawler sees the store through its own interface"},
	{"crawler", "koubo/feeds", "the crawler publishes nothing"},
	{"crawler", "go.etcd.io/bbolt", "the crawler sees the store through its own interface"},
	{"notify", "koubo/crawler", "what is delivered comes from the store"},
	{"web", "koubo/crawler", "crawler and web meet only in cmd"},
	{"web", "koubo/parsers", "the web serves what is stored"},
	{"publish", "koubo/crawler", "what is published comes from the store"},
}

func TestImportsFollowTheLayers(t *testing.T) {
	rank := map[string]int{}
	for i, layer := range layers {
		for _, folder := range layer {
			rank[folder] = i
		}
	}
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		folder := filepath.ToSlash(filepath.Dir(file))
		if folder == "." || strings.HasSuffix(file, "_test.go") {
			continue
		}
		own, ok := rank[folder]
		if !ok {
			t.Errorf("%s: the folder %s has no layer; give it one in architecture_test.go and in the README", file, folder)
			continue
		}
		seen[folder] = true
		for _, path := range imports(t, file) {
			checkImport(t, file, folder, path, own, rank)
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %d folders were looked at: the test is not run from the root", len(seen))
	}
}

func checkImport(t *testing.T, file, folder, path string, own int, rank map[string]int) {
	t.Helper()
	if ours, ok := strings.CutPrefix(path, "koubo/"); ok {
		if theirs, known := rank[ours]; !known || theirs >= own {
			t.Errorf("%s imports %s, which is not above %s", file, path, folder)
		}
	}
	for _, b := range bans {
		if isWithin(folder, b.folder) && isWithin(path, b.banned) {
			t.Errorf("%s imports %s: %s", file, path, b.why)
		}
	}
}

// isWithin reports whether a folder is another or lies below it: what a folder must not do, its sub-folders must not either.
func isWithin(folder, of string) bool {
	return folder == of || strings.HasPrefix(folder, of+"/")
}

// TestNoFolderHoldsTooMuch keeps the folders that configure, fetch, read, keep and show to a size that can be overlooked; the crawler's tests
// count as well.
func TestNoFolderHoldsTooMuch(t *testing.T) {
	const most = 20
	housed := []string{"crawler", "parsers", "opportunity", "store", "web", "sources", "feeds"}
	count := map[string]int{}
	for _, file := range goFiles(t) {
		folder := filepath.ToSlash(filepath.Dir(file))
		if isWithin(folder, "crawler") || !strings.HasSuffix(file, "_test.go") {
			count[folder]++
		}
	}
	for folder, n := range count {
		if n > most && slices.ContainsFunc(housed, func(h string) bool { return isWithin(folder, h) }) {
			t.Errorf("%s holds %d files, more than %d: one of its subjects wants a folder of its own", folder, n, most)
		}
	}
}

// TestTheCoreReadsNoClock keeps time.Now out of the folders whose results must depend on their arguments alone.
func TestTheCoreReadsNoClock(t *testing.T) {
	pure := []string{"opportunity/jtext", "opportunity/jdate", "opportunity/jmoney", "opportunity/weburl", "opportunity/search", "opportunity", "opportunity/document", "opportunity/extract/softmax", "opportunity/extract/wording", "opportunity/extract/classify", "opportunity/extract/amount", "opportunity/extract/amount/prepare", "opportunity/extract/deadline/role", "opportunity/extract/deadline/subject", "opportunity/extract/deadline", "opportunity/extract", "feeds", "feeds/plain", "feeds/wording", "parsers/page", "parsers/page/frame", "parsers/feed", "parsers/part", "parsers/list", "parsers/detail", "parsers/detail/filename", "parsers/sites", "parsers/scaffold", "parsers/pdf", "parsers/pdf/layout", "parsers/list/rowday", "parsers/list/linkname", "parsers/list/bare", "parsers/list/elsewhere", "parsers/list/state"}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || !slices.Contains(pure, filepath.ToSlash(filepath.Dir(file))) {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "time.Now(") {
			t.Errorf("%s reads the clock; whoever calls passes the time in", file)
		}
	}
}

// TestNoInit keeps work at start-up out of every package.
func TestNoInit(t *testing.T) {
	for _, file := range goFiles(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains("\n"+string(source), "\nfunc init()") {
			t.Errorf("%s has an init function; make what it makes where it is used", file)
		}
	}
}

func goFiles(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != "."):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go"):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func imports(t *testing.T, file string) (paths []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
