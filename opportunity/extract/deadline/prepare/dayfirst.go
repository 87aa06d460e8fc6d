package prepare

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/role"
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
// a line of days alone, or goes on with one below words that name no step, holds at least two such lines, each with words
// below it, and whose first words name a step in half of the cases or more. It ends where other dates stand.
func joinTimelines(lines []string) []string {
	lines = joinHeadings(lines)
	var out []string // nil as long as nothing was joined
	for at := 0; at < len(lines); {
		end := at + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "# ") && !document.IsRow(lines[end]) {
			end++
		}
		section := lines[at:end]
		joined := hoursToDays(section)
		labels := timelineLabels(joined)
		if labels != nil {
			section = joined
		}
		if labels != nil && out == nil {
			out = append(make([]string, 0, len(lines)), lines[:at]...)
		}
		if out != nil {
			out = append(out, joinLabels(section, labels)...)
		}
		at = end
	}
	if out == nil {
		return lines
	}
	return out
}

// fewestLines is the least number of lines of a timeline: two days with their labels.
const fewestLines = 4

// timelineLabels returns for each line of days the place of its label, nil where the section is no timeline.
func timelineLabels(section []string) map[int]int {
	if len(section) < fewestLines {
		return nil
	}
	labels := map[int]int{}
	day, named := -1, 0
	above, over, last := "", "", "" // the line above the first day, the one above that, and the last one
	for i, raw := range section {
		line := strings.TrimSpace(raw)
		switch {
		case line == "":
			continue
		case jdate.DaysAlone(line) || len(labels) > 0 && jdate.MonthAlone(jtext.Narrow(line)):
			if day >= 0 || len(labels) == 0 && labelsDay(above, over) || len(labels) > 0 && role.IsBare(jtext.Narrow(last)) {
				return nil // two days, one above the other; labels above their days
			}
			day = i
		case day >= 0:
			folded := jtext.Narrow(line)
			if utf8.RuneCountInString(line) > longestTopic || DatedLine(folded) {
				if len(labels) > 0 {
					return nil
				}
				day, above = -1, line // a day of something else, before the timeline
				continue
			}
			labels[day] = i
			if r := role.Of(folded); r.Role != "" && r.Role != role.None {
				named++
			}
			day = -1
		case len(labels) == 0:
			above, over = line, above
		case DatedLine(jtext.Narrow(line)):
			if len(labels) < 2 {
				return nil
			}
			return timelineIfNamed(labels, named)
		}
		last = line
	}
	if day >= 0 {
		return nil
	}
	return timelineIfNamed(labels, named)
}

// itemOf begins an item below the label of a step: (1) 日程, ア 日程.
var itemOf = jtext.MustPattern(`^ *(?:[(\[][0-9ア-ン]{1,2}[)\]]|[①-⑳]|[ア-ン][ .)])`)

// schedules are words of headings over all steps, which name none.
var schedules = []string{"スケジュール", "日程", "流れ", "今後の予定", "SCHEDULE", "Schedule"}

// HeadsSchedule reports whether a folded heading stands over all steps.
func HeadsSchedule(heading string) bool { return jtext.HasAny(heading, schedules...) }

// labelsDay reports whether the line above a day is its label, a bare one under the line over it. A heading that names no step is none:
// # 日程, # 募集スケジュール.
func labelsDay(above, over string) bool {
	heading, isHeading := strings.CutPrefix(above, "# ")
	folded := jtext.Narrow(heading)
	if !isHeading && role.IsBare(folded) && saysStep(headOf(over)) {
		return true
	}
	if strings.HasSuffix(above, "。") || HeadsSchedule(folded) && !itemOf.MatchString(folded) {
		return false
	}
	return !isHeading && role.IsBare(folded) || role.Of(folded).Role != ""
}

// timelineIfNamed returns the labels where there are two or more and half of them name a step, else nil.
func timelineIfNamed(labels map[int]int, named int) map[int]int {
	if len(labels) < 2 || 2*named < len(labels) {
		return nil
	}
	return labels
}

func joinLabels(section []string, labels map[int]int) []string {
	out := make([]string, 0, len(section))
	taken := map[int]bool{}
	for i, line := range section {
		if at, ok := labels[i]; ok {
			line = strings.TrimRight(line, " 　") + " " + strings.TrimSpace(strings.TrimPrefix(section[at], "# "))
			taken[at] = true
		}
		if !taken[i] {
			out = append(out, line)
		}
	}
	return out
}

