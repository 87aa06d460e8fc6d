package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// unit is a label with the text whose dates it labels.
type unit struct {
	label, text string
	evidence    string
	row         string // the name of a table's row that says nothing of a step
	column      int    // of a table, from 1, where its head and not the row says what the day is for; see agreeInColumns
}

// unit reads the steps of one labelled text.
func (w *scheduleReader) unit(u unit) {
	if w.history || prepare.IsForeign(u.label) {
		return
	}
	u.text = prepare.MarkSinceEvent(prepare.MaskForeign(u.text, w.cal.Ref))
	changed, at := wording.ChangeIn(u.text)
	if !changed {
		u.text = wording.MaskHistory(u.text, wording.History)
		if (u.label == "誤" || u.label == "旧" || jtext.HasAny(u.label, wording.History...)) && !jtext.HasAny(u.label, wording.Present...) {
			return
		}
	}
	u.text = prepare.MaskAsides(u.text)
	before := w.cal
	all := withoutYearLabels(u.text, jdate.Read(u.text, &w.cal, changed))
	all = w.looseClocks(u, w.sinceThePast(all))
	goesOn := w.nextLot(&u, all)
	steps := w.label(u, all)
	if goesOn {
		steps[0].lot = true
	}
	recount(steps, u.text, before, changed)
	w.lookBack(u.text, steps)
	if changed {
		for i := 1; i < len(steps); i++ {
			steps[i].goesOnFrom(steps[i-1])
		}
		steps = latestPerRole(steps, at)
	}
	for i := range steps {
		steps[i].around.Date = steps[i].Expression // its year may have been counted anew
		steps[i].around.Table = tableSays(steps[i].roles)
		w.follow(&steps[i].around)
	}
	if !anyStep(steps) {
		w.cal = before // a period, or what is no step, says nothing of the years of the steps below
	}
	if len(steps) > 0 {
		w.take(finding{unit: u, dates: steps})
	}
}

// sinceThePast takes out the days of a section about what was that lie before the day of publication, or whose year is not written: more
// than one block may tell of it. What lies later is the call's.
func (w *scheduleReader) sinceThePast(all []jdate.Expression) []jdate.Expression {
	if !w.region.history || w.cal.Ref == "" {
		return all
	}
	return slices.DeleteFunc(all, func(e jdate.Expression) bool {
		return e.Dated() && (e.Guessed != "" || max(e.Start, e.End) < w.cal.Ref)
	})
}

// recount counts the years of the steps anew that follow nothing but periods of the work, or what is no step, in one text:
// 業務期間は令和9年3月31日まで。提案書は10月2日まで. The period says nothing of their years.
func recount(steps []labelled, text string, cal jdate.Calendar, changed bool) {
	first := 0
	for first < len(steps) && isAside(steps[first].roles) {
		first++
	}
	if first == 0 || first == len(steps) {
		return
	}
	rest := wording.Blank(text, 0, steps[first-1].To)
	for _, e := range jdate.Read(rest, &cal, changed) {
		for i := range steps[first:] {
			s := &steps[first+i]
			if s.From != e.From || s.To != e.To || (s.Start == "") != (e.Start == "") || (s.End == "") != (e.End == "") {
				continue
			}
			s.Start, s.End, s.Guessed = e.Start, e.End, e.Guessed
		}
	}
}

// pastBehind are the words of a clause that tells of what was done on the day before them: 11月9日に掲載しました.
var pastBehind = jtext.MustPattern(`^[^。0-9]{0,40}?(?:ました|済み|済(?:$|[)。 ])|て(?:います|おります)(?:。|$))`)

// halfYear is how many days ahead a day without a year lies at least that a clause about the past counted on to the next
// year. A page may tell of what was done after the day it was published.
const halfYear = 183

// lookBack takes the days of clauses about the past from the year before, where no year was written and they lie far ahead, and
// all that lie over a year ahead: a day without a year is the first such day on or after the publication.
func (w *scheduleReader) lookBack(text string, steps []labelled) {
	for i := range steps {
		s := &steps[i]
		if s.Guessed == "" || w.cal.Ref == "" || s.Guessed < w.cal.Ref.AddDays(halfYear) || s.Guessed < w.cal.Ref.AddYears(1) && !(pastBehind.MatchString(text[s.To:]) || tellsOfPast(sentenceAround(text, s.From, s.To))) {
			continue
		}
		if earlier := s.Guessed.AddYears(-1); earlier != "" {
			if s.Start != "" {
				s.Start = s.Start.AddYears(-1)
			}
			if s.End != "" {
				s.End = s.End.AddYears(-1)
			}
			s.Guessed = earlier
		}
	}
}

