package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/jtext"
)

// keep turns labelled expressions into steps.
func (k *keeper) keep(u unit, ls []labelled) {
	for _, l := range ls {
		kept := (!l.Fiscal || isPeriod(l.roles) && !isSinceYear(l, u)) && k.believable(l, u.text)
		k.note(l, u.text, kept)
		if !kept {
			continue
		}
		s := step{block: k.block, line: k.line}
		s.Start, s.StartTime, s.End, s.EndTime = l.Start, l.StartTime, l.End, l.EndTime
		s.Evidence, s.Note = u.evidence, noteIn(u.text)
		s.notice = noticeWords.In(l.words) || noticeWords.In(u.text)
		s.remark = role.RefusesLate(u.text) || changeWords.In(u.text) && !isNamed(l)
		s.endless = l.End == "" && l.OpenEnd && endsOnNoDay(u.text[l.To:])
		s.opens, s.judged, s.round = l.OpenEnd, l.judged, l.around.Round
		if l.Misfit != "" {
			k.doubt(l.Misfit, opportunity.WeekdayDiffers)
		}
		if isWeak(l, u) {
			k.doubt(strings.TrimSpace(u.text[l.From:l.To]), opportunity.WeakLabel)
		}
		if l.borrowed && len(l.roles) == 1 && l.roles[0].HasLastDay() {
			k.doubt(strings.TrimSpace(u.text[l.From:l.To]), opportunity.BorrowedLabel)
		}
		label := l.words
		if l.Until || l.Closes || whichever.MatchString(u.text[l.To:]) {
			label += "期限"
		}
		if begins.MatchString(u.text[l.To:]) {
			label += "開始"
		}
		if l.Range && !l.OpenEnd {
			label += "\x00" // two-sided as written
		}
		near := u
		near.text = sentenceAround(u.text, l.From, l.To)
		k.enter(s, l.roles, label, near)
	}
}

// isSinceYear reports whether a fiscal year is the one from which somebody is sought, which is no term: 令和9年度から施設を管理する者を募集します.
func isSinceYear(l labelled, u unit) bool {
	return strings.HasPrefix(u.text[l.To:], "から") && role.Of(u.label+u.text[:l.From]).Role == ""
}

// whichever stands behind a last day beside one that is counted from something: 完了後30日以内又は2月12日のいずれか早い日.
var whichever = jtext.MustPattern(`^ ?(?:\([^()]*\))?(?:の|、)?いずれか(?:の)?(?:早|遅)い`)

// begins stands behind the day on which something begins: 受付は10月1日に始まり.
var begins = jtext.MustPattern(`^ ?(?:\([^()]*\))? ?(?:に|から)(?:始ま|始め|開始)`)

// sentenceAround returns the sentence of a text in which something stands.
func sentenceAround(text string, from, to int) string {
	if i := strings.LastIndex(text[:from], "。"); i >= 0 {
		text, to = text[i+len("。"):], to-i-len("。")
	}
	if i := strings.Index(text[to:], "。"); i >= 0 {
		text = text[:to+i]
	}
	return text
}

// lastWords say of a day beside them that it is the last one.
var lastWords = []string{"必着", "消印", "締切", "締め切", "しめ切", "めきり", "シメキリ", "〆", "期限", "期日", "まで", "終了"}

// isWeak reports whether a day is taken for one that a company must not miss although neither its label nor the words
// beside it say that it is the last one, nor that it ends a range.
func isWeak(l labelled, u unit) bool {
	if !l.Dated() || l.Until || l.Closes || l.Range || l.OpenEnd || len(l.roles) != 1 || !l.roles[0].HasLastDay() {
		return false
	}
	return role.Of(l.words).Weak && !strings.Contains(l.words, "開始") && !jtext.HasAny(u.label+l.words+u.text[l.To:], lastWords...)
}

// isPeriod reports whether the only role is that of the work's period.
func isPeriod(roles []opportunity.Role) bool {
	return len(roles) == 1 && roles[0] == opportunity.Period
}

