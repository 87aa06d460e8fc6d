package feeds

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"koubo/opportunity"
)

// component is one BEGIN…END of a calendar, its properties by name: "DTSTART" → ";VALUE=DATE:20261120".
type component struct {
	name  string
	props map[string][]string
	inner []component
}

// readComponents checks the lines of RFC 5545 §3.1 and §3.4 and returns the components.
func readComponents(data string) (component, error) {
	if !strings.HasSuffix(data, "\r\n") || strings.Count(data, "\r") != strings.Count(data, "\r\n") || strings.Count(data, "\n") != strings.Count(data, "\r\n") {
		return component{}, errors.New("a line does not end in CRLF")
	}
	for _, l := range strings.Split(data, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			return component{}, fmt.Errorf("%d octets, or a character cut: %q", len(l), l)
		}
	}
	open := []component{{props: map[string][]string{}}}
	for _, l := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(data, "\r\n ", ""), "\r\n"), "\r\n") {
		at := strings.IndexAny(l, ":;")
		if at <= 0 || strings.Trim(l[:at], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" || !strings.Contains(l, ":") {
			return component{}, fmt.Errorf("no property: %q", l)
		}
		name, value, last := l[:at], l[at:], len(open)-1
		switch name {
		case "BEGIN":
			open = append(open, component{value[1:], map[string][]string{}, nil})
		case "END":
			if last == 0 || open[last].name != value[1:] {
				return component{}, fmt.Errorf("%s ends nothing", l)
			}
			open[last-1].inner = append(open[last-1].inner, open[last])
			open = open[:last]
		default:
			open[last].props[name] = append(open[last].props[name], value)
		}
	}
	if len(open) != 1 || len(open[0].inner) != 1 || open[0].inner[0].name != "VCALENDAR" {
		return component{}, errors.New("there is not one calendar")
	}
	return open[0].inner[0], nil
}

// once says whether each property stands exactly once.
func (c component) once(names ...string) error {
	for _, n := range names {
		if len(c.props[n]) != 1 {
			return fmt.Errorf("%s has %s %d times", c.name, n, len(c.props[n]))
		}
	}
	return nil
}

// instant reads a date or date-time property, absent as the zero time.
func (c component) instant(name string) (at time.Time, params string, err error) {
	if len(c.props[name]) == 0 {
		return at, "", nil
	}
	params, value, _ := strings.Cut(c.props[name][0], ":")
	layout := map[string]string{"": "20060102T150405Z", ";VALUE=DATE": "20060102", ";TZID=Asia/Tokyo": "20060102T150405"}[params]
	at, err = time.Parse(layout, value)
	return at, params, err
}

// checkCalendarRules says where a calendar does not keep the rules of RFC 5545 §3.6.
func checkCalendarRules(data []byte) error {
	cal, err := readComponents(string(data))
	if err != nil {
		return err
	}
	errs := []error{cal.once("PRODID", "VERSION", "CALSCALE", "NAME")}
	seen := map[string]bool{}
	zones := 0
	for _, c := range cal.inner {
		switch c.name {
		case "VTIMEZONE":
			zones++
			errs = append(errs, c.once("TZID"))
		case "VEVENT":
			errs = append(errs, checkEvent(c, seen))
		default:
			errs = append(errs, fmt.Errorf("what is a %s?", c.name))
		}
	}
	if zones != 1 {
		errs = append(errs, fmt.Errorf("%d time zones", zones))
	}
	return errors.Join(errs...)
}

