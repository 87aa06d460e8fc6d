package feeds

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Calendar writes an iCalendar (RFC 5545, with the calendar's own properties of RFC 7986) of the steps that a company
// must act on, or of those that the channel names: one event for each submission, registration, question, briefing, visit,
// interview, presentation or opening of each record. A step of a withdrawn or cancelled record is a cancelled event, so that
// it leaves the reader's calendar. The same records give the same bytes: no property comes from the clock. The errors are
// those of w.
func Calendar(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	out := newICSWriter(w)
	writeCalendarHead(out, c, records)
	for _, o := range records {
		steps := c.steps(o)
		if len(steps) == 0 {
			continue
		}
		news := o.News()
		for _, s := range steps {
			told := news
			if !concerns(news, s) {
				told = opportunity.News{Class: opportunity.ChangedNew} // nothing to say of this step
			}
			writeEvent(out, c, o, s, told)
		}
	}
	out.raw("END", "VCALENDAR")
	return out.out.Flush()
}

// steps returns the steps of a record that the calendar holds.
func (c Channel) steps(o opportunity.Opportunity) []step {
	if was, _, ok := o.CalledOff(); ok && len(o.Deadlines) == 0 {
		o = was // its events are cancelled, though the page does not name them any more
	}
	return slices.DeleteFunc(stepsOf(o), func(s step) bool {
		day, _, _ := s.day()
		return c.Roles != nil && !slices.Contains(c.Roles, s.Role) || c.Until != "" && day > c.Until
	})
}

// StepDays counts the events that a calendar of the records would have on each day.
func (c Channel) StepDays(records []opportunity.Opportunity) map[jdate.Date]int {
	days := map[jdate.Date]int{}
	for _, o := range records {
		for _, s := range c.steps(o) {
			day, _, _ := s.day()
			days[day]++
		}
	}
	return days
}

func writeCalendarHead(out icsWriter, c Channel, records []opportunity.Opportunity) {
	title, description := titleOf(c.Title), line(c.Subtitle)
	out.raw("BEGIN", "VCALENDAR")
	out.raw("VERSION", "2.0")
	out.raw("PRODID", "-//koubo//koubo//JA")
	out.raw("CALSCALE", "GREGORIAN")
	out.text("UID", c.feedURI())
	out.text("NAME", title)
	out.text("X-WR-CALNAME", title)
	out.text("DESCRIPTION", description)
	out.text("X-WR-CALDESC", description)
	out.raw("X-WR-TIMEZONE", "Asia/Tokyo")
	out.raw("URL", c.page())
	out.raw("SOURCE;VALUE=URI", webLink(c.Self))
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

func writeEvent(out icsWriter, c Channel, o opportunity.Opportunity, s step, news opportunity.News) {
	cancelled := o.CutShort() || o.Status == opportunity.WithdrawnNow || o.Stage == opportunity.Cancelled
	out.raw("BEGIN", "VEVENT")
	out.text("UID", line(o.ID)+"-"+string(s.Role)+"-"+strconv.Itoa(s.number)+"@"+line(c.domain()))
	out.raw("SEQUENCE", strconv.Itoa(max(o.Announced()-1, 0)))
	out.raw("DTSTAMP", icsUTC(revisedAt(o)))
	out.raw("LAST-MODIFIED", icsUTC(revisedAt(o)))
	if !o.FirstSeen.IsZero() {
		out.raw("CREATED", icsUTC(o.FirstSeen))
	}
	writeWhen(out, s)
	out.text("SUMMARY", eventTitle(o, s, news))
	out.text("DESCRIPTION", eventText(c, o, s, news))
	out.raw("URL", webLink(o.URL))
	out.text("CATEGORIES", o.Kind.Label())
	out.raw("STATUS", statusOf(o, cancelled))
	out.raw("TRANSP", "TRANSPARENT")
	if s.Role == opportunity.Submission && !cancelled {
		out.raw("BEGIN", "VALARM")
		out.raw("ACTION", "DISPLAY")
		out.raw("TRIGGER", "-P3D")
		out.text("DESCRIPTION", s.name()+"まで3日："+titleOf(o.Title))
		out.raw("END", "VALARM")
	}
	out.raw("END", "VEVENT")
}

// eventTitle is the title of an event: what is new of it, what the step is, then the record's title and issuer.
func eventTitle(o opportunity.Opportunity, s step, news opportunity.News) string {
	title := "【" + s.name() + "】"
	if o.DoubtsDeadlines() {
		title = "【" + s.name() + "・要確認】"
	}
	if word := newsWord(news); word != "" {
		title = "【" + word + "】" + title
	}
	return title + titleOf(o.Title) + "（" + issuerName(o.Issuer) + "）"
}

// statusOf is the event's status: tentative where its day should be checked against the announcement.
func statusOf(o opportunity.Opportunity, cancelled bool) string {
	switch {
	case cancelled:
		return "CANCELLED"
	case o.DoubtsDeadlines():
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

// writeWhen writes the start, and the end where the step takes time: a deadline is a moment, or all of its day; what is
// attended lasts from start to end. An end that is no later than the start is left out (RFC 5545 §3.8.2.2).
func writeWhen(out icsWriter, s step) {
	d, c, _ := s.day()
	start := d.Time(c)
	if c == "" || start.IsZero() {
		out.raw("DTSTART;VALUE=DATE", icsDay(d))
		if end := s.End.AddDays(1); !s.due && end > d.AddDays(1) {
			out.raw("DTEND;VALUE=DATE", icsDay(end))
		}
		return
	}
	out.raw("DTSTART;TZID=Asia/Tokyo", icsLocal(start))
	if end := s.End.Time(s.EndTime); !s.due && s.EndTime != "" && end.After(start) {
		out.raw("DTEND;TZID=Asia/Tokyo", icsLocal(end))
	}
}

// eventText is the event in words: what is new, its own step, then the record's summary and where to read on.
func eventText(c Channel, o opportunity.Opportunity, s step, news opportunity.News) string {
	parts := []string{s.name() + " " + s.when() + noteText(s.Note)}
	if o.DoubtsDeadlines() {
		parts[0] = doubtWords + "／" + parts[0]
	}
	for _, a := range o.Amounts {
		if text := amountText(a); text != "" {
			parts[0] += "／" + text
		}
	}
	for _, part := range []string{strings.TrimSpace(plain(o.Summary)), webLink(o.URL), c.RecordURL(o.ID)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if line := newsLine(news); line != "" {
		parts = append([]string{line}, parts...)
	}
	return strings.Join(parts, "\n")
}

func icsUTC(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func icsLocal(t time.Time) string { return t.In(jdate.JST).Format("20060102T150405") }

func icsDay(d jdate.Date) string { return strings.ReplaceAll(string(d), "-", "") }
