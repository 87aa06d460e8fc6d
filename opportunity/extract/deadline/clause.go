package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// The words of a clause before, between and behind dates: which of them label which.

// isTopic reports whether the words before a date are the topic of a clause that only together with the words behind the
// date names a step: 結果は11月2日に通知します.
func isTopic(own, after string) bool {
	topic := strings.TrimRight(own, " 、")
	if joinsDays.MatchString(topic) {
		return false
	}
	if !strings.HasSuffix(topic, "は") || len(topic) < 2*len("は") {
		return false
	}
	return role.Of(topic + after).Telling()
}

// endsInDay reports whether a line begins with a word and ends in its last date, so that its labels stand before the dates:
// 現説 11/18 質疑締切 11/25.
func endsInDay(own, text string, es []jdate.Expression) bool {
	last := es[len(es)-1]
	return len(es) > 1 && strings.Trim(own, " 　・※(") != "" && strings.Trim(text[last.To:], " )。") == ""
}

// labelsOfNext reports whether the words between two dates are one label, which begins with a noun and not with what is told
// of the first date.
func labelsOfNext(after string) bool {
	words := strings.Fields(after)
	if len(words) != 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	return first >= 0x3400 && first <= 0x9fff || first >= 'ァ' && first <= 'ヶ'
}

// namedBehind reports whether a date begins a sentence that names its step behind it: 7月14日には説明会がある.
func namedBehind(between, own, after string) bool {
	return strings.Contains(between, "。") && strings.TrimSpace(own) == "" && role.Of(after).Role != ""
}

// joinsDays stands between two days on which the same is held: 12月9日又は12月10日の15時から.
var joinsDays = jtext.MustPattern(`^ *(?:又は|または|及び|および|と|か|もしくは|若しくは) *$`)

// isNoun reports whether words before a date are a label, if one that says nothing known.
func isNoun(own string) bool {
	own = strings.Trim(own, " 　・※:")
	return !joinsDays.MatchString(own) && utf8.RuneCountInString(own) >= 2 && !jtext.HasAny(own, sameTopics...) && !jtext.HasDigit(own) && strings.Trim(own, "()（）~から及びと、") == own && len(own) <= 30
}

// inherits says whether the words between two dates leave the second in the first one's role.
func inherits(between string) bool {
	if jtext.HasAny(between, chosen...) {
		return false
	}
	next := strings.TrimSpace(between[max(lastEnd(between, "。"), lastEnd(between, "、"), 0):])
	if joinsDays.MatchString(next) {
		return true
	}
	if strings.HasSuffix(next, "は") && ownTopic.MatchString(next) && !jtext.HasAny(next, sameTopics...) {
		return false
	}
	return utf8.RuneCountInString(strings.TrimSpace(between)) <= 40
}

// ownTopic is the topic of a clause that tells of something else than the one before it: 日程は, 入札は. One that names a way,
// a place in a series or a case goes on about the same step: 郵送は, 最終日は.
var (
	ownTopic   = jtext.MustPattern(`^(?:なお、|また、|その後、)?[^、。0-9]{2,10}は、?$`)
	sameTopics = []string{"郵送", "持参", "メール", "電子", "オンライン", "書留", "直接", "場合", "最終", "締切", "締め切", "期限", "期日", "次", "回", "提出", "受付", "分", "以外", "必着", "方", "者", "とき", "ただし", "窓口", "当日", "ファ", "原本", "午前", "午後", "曜", "後期", "前期", "変更後", "延長"}
)

// lastEnd returns where the last sep in s ends, -1 where none stands.
func lastEnd(s, sep string) int {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return -1
	}
	return i + len(sep)
}

// particles say nothing without the word before them: 企画提案書(様式2)を.
const particles = " をはがにのも"

// afterBoundary returns what stands behind the first clause end in the words between two dates.
func afterBoundary(s string) string {
	if i := strings.LastIndex(s, "。"); i >= 0 && strings.Trim(s[i+len("。"):], " )") != "" {
		return s[i+len("。"):]
	}
	if tellsOfBefore(s) {
		return ""
	}
	for _, b := range [...]string{" ", "\t", ";", "/", ")", "→", "。", "、"} {
		if i := strings.Index(s, b); i >= 0 && (strings.Trim(s[i+len(b):], particles) != "" || strings.TrimSpace(s[:i]) == "") {
			s = s[i+len(b):]
		}
	}
	return s
}