func checkEvent(c component, seen map[string]bool) error {
	if err := c.once("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"); err != nil {
		return err
	}
	uid := c.props["UID"][0]
	if seen[uid] {
		return fmt.Errorf("%s stands twice", uid)
	}
	seen[uid] = true
	stamp, params, err := c.instant("DTSTAMP")
	if err != nil || params != "" || stamp.IsZero() {
		return fmt.Errorf("DTSTAMP of %s is no instant of UTC: %v", uid, err)
	}
	start, startParams, err := c.instant("DTSTART")
	end, endParams, err2 := c.instant("DTEND")
	if err = errors.Join(err, err2); err != nil || len(c.props["DTEND"]) > 1 || len(c.props["DURATION"]) > 0 {
		return fmt.Errorf("%s: %v", uid, err)
	}
	if !end.IsZero() && (!end.After(start) || startParams != endParams) {
		return fmt.Errorf("%s ends %v, before or in another form than its start %v", uid, end, start)
	}
	for _, alarm := range c.inner {
		if err := alarm.once("ACTION", "TRIGGER", "DESCRIPTION"); err != nil || alarm.name != "VALARM" {
			return fmt.Errorf("%s holds %s: %v", uid, alarm.name, err)
		}
	}
	if !slices.Contains([]string{":CONFIRMED", ":CANCELLED", ":TENTATIVE"}, c.props["STATUS"][0]) {
		return fmt.Errorf("%s is %s", uid, c.props["STATUS"][0])
	}
	return nil
}

func TestCalendarKeepsTheRules(t *testing.T) {
	good := render(t, Calendar, testRecords(t))
	for name, data := range map[string][]byte{"records": good, "none": render(t, Calendar, nil)} {
		if err := checkCalendarRules(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string][2]string{
		"line feed": {"\r\nDTSTAMP", "\nDTSTAMP"}, "unfolded": {"\r\n ", ""}, "no stamp": {"DTSTAMP:", "X-STAMP:"}, "local stamp": {"DTSTAMP:20261028T020304Z", "DTSTAMP:20261028T020304"},
		"no uid": {"UID:a", "X-UID:a"}, "same uid": {"-questions-1@", "-registration-1@"}, "end": {"DTEND;VALUE=DATE:20261113", "DTEND;VALUE=DATE:20261110"},
		"types": {"DTEND;VALUE=DATE:20261113", "DTEND;TZID=Asia/Tokyo:20261113T000000"}, "open": {"END:VEVENT\r\n", ""}, "no zone": {"VTIMEZONE", "VZONE"}, "no product": {"PRODID", "X-ID"},
		"alarm": {"TRIGGER:-P3D\r\n", ""}, "injected": {"STATUS:", "\r\nX INJECTED\r\nSTATUS:"},
	} {
		bad := strings.ReplaceAll(string(good), c[0], c[1])
		if bad == string(good) || checkCalendarRules([]byte(bad)) == nil {
			t.Errorf("%s: changing %q passes", name, c[0])
		}
	}
}

// The same step keeps its UID and says that it was changed, so that a reader's calendar moves it.
func TestRevisedEventKeepsItsUID(t *testing.T) {
	before := testRecords(t)[:1]
	after := []opportunity.Opportunity{before[0]}
	after[0].Revision++
	after[0].Deadlines = slices.Clone(after[0].Deadlines)
	for i := range after[0].Deadlines {
		if after[0].Deadlines[i].Role == opportunity.Submission {
			after[0].Deadlines[i].End = "2026-11-27"
		}
	}
	events := func(records []opportunity.Opportunity) map[string]component {
		cal, err := readComponents(string(render(t, Calendar, records)))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]component{}
		for _, c := range cal.inner {
			if c.name == "VEVENT" {
				found[c.props["UID"][0]] = c
			}
		}
		return found
	}
	old, revised := events(before), events(after)
	for uid, e := range revised {
		if _, kept := old[uid]; !kept || e.props["SEQUENCE"][0] <= old[uid].props["SEQUENCE"][0] {
			t.Errorf("%s: SEQUENCE %s after %s", uid, e.props["SEQUENCE"], old[uid].props["SEQUENCE"])
		}
		if moved := e.props["DTSTART"][0] != old[uid].props["DTSTART"][0]; moved != strings.Contains(uid, "-submission-") {
			t.Errorf("%s starts %s after %s", uid, e.props["DTSTART"], old[uid].props["DTSTART"])
		}
	}
}