// joinHeadings puts each day of a timeline whose labels are headings into one line with the heading below it:
//
//	# SCHEDULE
//	9月1日～10月30日
//	# 応募受付
//	11月20日
//	# 審査会
//
// The first day stands under a heading that names no step, and under the last heading, which names one unless the first is over a
// schedule, stands none; where the days are below their headings it is the other way round.
func joinHeadings(unjoined []string) []string {
	lines := hoursToDays(unjoined)
	labels := map[int]int{} // by line of days, the heading below it
	named, last := 0, -1
	above, over := "", "" // the heading above the line, and the one above the first day
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "# "):
			above = line
		case strings.TrimSpace(line) != "" && i > last:
			below := nextLine(lines, i)
			leads := below >= 0 && strings.HasPrefix(lines[below], "# ")
			if !leads && len(labels) == 0 || !jdate.DaysAlone(line) || len(labels) == 0 && hasLabel(lines[:i]) {
				continue
			}
			if !leads || len(labels) == 0 && (labelsDay(above, "") || numberedHead.MatchString(headOf(above)) && numberedHead.MatchString(headOf(lines[below]))) {
				return unjoined // a day under a heading of the timeline that is not followed by another: it is the heading's
			}
			if len(labels) == 0 {
				over = headOf(above)
			}
			labels[i], last = below, below
			if saysStep(headOf(lines[below])) {
				named++
			}
		}
	}
	if timelineIfNamed(labels, named) == nil || !jtext.HasAny(over, schedules...) && !saysStep(headOf(lines[last])) {
		return unjoined
	}
	return joinLabels(lines, labels)
}

// headOf returns the folded words of a heading's line.
func headOf(line string) string { return jtext.Narrow(strings.TrimPrefix(line, "# ")) }

// hasLabel reports whether the last line with words, no heading, labels the day that follows.
func hasLabel(lines []string) bool {
	for i := len(lines) - 1; i >= 0; i-- {
		if line := strings.TrimSpace(lines[i]); line != "" {
			return !strings.HasPrefix(line, "# ") && labelsDay(line, "")
		}
	}
	return false
}

// numberedHead is a heading that is numbered: one above the first day and one below it number steps whose days stand below them.
var numberedHead = jtext.MustPattern(`^ *(?:[①-⑳]|[(\[]?[0-9]{1,2}[)\].: ]|第 ?[0-9]|(?i:step) ?[0-9])`)

// hoursToDays joins the hours of lines that say nothing else of a step to the line of days above them.
func hoursToDays(lines []string) []string {
	out := lines
	for i := 1; i < len(lines); i++ {
		hours := ""
		if len(lines[i]) <= longestHours && jdate.DaysAlone(lines[i-1]) {
			hours = hoursIn(lines[i])
		}
		if hours == "" {
			if &out[0] != &lines[0] {
				out = append(out, lines[i])
			}
			continue
		}
		if &out[0] == &lines[0] {
			out = append(make([]string, 0, len(lines)), lines[:i]...)
		}
		out[len(out)-1] = strings.TrimRight(out[len(out)-1], " 　") + " " + hours
	}
	return out
}

// hoursIn returns the hours that a short line says, from the first to the last, "" where it names a day or a step as well: 23:59 of
// 23:59 JST.
func hoursIn(line string) string {
	folded := jtext.Narrow(line)
	from, to := -1, -1
	for t := range jdate.Tokens(folded) {
		switch t.Kind {
		case jdate.DayToken:
			return ""
		case jdate.ClockToken:
			if from < 0 {
				from = t.From
			}
			to = t.To
		}
	}
	if from < 0 || saysStep(folded) {
		return ""
	}
	return folded[from:to]
}

// longestHours is the length in bytes of the longest line of hours that is looked at.
const longestHours = 30

// nextLine returns the place of the next line with words, -1 for none.
func nextLine(lines []string, at int) int {
	for i := at + 1; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) != "" {
			return i
		}
	}
	return -1
}

// saysStep reports whether folded words name a step of a call.
func saysStep(words string) bool { return role.Of(words).Strong() }
