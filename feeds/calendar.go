package feeds

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Calendar writes an iCalendar (RFC 5545, with the calendar's own properties of RFC 7986) of the steps that a company
// must act on, or of those that the channel names: one event for each submission, registration, question, briefing, visit,
// interview, presentation or opening of each record. A step of a withdrawn or cancelled record is a cancelled event, so that
// it leaves the reader's calendar; so is one that was still to come when the result came, or when the page dropped its day. The same records give the same bytes: no property comes from the clock. The errors are
// those of w.
func Calendar(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	out := newICSWriter(w)
	writeCalendarHead(out, c, records)
	for _, o := range records {
		steps := c.steps(o)
		if len(steps) == 0 {
			continue
		}
		events := eventsOf(c, o)
		for _, s := range steps {
			events.write(out, s)
		}
	}
	out.raw("END", "VCALENDAR")
	return out.out.Flush()
}

// steps returns the steps of a record that the calendar holds, those too that its page does not name any more.
func (c Channel) steps(o opportunity.Opportunity) []wording.Step {
	return slices.DeleteFunc(wording.Steps(o.KnownDeadlines()), func(s wording.Step) bool {
		return c.Roles != nil && !slices.Contains(c.Roles, s.Role) || c.Until != "" && s.Day > c.Until
	})
}

// StepDays counts the events that a calendar of the records would have on each day.
func (c Channel) StepDays(records []opportunity.Opportunity) map[jdate.Date]int {
	days := map[jdate.Date]int{}
	for _, o := range records {
		for _, s := range c.steps(o) {
			days[s.Day]++
		}
	}
	return days
}

func writeCalendarHead(out *icsWriter, c Channel, records []opportunity.Opportunity) {
	title, description := plain.Title(c.Title), plain.Line(c.Subtitle)
	out.raw("BEGIN", "VCALENDAR")
	out.raw("VERSION", "2.0")
	out.raw("PRODID", "-//koubo//koubo//JA")
	out.raw("CALSCALE", "GREGORIAN")
	out.text("UID", plain.Text(c.feedURI()))
	out.text("NAME", title)
	out.text("X-WR-CALNAME", title)
	out.text("DESCRIPTION", description)
	out.text("X-WR-CALDESC", description)
	out.raw("X-WR-TIMEZONE", "Asia/Tokyo")
	out.raw("URL", c.page())
	out.raw("SOURCE;VALUE=URI", plain.Link(c.Self))
	out.raw("LAST-MODIFIED", icsUTC(c.updatedWith(states(records))))
	out.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
	out.raw("X-PUBLISHED-TTL", "PT6H")
	for _, l := range tokyo {
		out.line(l)
	}
}

// tokyo is the time zone the timed events refer to: one offset, no daylight saving since 1951.
var tokyo = []string{
	"BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "BEGIN:STANDARD", "DTSTART:19700101T000000",
	"TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "TZNAME:JST", "END:STANDARD", "END:VTIMEZONE",
}

// events are what the events of one record have in common.
type events struct {
	record               opportunity.Opportunity
	news                 opportunity.News
	ended                bool      // nobody is to act by its days
	since                time.Time // of that, where its result is the end; zero where it was called off, which makes all of them void
	doubted              bool
	id, domain, sequence string
	revised, created     string
	title, issuer        string
	facts, about         string // behind the first line of the text: sums, then the summary and where to read on
	link                 string
}

func eventsOf(c Channel, o opportunity.Opportunity) events {
	e := events{record: o, news: o.News(), doubted: o.DoubtsDeadlines(),
		id: plain.Line(o.ID), domain: plain.Line(c.domain()), sequence: strconv.Itoa(max(o.Announced()-1, 0)), revised: icsUTC(revisedAt(o)),
		title: plain.Title(o.Title), issuer: issuerName(o.Issuer), link: plain.Link(o.URL)}
	if e.since, e.ended = o.EndedAt(); o.Stage == opportunity.Result {
		e.news = o.LastOf(opportunity.ChangedResult)
	} else {
		e.since, e.ended = time.Time{}, e.ended || o.Status == opportunity.WithdrawnNow
	}
	if !o.FirstSeen.IsZero() {
		e.created = icsUTC(o.FirstSeen)
	}
	for _, a := range o.Amounts {
		if text := wording.Amount(a); text != "" {
			e.facts += "／" + text
		}
	}
	for _, part := range []string{strings.TrimSpace(plain.Text(o.Summary)), e.link, c.RecordURL(o.ID)} {
		if part != "" {
			e.about += "\n" + part
		}
	}
	return e
}

// isVoid reports whether a step does not come any more, or did not.
func (e *events) isVoid(s wording.Step) bool {
	if e.ended {
		return e.since.IsZero() || s.Over().After(e.since)
	}
	return !slices.ContainsFunc(e.record.Deadlines, func(d opportunity.Deadline) bool { return d.Role == s.Role }) // see KnownDeadlines
}

// write writes the event of a step.
func (e *events) write(out *icsWriter, s wording.Step) {
	news, void := e.news, e.isVoid(s)
	if !wording.Concerns(news, s) {
		news = opportunity.News{Class: opportunity.ChangedNew} // nothing to say of this step
	}
	out.raw("BEGIN", "VEVENT")
	out.text("UID", e.id, "-", string(s.Role), "-", strconv.Itoa(s.Number), "@", e.domain)
	out.raw("SEQUENCE", e.sequence)
	out.raw("DTSTAMP", e.revised)
	out.raw("LAST-MODIFIED", e.revised)
	out.raw("CREATED", e.created)
	writeWhen(out, s)
	e.writeTitle(out, s, news)
	e.writeText(out, s, news)
	out.raw("URL", e.link)
	out.text("CATEGORIES", e.record.Kind.Label())
	out.raw("STATUS", e.status(void))
	out.raw("TRANSP", "TRANSPARENT")
	if (s.Role == opportunity.Submission || s.Role == opportunity.Registration) && !e.ended && !void { // whoever misses one has lost the call
		out.raw("BEGIN", "VALARM")
		out.raw("ACTION", "DISPLAY")
		out.raw("TRIGGER", "-P3D")
		out.text("DESCRIPTION", s.Name(), "まで3日：", e.title)
		out.raw("END", "VALARM")
	}
	out.raw("END", "VEVENT")
}

// writeTitle writes the title of an event: what is new of it, what the step is, then the record's title and issuer.
func (e *events) writeTitle(out *icsWriter, s wording.Step, news opportunity.News) {
	told, name := wording.Mark(wording.News(news)), s.Name()
	if e.doubted {
		name += checkMark
	}
	out.text("SUMMARY", told, wording.Mark(name), strings.TrimPrefix(e.title, told), "（", e.issuer, "）") // once, as Marked has it
}

// writeText writes the event in words: what is new, its own step, then the record's summary and where to read on.
func (e *events) writeText(out *icsWriter, s wording.Step, news opportunity.News) {
	told, doubt := plain.Text(wording.Told(news)), ""
	if told != "" {
		told += "\n"
	}
	if e.doubted {
		doubt = doubtWords + "／"
	}
	if s.Role == opportunity.Submission && e.record.AwaitsEntrants(s.Day) {
		doubt += entrantsOnly + "／"
	}
	out.text("DESCRIPTION", told, doubt, s.Name(), " ", s.When(), wording.Note(s.Note), e.facts, e.about)
}

// status is that of an event: tentative where its day should be checked against the announcement.
func (e *events) status(void bool) string {
	switch {
	case void:
		return "CANCELLED"
	case e.doubted:
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

// writeWhen writes the start, and the end where the step takes time: a deadline is a moment, or all of its day; what is
// attended lasts from start to end. An end that is no later than the start is left out (RFC 5545 §3.8.2.2).
func writeWhen(out *icsWriter, s wording.Step) {
	start := s.Day.Time(s.Clock)
	if s.Clock == "" || s.Clock == jdate.DayEnd || start.IsZero() { // at midnight a programme would show it on the next day
		out.raw("DTSTART;VALUE=DATE", icsDay(s.Day))
		if until := s.Until(); until != "" {
			out.raw("DTEND;VALUE=DATE", icsDay(until.AddDays(1)))
		}
		return
	}
	out.raw("DTSTART;TZID=Asia/Tokyo", icsLocal(start))
	if end := s.End.Time(s.EndTime); !s.Role.HasLastDay() && s.EndTime != "" && end.After(start) {
		out.raw("DTEND;TZID=Asia/Tokyo", icsLocal(end))
	}
}

func icsUTC(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func icsLocal(t time.Time) string { return t.In(jdate.JST).Format("20060102T150405") }

func icsDay(d jdate.Date) string { return strings.ReplaceAll(string(d), "-", "") }