// enter files a step under its roles, under the role of the line before where only the way differs, or among those
// that wait for a label.
func (k *keeper) enter(s step, roles []opportunity.Role, label string, u unit) {
	if len(roles) == 0 {
		if n := len(k.steps); n > 0 && k.steps[n-1].line >= k.line-1 && goesOnFrom(k.steps[n-1], u, s.judged != "", s.round) {
			s.Role = k.steps[n-1].Role
			if k.steps[n-1].End != "" {
				label += "期限"
			}
			k.steps = append(k.steps, settle(s, label))
			return
		}
		if len(k.waiting) >= maxWaiting {
			k.waiting = append(k.waiting[:0], k.waiting[1:]...)
		}
		k.waiting = append(k.waiting, withLabel(s, label))
		return
	}
	k.leave()
	for _, r := range roles {
		if r == role.None {
			continue
		}
		s.Role = r
		k.steps = append(k.steps, settle(s, label))
	}
}

// goesOnFrom reports whether a line without a role means the step before it: in another way, unless the weights know what it is
// for, or in the next round.
func goesOnFrom(before step, u unit, judged bool, round string) bool {
	return !judged && jtext.HasAny(u.text+u.label, "郵送", "持参", "電子", "メール", "オンライン") ||
		round != "" && before.round != "" && round != before.round
}

// withLabel settles what is known of a step whose role is not.
func withLabel(s step, label string) step {
	if strings.HasSuffix(label, "\x00") || s.End != "" {
		return s
	}
	if jtext.HasAny(label, "期限") {
		s.End, s.EndTime, s.Start, s.StartTime = s.Start, s.StartTime, "", ""
	}
	return s
}

// settle decides on which side a lone day stands (LABELS 1 and 2).
func settle(s step, label string) step {
	if s.End != "" || strings.HasSuffix(label, "\x00") || s.opens {
		return s
	}
	last := s.Role.HasLastDay()
	if last && opensWindow(label) && !jtext.HasAny(label, "終了", "締切", "期限") {
		s.opens = true
		return s
	}
	if last || jtext.HasAny(role.WithoutRound(label), "期限", "締切", "締め切り", "〆", "必着", "納期", "工期", "の完了", "完了日") {
		s.End, s.EndTime, s.Start, s.StartTime = s.Start, s.StartTime, "", ""
	}
	return s
}

// opensWindow reports whether a label tells that something begins: 受付スタート.
func opensWindow(label string) bool {
	if jtext.HasAny(label, "開始", "を始め", "受付オープン", "応募オープン", "募集オープン") {
		return true
	}
	return strings.Contains(label, "スタート") && strings.Contains(strings.ReplaceAll(label, "スタートアップ", ""), "スタート")
}

// notes are the words worth keeping beside a date.
var notes = []string{"必着", "消印有効", "時間厳守", "予定", "延長"}

func noteIn(text string) string {
	for _, n := range notes {
		if strings.Contains(text, n) {
			return n
		}
	}
	return ""
}

// latestPerRole keeps of each role before the word of change only the last value.
func latestPerRole(ls []labelled, at int) []labelled {
	var out []labelled
	for i, l := range ls {
		later := false
		for _, m := range ls[i+1:] {
			later = later || l.To <= at && m.From <= at && (len(m.roles) == 0 || len(l.roles) > 0 && l.roles[0] == m.roles[0])
		}
		if !later {
			out = append(out, l)
		}
	}
	return out
}

// mergeSteps makes one deadline of what is said twice, and one window of its opening and closing rows.
func mergeSteps(steps []step) []opportunity.Deadline {
	var kept []step
	for _, s := range steps {
		if s.remark && repeatsOther(steps, s) {
			continue
		}
		closed := false
		if kept, closed = closeEarlier(kept, s); !closed && !joinsEarlier(kept, s) {
			kept = append(kept, s)
		}
	}
	out := make([]opportunity.Deadline, 0, len(kept))
	for _, s := range kept {
		if s.End == "" && !s.endless && s.Role.HasLastDay() && slices.ContainsFunc(kept, func(k step) bool { return k.Role == s.Role && k.Start == s.Start && k.End != "" }) {
			continue // 第2期の受付は9月1日から始まります, and a row that says until when
		}
		out = append(out, s.Deadline)
	}
	return out
}