// clauseOfBefore are words between two dates that end the clause of the first one: に選定委員会を行い、.
var clauseOfBefore = jtext.MustPattern(`^[^。は]{3,}(?:[いしてきりえけせめれべみ]|した結果|った結果|ところ|うえ|の上|のち|した後)、$`)

// isClause reports whether the words before a date are a clause of its own, which ends in a verb, and no label.
func isClause(own string) bool {
	return strings.HasSuffix(own, "、") && endsInVerb.MatchString(own)
}

var endsInVerb = jtext.MustPattern(`[^。]{3,}[いしてきりえけせめれべみ]、$`)

// tellsOfBefore reports whether the words between two dates all tell of the first one, and label the second with nothing.
func tellsOfBefore(between string) bool {
	return strings.HasSuffix(between, "、") && clauseOfBefore.MatchString(between)
}

// firstClause returns the words behind a date up to the end of their clause.
func firstClause(s string) string {
	if i := strings.Index(s, "。"); i >= 0 {
		s = s[:i]
	}
	if i := strings.Index(s, "、"); i >= 0 && utf8.RuneCountInString(s[:i]) > 4 && strings.Count(s[:i], "(") == strings.Count(s[:i], ")") {
		s = s[:i]
	}
	return jtext.Clip(s, 40)
}

// wordsAround returns what stands between the i-th date of a unit and the one before it, the part of that which may label the date, and
// the clause behind the date, without what is told of the next one.
func wordsAround(u unit, es []jdate.Expression, i int) (between, before, after string) {
	e, from := es[i], es[i].Passed
	if i > 0 {
		from = max(from, es[i-1].To)
	}
	between = u.text[from:e.From]
	if before = between; i > 0 {
		before = afterBoundary(between)
	}
	if i+1 == len(es) {
		return between, before, firstClause(u.text[e.To:])
	}
	after = firstClause(u.text[e.To:max(es[i+1].From, e.To)])
	if open := strings.LastIndexByte(after, '('); open > 0 && !strings.Contains(after[open:], ")") {
		after = after[:open] // what is told in the bracket is of the next date: 説明会(申込みは
	}
	if strings.HasPrefix(after, "、") && wording.HasSuffix(strings.TrimRight(after, " 、"), "は", "が", "を") {
		after = "" // the topic of the next date: まで、回答は
	}
	if labelsOfNext(after) && endsInDay(labelBefore(u.text[:es[0].From]), u.text, es) {
		after = "" // the label of the next date: 第1次 5月18日~6月12日 採択通知 7月6日
	}
	return between, before, after
}

// setAside are words that part a step from who takes it: 参加表明書を提出した者に対し.
var setAside = append([]string{"に対し", "した者", "された者", "の者に", "終了後", "に基づき", "のうえ", "の上", "後、", "後に", "後速やかに", "うえで", "上で、", "しようとする者は", "様式により", "様式を用いて", "様式を使用し", "様式に記入し", "様式に必要事項を記入し"}, chosen...)

// chosen are the topics of clauses about who has come through a step.
var chosen = []string{"した事業者は", "された事業者は", "した者は", "された者は", "した団体は", "された団体は", "られた者は", "受けた者は", "有する者は", "られた方は", "受けた方は"}

// addressed stands behind those whom a step is for.
const addressed = "を対象に"

// labelBefore returns the label in the words before a date: of the last sentence, without relative days and asides.
func labelBefore(s string) string {
	s = wording.LastSentence(s)
	if i := strings.LastIndex(s, addressed); i >= 0 { // 第二次審査は、通過者を対象に
		topic := max(0, lastEnd(s[:i], "は、"))
		s = s[:topic] + strings.TrimLeft(s[i+len(addressed):], "、")
	}
	for _, w := range setAside {
		if i := strings.LastIndex(s, w); i >= 0 {
			topic := max(0, lastEnd(s[:i], "は、")) // 質問の回答は、応募者全員に対し
			s = s[:topic] + s[i+len(w):]
		}
	}
	return withoutRelative(howLong.ReplaceAllString(withoutFrom(s), ""))
}

