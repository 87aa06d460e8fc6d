package deadline

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// What several dates of a text are for together, where each looked at for itself may be taken for something else.

// bookedFor reports whether a date is by when one books a place at the event that the sentence before names:
// 見学会を11月19日に開催します。参加希望者は11月17日までに申し込んでください.
func bookedFor(before []opportunity.Role, l labelled, own, after string) bool {
	if len(before) == 0 || !isVisited(before[0]) || len(l.roles) == 0 {
		return false
	}
	if l.roles[0] == before[0] { // 見学会 11月20日(要事前申込:11月18日まで)
		return (l.Until || l.Closes) && !l.Range && jtext.HasAny(own+after, "申込", "申し込", "予約")
	}
	if len(l.roles) != 1 || l.roles[0] != opportunity.Registration && l.roles[0] != opportunity.Submission {
		return false
	}
	return jtext.HasAny(own, "希望", "参加者は", "参加される", "出席", "参加は", "申込は", "申込みは", "予約") && jtext.HasAny(own+after, "申し込", "申込", "予約", "連絡", "電話") && !jtext.HasAny(own, "表明", "資格", "提案", "応募", "企画")
}

// signUpVerb stands behind a last day by which one signs up for an event.
var signUpVerb = jtext.MustPattern(`^[^。]{0,30}(?:申し?込(?:み|ん|む)|予約|参加登録|連絡(?:を|して|くださ|下さ|の|願))`)

// isSignUp reports whether a last day told of an event is that of signing up for it, as the words behind it say: 説明会及び現地見学会への
// 参加は、いずれも6月8日までにお申し込みください.
func isSignUp(l labelled, behind string) bool {
	isNoEvent := func(r opportunity.Role) bool { return !isVisited(r) }
	return len(l.roles) > 0 && !slices.ContainsFunc(l.roles, isNoEvent) && (l.Until || l.Closes) && !l.Range && signUpVerb.MatchString(behind)
}

// toldInBracket reports whether a date stands in a bracket behind an event, by when one books a place there: 内覧会:11月25日
// (申込期限11月20日).
func toldInBracket(before []opportunity.Role, l labelled, between, own string) bool {
	if len(before) == 0 || !isVisited(before[0]) && before[0] != opportunity.Interview && before[0] != opportunity.OtherRole {
		return false
	}
	if strings.Count(between, "(") <= strings.Count(between, ")") || strings.Contains(between, "。") {
		return false
	}
	r := role.Of(own)
	return len(l.roles) == 1 && (r.Weak || r.Role == "") && l.roles[0].HasLastDay() && jtext.HasAny(own, "申込", "申し込", "予約", "受付", "締切", "期限")
}

// ways are the words beside a day that only tell how what is due on it may come in.
var ways = []string{"必着", "消印", "郵送", "郵便", "書留", "持参", "送信", "受信", "到着"}

// wayAlone begins a sentence about one of the ways to hand in: ただし、郵送の場合は.
var wayAlone = jtext.MustPattern(`^[ )(※]*(?:ただし、?|但し、?|なお、?)?(?:郵送|郵便|(?:簡易)?書留|持参|電子メール|メール|FAX|ファクス)[^。、0-9]{0,16}(?:は|も)、? ?$`)

// agreeOnSameDay gives a last day that repeats the one told before it, in its sentence or in one about a way alone, for one of the ways to hand the same thing in,
// the role of that one: 9月7日から25日までに申込書を持参又は郵送(郵送は25日必着).
func agreeOnSameDay(text string, ls []labelled) {
	for i := 1; i < len(ls); i++ {
		first, l := ls[i-1], &ls[i]
		day := max(first.Start, first.End)
		if day == "" || max(l.Start, l.End) != day || l.Start != "" && l.End != "" || len(first.roles) != 1 || !hasLastDay(l.roles) || !first.roles[0].HasLastDay() {
			continue
		}
		between := text[first.To:l.From]
		if end := strings.LastIndex(between, "。"); end >= 0 && !wayAlone.MatchString(between[end+len("。"):]) {
			continue
		}
		if jtext.HasAny(between+text[l.To:min(len(text), l.To+len("日必着"))], ways...) {
			l.roles, l.words = first.roles, first.words+"期限"
		}
	}
}

// shareBack gives a last day without a role that of the next one in its sentence, where they are days of two ways to hand the
// same in: 郵送の場合は12月16日消印有効、持参の場合は12月18日までに提出.
func shareBack(text string, ls []labelled) {
	for i := len(ls) - 2; i >= 0; i-- {
		l, next := &ls[i], ls[i+1]
		if l.roles != nil || !(l.Closes || l.Until) || len(next.roles) != 1 || !next.roles[0].HasLastDay() {
			continue
		}
		if between := text[l.To:next.From]; !strings.Contains(between, "。") && jtext.HasAny(between, "持参", "郵送", "メール", "電子", "窓口") {
			l.roles, l.words = next.roles, next.words
		}
	}
}

func hasLastDay(roles []opportunity.Role) bool { return len(roles) == 1 && roles[0].HasLastDay() }

