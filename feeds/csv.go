package feeds

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// CSV writes a header and one row a record (RFC 4180: CRLF, UTF-8), with the columns that docs/feed-extensions.md
// describes. No cell is read as a formula by a spreadsheet. The errors are those of w.
func CSV(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return writeCSV(w, c, records)
}

// CSVWithBOM is CSV after a byte order mark, without which Excel reads UTF-8 as Shift_JIS.
func CSVWithBOM(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	return writeCSV(w, c, records)
}

func writeCSV(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	buffered := bufio.NewWriter(w)
	out := csv.NewWriter(buffered)
	out.UseCRLF = true
	row := make([]string, len(csvColumns))
	for i, col := range csvColumns {
		row[i] = col.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, o := range records {
		for i, col := range csvColumns {
			row[i] = cell(col.value(c, o))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// csvColumn is one column: its name in the header, and a record's value in it.
type csvColumn struct {
	name  string
	value func(Channel, opportunity.Opportunity) string
}

// csvColumns are the columns in order. Scripts count them: a new one goes to the end.
var csvColumns = []csvColumn{
	{"id", func(_ Channel, o opportunity.Opportunity) string { return o.ID }},
	{"title", func(_ Channel, o opportunity.Opportunity) string { return line(o.Title) }},
	{"url", func(_ Channel, o opportunity.Opportunity) string { return webLink(o.URL) }},
	{"issuer_code", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Code }},
	{"issuer_name", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Name }},
	{"issuer_prefecture", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Prefecture }},
	{"issuer_department", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Department }},
	{"kind", func(_ Channel, o opportunity.Opportunity) string { return string(o.Kind) }},
	{"stage", func(_ Channel, o opportunity.Opportunity) string { return string(o.Stage) }},
	{"status", func(_ Channel, o opportunity.Opportunity) string { return string(o.Status) }},
	{"themes", func(_ Channel, o opportunity.Opportunity) string { return strings.Join(o.Themes, ";") }},
	{"published", func(_ Channel, o opportunity.Opportunity) string { return instant(o.Published, "") }},
	{"updated", func(_ Channel, o opportunity.Opportunity) string { return instant(o.Updated, "") }},
	endColumn(opportunity.Submission), endColumn(opportunity.Registration), endColumn(opportunity.Questions),
	startColumn(opportunity.Briefing), startColumn(opportunity.SiteVisit),
	startColumn(opportunity.Interview), startColumn(opportunity.Presentation),
	{"rolling", func(_ Channel, o opportunity.Opportunity) string { return strconv.FormatBool(o.Rolling) }},
	{"budget_yen", func(_ Channel, o opportunity.Opportunity) string { return yenCell(o.BudgetYen) }},
	{"eligibility", func(_ Channel, o opportunity.Opportunity) string { return o.Eligibility }},
	{"contact_department", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Department }},
	{"contact_phone", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Phone }},
	{"contact_email", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Email }},
	{"attachments", func(_ Channel, o opportunity.Opportunity) string { return attachmentCell(o) }},
	{"summary", func(_ Channel, o opportunity.Opportunity) string { return strings.TrimSpace(plain(o.Summary)) }},
	{"revision", func(_ Channel, o opportunity.Opportunity) string { return strconv.Itoa(max(o.Revision, 1)) }},
	{"revised", func(_ Channel, o opportunity.Opportunity) string { return stamp(revisedAt(o)) }},
	{"record_url", func(c Channel, o opportunity.Opportunity) string { return c.RecordURL(o.ID) }},
	{"entry_id", func(c Channel, o opportunity.Opportunity) string { return c.TagURI(o.ID) }},
}

// endColumn holds the last end of a role's deadlines: until then something may still be handed in.
func endColumn(role opportunity.Role) csvColumn {
	return csvColumn{string(role) + "_end", func(_ Channel, o opportunity.Opportunity) string {
		var day jdate.Date
		var clock jdate.Clock
		for _, d := range o.Deadlines {
			later := d.End > day || d.End == day && d.EndTime > clock
			if d.Role == role && later && !d.End.Time("").IsZero() {
				day, clock = d.End, d.EndTime
			}
		}
		return instant(day, clock)
	}}
}

// startColumn holds the first start of a role's deadlines, or the end where only that is known.
func startColumn(role opportunity.Role) csvColumn {
	return csvColumn{string(role) + "_start", func(_ Channel, o opportunity.Opportunity) string {
		var first string
		for _, s := range stepsOf(o) {
			d, c, _ := s.day()
			if at := instant(d, c); s.Role == role && (first == "" || at < first) {
				first = at
			}
		}
		return first
	}}
}

func yenCell(yen *int64) string {
	if yen == nil {
		return ""
	}
	return strconv.FormatInt(*yen, 10)
}

// attachmentCell lists the addresses, one a line of the cell.
func attachmentCell(o opportunity.Opportunity) string {
	var links []string
	for _, a := range attachmentsOf(o) {
		links = append(links, a.URL)
	}
	return strings.Join(links, "\n")
}

// formulaStarts are what a spreadsheet may take for the start of a formula, full width included, as Excel in Japanese
// does (OWASP, CSV Injection).
const formulaStarts = "=+-@\t\r＝＋－＠"

// cell returns a value that no spreadsheet evaluates: an apostrophe stands before what would start a formula. A plain
// number keeps its sign.
func cell(value string) string {
	value = plain(value)
	head := strings.TrimLeft(value, " \u3000\n")
	if first, _ := utf8.DecodeRuneInString(head); head == "" || !strings.ContainsRune(formulaStarts, first) {
		return value
	}
	if _, err := strconv.ParseInt(value, 10, 64); err == nil && value[0] == '-' {
		return value
	}
	return "'" + value
}
