package crawler

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
)

// mergeDetail joins what a list said of an announcement with what its own page says. The page counts more, but for a
// title that names only the site or the section.
func mergeDetail(listed, own opportunity.Draft) opportunity.Draft {
	own.Source, own.Issuer, own.URL, own.Part = listed.Source, listed.Issuer, listed.URL, listed.Part
	if !tellsMore(own.Title, listed.Title) {
		own.Title = listed.Title
	}
	own.Categories = append(own.Categories, listed.Categories...)
	own = joinDrafts(own, opportunity.Draft{Summary: listed.Summary, Department: listed.Department})
	if day := listedDay(listed.Published); own.Published == "" && (day == "" || day != listedDay(own.Updated)) {
		own.Published = listed.Published // a feed's date that is the page's last change is none
	}
	own.Detail = opportunity.DetailRead
	return own
}

// tellsMore reports whether the page's own heading may stand for the title under which the list announced it: the list cut
// that title, or the two share a run of characters, as a heading that names only the site or the section does not.
func tellsMore(heading, listed string) bool {
	if heading == "" || listed == "" {
		return heading != ""
	}
	const run = 4
	h, l := []rune(strings.Join(strings.Fields(heading), "")), strings.Join(strings.Fields(listed), "")
	if len(h) < run {
		return strings.Contains(l, string(h)) && 2*len(h) >= len([]rune(l))
	}
	for i := 0; i+run <= len(h); i++ {
		if strings.Contains(l, string(h[i:i+run])) {
			return true
		}
	}
	if stem, cut := classify.CutStem(listed); cut && !classify.IsCutTitle(heading) && opportunity.SameTitle(stem, heading) {
		return true
	}
	return classify.IsBareTitle(listed)
}

// triage decides whether a draft may be an opportunity, by its title, address and categories. An undecided one has to be
// read; why says why it is dropped, or undecided.
func triage(d opportunity.Draft) verdict {
	v := classify.Triage(d.Title, d.URL, d.Categories)
	return verdict{keep: v.Keep, undecided: v.Undecided, why: v.Why}
}