// isNamed reports whether the label of a date names the step that it was taken for.
func isNamed(l labelled) bool {
	r := role.Of(l.words)
	return len(l.roles) != 1 || r.Strong() && r.Role == l.roles[0]
}

// repeatsOther reports whether a remark tells of the last day of another step, whatever it calls it: 8月3日17時を過ぎて到着したものは、受理しません,
// エントリー期限を8月3日まで延長しました.
func repeatsOther(steps []step, s step) bool {
	return s.Start == "" && s.Role.HasLastDay() && slices.ContainsFunc(steps, func(o step) bool {
		return !o.remark && o.Role != s.Role && o.Role.HasLastDay() && o.End == s.End && o.End != ""
	})
}

// closeEarlier ends the window that a step before s opens with the last day that s is, and reports whether there was one. Where that day was
// told before, as in a notice that it has been moved, it is told once.
func closeEarlier(kept []step, s step) (left []step, closed bool) {
	at := slices.IndexFunc(kept, func(k step) bool {
		return k.Role == s.Role && k.opens && k.End == "" && s.Start == "" && s.End >= k.Start
	})
	if at < 0 {
		return kept, false
	}
	k := &kept[at]
	k.End, k.EndTime, k.opens = s.End, s.EndTime, false
	for i, o := range kept {
		if o.Role == s.Role && o.Start == "" && o.End == s.End && agree(o.EndTime, s.EndTime) {
			k.EndTime = max(k.EndTime, o.EndTime)
			return slices.Delete(kept, i, i+1), true
		}
	}
	return kept, true
}

// noticeWords name the notice by which a call is made public.
var noticeWords = jtext.NewWords("公告", "公示", "告示")

// noticeAmong returns the first step that its words call the notice.
func noticeAmong(steps []step) opportunity.Deadline {
	for _, s := range steps {
		if s.notice && s.Role == opportunity.Publication {
			return s.Deadline
		}
	}
	return opportunity.Deadline{}
}

// joinsEarlier merges s into a step before it where both say the same.
func joinsEarlier(kept []step, s step) bool {
	for i := range kept {
		k := &kept[i]
		if k.Role != s.Role {
			continue
		}
		if opensEarlier := k.Role.HasLastDay() && k.line == s.line && k.Start == "" && s.End == "" && s.Start != "" && s.Start < k.End; opensEarlier {
			k.Start, k.StartTime = s.Start, s.StartTime // 申込みは10月30日までです。受付は10月13日から始めます
			return true
		}
		if sameStep(k, s) {
			return true
		}
	}
	return false
}

// sameStep says whether s repeats k, and completes k with what s adds.
func sameStep(k *step, s step) bool {
	if k.isDayOf(s) || s.isDayOf(*k) {
		k.Start, k.StartTime, k.End, k.EndTime = s.Start, max(k.StartTime, s.StartTime), max(k.End, s.End), max(k.EndTime, s.EndTime)
		return true
	}
	sameEnd := k.End == s.End && agree(k.EndTime, s.EndTime)
	sameStart := k.Start == s.Start && agree(k.StartTime, s.StartTime)
	if !(sameEnd && sameStart) && !(sameEnd && k.End != "" && (s.Start == "" || k.Start == "")) {
		return false
	}
	if k.Start == "" {
		k.Start = s.Start
	}
	k.StartTime, k.EndTime = max(k.StartTime, s.StartTime), max(k.EndTime, s.EndTime)
	return true
}

// isDayOf reports whether a step only names the day on which another is from one hour to another.
func (s *step) isDayOf(o step) bool {
	return s.Start != "" && s.Start == o.Start && s.End == "" && s.EndTime == "" && o.End == o.Start && (s.StartTime == "" || s.StartTime == o.StartTime)
}

func agree[T ~string](a, b T) bool { return a == "" || b == "" || a == b }