// leaveOtherCases takes the days of a table of cases for no steps where a section above tells the last days of the call itself: rows
// that name works, goods or halls, under heads for steps, none of whose last days is that of the call.
func (k *keeper) leaveOtherCases(findings []finding) {
	tables := map[int][]int{} // by block
	for i, f := range findings {
		if utf8.RuneCountInString(f.unit.row) >= shortestName && !jtext.HasAny(f.unit.row, ways...) {
			tables[f.block] = append(tables[f.block], i)
		}
	}
	blocks := slices.Sorted(maps.Keys(tables))
	for _, block := range blocks[:min(len(blocks), mostTables)] {
		cells := tables[block]
		if rowsOf(findings, cells) < 2 || !isOfOthers(findings, block, cells) {
			continue
		}
		for i := range findings {
			if findings[i].block == block {
				k.leaveAll(&findings[i])
			}
		}
	}
}

// leaveAll mentions the dates of a finding instead of making steps of them.
func (k *keeper) leaveAll(f *finding) {
	for i := range f.dates {
		l := &f.dates[i]
		l.judged = weigh.None
		if len(l.roles) > 0 && !isNone(l.roles) {
			l.roles = []opportunity.Role{role.None}
			k.mention(opportunity.Mention{Date: cmp.Or(l.End, l.Start), Words: f.unit.evidence})
		}
	}
}

// mostTables bounds the tables that are compared with what stands above them.
const mostTables = 100

// shortestName is the least number of characters of a row's name that names a case.
const shortestName = 4

func rowsOf(findings []finding, cells []int) int {
	names := map[string]bool{}
	for _, i := range cells {
		names[findings[i].unit.row] = true
	}
	return len(names)
}

// isOfOthers reports whether a last day of one role stands in a section above that of the table, and no such day of the table is the
// same.
func isOfOthers(findings []finding, block int, cells []int) bool {
	inTable, elsewhere := map[opportunity.Role]map[jdate.Date]bool{}, map[opportunity.Role]map[jdate.Date]bool{}
	note := func(days map[opportunity.Role]map[jdate.Date]bool, f finding) {
		for _, l := range f.dates {
			if hasLastDay(l.roles) {
				r := l.roles[0]
				if days[r] == nil {
					days[r] = map[jdate.Date]bool{}
				}
				days[r][max(l.Start, l.End)] = true
			}
		}
	}
	for _, i := range cells {
		note(inTable, findings[i])
	}
	for _, f := range findings {
		if f.block < block && len(f.dates) > 0 && f.dates[0].around.SectionAt < findings[cells[0]].dates[0].around.SectionAt {
			note(elsewhere, f)
		}
	}
	both := false
	for r, days := range inTable {
		for day := range days {
			if elsewhere[r][day] {
				return false
			}
		}
		both = both || elsewhere[r] != nil
	}
	return both
}

// signUpAgain takes a day for the registration whose words name no step of their own, where another part of the text names the sign-up
// that ends on it, and none a submission that does: 対話の申込み 11月26日まで, and below 記入し、26日17時までにメールで送付.
func signUpAgain(findings []finding) {
	ends := map[jdate.Date]opportunity.Role{}
	var weak []*labelled
	for _, f := range findings {
		for i := range f.dates {
			l := &f.dates[i]
			day := max(l.Start, l.End)
			switch {
			case day == "" || len(l.roles) == 0:
			case hasLastDay(l.roles) && l.roles[0] == opportunity.Submission && l.around.Sentence && !role.Of(l.words).Strong() && !role.Of(l.around.Heading).Strong():
				weak = append(weak, l)
			case slices.Contains(l.roles, opportunity.Submission):
				ends[day] = opportunity.Submission
			case slices.Contains(l.roles, opportunity.Registration) && ends[day] == "":
				ends[day] = opportunity.Registration
			}
		}
	}
	for _, l := range weak {
		if ends[max(l.Start, l.End)] == opportunity.Registration {
			l.roles = []opportunity.Role{opportunity.Registration}
		}
	}
}

// surelySignUp is the probability from which a date is when to sign up, whatever else the text tells.
const surelySignUp = 0.9

// goesOnFromRound reports whether a date is a later round of the one before it, for which the table knows the same step: both are
// told together, 申請の受付は、第1期が9月1日から10月30日まで、第2期が12月1日から1月29日まで.
func goesOnFromRound(before, l labelled) bool {
	return len(l.roles) == 1 && len(before.roles) == 1 && l.roles[0] == before.roles[0] && l.roles[0].HasLastDay() &&
		l.around.SectionAt == before.around.SectionAt && l.Range == before.Range && l.Start+l.End > before.Start+before.End &&
		l.around.Round != before.around.Round && subject.IsRound(l.around.Own)
}

// submitOnce takes days for the submission again that the table of roles took for it and the weights for the registration, where the text has
// no other submission: 申込期限 alone is when to hand in, and beside 提案書の提出期限 when to sign up. A
// heading that names the sign-up stands.
func submitOnce(findings []finding) {
	var signUps []*labelled
	for _, f := range findings {
		for i := range f.dates {
			l := &f.dates[i]
			if slices.Contains(l.roles, opportunity.Submission) || slices.Contains(l.roles, opportunity.Interview) {
				return // whoever signed up is heard, and hands nothing in
			}
			if len(l.roles) == 1 && l.roles[0] == opportunity.Registration && l.around.Table == string(opportunity.Submission) && l.weighed[0].P < surelySignUp &&
				role.Of(l.around.Heading).Role != opportunity.Registration {
				signUps = append(signUps, l)
			}
		}
	}
	for _, l := range signUps {
		l.roles = []opportunity.Role{opportunity.Submission}
	}
}