// tellsOfPast reports whether a sentence tells what was done, and asks for nothing.
func tellsOfPast(sentence string) bool {
	return wording.HasSuffix(strings.TrimRight(sentence, " 。"), "ました", "でした") && !jtext.HasAny(sentence, "ください", "必着", "締切", "延長", "変更")
}

// isAside reports whether roles say nothing of the steps of the call.
func isAside(roles []opportunity.Role) bool {
	return len(roles) > 0 && (roles[0] == opportunity.Period || roles[0] == role.None)
}

// yearOf stands behind a fiscal year that only tells of which year's work something is: 令和8年度の, 令和8年度分の.
var yearOf = jtext.MustPattern(`^ ?(?:分の|の|分)`)

// inYear stands behind a fiscal year in which something is done, which is no window: 令和9年度に改めてお知らせします.
var inYear = jtext.MustPattern(`^(?:に|には|以降)(?:も|、)?[^。0-9]{0,24}(?:ます|ました|する|した|予定)`)

// withoutYearLabels takes out the fiscal years that only tell of which year's work the days behind them are:
// 令和8年度の業務期間 契約締結日から令和9年3月19日まで.
func withoutYearLabels(text string, es []jdate.Expression) []jdate.Expression {
	kept := es[:0]
	for i, e := range es {
		isYear := strings.HasSuffix(strings.TrimRight(text[e.From:e.To], " "), "年度")
		isLabel := isYear && i < len(es)-1 && yearOf.MatchString(text[e.To:])
		if !isLabel && !(isYear && inYear.MatchString(text[e.To:])) {
			kept = append(kept, e)
		}
	}
	return kept
}

// anyStep reports whether one of the dates is a step before the work begins, or has no label yet.
func anyStep(ls []labelled) bool {
	for _, l := range ls {
		if !isAside(l.roles) {
			return true
		}
	}
	return len(ls) == 0
}

// looseClocks takes out the expressions that are hours alone and gives them to the steps they are for.
func (w *scheduleReader) looseClocks(u unit, all []jdate.Expression) []jdate.Expression {
	dated := all[:0]
	for _, e := range all {
		if e.Dated() {
			if !e.Noise {
				dated = append(dated, e)
			}
			continue
		}
		if e.Unreal != "" { // it takes part in labelling, so that its label goes to no other day
			dated = append(dated, e)
		} else if len(dated) == 0 && !ofOffice(cmp.Or(u.label, w.above)) {
			w.take(finding{unit: u, hours: &e, topic: topicOf(cmp.Or(w.region.under, w.region.heading))})
		}
	}
	shareInLine(u.text, dated)
	return dated
}

// topicOf is the role of the one last day that a heading is about, "" for none, and for those of all steps: 提出の時刻, 受付.
func topicOf(head string) opportunity.Role {
	if r := role.Of(head); r.Strong() && r.Role.HasLastDay() {
		return r.Role
	}
	return ""
}

// ofOffice reports whether a label is that of the hours at which papers are taken in, and not of those that end a day: 受付時間.
func ofOffice(label string) bool {
	return jtext.HasAny(label, "受付時間", "開庁時間", "業務時間", "営業時間", "執務時間", "窓口時間", "対応時間")
}

// shareInLine gives the time that holds for each day (各日, いずれも) to the days before it in its sentence.
func shareInLine(text string, es []jdate.Expression) {
	for i := 1; i < len(es); i++ {
		last, end := es[i], len(text)
		if i+1 < len(es) {
			end = es[i+1].From
		}
		clause, _, _ := strings.Cut(text[last.From:end], "。")
		if last.StartTime == "" && last.EndTime == "" || !jtext.HasAny(clause, "各日", "いずれも", "どちらも", "両日", "各回とも", "ともに", "各々") {
			continue // 28日及び30日の両日に案内します。23日15時までに
		}
		for n := i - 1; n >= 0 && !strings.Contains(text[es[n].To:last.From], "。"); n-- {
			if e := &es[n]; e.StartTime == "" && e.EndTime == "" && !e.Range {
				e.StartTime = last.StartTime
				if last.EndTime != "" {
					e.End, e.EndTime, e.Range = e.Start, last.EndTime, true
				}
			}
		}
	}
}

// addClock sets the time of a step that has none.
func (s *step) addClock(e jdate.Expression) {
	if s.StartTime != "" || s.EndTime != "" {
		return
	}
	if e.EndTime != "" && s.End == "" {
		s.StartTime, s.End, s.EndTime = e.StartTime, s.Start, e.EndTime
		return
	}
	if e.EndTime != "" {
		s.EndTime = e.EndTime
		if s.Start != "" {
			s.StartTime = e.StartTime
		}
		return
	}
	if s.End != "" {
		s.EndTime = e.StartTime
		return
	}
	s.StartTime = e.StartTime
}
