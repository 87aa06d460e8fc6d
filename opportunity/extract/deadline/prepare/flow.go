package prepare

import (
	"slices"
	"strings"

	"koubo/opportunity/document"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// A flow tells the steps of a call one after the other, each day before its label: in one line with arrows between them, or in
// lines that begin with month and day in two digits each.

// flowStep begins with a day or a month and names behind it what is done.
var flowStep = jtext.MustPattern(`^ *(?:令和|R ?[0-9]|[0-9]{1,4} ?[./年月]).*[ぁ-んァ-ヶ一-龠]{2}`)

// fewestSteps is the least number of steps of a flow: with fewer, an arrow may lead from an old value to the new one.
const fewestSteps = 3

// flowItems gives each step of a flow in one line a line of its own, nil where the line is none: 9/7 公告 → 9/18 参加表明〆 →
// 9/25 質問への回答.
func flowItems(line string) []string {
	if strings.Count(line, "→") < fewestSteps-1 || document.IsRow(line) {
		return nil
	}
	steps := strings.Split(line, "→")
	for i, s := range steps {
		steps[i] = strings.Trim(s, " 　")
		if !flowStep.MatchString(jtext.Narrow(steps[i])) || jdate.DaysAlone(steps[i]) {
			return nil // 6月12日まで → 6月26日まで → 7月10日まで: moved twice
		}
	}
	return steps
}

// twoDigits is a line that begins with month and day in two digits each, or with a range of such, and goes on with words.
var twoDigits = jtext.MustPattern(`^([ \x{3000}]*)(0[1-9]|1[0-2])\.([0-2][0-9]|3[01])(?:([ \x{3000}]*[~～〜–-][ \x{3000}]*)(0[1-9]|1[0-2])\.([0-2][0-9]|3[01]))?([ \x{3000}\t]+[^0-9 \x{3000}\t].*)$`)

// spellDays writes the days at the beginning of the lines of a flow as days: 08.07 質問〆. Where only one or two lines begin so, they
// are versions or numbers.
func spellDays(lines []string) []string {
	var places []int // of the lines that begin so
	var spelt []string
	for i, l := range lines {
		if s := spellDay(l); s != "" {
			places, spelt = append(places, i), append(spelt, s)
		}
	}
	if len(places) < fewestSteps {
		return lines
	}
	out := slices.Clone(lines)
	for n, i := range places {
		out[i] = spelt[n]
	}
	return out
}

// spellDay writes the day, or both of a range, that a line begins with in two digits each as days; "" for a line that does not.
func spellDay(line string) string {
	if l := strings.TrimLeft(line, " 　"); len(l) <= len("08.07 ") || l[2] != '.' || l[0] != '0' && l[0] != '1' {
		return "" // a quick look before the search
	}
	m := twoDigits.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	last := ""
	if m[4] != "" {
		last = m[4] + m[5] + "月" + m[6] + "日"
	}
	return m[1] + m[2] + "月" + m[3] + "日" + last + m[7]
}
