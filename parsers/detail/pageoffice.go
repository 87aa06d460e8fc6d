package detail

import (
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

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
