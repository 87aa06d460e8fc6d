package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler/mend"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/reasons"
)

// troubleWords explains to whoever keeps a koubo why addresses of a source are not well: since when, why, where what they held was
// found, and what to do. Fields that are lost are explained by lossWords. searched says whether mends were looked for.
func troubleWords(r checkedRow, searched bool) string {
	l := tongue()
	var b strings.Builder
	for _, address := range slices.Sorted(maps.Keys(r.Health.Addresses)) {
		a := r.Health.Addresses[address]
		n := mend.Of(r.Mends, address)
		switch {
		case !isTold(a):
		case a.State.IsBroken():
			causes := slices.DeleteFunc(slices.Clone(a.Causes), isOfField)
			l.Fprintf(&b, stateSentences[a.State], r.ID, address)
			if !a.Since.IsZero() {
				l.Fprintf(&b, "  since: %s\n", sinceVisit(a.Since))
			}
			l.Fprintf(&b, "  reason: %s\n", wordsOf(causes, a.Reason, reasons.Statement))
			if n >= 0 {
				l.Fprintf(&b, "  mend: %s\n", mendWords(r.Mends[n]))
			}
			l.Fprintf(&b, "  what to do: %s\n", troubleAdvice(r, a, n, searched))
		default:
			b.WriteString(movedWords(r, address, a.Moved, n, searched))
		}
	}
	return b.String()
}

// isTold reports whether troubleWords tells of an address: it is in a trouble that is no lost field's, or leads elsewhere for good.
func isTold(a sources.AddressHealth) bool {
	if a.State.IsBroken() {
		return slices.ContainsFunc(a.Causes, func(c sources.Cause) bool { return !isOfField(c) })
	}
	return a.Moved != ""
}

// movedWords explains that an address is read where it leads for good, and what to do; n is the place of its mend, -1 for none.
func movedWords(r checkedRow, address, to string, n int, searched bool) string {
	l := tongue()
	var b strings.Builder
	l.Fprintf(&b, "\n%s: %s has moved\n", r.ID, address)
	l.Fprintf(&b, "  reason: it leads for good to %s, and is read there; such redirects end one day\n", to)
	advice := l.Sprintf("open %s in a browser, and write it into the source if it is the list; koubo could not prove it by known announcements, or another source reads it already", to)
	switch {
	case !slices.Contains(r.named, address):
		advice = l.Text("nothing: the source finds its pages itself, and looks for them anew once the redirect ends")
	case n >= 0:
		l.Fprintf(&b, "  mend: %s\n", mendWords(r.Mends[n]))
		if r.Mends[n].IsProven() {
			advice = writeAdvice(r.ID)
		}
	case !searched:
		advice = l.Sprintf("koubo source check --source %s looks whether the announcements stand there", r.ID)
	}
	l.Fprintf(&b, "  what to do: %s\n", advice)
	return b.String()
}

func isOfField(c sources.Cause) bool {
	return c.Code == sources.CauseFieldLost || c.Code == sources.CauseUndated || c.Code == sources.CauseUntitled
}

// stateSentences begin what is told of an address in trouble, by source and address.
var stateSentences = map[sources.State]string{
	sources.Failing:  "\n%s: %s cannot be read\n",
	sources.Suspect:  "\n%s: %s answers with another page\n",
	sources.Degraded: "\n%s: %s gives less than it did\n",
	sources.Blocked:  "\n%s: %s refuses to be read\n",
	sources.Stale:    "\n%s: %s has told nothing new for long\n",
}

// mendWords says what a mend is, and what proves it.
func mendWords(p mend.Proposal) string {
	l := tongue()
	switch p.How {
	case mend.ByLabel:
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
			fields = append(fields, fmt.Sprintf("%s: %q", name, p.Fields[name]))
		}
		return l.Sprintf("selectors.fields: {%s} gives what is lost: on %d of the latest %d pages of calls", strings.Join(fields, ", "), p.Known, p.Items)
	case mend.Needless:
		return l.Sprintf("is gone and can be left out: of what is known of the source, %d announcements stand on its lists", p.Known)
	}
	what := mendPlace(p)
	if len(p.Also) > 0 {
		what = l.Sprintf("%s (it was parted)", what)
	}
	if len(p.Drop) > 0 {
		what = l.Sprintf("%s, without %s", what, strings.Join(p.Drop, l.Text(" and ")))
	}
	switch {
	case p.Still > p.Known:
		return l.Sprintf("perhaps %s: %d announcements, %d of them known, but %d known ones stand at the old address yet", what, p.Items, p.Known, p.Still)
	case p.Known == 0:
		return l.Sprintf("perhaps %s: %d announcements, %d invite, but none of the known ones is among them", what, p.Items, p.Open)
	}
	return l.Sprintf("%s: %d announcements, %d of them known", what, p.Items, p.Known)
}

// mendPlace says where a source is to be read.
func mendPlace(p mend.Proposal) string {
	l := tongue()
	places := strings.Join(append([]string{p.New}, p.Also...), l.Text(" and "))
	switch {
	case p.How == mend.ByRedirect:
		return l.Sprintf("leads for good to %s", places)
	case p.How == mend.ByHost:
		return l.Sprintf("the host answers as %s", places)
	case p.How == mend.ByLayout && p.New == p.Old:
		return l.Text("can be read by its structure")
	case p.How == mend.ByLayout:
		return l.Sprintf("can be read by its structure at %s", places)
	case p.Feed:
		return l.Sprintf("the site has the feed now at %s", places)
	}
	return l.Sprintf("the site has it now at %s", places)
}

// troubleAdvice says what to do about an address; n is the place of its mend, -1 for none.
func troubleAdvice(r checkedRow, a sources.AddressHealth, n int, searched bool) string {
	l := tongue()
	switch {
	case n >= 0 && r.Mends[n].IsProven():
		return writeAdvice(r.ID)
	case n >= 0:
		return l.Text("open the page of the mend in a browser, and write its address into the configuration if it is the list of calls")
	case a.State == sources.Blocked:
		return l.Text("ask the body, or leave the source out: write it under skip: of the configuration")
	case !slices.ContainsFunc(a.Causes, func(c sources.Cause) bool { return !isPassingCause(c) }):
		return l.Sprintf("it may pass: if it lasts for some days, try koubo source check --source %s again", r.ID)
	case !searched:
		return l.Sprintf("koubo source check --source %s looks at the site for a mend", r.ID)
	}
	return l.Text("no mend was found: open the site in a browser, look for the list of 公募 or 入札, and give its address to koubo source add, or write it into the configuration")
}

// writeAdvice says how the proven mends of a source are applied.
func writeAdvice(id string) string {
	return tongue().Sprintf("koubo source check --source %s --write writes it into the configuration; koubo source try %s shows then what is read", id, id)
}

// sinceVisit names the visit from which on something is amiss.
func sinceVisit(at time.Time) string {
	return tongue().Sprintf("the visit of %s", at.In(jdate.JST).Format(time.DateOnly))
}

// isPassingCause reports whether a trouble goes by itself, mostly.
func isPassingCause(c sources.Cause) bool {
	switch c.Code {
	case sources.CauseSlow, sources.CauseLater, sources.CauseOutage, sources.CauseNotice, sources.CauseNoneNow:
		return true
	}
	return c.Code == sources.CauseStatus && c.Args["status"] >= "500"
}
