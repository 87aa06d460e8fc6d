// Package role tells from a label which step of a call its date is for: the lexicon and the table of LABELS.
package role

import (
	"iter"
	"math/bits"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// rule is one row of the table of labels. A label matches where every one of all's groups has a term in it, and
// none's group has none. Terms of a group are parted by "|". weak rules (提出, 期間) give way to a more telling
// heading or label above.
type rule struct {
	all  []string
	none string
	role opportunity.Role
	weak bool
}

// None as a role says that the label's date is no step of the call at all.
const None opportunity.Role = "none"

// Label is what a label says. Role is "" where it says nothing; Weak where it leaves it to a more telling heading or label above.
type Label struct {
	Role opportunity.Role
	Weak bool
	row  int // of the table
}

// Telling reports whether the label says without the help of others what its date is for, or that it is for no step.
func (l Label) Telling() bool { return l.Role != "" && !l.Weak }

// Strong reports whether the label says a step of the call without the help of others.
func (l Label) Strong() bool { return l.Telling() && l.Role != None }

// Rule returns the terms of the rule that held: groups of which each must stand in the label, parted by "+".
func (l Label) Rule() string { return strings.Join(rules[l.row].all, " + ") }

// mask is a set of terms, or of rules.
type mask [12]uint64

func (m *mask) add(i int) { m[i>>6] |= 1 << (i & 63) }

func (m *mask) join(o *mask) {
	for i := range m {
		m[i] |= o[i]
	}
}

// members yields the numbers in the set, the lowest first.
func (m *mask) members() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range m {
			for ; word != 0; word &= word - 1 {
				if !yield(i<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

func (m *mask) meets(o *mask) bool {
	for i := range m {
		if m[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// compiledRule is a rule whose groups are sets of terms.
type compiledRule struct {
	all  []mask
	none mask
}

// lexicon finds the terms of all rules in one pass over a label.
type lexicon struct {
	first [jtext.StartKeys]*lexemes // by the key of the character that they begin with
	rules []compiledRule
	leads []mask // by the number of a term, the rules in whose first group it is
}

// lexemes are terms whose first characters have the same key. Silent ones only hide the words they cover.
type lexemes struct {
	spoken []lexeme
	silent []string
}

// lexeme is a term with its number.
type lexeme struct {
	text  string
	index int
}

var terms = compile(rules, silentTerms)

// compile numbers the terms of the table.
func compile(rules []rule, silent []string) *lexicon {
	x := &lexicon{}
	numbers := map[string]int{}
	group := func(cell string) (m mask) {
		for _, t := range strings.Split(cell, "|") {
			if t == "" {
				continue
			}
			i, known := numbers[t]
			if !known {
				i = len(numbers)
				numbers[t] = i
				at := x.at(t)
				at.spoken = append(at.spoken, lexeme{t, i})
				x.leads = append(x.leads, mask{})
			}
			m.add(i)
		}
		return m
	}
	for _, r := range rules {
		c := compiledRule{none: group(r.none)}
		for _, cell := range r.all {
			c.all = append(c.all, group(cell))
		}
		for t := range c.all[0].members() {
			x.leads[t].add(len(x.rules))
		}
		x.rules = append(x.rules, c)
	}
	for _, t := range silent {
		at := x.at(t)
		at.silent = append(at.silent, t)
	}
	return x
}

// at returns the terms that begin as this one does.
func (x *lexicon) at(term string) *lexemes {
	key, _ := jtext.KeyAt(term, 0)
	if x.first[key] == nil {
		x.first[key] = &lexemes{}
	}
	return x.first[key]
}

// find returns the terms that occur in label, and the rules in whose first group one of them is.
func (x *lexicon) find(label string) (found, led mask) {
	for i := 0; i < len(label); {
		key, n := jtext.KeyAt(label, i)
		if at := x.first[key]; at != nil {
			if hidden := at.silentAt(label[i:]); hidden > 0 && !at.spokenBeyond(label[i:], hidden) {
				i += hidden
				continue
			}
			for _, l := range at.spoken {
				if strings.HasPrefix(label[i:], l.text) {
					found.add(l.index)
					led.join(&x.leads[l.index])
				}
			}
		}
		i += n
	}
	return found, led
}

// silentAt returns the length of the silent term that s begins with, 0 where none does.
func (l *lexemes) silentAt(s string) (n int) {
	for _, text := range l.silent {
		if strings.HasPrefix(s, text) {
			n = max(n, len(text))
		}
	}
	return n
}

// spokenBeyond reports whether s begins with a term that says more than the silent one of n bytes: 提案募集開始.
func (l *lexemes) spokenBeyond(s string, n int) bool {
	for _, t := range l.spoken {
		if len(t.text) > n && strings.HasPrefix(s, t.text) {
			return true
		}
	}
	return false
}

// wholeLabels are words that name a step where nothing stands beside them.
var wholeLabels = map[string]opportunity.Role{
	"入札": opportunity.Opening, "決定": opportunity.Selection, "決定日": opportunity.Selection, "選定日": opportunity.Selection, "発表": opportunity.Selection, "結果": opportunity.Selection,
}

// withoutItem takes the number of an item and the marks around a label off it: 5. 決定.
func withoutItem(label string) string { return strings.Trim(label, " :・.()0123456789■●◆○") }

// beforeBracket returns what stands before the bracket that ends a label, where the bracket only says for whom, where or in
// what way; "" where there is none, or it says what is done by then.
func beforeBracket(label string) string {
	label = strings.TrimRight(label, " :")
	open := strings.LastIndexByte(label, '(')
	if open <= 0 || !strings.HasSuffix(label, ")") || !saysHow.MatchString(label[open:]) && jtext.HasAny(label[open:], "締切", "締め切", "期限", "申込", "申し込", "受付", "提出", "回答", "結果", "公表", "書", "質問", "まで") {
		return ""
	}
	return strings.TrimSpace(label[:open])
}

// saysHow is a bracket that says how one takes part: (申込制), (要事前申し込み), (参加申込が必要).
var saysHow = jtext.MustPattern(`^\((?:要[^()]{2,12}|[^()]{2,14}(?:制|必要|不要|必須|任意|自由|先着順|無料))\)$`)

// Of reads a folded label. One that says nothing has the role "".
func Of(label string) Label {
	if label == "" {
		return Label{}
	}
	label = usualClosing(label)
	if role, known := wholeLabels[withoutItem(label)]; known {
		return Label{Role: role}
	}
	if _, l, ok := besideRound(label); ok {
		return l
	}
	if head := beforeBracket(label); head != "" {
		if l := Of(head); l.Telling() {
			return l // 現地見学会(一次審査通過者のみ)
		}
	}
	if at := serving.FindStringIndex(label); at != nil {
		if l := Of(label[:at[0]] + "書"); l.Strong() {
			return l // 参加申込書兼質問書
		}
	}
	found, led := terms.find(label)
	for i := range led.members() {
		if terms.rules[i].holds(&found) {
			if rules[i].weak && isTermOfAnother(label) {
				return Label{Role: None}
			}
			return Label{Role: rules[i].role, Weak: rules[i].weak, row: i}
		}
	}
	return Label{}
}

// closings are other ways to write 締切.
var closings = strings.NewReplacer("〆 切", "締切", "〆きり", "締切", "しめきり", "締切", "しめ切り", "締切", "しめ切", "締切", "締めきり", "締切", "シメキリ", "締切")

// usualClosing writes 締切 as it is usually written.
func usualClosing(label string) string {
	if !jtext.HasAny(label, "〆", "しめ", "めきり", "シメキリ") {
		return label
	}
	return closings.Replace(label)
}

// serving stands between the names of a paper and of what else it serves for: 参加申込書兼質問書, 参加表明書(兼誓約書).
var serving = jtext.MustPattern(`[書票届表] ?[(・]? ?兼 ?[^業務任職]`)

// termOf is a compound that ends in 期限: what is due by then stands before it.
var termOf = jtext.MustPattern(`([一-龠々ァ-ヶー]{2,})期限`)

// handIn are parts of the compounds with 期限 that tell a company when to act.
var handIn = []string{"受付", "提出", "締切", "応募", "募集", "公募", "申込", "申請", "参加", "登録", "届", "提案", "書", "類", "回答", "質問", "質疑", "照会", "申出", "到着", "到達",
	"送付", "持参", "最終", "予約", "入札", "見積", "次回", "表明", "意向", "受領", "投函", "郵送", "入力", "投稿", "出品", "連絡", "受講", "資料", "企画"}

// isTermOfAnother reports whether a label names the term of something that nobody hands in: 現行システムの保守期限.
func isTermOfAnother(label string) bool {
	term := termOf.FindStringSubmatch(label)
	return term != nil && !jtext.HasAny(term[1], handIn...) && !jtext.HasAny(label, "締切", "必着", "締め切")
}

func (r *compiledRule) holds(found *mask) bool {
	for i := range r.all {
		if !found.meets(&r.all[i]) {
			return false
		}
	}
	return !found.meets(&r.none)
}
