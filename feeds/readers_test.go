package feeds

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// The readers below are Debian's python3-feedparser, python3-icalendar and khal; a test skips where one is absent.

// python runs a script that prints JSON with the first interpreter that has a module.
func python(t *testing.T, module, script string, into any, args ...string) {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		program, err := exec.LookPath(name)
		if err != nil || exec.Command(program, "-c", "import "+module).Run() != nil {
			continue
		}
		out, err := outputOf(t, nil, program, append([]string{"-c", script}, args...)...)
		if err == nil {
			err = json.Unmarshal(out, into)
		}
		if err != nil {
			t.Fatalf("%s: %v: %s", module, err, out)
		}
		return
	}
	t.Skip(module + " is not installed for python3")
}

func outputOf(t *testing.T, env []string, program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append([]string{"LANG=C.UTF-8", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}, env...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		out = append(out, said.Bytes()...)
	}
	return out, err
}

// beforeAndNow are the followed call and the same with a last day that moved from 13 to 27 November.
func beforeAndNow() (before, now opportunity.Opportunity) {
	now = followed()
	now.Deadlines[0].End = "2026-11-27"
	now, _ = opportunity.Revise(followed(), now, nextVisit)
	return followed().At(nextVisit), now.At(nextVisit)
}

func writeFile(t *testing.T, name string, data []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const feedparserScript = `
import calendar, feedparser, json, sys
def at(e, name, other): return calendar.timegm(e.get(name) or e.get(other))
d = feedparser.parse(open(sys.argv[1], "rb").read())
print(json.dumps({"fault": str(d.get("bozo_exception", "")), "page": d.feed.get("link", ""), "entries": [{
  "id": e.id, "title": e.title, "text": e.summary, "link": e.link, "tags": [t.get("label") or t.term for t in e.tags],
  "published": at(e, "published_parsed", "updated_parsed"), "updated": at(e, "updated_parsed", "published_parsed")} for e in d.entries]}))`

// parsed is what feedparser makes of a feed.
type parsed struct {
	Fault, Page string
	Entries     []struct {
		ID, Title, Text, Link string
		Tags                  []string
		Published, Updated    int64
	}
}

// TestFeedparserSeesAMovedDeadlineAsNews: the entry stays the same, its title and date do not.
func TestFeedparserSeesAMovedDeadlineAsNews(t *testing.T) {
	old, revised := beforeAndNow()
	for _, f := range Formats()[:2] { // it reads no JSON Feed
		var before, after parsed
		python(t, "feedparser", feedparserScript, &before, writeFile(t, "before", render(t, f.Write, []opportunity.Opportunity{old})))
		python(t, "feedparser", feedparserScript, &after, writeFile(t, "after", render(t, f.Write, []opportunity.Opportunity{revised})))
		if before.Fault+after.Fault != "" || len(before.Entries) != 1 || len(after.Entries) != 1 || after.Page != channel.Home {
			t.Fatalf("%s: %+v, %+v", f.Name, before, after)
		}
		a, b := before.Entries[0], after.Entries[0]
		if a.ID != b.ID || b.Title != "【締切延長 11/13→11/27】"+a.Title || b.Updated != nextVisit.Unix() || a.Updated >= b.Updated || b.Link != revised.URL {
			t.Errorf("%s: %+v, then %+v", f.Name, a, b)
		}
		if f.Name == "rss" && b.Published != nextVisit.Unix() {
			t.Errorf("the item is dated %v", time.Unix(b.Published, 0))
		}
		if !strings.Contains(b.Text, "2026-11-13 17:00（金） → 2026-11-27 17:00（金）") || !strings.Contains(b.Text, "発注者：長野県松本市／種別：実証実験") {
			t.Errorf("%s: %q", f.Name, b.Text)
		}
	}
}

// TestFeedparserReadsAll finds no fault in any feed, and every entry with its text.
func TestFeedparserReadsAll(t *testing.T) {
	for name, data := range feedsOfEntries(t) {
		if strings.HasSuffix(name, ".json") {
			continue
		}
		var got parsed
		python(t, "feedparser", feedparserScript, &got, writeFile(t, "feed", data))
		ids := map[string]bool{}
		for _, e := range got.Entries {
			if ids[e.ID] = true; e.Text == "" || e.Title == "" || len(e.Tags) < 3 {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if got.Fault != "" || len(ids) < 3 || len(ids) != len(got.Entries) {
			t.Errorf("%s: %q, %d ids of %d entries", name, got.Fault, len(ids), len(got.Entries))
		}
	}
}

const icalendarScript = `
import icalendar, json, sys
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
print(json.dumps({str(e["UID"]): {"at": e["DTSTART"].dt.isoformat(), "title": str(e["SUMMARY"]), "sequence": int(e["SEQUENCE"]), "status": str(e["STATUS"]),
  "faults": [str(x) for x in getattr(e, "errors", [])]} for e in cal.walk("VEVENT")}))`

// event is what a reader makes of an event.
type event struct {
	At, Title, Status string
	Sequence          int
	Faults            []string
}

func TestICalendarSeesAMovedDeadline(t *testing.T) {
	old, revised := beforeAndNow()
	before, after, all := map[string]event{}, map[string]event{}, map[string]event{}
	python(t, "icalendar", icalendarScript, &before, writeFile(t, "before.ics", render(t, Calendar, []opportunity.Opportunity{old})))
	python(t, "icalendar", icalendarScript, &after, writeFile(t, "after.ics", render(t, Calendar, []opportunity.Opportunity{revised})))
	python(t, "icalendar", icalendarScript, &all, writeFile(t, "all.ics", render(t, Calendar, testRecords(t))))
	const uid = "x1-submission-1@koubo.example.com"
	a, b := before[uid], after[uid]
	if a.At != "2026-11-13T17:00:00+09:00" || b.At != "2026-11-27T17:00:00+09:00" || b.Sequence <= a.Sequence || !strings.HasPrefix(b.Title, "【締切延長】【提出期限】") {
		t.Errorf("%+v, then %+v", before, after)
	}
	if len(all) != 11 {
		t.Errorf("%d events of 11", len(all))
	}
	for uid, e := range all {
		if len(e.Faults) > 0 {
			t.Errorf("%s: %v", uid, e.Faults)
		}
	}
}

const khalConfig = `
[calendars]
[[koubo]]
path = FOLDER/calendar
type = calendar
[locale]
local_timezone = Asia/Tokyo
default_timezone = Asia/Tokyo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = FOLDER/khal.db
`

// TestKhalMovesTheEvent imports the calendar twice: the deadline stands in November once, on its new day.
func TestKhalMovesTheEvent(t *testing.T) {
	program, err := exec.LookPath("khal")
	if err != nil {
		t.Skip("khal is not installed")
	}
	folder := t.TempDir()
	config := writeFile(t, "config", []byte(strings.ReplaceAll(khalConfig, "FOLDER", folder)))
	if err := os.Mkdir(filepath.Join(folder, "calendar"), 0o700); err != nil {
		t.Fatal(err)
	}
	khal := func(args ...string) string {
		out, err := outputOf(t, nil, program, append([]string{"-c", config}, args...)...)
		if err != nil {
			t.Fatalf("khal %v: %v: %s", args, err, out)
		}
		return string(out)
	}
	old, revised := beforeAndNow()
	for _, c := range []struct {
		record opportunity.Opportunity
		want   string
	}{{old, "2026-11-13 17:00 【提出期限】駅前広場の活用（長野県松本市）"}, {revised, "2026-11-27 17:00 【締切延長】【提出期限】駅前広場の活用（長野県松本市）"}} {
		khal("import", "--batch", "-a", "koubo", writeFile(t, "koubo.ics", render(t, Calendar, []opportunity.Opportunity{c.record})))
		if got := khal("list", "2026-11-01", "30d", "--format", "{start} {title}"); strings.Count(got, "提出期限") != 1 || !strings.Contains(got, c.want) {
			t.Errorf("khal shows %q, want %q", got, c.want)
		}
	}
}
