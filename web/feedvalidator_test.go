package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/web/front"
)

// validateScript has the W3C's feed validator read the documents that the file at its first argument lists, as of the instant at
// its second, and prints what it finds but for what it merely says is right.
const validateScript = `
import io, json, sys, time
now = float(sys.argv[2])
time.time = lambda: now
import feedvalidator
from feedvalidator import logging
found = []
for d in json.load(open(sys.argv[1])):
    try:
        read = feedvalidator.validateStream(open(d["file"], "rb"), 0, d["type"], d["address"])
        kind, events = read["feedType"], read["loggedEvents"]
    except logging.ValidationFailure as failure:
        kind, events = 0, [failure.event]
    found.append({"address": d["address"], "format": kind, "findings": [
        {"error": isinstance(e, logging.Error), "class": type(e).__name__, "said": {k: str(v)[:200] for k, v in e.params.items()}}
        for e in events if isinstance(e, (logging.Error, logging.Warning))]})
print(json.dumps(found))`

// servedDocument is a document as a feed validator is given it.
type servedDocument struct {
	Address string `json:"address"`
	Type    string `json:"type"`
	File    string `json:"file"`
}

// validated is what the validator makes of a document: the number of its format, and what it finds.
type validated struct {
	Address  string
	Format   int
	Findings []struct {
		Error bool
		Class string
		Said  map[string]string
	}
}

// explainedWarnings are the validator's classes that docs/feed-extensions.md says why koubo lives with.
var explainedWarnings = []string{"UnknownNamespace", "DuplicateUpdated", "SelfDoesntMatchLocation", "ImplausibleDate", "ContainsHTML", "ContainsUndeclaredHTML",
	"CharacterData", "MissingOutlineType"}

