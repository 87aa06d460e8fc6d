package publish_test

import (
	"encoding/csv"
	"strings"
	"testing"
)

// TestACalendarNamesItself: programs that take a calendar up from a file ask at its SOURCE for what changed (RFC 7986 §5.8), and tell
// calendars apart by their UID (§5.3).
func TestACalendarNamesItself(t *testing.T) {
	c, d := newTown(t, 300), newDisk()
	c.mustPublish(t, d)
	uids := map[string]string{}
	for path, body := range d.files {
		if !strings.HasSuffix(path, ".ics") {
			continue
		}
		head, _, _ := strings.Cut(strings.ReplaceAll(string(body), "\r\n ", ""), "BEGIN:VEVENT")
		if !strings.Contains(head, "\r\nSOURCE;VALUE=URI:"+base+"/"+path+"\r\n") {
			t.Fatalf("%s has another source: %s", path, head)
		}
		_, uid, _ := strings.Cut(head, "\r\nUID:")
		uid, _, _ = strings.Cut(uid, "\r\n")
		if uids[uid] != "" {
			t.Fatalf("%s and %s are one calendar, %s", path, uids[uid], uid)
		}
		uids[uid] = path
	}
	if len(uids) < 100 {
		t.Errorf("only %d calendars were found", len(uids))
	}
}

// TestATableLeadsToTheSite: a row has the address of its page, and the id that its entry in the feeds has.
func TestATableLeadsToTheSite(t *testing.T) {
	c, d := newTown(t, 300), newDisk()
	c.mustPublish(t, d)
	rows, err := csv.NewReader(strings.NewReader(string(content(t, "export.csv.gz", d.files["export.csv.gz"])))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	feed, shown := string(d.files["feed.atom"]), 0
	for _, row := range rows[1:] {
		page := strings.TrimPrefix(row[at["record_url"]], base+"/")
		if d.files[page] == nil {
			t.Fatalf("%s has the address %q", row[0], row[at["record_url"]])
		}
		if strings.Contains(feed, row[at["record_url"]]+`"`) {
			shown++
			if !strings.Contains(feed, "<id>"+row[at["entry_id"]]+"</id>") {
				t.Errorf("the feed has %s by another id than %s", row[at["record_url"]], row[at["entry_id"]])
			}
		}
	}
	if entries := strings.Count(feed, "<entry>"); shown != entries || entries == 0 {
		t.Errorf("of the %d entries of the feed %d are rows", entries, shown)
	}
}
