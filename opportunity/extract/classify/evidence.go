package classify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// pageStage finds the statement of a page's text that moves its stage: that the result is out, or that the call is
// called off. Rows of a schedule (cells joined by tabs) and sentences about what will come are none, nor is what stands under the
// heading of another round or other calls.
func (p *reading) pageStage() (opportunity.Stage, string) {
	for n, label := range LabelKeys(p.Fields) {
		f := p.Fields[n]
		namesWinner := hasTerm(label, winnerLabels)
		if !namesWinner && !strings.HasSuffix(label, "結果") || formerRounds.In(f.Label) {
			continue
		}
		value := jtext.Key(jtext.ClipBytes(f.Value, 400))
		if hasTerm(value, companyNames) && (namesWinner || hasTerm(value, winnerLabels)) && !p.standsElsewhere(label) {
			return opportunity.Result, f.Label + " " + jtext.Brief(f.Value)
		}
	}
	var stage opportunity.Stage
	var words string
	above, last := "", ""
	headings, ofResult, others := 0, false, false
	for line := range strings.Lines(p.Text) {
		above, last = last, line
		if head := headingOf(line); head != "" {
			headings++
			others = p.headsOthers(head)
			ofResult = jtext.HasAny(head, outcomeHeads...) && !others
		}
		if others || !mayStateStage(line) || formerRounds.In(above) || p.tellsOfFormerYears(line) {
			continue
		}
		text := jtext.Key(line)
		if calledOff.holds(text) || thisCalledOff.holds(text) {
			return opportunity.Cancelled, jtext.Brief(line)
		}
		if stage == "" && (headings <= 1 || ofResult) && resultOut.holds(text) && !p.takesEntriesStill() { // deeper in the page it tells of what was
			stage, words = opportunity.Result, jtext.Brief(line)
		}
	}
	return stage, words
}

// mayStateStage is a cheap look whether a line may be a sentence of resultOut or calledOff.
func mayStateStage(line string) bool {
	if !strings.Contains(line, "ました") && !strings.Contains(line, "します") && !strings.Contains(line, "とおり") || strings.Contains(line, "\t") {
		return false
	}
	return utf8.RuneCountInString(line) <= maxStatement && decisions.In(line) && !formerRounds.In(line) && !ofYear.MatchString(line)
}

// takesEntriesStill reports whether the page still took entries on the day it was written: a result that it tells of is then that of an
// earlier round or of another call, or is still to come.
func (p *reading) takesEntriesStill() bool {
	written := p.known.written()
	return written != "" && p.signs().last >= written
}

// headingOf returns the words of a heading, or of a line that a mark makes one on pages that set none: ■ 3年前は.
func headingOf(line string) string {
	if head, ok := strings.CutPrefix(line, "# "); ok && !strings.Contains(line, "\t") {
		return strings.TrimSpace(head)
	}
	if marked := strings.TrimLeft(line, "■◆●▼"); marked != line && utf8.RuneCountInString(line) <= longestHead {
		return strings.TrimSpace(marked)
	}
	return ""
}

// longestHead is the greatest number of characters of a heading: a longer line is a sentence.
const longestHead = 30

// otherHeads are words of the heading of a section about other calls, or about what was.
var otherHeads = terms("ほかの|他の|そのほか|関連する|最近の|年前|これまで|過去|現在の|経緯|沿革|歩み")

// headsOthers reports whether a heading is that of another round, other calls, or of what was.
func (p *reading) headsOthers(head string) bool {
	return formerRounds.In(head) || jtext.HasAny(head, otherHeads...) || p.tellsOfFormerYears(head)
}

// tellsOfFormerYears reports whether words name a fiscal year that was over on the day of publication, or a day more than a year before it.
func (p *reading) tellsOfFormerYears(words string) bool {
	if p.known.Published == "" || !jtext.HasDigit(words) {
		return false
	}
	words = jtext.Narrow(words)
	if slices.ContainsFunc(wording.Years(words), func(y wording.Year) bool { return y.Fiscal && y.IsOver(p.known.Published) }) {
		return true
	}
	return slices.ContainsFunc(jdate.Read(words, &jdate.Calendar{Ref: p.known.Published}, false), func(day jdate.Expression) bool {
		last := max(day.Start, day.End)
		return last != "" && last < p.known.Published.AddYears(-1)
	})
}

// standsElsewhere reports whether a label in key form stands only in rows of sections about other rounds or other calls.
func (p *reading) standsElsewhere(label string) bool {
	others, found := false, false
	for line := range strings.Lines(p.Text) {
		if head := headingOf(line); head != "" {
			others = p.headsOthers(head)
		}
		own, _, isRow := strings.Cut(line, "\t")
		if !isRow || jtext.Key(jtext.ClipBytes(strings.TrimPrefix(own, "# "), 200)) != label {
			continue
		}
		if !others {
			return false
		}
		found = true
	}
	return found
}

// ofYear tells of what a fiscal year was: 2025年度（9月12日発表）は、8社を採択しました.
var ofYear = jtext.MustPattern(`年度[（(][^（()）]*[)）]は`)

