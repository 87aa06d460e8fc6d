package feeds

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
)

// CSVWithBOM writes a header and one row a record (RFC 4180: CRLF, UTF-8), with the columns that docs/feed-extensions.md
// describes, after a byte order mark, without which Excel reads UTF-8 as Shift_JIS. No cell is read as a formula by a
// spreadsheet. The errors are those of w.
func CSVWithBOM(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	return writeCSV(w, c, records, true)
}

// CSVRows writes what CSVWithBOM writes behind its header: the rows of further records of the same file.
func CSVRows(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return writeCSV(w, c, records, false)
}

func writeCSV(w io.Writer, c Channel, records []opportunity.Opportunity, header bool) error {
	buffered := bufio.NewWriter(w)
	out := csv.NewWriter(buffered)
	out.UseCRLF = true
	row := make([]string, len(csvColumns))
	for i, col := range csvColumns {
		row[i] = col.name
	}
	if header {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	for _, o := range records {
		for i, col := range csvColumns {
			row[i] = col.cell(c, o)
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

// csvColumn is one column: its name in the header, a record's value in it, and what may go where that is too long for a
// cell.
type csvColumn struct {
	name    string
	value   func(Channel, opportunity.Opportunity) string
	shorten func(cell string) string
}

// csvColumns are the columns in order. Scripts count them: a new one goes to the end.
var csvColumns = []csvColumn{
	{"id", func(_ Channel, o opportunity.Opportunity) string { return o.ID }, wholeOrNothing},
	{"title", func(_ Channel, o opportunity.Opportunity) string { return plain.Line(o.Title) }, cutText},
	{"url", func(_ Channel, o opportunity.Opportunity) string { return plain.Link(o.URL) }, wholeOrNothing},
	{"issuer_code", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Code }, wholeOrNothing},
	{"issuer_name", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Name }, cutText},
	{"issuer_prefecture", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Prefecture }, cutText},
	{"issuer_department", func(_ Channel, o opportunity.Opportunity) string { return o.Issuer.Department }, cutText},
	{"kind", func(_ Channel, o opportunity.Opportunity) string { return string(o.Kind) }, wholeOrNothing},
	{"stage", func(_ Channel, o opportunity.Opportunity) string { return string(o.Stage) }, wholeOrNothing},
	{"status", func(_ Channel, o opportunity.Opportunity) string { return string(o.Status) }, wholeOrNothing},
	{"themes", func(_ Channel, o opportunity.Opportunity) string { return strings.Join(o.Themes, ";") }, fewerMembers(";")},
	{"published", func(_ Channel, o opportunity.Opportunity) string { return instant(o.Published, "") }, wholeOrNothing},
	{"updated", func(_ Channel, o opportunity.Opportunity) string { return instant(o.Updated, "") }, wholeOrNothing},
	endColumn(opportunity.Submission), endColumn(opportunity.Registration), endColumn(opportunity.Questions),
	startColumn(opportunity.Briefing), startColumn(opportunity.SiteVisit),
	startColumn(opportunity.Interview), startColumn(opportunity.Presentation),
	{"rolling", func(_ Channel, o opportunity.Opportunity) string { return strconv.FormatBool(o.Rolling) }, wholeOrNothing},
	{"budget_yen", func(_ Channel, o opportunity.Opportunity) string { return yenCell(o.BudgetYen) }, wholeOrNothing},
	{"eligibility", func(_ Channel, o opportunity.Opportunity) string { return o.Eligibility }, cutText},
	{"contact_department", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Department }, cutText},
	{"contact_phone", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Phone }, wholeOrNothing},
	{"contact_email", func(_ Channel, o opportunity.Opportunity) string { return o.Contact.Email }, wholeOrNothing},
	{"attachments", func(_ Channel, o opportunity.Opportunity) string { return attachmentCell(o) }, fewerMembers("\n")},
	{"summary", func(_ Channel, o opportunity.Opportunity) string { return strings.TrimSpace(plain.Text(o.Summary)) }, cutText},
	{"revision", func(_ Channel, o opportunity.Opportunity) string { return strconv.Itoa(max(o.Revision, 1)) }, wholeOrNothing},
	{"revised", func(_ Channel, o opportunity.Opportunity) string { return stamp(revisedAt(o)) }, wholeOrNothing},
	{"record_url", func(c Channel, o opportunity.Opportunity) string { return c.RecordURL(o.ID) }, wholeOrNothing},
	{"entry_id", func(c Channel, o opportunity.Opportunity) string { return c.TagURI(o.ID) }, wholeOrNothing},
	{"deadlines", func(_ Channel, o opportunity.Opportunity) string { return deadlineCell(o) }, fewerMembers("\n")},
	{"doubts", func(_ Channel, o opportunity.Opportunity) string { return doubtCell(o) }, fewerMembers(";")},
}

// endColumn holds the last end of a role's deadlines: until then something may still be handed in.
func endColumn(role opportunity.Role) csvColumn {
	return csvColumn{string(role) + "_end", func(_ Channel, o opportunity.Opportunity) string {
		var last wording.Step
		for _, d := range o.Deadlines {
			one := wording.Step{Deadline: d}
			if d.Role == role && !d.End.Time("").IsZero() && (last.End == "" || one.Over().After(last.Over())) {
				last = one
			}
		}
		return instant(last.End, last.EndTime)
	}, wholeOrNothing}
}

// startColumn holds the first start of a role's deadlines, or the end where only that is known.
func startColumn(role opportunity.Role) csvColumn {
	return csvColumn{string(role) + "_start", func(_ Channel, o opportunity.Opportunity) string {
		var first string
		for _, s := range wording.Steps(o.Deadlines) {
			if at := instant(s.Day, s.Clock); s.Role == role && (first == "" || at < first) {
				first = at
			}
		}
		return first
	}, wholeOrNothing}
}

func yenCell(yen *int64) string {
	if yen == nil {
		return ""
	}
	return strconv.FormatInt(*yen, 10)
}

// deadlineCell lists all windows, since the columns of single roles hold one day each: the role, then an interval (ISO 8601-1 §5.5,
// open ends as ISO 8601-2 writes them), one a line of the cell.
func deadlineCell(o opportunity.Opportunity) string {
	var lines []string
	for _, d := range o.Deadlines {
		from, to := instant(d.Start, d.StartTime), instant(d.End, d.EndTime)
		if from == "" && to == "" {
			continue
		}
		lines = append(lines, plain.Line(string(d.Role))+" "+cmp.Or(from, "..")+"/"+cmp.Or(to, ".."))
	}
	return strings.Join(lines, "\n")
}

// doubtCell names the values that may be wrong, with the code of the reason: deadlines:weekday_differs.
func doubtCell(o opportunity.Opportunity) string {
	var all []string
	for _, d := range o.Doubts {
		if one := plain.Line(d.Field + ":" + string(d.Code)); !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return strings.Join(all, ";")
}

// attachmentCell lists the addresses, one a line of the cell.
func attachmentCell(o opportunity.Opportunity) string {
	var links []string
	for _, a := range attachmentsOf(o) {
		links = append(links, a.URL)
	}
	return strings.Join(links, "\n")
}
