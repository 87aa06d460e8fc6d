package deadline

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Timelines set the day above what happens on it:
//
//	9月1日～10月30日
//	応募受付
//	11月20日
//	審査会
//
// Read line by line, each label would go to the day below it, which is another step's.

// longestTopic is the greatest number of characters of a line that names a step in a timeline.
const longestTopic = 40

// joinTimelines puts each day of a timeline and the label below it into one line. A timeline is a section that begins with
// a line of days alone, holds at least two such lines, each with words below it, and whose first words name a step in half
// of the cases or more.
func joinTimelines(lines []string) []string {
	var out []string
	for at := 0; at < len(lines); {
		end := at + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "# ") && !isRow(lines[end]) {
			end++
		}
		section := lines[at:end]
		if labels := timelineLabels(section); labels != nil {
			section = joinLabels(section, labels)
		}
		out = append(out, section...)
		at = end
	}
	return out
}

// timelineLabels returns for each line of days the place of its label, nil where the section is no timeline.
func timelineLabels(section []string) map[int]int {
	labels := map[int]int{}
	day, named := -1, 0
	for i, raw := range section {
		line := strings.TrimSpace(raw)
		switch {
		case line == "", i == 0 && strings.HasPrefix(raw, "# "), len(labels) == 0 && day < 0 && strings.HasSuffix(line, "。") && !jtext.HasDigit(line):
			continue
		case len(raw) < longestTopic*utf8.UTFMax && isDaysAlone(line):
			if day >= 0 {
				return nil // two days, one above the other
			}
			day = i
		case day >= 0:
			folded := jtext.Narrow(line)
			if utf8.RuneCountInString(line) > longestTopic || datedLine(folded) {
				return nil
			}
			labels[day] = i
			if r := roleOf(folded); r.role != "" && r.role != noStep {
				named++
			}
			day = -1
		case len(labels) == 0 || datedLine(jtext.Narrow(line)):
			return nil // it begins with words, or holds other dates
		}
	}
	if day >= 0 || len(labels) < 2 || 2*named < len(labels) {
		return nil
	}
	return labels
}

func joinLabels(section []string, labels map[int]int) []string {
	out := make([]string, 0, len(section))
	taken := map[int]bool{}
	for i, line := range section {
		if at, ok := labels[i]; ok {
			line = strings.TrimRight(line, " 　") + " " + strings.TrimSpace(section[at])
			taken[at] = true
		}
		if !taken[i] {
			out = append(out, line)
		}
	}
	return out
}

// monthAlone is a month without a day: 令和8年12月, 1月中旬頃.
var monthAlone = regexp.MustCompile(`^ ?(?:(?:令和|R) ?[0-9元]{1,2} ?[年.] ?|[0-9]{4} ?[年./] ?)?[0-9]{1,2} ?月 ?(?:上旬|中旬|下旬|初旬|末|中)? ?(?:頃|ごろ|予定|以降|\(予定\))? ?$`)

// isDaysAlone reports whether a line is days, hours and the marks between them, and nothing else.
func isDaysAlone(line string) bool {
	folded := jtext.Narrow(line)
	if !hasDate(folded) {
		return false
	}
	if monthAlone.MatchString(folded) {
		return true
	}
	days, at := 0, 0
	for _, t := range jdate.Lex(folded) {
		if !isMark(folded[at:t.From]) {
			return false
		}
		if t.Kind != jdate.ClockToken {
			days++
		}
		at = t.To
	}
	return days > 0 && isMark(folded[at:])
}

// isMark reports whether words between days are only marks and particles.
func isMark(s string) bool {
	for _, word := range [...]string{"から", "より", "まで", "頃", "ごろ", "予定", "必着", "自", "至"} {
		s = strings.ReplaceAll(s, word, "")
	}
	return strings.Trim(s, " ()（）~-–—〜～、・,:") == ""
}
