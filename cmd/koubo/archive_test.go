package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"

	"github.com/google/go-cmp/cmp"
)

// capturesDir holds an archive of real feeds and a page, with the records that a crawl must make of them.
const capturesDir = "../../../shared/data/captures"

const nahaPage = "https://www.city.naha.okinawa.jp/business/touroku/1003701/1010949/1011972.html"

// TestArchivedFeedsMakeTheWantedRecords replays real captures: what is wanted must be there, little else may be.
func TestArchivedFeedsMakeTheWantedRecords(t *testing.T) {
	got, report := replayCaptures(t)
	rows := wantedRows(t)
	found, scored := 0, 0
	for url, row := range rows {
		record, ok := got[url]
		if row["record"] != "1" {
			continue
		}
		scored++
		if !ok {
			t.Errorf("missing: %s", url)
			continue
		}
		found++
		if want := row["kind"]; want != "?" && string(record.Kind) != want {
			t.Errorf("%s: kind %s, want %s", url, record.Kind, want)
		}
		if want := row["stage"]; want != "?" && string(record.Stage) != want {
			t.Errorf("%s: stage %s, want %s", url, record.Stage, want)
		}
	}
	extra := 0
	for url, record := range got {
		if rows[url] == nil {
			extra++
			t.Logf("not wanted: %s %s", url, record.Title)
		}
	}
	if scored == 0 || float64(found)/float64(found+extra) < 0.95 {
		t.Errorf("%d of %d wanted records and %d others: precision below 0.95", found, scored, extra)
	}
	if n := strings.Count(report, ": not in the archive that is replayed; what is stored stays as it was"); n < len(got)-1 || n > len(got)+1 {
		t.Errorf("%d pages are reported as not in the archive, want the %d of records and at most two whose titles decide nothing:\n%s", n, len(got)-1, report)
	}
}

// TestArchivedPageIsReadToTheEnd looks at the one page that the captures hold.
func TestArchivedPageIsReadToTheEnd(t *testing.T) {
	got, _ := replayCaptures(t)
	page, ok := got[nahaPage]
	if !ok || page.Detail != opportunity.DetailRead {
		t.Fatalf("the page was not read: %+v", page)
	}
	if page.Stage != opportunity.Result || page.Status != opportunity.Closed || page.Updated != "2026-07-31" {
		t.Errorf("stage %s, status %s, updated %s", page.Stage, page.Status, page.Updated)
	}
	for _, want := range []struct {
		role  opportunity.Role
		day   jdate.Date
		clock jdate.Clock
	}{
		{opportunity.Registration, "2026-06-24", "15:00"},
		{opportunity.Submission, "2026-07-16", "10:00"},
		{opportunity.Questions, "2026-06-09", "15:00"},
	} {
		if !slices.ContainsFunc(page.Deadlines, func(d opportunity.Deadline) bool {
			return d.Role == want.role && d.End == want.day && d.EndTime == want.clock && d.Evidence != ""
		}) {
			t.Errorf("no %s ends on %s at %s: %+v", want.role, want.day, want.clock, page.Deadlines)
		}
	}
	if page.Contact.Phone != "098-861-2110" || !strings.Contains(page.Contact.Department, "こども政策課") {
		t.Errorf("contact: %+v", page.Contact)
	}
	checkAttachments(t, page.Attachments)
}

func checkAttachments(t *testing.T, got []opportunity.Attachment) {
	t.Helper()
	type file struct {
		Title, MediaType string
		Bytes            int64
	}
	const pdf = "application/pdf"
	want := []file{
		{"公告", pdf, 284160}, {"公募型プロポーザルの審査結果", pdf, 306176}, {"質問質疑回答書", pdf, 238182}, {"募集要領", pdf, 487424},
		{"仕様書", pdf, 744141}, {"評価基準", pdf, 92262}, {"様式集", "application/zip", 280371},
	}
	var files []file
	for _, a := range got {
		files = append(files, file{a.Title, a.MediaType, a.Bytes})
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("attachments (-want +got):\n%s", diff)
	}
}

// TestSecondReplayChangesNothing holds a crawl to being repeatable.
func TestSecondReplayChangesNothing(t *testing.T) {
	dir := t.TempDir()
	replayInto(t, dir)
	before := allRecords(t, dir)
	report := replayInto(t, dir)
	if !regexp.MustCompile(` 0 new, 0 revised, 0 withdrawn`).MatchString(report) {
		t.Errorf("the second replay changed something:\n%s", report)
	}
	after := allRecords(t, dir)
	for url, record := range after {
		record.LastSeen = before[url].LastSeen // the one thing that may move
		after[url] = record
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("records changed (-first +second):\n%s", diff)
	}
}

func replayCaptures(t *testing.T) (map[string]opportunity.Opportunity, string) {
	t.Helper()
	dir := t.TempDir()
	report := replayInto(t, dir)
	return allRecords(t, dir), report
}

// replayInto crawls the captures into koubo.db of a folder and returns what was reported.
func replayInto(t *testing.T, dir string) string {
	t.Helper()
	if _, err := os.Stat(capturesDir); err != nil {
		t.Skip("the captures are not here")
	}
	crawl := exec.Command("koubo", "crawl", "--db", filepath.Join(dir, "koubo.db"),
		"--config", filepath.Join(capturesDir, "sources.yaml"), "--replay", filepath.Join(capturesDir, "captures.warc.gz"))
	out, err := crawl.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// allRecords returns every record of koubo.db in a folder by its address.
func allRecords(t *testing.T, dir string) map[string]opportunity.Opportunity {
	t.Helper()
	query := exec.Command("koubo", "query", "--all", "--json")
	query.Dir = dir
	out, err := query.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]opportunity.Opportunity{}
	for line := range strings.Lines(string(out)) {
		var o opportunity.Opportunity
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatal(err)
		}
		if _, twice := all[o.URL]; twice {
			t.Errorf("%s stands twice", o.URL)
		}
		all[o.URL] = o
	}
	return all
}

// wantedRows reads want.tsv: by address, the columns by their names.
func wantedRows(t *testing.T) map[string]map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(capturesDir, "want.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	table, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]map[string]string{}
	for _, cells := range table[1:] {
		row := map[string]string{}
		for i, name := range table[0][:min(len(cells), len(table[0]))] {
			row[name] = cells[i]
		}
		rows[row["url"]] = row
	}
	return rows
}
