package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
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
		if closesAll.MatchString(f.unit.text[:f.hours.From]) && f.hours.Start+f.hours.End == "" {
			k.closing = append(k.closing, closingHour{f.topic, cmp.Or(f.hours.EndTime, f.hours.StartTime)})
			return
		}
		k.shareClock(f.unit, *f.hours)
	case f.behind != "":
		k.labelBehind(f.behind)
	default:
		k.keep(f.unit, f.dates)
	}
}

// closingHour is the hour at which several last days end, of one role or of all: 提出はいずれも最終日の17時までとします.
type closingHour struct {
	role opportunity.Role // "" for all
	at   jdate.Clock
}

// closesAll stands before such an hour.
var closesAll = jtext.MustPattern(`(?:いずれも|とも、?|それぞれ|各|すべて|全て)[^。0-9]{0,14}(?:最終日|末日|締切|締め切り|期限|期日|提出日)[^。、0-9]{0,10}$|(?:最終日|末日|締切|締め切り|期限|期日)[^。0-9]{0,10}(?:いずれも|すべて|全て|とも)、?[^。、0-9]{0,4}$`)

// closeAll gives the steps the hours at which all last days end, where none of their own was told.
func (k *keeper) closeAll() {
	for _, c := range k.closing {
		for i := range k.steps {
			s := &k.steps[i]
			if s.Role.HasLastDay() && (c.role == "" || c.role == s.Role) && s.End != "" && s.EndTime == "" && (s.StartTime == "" || s.Start != s.End) {
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
	if own = strings.Trim(own, " ※【("); prepare.IsHours(u.text) {
		own = u.label // what the hours do not hold for stands before them: (閉庁日を除く。9:00~16:00)
	}
	if last == nil || !k.stillHolds(*last, e) || len(own) > 2 && !jtext.HasAny(own, "時間", "時刻") || jtext.HasAny(own, officeHours...) {
		return
	}
	if own != "" && last.Start != "" && last.End > last.Start && e.EndTime != "" {
		return // 期間 9月7日~9月25日, and in a row of its own 時間 9時~17時: when the office is open on these days
	}
	last.addClock(e)
	last.line = k.line
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