// formerRounds are words of a line, or of the question above it, that tell of another round than this one.
var formerRounds = jtext.NewWords(terms("前回|昨年|過去の|これまで|第1期|第一期|第１期|第1弾|初年度|前年度|年度は|次募集で|次公募で|期の募集で|回の募集で|引き続き|引続き")...)

// outcomeHeads are words of the heading of a section that tells how the call ended.
var outcomeHeads = terms("結果|採択|選定|決定|落札|審査|お知らせ|更新")

// decisions are words one of which every term of resultOut and calledOff contains.
var decisions = jtext.NewWords(terms("結果|選定|決定|特定|採択|締結|指定|中止|取り|不調|不成立")...)

// notCalledOff are words of sentences about what may be called off, or about a part or another round of a call.
const notCalledOff = "場合|説明会|見学|ことがあり|こともあり|とき|おそれ|前回|昨年度|対話を中止|ましたが|ましたので|改めて|あらためて|再度"

// maxStatement is the length in characters of the longest line that states a stage: a sentence or two.
const maxStatement = 160

func (r rule) holds(text string) bool {
	_, ok := r.match(scan(text))
	return ok
}

var (
	winnerLabels = terms("落札者|落札業者|契約の相手方|契約相手方|契約相手|受託者名|受託候補者|優先交渉権者|最優秀者|最優秀提案者|選定事業者|選定された|決定業者|契約候補者|契約者名|選定業者")
	companyNames = terms("株式会社|有限会社|合同会社|(株)|(有)|財団法人|社団法人|社会福祉法人|npo法人|企業体|組合|事務所|グループ")

	// 審査結果について公表しました。/ 次のとおり受託候補者を選定しました。
	resultOut = ruleOf("結果*公表しました|結果*掲載しました|結果*お知らせします|結果*お知らせいたします|結果は*次のとおり|結果は*以下のとおり|結果は*下記のとおり|結果を*公表します|候補者*選定しました|候補者*決定しました|候補者*特定しました|受託者*選定しました|受託者*決定しました|交渉権者*選定しました|交渉権者*決定しました|事業者*選定しました|事業者*決定しました|管理者*決定しました|管理者*指定しました|落札者*決定しました|パートナー*決定しました|企業*採択しました|企業*決定しました|採択しました|採択企業*決定しました|契約*締結しました|選定いたしました|決定いたしました",
		"", "調査結果|質問|前回|昨年度|過年度|予定|後に|終了後|速やかに|場合|次第|選定後|調査の結果|通知します|頃|翌月|上旬|中旬|下旬|日までに|月までに|文書で|郵送で|メールで|個別に|確認結果|検討の結果|健康診断")
	// 本公募は中止します。
	calledOff = ruleOf("公募*中止しま|公募*中止いたしま|募集*中止しま|募集*中止いたしま|入札*中止しま|入札*中止いたしま|入札*中止とし|プロポーザル*中止しま|プロポーザル*中止いたしま|案件*中止しま|募集*取りやめました|公募*取りやめました|公募*取り下げました|公告*取り消しました|手続*中止しま|不調となりました|不成立となりました|参加者*不調", "",
		notCalledOff)
	// 6月15日付けで公告した下記の入札は、仕様の見直しが必要となったため、中止します。
	thisCalledOff = ruleOf("中止します|中止しました|中止いたし|中止とし|中止することと|取りやめます|取りやめました|取りやめることと|取り消します|取り消しました",
		"公告した|公告しました|公募した|募集した|募集して|標記の|本公募|本プロポーザル|本調査|本入札|本募集|本案件|本件|この公募|この入札|この募集|この案件|この調査", notCalledOff+"|窓口|システム|受付を|受け付けを|配布|閲覧|電話|庁舎|催し")
	// この案件は募集を終了しています。
	entriesOver = ruleOf("募集*終了し|公募*終了し|受付*終了し|応募*終了し|申請*終了し|締め切りました|締切りました|募集*締切しました|申込*終了し", "ました|ています|ております|いたしました", "質問|質疑|説明会|見学|参加表明|参加申込|資格確認|予算|場合|対話|次第|前回|昨年度|第1期|第1回|第一回|1次|一次|事前相談|とき")
)

// Ended returns the words with which a page says that it takes no more entries, "" where it does not, or says so of another round
// or of other calls.
func Ended(d opportunity.Draft, known Known) string {
	if isClosed(titleKey(d.Title)) {
		return jtext.Brief(d.Title)
	}
	p := reading{Draft: d, known: known}
	others := false
	for line := range strings.Lines(jtext.ClipBytes(d.Text, 4*pageHeadBytes)) {
		if head := headingOf(line); head != "" {
			others = p.headsOthers(head)
		}
		if others {
			continue
		}
		if !strings.Contains(line, "終了") && !strings.Contains(line, "締") || strings.Contains(line, "\t") {
			continue
		}
		if utf8.RuneCountInString(line) <= maxStatement/2 && entriesOver.holds(jtext.Key(line)) && !p.tellsOfFormerYears(line) {
			return jtext.Brief(line)
		}
	}
	return ""
}
