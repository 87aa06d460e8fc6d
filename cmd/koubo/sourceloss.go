package main

import (
	"slices"
	"strings"
	"time"

	"koubo/cmd/koubo/wording"
	"koubo/crawler/mend"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/reasons"
)

// fieldName names a field of a record or of a row.
func fieldName(f sources.Field) string {
	if tongue() == wording.Japanese {
		return reasons.FieldName(f)
	}
	return string(f)
}

// lossWords explains to whoever keeps a koubo what a source gives no more: since when, on which page, what stands there now, and what
// to do. mends are those that were found for the source.
func lossWords(id string, lost mend.Loss, mends []mend.Proposal) string {
	l := tongue()
	var b strings.Builder
	line := func(format, words string) {
		if words != "" {
			l.Fprintf(&b, format, words)
		}
	}
	heading := "\n%s: %s is no longer found\n"
	if lost.Of == 0 && lost.List == "" {
		heading = "\n%s: the list has no dates, so the pages of calls were looked at for %s\n"
	}
	l.Fprintf(&b, heading, id, fieldName(lost.Field))
	line("  since: %s\n", lossSince(lost))
	line("  list: %s\n", lost.List)
	if lost.Found.URL != "" && lost.Found.URL != lost.List {
		l.Fprintf(&b, "  page: %s (%s)\n", lost.Found.URL, lost.Found.Title)
	}
	if lost.Had != nil {
		l.Fprintf(&b, "  before, such as: \"%s\" %s\n", lost.Had.Words, lost.Had.URL)
	}
	line("  now: %s\n", lossNow(lost))
	line("  what to do: %s\n", lossAdvice(id, lost, mends))
	return b.String()
}

// lossSince says since when a field is missed, and how seldom it comes.
func lossSince(lost mend.Loss) string {
	l := tongue()
	var words []string
	if !lost.Since.IsZero() {
		words = append(words, sinceVisit(lost.Since))
	}
	switch {
	case lost.Of > 0 && lost.Usual > 0:
		words = append(words, l.Sprintf("of the latest %d only %d have it (usually %d %%)", lost.Of, lost.Now, lost.Usual))
	case lost.Of > 0:
		words = append(words, l.Sprintf("none of %d has it", lost.Of))
	}
	return strings.Join(words, l.Text(". "))
}

// lossNow says what stands in the place of the field.
func lossNow(lost mend.Loss) string {
	l := tongue()
	field, f := fieldName(lost.Field), lost.Found
	quoted := l.Sprintf("\"%s\"", strings.Join(f.Words, l.Text("\", \"")))
	switch {
	case lost.List != "" && f.As == mend.NowUnread:
		return l.Text("nothing can be read from this list")
	case lost.List != "" && f.As != "":
		return l.Sprintf("it cannot be read in %[2]d of %[1]d rows, such as that of \"%[3]s\"", f.Pages, f.Lack, f.Title)
	}
	switch f.As {
	case mend.NowRead:
		return l.Sprintf("it is read on %[2]d of the %[1]d pages that were looked at", f.Pages, f.Pages-f.Lack)
	case mend.NowLabel:
		return l.Sprintf("on %[2]d of the %[1]d pages that were looked at it stands behind the label %[3]s, which koubo does not know", f.Pages, f.Lack, quoted)
	case mend.NowText:
		return l.Sprintf("on %[2]d of the %[1]d pages that were looked at it cannot be read; words near to it are %[3]s", f.Pages, f.Lack, quoted)
	case mend.NowForm:
		return l.Sprintf("on %[2]d of the %[1]d pages that were looked at a form stands in place of %[3]s: %[4]s", f.Pages, f.Lack, field, quoted)
	case mend.NowFiles:
		return l.Sprintf("on %[2]d of the %[1]d pages that were looked at it is not written; it may stand in the files %[3]s", f.Pages, f.Lack, quoted)
	case mend.NowGone:
		return l.Sprintf("on %[2]d of the %[1]d pages that were looked at it stands nowhere", f.Pages, f.Lack)
	case mend.NowUnread:
		return l.Text("there was no page of a call to look at (all are over, or cannot be opened)")
	}
	return ""
}

// lossAdvice says what to do.
func lossAdvice(id string, lost mend.Loss, mends []mend.Proposal) string {
	l := tongue()
	switch {
	case slices.ContainsFunc(mends, mend.Proposal.IsProven):
		return writeAdvice(id)
	case len(mends) > 0:
		return l.Text("open the page of the mend in a browser, and write its address into the configuration if it is the list of calls")
	}
	return lossRemedy(id, lost) + believedAfter(lost)
}

// lossRemedy says what to do where no mend was found.
func lossRemedy(id string, lost mend.Loss) string {
	l := tongue()
	switch as := lost.Found.As; {
	case as == "" && lost.List == "":
		return l.Sprintf("koubo source check --source %s looks at the pages as they are now", id)
	case as == mend.NowRead:
		return l.Text("nothing: once it is read again, all is well")
	case as == mend.NowText:
		return l.Sprintf("open the page, see which label %s stands behind, and add selectors: {fields: {%s: \"label:LABEL\"}} to the source; without a label it cannot be mended", fieldName(lost.Field), lost.Field)
	case as == mend.NowForm, as == mend.NowFiles:
		return l.Text("the body seems to write it otherwise now: there is nothing to mend")
	case lost.List != "":
		return l.Sprintf("open the list in a browser: if its rows show %s, say where by selectors: %s: of the source (docs/sources.md, Selectors); if not, there is nothing to mend", fieldName(lost.Field), lost.Field)
	}
	return l.Text("open the page in a browser: if it is not written there, there is nothing to mend")
}

// believedAfter says from when on the loss is taken for usual; "" where nothing is to be awaited.
func believedAfter(lost mend.Loss) string {
	if as := lost.Found.As; lost.Until.IsZero() || as == mend.NowRead || as == "" && lost.List == "" {
		return ""
	}
	return tongue().Sprintf(". If it is the same after %s, koubo takes that for usual and tells no more", lost.Until.In(jdate.JST).Format(time.DateOnly))
}
