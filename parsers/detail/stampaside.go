package detail

import (
	"strings"

	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// mostStamp is the length in bytes of the text of a box that tells the page's own day and little else.
const mostStamp = 90

// stampLeftOut reads a labelled day of publication from a small box that is no part of the announcement's text: the footer of an
// article.
func (o *outline) stampLeftOut() string {
	for i := range o.blocks {
		b := &o.blocks[i]
		if !b.pruned || b.repeated || b.text == 0 || b.text > mostStamp || b.links > 0 {
			continue
		}
		var s stamps
		if found := stampBefore.FindStringSubmatch(page.TextOf(b.node)); found != nil {
			s.set(found[1], strings.TrimSpace(found[2]))
		}
		if s.published != "" {
			return s.published
		}
	}
	return ""
}

// updatedLeftOut reads the labelled day of the last change from boxes that are no part of the announcement's text: the page's
// footer. Several days are those of other pages.
func (o *outline) updatedLeftOut() (day string) {
	until := 0
	for i := range o.blocks {
		b := &o.blocks[i]
		if b.pruned && b.part != page.RelatedPart {
			until = max(until, b.end)
		}
		if i >= until || b.repeated || b.text == 0 || b.text > mostStamp || b.links > 0 || b.node.DataAtom == atom.Li {
			continue
		}
		text := page.TextOf(b.node)
		found := stampBefore.FindStringSubmatchIndex(text)
		if found == nil || found[0] != 0 {
			continue
		}
		var s stamps
		s.set(text[found[2]:found[3]], strings.TrimSpace(text[found[4]:found[5]]))
		if s.updated != "" && day != "" && day != s.updated {
			return ""
		}
		day = max(day, s.updated)
	}
	return day
}

// officeDated finds the department that stands beside the page's own day, near its title: 2026年5月15日更新／管財課. "" for none.
func (r *reader) officeDated() string {
	for at := max(0, r.titleAt-stampReach); at < len(r.lines) && at <= r.titleAt+stampReach; at++ {
		l := &r.lines[at]
		if !l.stamp || l.crumb {
			continue
		}
		text := jtext.Fold(l.text)
		day := stampAfter.FindStringIndex(text)
		if day == nil {
			day = stampBefore.FindStringIndex(text)
		}
		if day == nil {
			continue
		}
		if name := trimMarks(text[day[1]:]); page.IsDepartment(name) {
			return name
		}
	}
	return ""
}
