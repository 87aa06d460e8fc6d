package extract

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// publishedLabels name the day of publication, the most explicit first; 更新日 is never one. noticeLabels name that of the notice,
// which stands for it.
var (
	publishedLabels = strings.Split("掲載日|公開日|登録日|投稿日|掲載年月日", "|")
	noticeLabels    = strings.Split("公告日|公告年月日", "|")
)

// firstSaid is the day before which no municipality announced anything on the web.
const firstSaid jdate.Date = "1995-01-01"

// clockStarts are days that a clock or a program shows that was never set, within the bounds of the others.
var clockStarts = []jdate.Date{
	"1999-11-30", // 0000-00-00 of a database, read leniently
	"2000-01-01", // real-time clocks
	"2001-01-01", // Core Foundation's reference date
}

// readDays fills Published and Updated. What the page labels wins over a feed's date, which is often that of an update; the
// page's own day wins over that of the notice, which a result repeats.
func (o *record) readDays(d opportunity.Draft, ctx Context) {
	cal := ctx.listed()
	_, isInstant := jdate.Instant(strings.TrimSpace(d.Published))
	words, labels := jtext.Brief(d.Published), slices.Concat(publishedLabels, noticeLabels)
	if isInstant {
		words = "feed"
	} else if d.Published != "" && d.Detail == opportunity.DetailRead {
		labels = publishedLabels
	}
	o.publishedByField(d.Fields, labels, cal)
	if o.Published == "" && d.Published != "" {
		o.Published = o.day("published", d.Published, words, cal)
	}
	if d.Updated != "" {
		if ctx.Read == "" {
			cal.Read = cal.Ref.AddYears(deadline.FarYears) // what was first seen then may have been changed long after
		}
		o.Updated = o.day("updated", d.Updated, jtext.Brief(d.Updated), cal)
	}
}

// publishedByField takes the day of publication from the first field with one of the labels, the earlier labels first.
func (o *record) publishedByField(fields []opportunity.Field, labels []string, cal jdate.Calendar) {
	keys := classify.LabelKeys(fields)
	for _, label := range labels {
		for n, f := range fields {
			if o.Published == "" && keys[n] == label {
				o.Published = o.day("published", f.Value, f.Label+" "+jtext.Brief(f.Value), cal)
			}
		}
	}
}

// day reads a day that a feed, list or page states of itself and notes its evidence, or why there is none.
func (o *record) day(field, words, evidence string, cal jdate.Calendar) jdate.Date {
	day, why := boundedDay(words, cal)
	if day == "" {
		o.doubt(field, words, why)
		return ""
	}
	o.Evidence[field] = evidence
	return day
}

// boundedDay is statedDay without days that nobody can have meant; "" and why for those.
func boundedDay(words string, cal jdate.Calendar) (day jdate.Date, why opportunity.DoubtCode) {
	day, why = statedDay(jtext.ClipBytes(strings.TrimSpace(words), 400), cal)
	last := max(cal.Ref, cal.Read).AddDays(jdate.Tolerance)
	switch {
	case day == "":
		return "", why
	case day < firstSaid || slices.Contains(clockStarts, day):
		return "", opportunity.ClockUnset
	case last != "" && day > last:
		return "", opportunity.StillToCome
	}
	return day, ""
}

// statedDay returns the first exact day that words name; "" and why where they name none.
func statedDay(words string, cal jdate.Calendar) (day jdate.Date, why opportunity.DoubtCode) {
	if at, ok := jdate.Instant(words); ok {
		if day := jdate.DateOf(at); day != "" {
			return day, ""
		}
		return "", opportunity.ClockUnset
	}
	for _, e := range jdate.Read(jtext.NewLine(words).Text, &cal, false) {
		switch {
		case e.Fiscal: // a year is no day
		case e.Start != "":
			return e.Start, ""
		case e.End != "":
			return e.End, ""
		case e.Unreal != "":
			return "", opportunity.NoSuchDay
		}
	}
	return "", opportunity.NoDayRead
}

// signature is the line that ends the head of a notice: its day, with or without who gives it. 令和8年9月1日 緑川町長 山田太郎
var signature = jtext.MustPattern(`^[ 　]*(?:令和|平成|R)? ?[0-9０-９元一二三四五六七八九十]{1,4} ?年 ?[0-9０-９一二三四五六七八九十]{1,3} ?月 ?[0-9０-９一二三四五六七八九十]{1,3} ?日[ 　]*(?:[^0-9、。]{0,24}(?:[市町村区]長|知事|管理者|企業長|理事長|教育長)[^0-9、。]{0,16})?$`)

// beginningOf returns the day of publication that the schedule of a paper tells, where its years are to be counted again from that: days
// without a year stand below the last step then, and were counted from it. "" where they do not.
func beginningOf(steps []opportunity.Deadline) jdate.Date {
	at := slices.IndexFunc(steps, func(s opportunity.Deadline) bool {
		return s.Role == opportunity.Publication && s.Start != "" && beginsCall(steps, s)
	})
	isFar := func(s opportunity.Deadline) bool {
		return s.Role.HasLastDay() && steps[at].Start.DaysTo(cmp.Or(s.End, s.Start)) > longestCall
	}
	if at >= 0 && slices.ContainsFunc(steps, isFar) {
		return steps[at].Start
	}
	return ""
}

// publishedBySchedule takes the day of publication from the schedule of a page that states none of itself, 公告 令和8年7月10日, or
// from the signature of the notice. A paper is published on the day that its schedule gives to that, or to the call's beginning, too:
// 募集要項の公表, 公募開始.
func (o *record) publishedBySchedule(isPaper bool) {
	if o.Published != "" || o.Stage != opportunity.OpenCall && !(o.Stage == opportunity.QA && o.IsOpportunity) {
		return
	}
	for _, s := range o.Deadlines {
		if s.Role != opportunity.Publication || s.Start == "" {
			continue
		}
		if s.End == "" && (s == o.notice || signature.MatchString(jtext.Narrow(s.Evidence))) || isPaper && beginsCall(o.Deadlines, s) {
			o.Published = s.Start
			o.Evidence["published"] = jtext.Brief(s.Evidence)
			return
		}
	}
}

// longestCall is how many days before the first last day of a call its paper is published at most.
const longestCall = 366

// beginsCall reports whether no last day among the steps of a call lies before one of them, and the first not long after it.
func beginsCall(steps []opportunity.Deadline, begins opportunity.Deadline) bool {
	first := jdate.Date("")
	for _, s := range steps {
		if last := cmp.Or(s.End, s.Start); s.Role.HasLastDay() && (first == "" || last < first) {
			first = last
		}
	}
	return first == "" || begins.Start <= first && begins.Start.DaysTo(first) <= longestCall
}