// oddRecords have in them what sites write that no format expects; but no address of IPv6, which the validator does not know.
func oddRecords() (all []opportunity.Opportunity) {
	title := func(id, title string) *opportunity.Opportunity {
		all = append(all, call(id, title, aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-01", "", "12月1日")))
		return &all[len(all)-1]
	}
	title("b1", "制御文字\x00\x08\x1b\x85の\u202e募集\ufffe\xed\xa0\x80")
	title("b2", "絵文字👩‍🚀🇯🇵とソ〜🈁の募集")
	title("b3", strings.Repeat("長い件名の募集について", 400))
	title("b4", "]]>と<script>alert(1)</script>&nbsp;<!--の募集--> <b>太字</b> &#x0; &lt;b&gt;")
	title("b5", "")
	o := title("b6", "日付のない募集")
	o.Published, o.Deadlines = "", nil
	for i, address := range []string{"https://日本語.example/公募/一覧 1.html?q=ドローン&r=[1]#節", "http://xn--wgv71a119e.example:8080/a|b", "javascript:alert(1)", "https://x.example/%zz?%zz",
		"https://名前@city.example/", "https://city.example:99999/", "HTTPS://CITY.Example/a\\b", "ftp://city.example/a", "", "https://-city_.example/", "http://city.example./a\nb",
		"https://city.example/a#b#c", "https://city..example/a", "https://city.example/?a=%E3%81", "https://１２３.example/（新）"} {
		o := title(fmt.Sprint("c", i), "住所の変わった募集")
		o.URL = address
		o.Attachments = []opportunity.Attachment{{Title: "要項 \x01", URL: address, MediaType: "application/pdf", Bytes: -1}, {Title: "様式", URL: address, MediaType: "a/b/c"}, {URL: address}}
	}
	o = title("d1", "型の変わった資料の募集")
	for _, mediaType := range []string{"application/pdf; charset=\"]]>\"", "Application/PDF", "application/x-js-taro", "text", "application/", "a b/c", "日本/語", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"} {
		o.Attachments = append(o.Attachments, opportunity.Attachment{Title: mediaType, URL: "https://city.example/a.pdf", MediaType: mediaType, Bytes: 1})
	}
	o = title("d2", "発行者の変わった募集")
	o.Issuer = opportunity.Issuer{Code: "", Name: "\x02]]>", Department: "<課>"}
	o.Deadlines[0].Note, o.Summary, o.Eligibility = "]]>\x03", "&amp;<a href=\"javascript:x\">]]>\r\n\x04", "<"
	o = title("d3", "昔の募集")
	o.Published = "1999-02-29"
	o = title("d4", "先の日付の募集")
	o.Published = "2027-04-01"
	return all
}

// selectionsToValidate are selections of every sort, with results and without.
func selectionsToValidate() (all []string) {
	all = []string{"", "kind=all&status=all&stage=all", "stage=result&kind=all", "status=closed&kind=all", "status=closing_soon", "issuer=131016&kind=all", "issuer=472018", "q=" + url.QueryEscape("ドローン OR \"実証 実験\" -入札"),
		"q=" + url.QueryEscape("]]><b>&\x01👩‍🚀"), "q=" + url.QueryEscape("ありえない言葉"), "sort=deadline", "sort=budget&kind=all&status=all", "limit=3", "changes=entries&kind=all&status=all&stage=all", "changes=entries&limit=2",
		"budget_min=1&budget_max=99999999&budget_unknown=1", "closing_after=2026-11-25&closing_before=2026-12-31", "since=2026-11-24", "source=s1&status=all&kind=all", "source=none"}
	for _, k := range opportunity.Kinds() {
		all = append(all, "kind="+string(k))
	}
	for _, theme := range opportunity.Themes() {
		all = append(all, "theme="+string(theme))
	}
	for n := range 47 {
		all = append(all, fmt.Sprintf("pref=%02d&kind=all", n+1))
	}
	return all
}

// TestTheFeedValidatorFindsNoErrors has the W3C's validator read every feed of selections of all sorts, of the fictional records
// with odd ones and of a synthetic store. It finds no error, and no warning but those that docs/feed-extensions.md explains.
func TestTheFeedValidatorFindsNoErrors(t *testing.T) {
	folder := os.Getenv("KOUBO_FEEDVALIDATOR")
	if folder == "" {
		t.Skip("KOUBO_FEEDVALIDATOR names no folder src of github.com/w3c/feedvalidator")
	}
	t.Parallel()
	odd := newTown(t)
	odd.records = append(odd.records, oddRecords()...)
	empty := newTown(t)
	empty.records, empty.changed = nil, time.Time{}
	var documents []servedDocument
	documents = append(documents, served(t, odd, "odd", feedAddresses(odd.records))...)
	documents = append(documents, served(t, empty, "empty", feedAddresses(nil))...)
	documents = append(documents, served(t, syntheticTown(t), "synthetic", feedAddresses(nil))...)
	if len(documents) < 600 {
		t.Errorf("only %d documents", len(documents))
	}
	explained, err := os.ReadFile("../docs/feed-extensions.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, v := range validate(t, folder, documents) {
		if want := formatOf(v.Address); v.Format != want {
			t.Errorf("%s is taken for the format %d, not %d", v.Address, v.Format, want)
		}
		for _, f := range v.Findings {
			if seen[f.Class]++; f.Error || !slices.Contains(explainedWarnings, f.Class) {
				t.Errorf("%s: %s %v", v.Address, f.Class, f.Said)
			}
			if f.Class == "ImplausibleDate" && !strings.HasPrefix(f.Said["value"], "1970-01-01") {
				t.Errorf("%s: %v", v.Address, f.Said)
			}
		}
	}
	for _, class := range explainedWarnings {
		if seen[class] == 0 || !bytes.Contains(explained, []byte("`"+class+"`")) {
			t.Errorf("%s is found %d times, and docs/feed-extensions.md must say why", class, seen[class])
		}
	}
	t.Logf("%d documents: %v", len(documents), seen)
}

// feedAddresses are those of every feed that the validator knows the format of.
func feedAddresses(records []opportunity.Opportunity) (all []string) {
	all = []string{"/opml.xml", "/coverage.atom"}
	for _, form := range []string{".atom", ".rss"} {
		for _, selection := range selectionsToValidate() {
			all = append(all, "/feed"+form+"?"+selection)
		}
		all = append(all, "/reminders"+form, "/reminders"+form+"?days=60&roles=all&kind=all", "/reminders"+form+"?pref=47")
		for _, o := range records {
			all = append(all, "/o/"+o.ID+form)
		}
	}
	return all
}

// formatOf is the validator's number of a document's format.
func formatOf(address string) int {
	switch {
	case strings.Contains(address, ".rss"):
		return 2
	case strings.Contains(address, ".atom"):
		return 3
	}
	return 9 // OPML
}

// syntheticTown serves a store of synthetic records, six in a hundred of them open.
func syntheticTown(t *testing.T) *town {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if err := synthetic.Fill(st, 1500, frozen); err != nil {
		t.Fatal(err)
	}
	return &town{now: frozen, handler: New(front.Config{Records: st, Visits: st, Sources: func() []sources.Source { return nil }, Now: func() time.Time { return frozen }, Version: "test",
		BaseURL: "https://koubo.example/", Authority: "koubo.example.jp,2026"})}
}

// served keeps what a front answers to addresses in files.
func served(t *testing.T, c *town, name string, addresses []string) (all []servedDocument) {
	t.Helper()
	folder := t.TempDir()
	for i, address := range addresses {
		w := c.get(address)
		if w.Code != 200 {
			t.Errorf("%s of %s: %d", address, name, w.Code)
			continue
		}
		d := servedDocument{"https://koubo.example" + strings.TrimSuffix(address, "?"), w.Header().Get("Content-Type"), filepath.Join(folder, fmt.Sprint(name, i))}
		if err := os.WriteFile(d.File, w.Body.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

// validate has the validator in a folder read documents, with the first interpreter that has what it needs.
func validate(t *testing.T, folder string, documents []servedDocument) (all []validated) {
	t.Helper()
	list, err := json.Marshal(documents)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "documents.json")
	if err := os.WriteFile(path, list, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import lxml, html5lib, rdflib").Run() != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, python, "-c", validateScript, path, fmt.Sprint(frozen.Unix()))
		cmd.Env = append(os.Environ(), "PYTHONPATH="+folder, "PYTHONDONTWRITEBYTECODE=1")
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err == nil {
			err = json.Unmarshal(out, &all)
		}
		if err != nil || len(all) != len(documents) {
			t.Fatalf("%d documents of %d: %v\n%s", len(all), len(documents), err, said.Bytes())
		}
		return all
	}
	t.Skip("no python3 has lxml, html5lib and rdflib, which the validator needs")
	return nil
}