func TestFolding(t *testing.T) {
	for _, c := range []struct{ name, value string }{
		{"X", ""}, {"X", strings.Repeat("a", 73)}, {"X", strings.Repeat("a", 74)}, {"X", strings.Repeat("題", 24) + "a"}, {"X", strings.Repeat("題", 25)},
		{"X", strings.Repeat("a", 71) + "𠮷野家"}, {"X", strings.Repeat("𠮷", 1000)}, {"X", strings.Repeat(" ", 300)}, {"X", strings.Repeat(`\,;`+"\n", 100)},
	} {
		var b strings.Builder
		w := newICSWriter(&b)
		w.text(c.name, c.value)
		w.out.Flush()
		for _, l := range strings.Split(b.String(), "\r\n") {
			if len(l) > foldAt || !utf8.ValidString(l) {
				t.Errorf("%d octets, or a character cut: %q", len(l), l)
			}
		}
		back := strings.TrimSuffix(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n")
		back = strings.NewReplacer(`\\`, `\`, `\,`, ",", `\;`, ";", `\n`, "\n").Replace(strings.TrimPrefix(back, "X:"))
		if back != c.value {
			t.Errorf("%q reads back as %q", c.value, back)
		}
	}
}

// TestPartsAreFoldedAsTheWhole writes values in one part and in several.
func TestPartsAreFoldedAsTheWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"題", "a", `\`, ",", "\n", "𠮷", "（", "—", "\u200e", "\ufffd", "とても長い件名の公募型プロポーザル", "https://www.city.example.jp/"}
	for range 500 {
		var parts []string
		for range random.IntN(40) {
			parts = append(parts, words[random.IntN(len(words))])
		}
		var whole, pieces strings.Builder
		w, p := newICSWriter(&whole), newICSWriter(&pieces)
		w.text("X", strings.Join(parts, ""))
		p.text("X", parts...)
		w.out.Flush()
		p.out.Flush()
		if whole.String() != pieces.String() {
			t.Fatalf("%q: %q, in parts %q", parts, whole.String(), pieces.String())
		}
	}
}

// TestTheResultInACalendar: a call that was decided keeps its days, though its page drops them. Those that were to come are void, and
// nobody is reminded of any.
func TestTheResultInACalendar(t *testing.T) {
	decided := func(at time.Time) opportunity.Opportunity {
		fresh := followed()
		fresh.Title, fresh.Stage, fresh.IsOpportunity = "選定結果", opportunity.Result, false
		fresh.Deadlines = []opportunity.Deadline{{Role: opportunity.Contract, End: "2026-12-20"}}
		o, _ := opportunity.Revise(followed(), fresh, at)
		fresh.Attachments = nil // told of later
		o, _ = opportunity.Revise(o, fresh, at.AddDate(0, 0, 3))
		return o
	}
	for name, c := range map[string]struct {
		record    opportunity.Opportunity
		statuses  []string
		sequences string
	}{
		"before the last day": {decided(firstVisit.AddDate(0, 0, 10)), []string{":CONFIRMED", ":CANCELLED"}, ":2"}, // the briefing took place
		"after the last day":  {decided(firstVisit.AddDate(0, 0, 30)), []string{":CONFIRMED", ":CONFIRMED"}, ":2"},
	} {
		body := string(render(t, Calendar, []opportunity.Opportunity{c.record}))
		cal, err := readComponents(body)
		if err != nil || len(cal.inner) != 3 || strings.Contains(body, "VALARM") {
			t.Fatalf("%s: %v\n%s", name, err, body)
		}
		var statuses []string
		for _, e := range cal.inner[1:] {
			statuses = append(statuses, e.props["STATUS"][0])
			if !strings.HasPrefix(e.props["SUMMARY"][0], ":【結果】【") || !strings.HasPrefix(e.props["DESCRIPTION"][0], ":結果（") || e.props["SEQUENCE"][0] != c.sequences {
				t.Errorf("%s: %v", name, e.props)
			}
		}
		if !slices.Equal(statuses, c.statuses) {
			t.Errorf("%s: %v", name, statuses)
		}
	}
	found := followed()
	found.Stage = opportunity.Result // nothing is known of a change
	if body := string(render(t, Calendar, []opportunity.Opportunity{found})); strings.Count(body, "STATUS:CANCELLED") != 2 || strings.Contains(body, "【結果】") {
		t.Errorf("found decided:\n%s", body)
	}
}
