package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// finding is what the walk over a text found at one place.
type finding struct {
	line, block int
	unit        unit
	dates       []labelled        // of the unit
	hours       *jdate.Expression // hours alone, for steps above
	topic       opportunity.Role  // of the heading above those
	behind      string            // a label in brackets behind dates that have none
	leaves      bool              // a heading, beyond which no label stands for the dates above
}

// keeper makes steps of the findings of a text, in their order.
type keeper struct {
	cal      jdate.Calendar // its day of reference and the sense of that; the years are counted already
	steps    []step
	waiting  []step // no label yet: it may follow in brackets
	doubts   []opportunity.Doubt
	mentions []opportunity.Mention

	line, block int // of the finding
	headed      int // the line of the last heading
	closing     []closingHour

	explain   bool
	explained []Explanation
}

// take makes steps of the next finding.
func (k *keeper) take(f finding) {
	k.line, k.block = f.line, f.block
	switch {
	case f.leaves:
		k.headed = f.line
		k.leave()
	case f.hours != nil:
		if c, found := closingHourIn(f); found {
			k.closing = append(k.closing, c)
			if c.all {
				return
			}
		}
		k.shareClock(f.unit, *f.hours)
	case f.behind != "":
		k.labelBehind(f.behind)
	default:
		k.keep(f.unit, f.dates)
	}
}

// closingHour is the hour at which several last days end, of some roles or of all: 提出はいずれも最終日の17時までとします.
type closingHour struct {
	roles []opportunity.Role // none for all
	all   bool               // it says of itself that it is for several
	at    jdate.Clock
}

var (
	// closesAll stands before an hour at which several last days end, closesOne before that of one which stands elsewhere.
	closesAll = jtext.MustPattern(`(?:いずれも|とも、?|それぞれ|各|すべて|全て)[^。0-9]{0,14}(?:最終日|末日|締切|締め切り|期限|期日|提出日)[^。、0-9]{0,10}$|(?:最終日|末日|締切|締め切り|期限|期日)[^。0-9]{0,10}(?:いずれも|すべて|全て|とも)、?[^。、0-9]{0,4}$`)
	closesOne = jtext.MustPattern(`(?:最終日|締切日|締め切り日|期限日|期限の日)[^。、0-9]{0,6}$`)
)

// closingHourIn returns the hour at which last days end that a sentence without a day tells. For which it holds say the steps that the
// sentence names, then the heading above it.
func closingHourIn(f finding) (c closingHour, found bool) {
	before := wording.LastSentence(f.unit.text[:f.hours.From])
	c.all, c.at = closesAll.MatchString(before), cmp.Or(f.hours.EndTime, f.hours.StartTime)
	if f.hours.Start+f.hours.End != "" || !c.all && !closesOne.MatchString(before) || ofOneWay.MatchString(before) {
		return c, false
	}
	c.roles = lastDaysNamed(before)
	if item := itemName.FindString(f.unit.label + " " + f.unit.text[:f.hours.From]); c.roles == nil && item != "" {
		c.roles = lastDaysNamed(item)
	}
	if c.roles == nil && f.topic != "" {
		c.roles = []opportunity.Role{f.topic}
	}
	return c, c.all || c.roles != nil
}

// ofOneWay says that what follows holds for one way of handing in, beside which there are others: 電子申請は最終日の午後5時まで.
var ofOneWay = jtext.MustPattern(`(?:電子申請|電子メール|メール|フォーム|システム|郵送|郵便|持参|窓口)(?:の場合)?(?:は|の場合|で[^。]{0,8}場合|\()`)

// itemName is what a numbered item is about, before its first space: (1) 質問 様式1をメールで送付すること.
var itemName = jtext.MustPattern(`^ *(?:[(\[]?[0-9ア-ン①-⑳]{1,2}[)\].]?) ?[^ 。、0-9]{2,16}[ :]`)

// forEach stands behind the steps that a sentence names and before what it tells of each of them.
var forEach = jtext.MustPattern(`いずれも|それぞれ|すべて|全て|とも、|各`)

// lastDaysNamed returns the roles of the last days that a sentence names, before it says that it is for each: 応募登録、質問、計画の受付はいずれも.
// One that leaves its role to a heading counts beside others alone.
func lastDaysNamed(sentence string) (roles []opportunity.Role) {
	if at := forEach.FindStringIndex(sentence); at != nil {
		sentence = sentence[:at[0]]
	}
	strong := false
	for _, part := range strings.Split(jointMarks.Replace(sentence), "\n") {
		if r := role.Of(part); r.Role.HasLastDay() && !slices.Contains(roles, r.Role) {
			roles, strong = append(roles, r.Role), strong || r.Strong()
		}
	}
	if !strong {
		return nil
	}
	return roles
}