// withoutFrom takes off 自, which belongs to the range behind it: 質問の受付 自 令和8年11月9日 至 同年12月7日.
func withoutFrom(s string) string {
	before, cut := strings.CutSuffix(strings.TrimRight(s, " "), "自")
	if !cut || before != "" && !wording.HasSuffix(before, " ", ":", "\t", "(", "、") {
		return s
	}
	return before
}

// howLong tells how long a window is, right before its days: 指定の期間 5年間(令和9年4月1日~.
var howLong = jtext.MustPattern(`(?:約)?[0-9一二三四五六七八九十]{1,2} ?(?:年間?|[かヶカケ箇ヵ](?:年|月)間?|日間|週間)(?:程度|以内)? ?[(\[:、]? ?$`)

// withoutRelative cuts a relative left side such as 公募開始日から or 採択後~ off the end of a label.
func withoutRelative(s string) string {
	t := strings.TrimRight(s, " ")
	if open, ok := strings.CutSuffix(t, "~"); ok && wording.HasSuffix(strings.TrimRight(open, " "), "(", ":", "=") {
		return open // エントリー(~8/31)
	}
	switch {
	case strings.HasSuffix(t, "から"):
		t = strings.TrimSuffix(t, "から")
	case strings.HasSuffix(t, "~"):
		t = strings.TrimSuffix(t, "~")
	case strings.HasSuffix(t, "より"):
		t = strings.TrimSuffix(t, "より")
	default:
		return s
	}
	cut := -1
	for _, b := range [...]string{" ", ":", "、", "\t", "は", ")", "...", "=", "】", "]", "」", "・・・"} {
		if i := strings.LastIndex(t, b); i >= 0 {
			cut = max(cut, i+len(b))
		}
	}
	if cut < 0 {
		return ""
	}
	return t[:cut]
}

// withoutAddressee takes off words behind a date whom something is for: までに全質問者に対し回答, に全応募者へ通知.
func withoutAddressee(after string) string {
	for _, mark := range [...]string{"者に対し", "者全員に", "者あて", "者へ", "者に"} {
		if i := strings.Index(after, mark); i >= 0 && role.Of(after[i+len(mark):]).Role != "" {
			return after[i+len(mark):]
		}
	}
	return after
}

// done reports whether words behind a date tell what was or will be done on it: に公表しました, に開催します.
func done(after string) bool {
	after = strings.TrimLeft(after, " )")
	return strings.HasPrefix(after, "に") || strings.HasPrefix(after, "の") && events[role.Of(after).Role]
}

// events are the steps that are held on a day: 12月8日の審査会.
var events = map[opportunity.Role]bool{opportunity.Presentation: true, opportunity.Interview: true, opportunity.Briefing: true, opportunity.SiteVisit: true, opportunity.Opening: true}

// labelLike says whether the words before a date are few enough to leave it to a heading's role.
func labelLike(own string) bool {
	return utf8.RuneCountInString(strings.Join(strings.Fields(own), " ")) <= 14 && !jtext.HasAny(own, "法", "令第", "規則", "以降", "平成", "昭和")
}

// joinable are the roles of which a label may name several.
var joinable = []opportunity.Role{opportunity.Submission, opportunity.Registration, opportunity.Questions, opportunity.Briefing, opportunity.SiteVisit, opportunity.Publication, opportunity.OtherRole}

// jointRoles returns the roles of a label that names several steps: 参加表明書及び質問書の提出期限.
func jointRoles(label string, whole opportunity.Role) []opportunity.Role {
	if !slices.Contains(joinable, whole) {
		return nil
	}
	if !jtext.HasAny(label, "及び", "並びに", "・", "と", "、") {
		return nil
	}
	var roles []opportunity.Role
	for _, part := range strings.Split(jointMarks.Replace(label), "\n") {
		r := role.Of(part)
		switch {
		case slices.Contains(joinable, r.Role):
			if r.Weak || r.Role == opportunity.OtherRole && !jtext.HasAny(part, "配布", "交付") {
				continue
			}
			if len(roles) == 0 || roles[len(roles)-1] != r.Role {
				roles = append(roles, r.Role)
			}
		case r.Role != "":
			return nil
		}
	}
	if len(roles) < 2 {
		return nil
	}
	return roles
}

var jointMarks = strings.NewReplacer("及び", "\n", "並びに", "\n", "・", "\n", "と", "\n", "、", "\n")