// closeAll gives the steps the hours at which all last days end, where none of their own was told.
func (k *keeper) closeAll() {
	for _, c := range k.closing {
		for i := range k.steps {
			s := &k.steps[i]
			holds := s.Role.HasLastDay() && (c.roles == nil || slices.Contains(c.roles, s.Role))
			if holds && s.End != "" && s.EndTime == "" && (s.StartTime == "" || s.Start != s.End) {
				s.EndTime = c.at
			}
		}
	}
}

// labelBehind gives the steps before it the label that stands in brackets: (提案書の受付期間).
func (k *keeper) labelBehind(text string) {
	r := role.Of(text)
	if r.Role == "" || r.Role == role.None {
		return
	}
	for _, s := range k.waiting {
		s.Role = r.Role
		k.steps = append(k.steps, settle(s, text))
	}
	k.waiting = k.waiting[:0]
}

// shareClock gives hours on a line of their own to the steps above.
func (k *keeper) shareClock(u unit, e jdate.Expression) {
	own := strings.TrimSpace(u.label + u.text[:min(e.From, len(u.text))])
	if jtext.HasAny(own, "いずれも", "すべて", "全て", "ともに") {
		for i := range k.steps {
			if k.steps[i].block == k.block {
				k.steps[i].addClock(e)
			}
		}
		return
	}
	last := k.latest()
	if last == nil || !k.stillHolds(*last, e) {
		return
	}
	if !last.Role.HasLastDay() && jdate.NamesSession(u.text[:min(e.From, len(u.text))]) {
		k.holdSession(*last, e)
		return
	}
	if own = strings.Trim(own, " ※【("); prepare.IsHours(u.text) {
		own = u.label // what the hours do not hold for stands before them: (閉庁日を除く。9:00~16:00)
	}
	if len(own) > 2 && !jtext.HasAny(own, "時間", "時刻") || jtext.HasAny(own, officeHours...) {
		return
	}
	if own != "" && last.Start != "" && last.End > last.Start && e.EndTime != "" {
		return // 期間 9月7日~9月25日, and in a row of its own 時間 9時~17時: when the office is open on these days
	}
	last.addClock(e)
	last.line = k.line
}

// holdSession gives the step read last the hours of one of its sessions, or adds the next one.
func (k *keeper) holdSession(last step, e jdate.Expression) {
	day := jdate.Expression{Start: last.Start, StartTime: last.StartTime, End: last.End, EndTime: last.EndTime, Guessed: e.Guessed}
	next, found := nextSession(day, e)
	if !found {
		k.latest().addClock(e)
		k.latest().line = k.line
		return
	}
	last.Start, last.StartTime, last.End, last.EndTime, last.line = next.Start, next.StartTime, next.End, next.EndTime, k.line
	if len(k.waiting) > 0 {
		k.waiting = append(k.waiting, last)
	} else {
		k.steps = append(k.steps, last)
	}
}

// stillHolds reports whether hours stand right below a step, or behind one blank line where they say that they end it: 17時必着.
func (k *keeper) stillHolds(last step, e jdate.Expression) bool {
	below := k.line - last.line
	return below <= 1 || below == 2 && (e.Until || e.Closes) && k.headed < last.line
}

// officeHours are the hours at which somebody can be met, which say nothing of the day above them.
var officeHours = []string{"営業", "開館", "開庁", "業務時間", "受付時間", "利用時間", "執務", "交付", "配布", "閲覧", "縦覧", "貸出"}

// latest returns the step read last, with or without a label yet.
func (k *keeper) latest() *step {
	if n := len(k.waiting); n > 0 {
		return &k.waiting[n-1]
	}
	if n := len(k.steps); n > 0 {
		return &k.steps[n-1]
	}
	return nil
}

// leave mentions what never got a label.
func (k *keeper) leave() {
	for _, s := range k.waiting {
		if s.judged != "" && s.judged != weigh.None {
			s.Role = s.judged
			k.steps = append(k.steps, settle(s, ""))
			continue
		}
		if s.judged == "" && s.End != "" && s.End >= k.cal.Ref && k.cal.Ref != "" {
			k.doubt(s.Evidence, opportunity.ClosingUnread)
		}
		k.mention(opportunity.Mention{Date: cmp.Or(s.End, s.Start), Words: s.Evidence})
	}
	k.waiting = k.waiting[:0]
}

// mention keeps a day that is no step among the other dates of the announcement.
func (k *keeper) mention(m opportunity.Mention) {
	known := slices.ContainsFunc(k.mentions, func(o opportunity.Mention) bool { return o.Date == m.Date })
	if m.Date != "" && !known && len(k.mentions) < maxMentions {
		k.mentions = append(k.mentions, m)
	}
}
