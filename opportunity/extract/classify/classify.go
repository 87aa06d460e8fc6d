// Package classify tells kind, stage, themes and addressees of an announcement from its title and page.
package classify

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// Class is what an announcement is, with the words that decided it under "kind", "stage", "is_opportunity", "themes".
type Class struct {
	Kind          opportunity.Kind
	Stage         opportunity.Stage
	IsOpportunity bool
	Themes        []string
	Evidence      map[string]string
}

// Classify reads the kind, stage and themes of a draft of which nothing else is known.
func Classify(d opportunity.Draft) Class { return ClassifyPage(d, Known{}) }

// ClassifyPage reads the kind, stage and themes of a draft from its title first, then from its fields and text. The stage
// is that of the whole page: a schedule's row 結果通知 makes no result of an open call, a statement that the result is
// out does, and a title that says so wins over both. A phrase of the title that may mean something else (しませんか, の選定)
// gives way to a page that by all that it says asks companies for something.
func ClassifyPage(d opportunity.Draft, known Known) Class {
	p := &reading{Draft: d, known: known, title: scan(titleKey(d.Title))}
	p.verdict = known.Titles.told(p.title)
	p.explain(p.title)
	c := Class{Evidence: map[string]string{}}
	if p.why != "" && p.signs().calls() {
		p.why = ""
	}
	c.Kind = c.readKind(p)
	c.Stage = c.readStage(p)
	c.IsOpportunity = c.invites(p)
	var told []string
	if c.Themes, told = themesOf(p.title); len(told) > 0 {
		c.Evidence["themes"] = strings.Join(told, ", ")
	}
	return c
}

// reading is a draft on its way to its class.
type reading struct {
	opportunity.Draft
	known   Known
	title   *scanned
	verdict // of the title
	weighed *pageSigns
}

// isAlone reports whether nothing but the title is known.
func (p *reading) isAlone() bool { return p.Text == "" && len(p.Fields) == 0 }

// signs weighs the page, once, and only where its title leaves something open.
func (p *reading) signs() pageSigns {
	if p.weighed == nil {
		sum := weighPage(p.Draft, p.title, p.known)
		p.weighed = &sum
	}
	return *p.weighed
}

// readKind takes the title's kind, else the kind that the page's first words or the place in the site tell.
func (c Class) readKind(p *reading) opportunity.Kind {
	if p.why != "" {
		return opportunity.Other
	}
	kind, term := p.kind, p.kindTerm
	if p.guess != "" && p.isAlone() {
		kind, term = p.guess, p.guessTerm
	}
	if p.vague {
		if asked, words := programmeKind(p.Draft); asked != "" {
			kind, term = asked, words
		} else if asked, words := calledKind(p.Draft); asked != "" && p.signs().calls() {
			kind, term = asked, words
		}
	}
	if kind == opportunity.Tender || kind == opportunity.Proposal || kind == "" {
		if words, ok := p.isPrivatelyFinanced(); ok {
			kind, term = opportunity.PFI, words
		}
	}
	if kind == "" && p.title.has(purchase) {
		kind, term = pageKind(p.Draft)
	}
	if kind == "" && p.title.has(invitation) {
		kind, term = programmeKind(p.Draft)
	}
	if kind == "" && p.signs().calls() {
		kind, term = calledKind(p.Draft)
	}
	if kind == "" {
		kind, term = p.guess, p.guessTerm
	}
	if kind == "" && p.InList && hintsAt(bidding, "", p.Categories) { // 消防ポンプ自動車, in a row of a list of tenders
		kind, term = opportunity.Tender, p.Categories[0]
	}
	if kind == "" {
		return opportunity.Other
	}
	c.Evidence["kind"] = term
	return kind
}

func (c Class) readStage(p *reading) opportunity.Stage {
	stage, term, why := p.stage, p.stageTerm, p.why
	switch {
	case p.unsure && p.isOpenStill():
		stage, term = opportunity.OpenCall, p.signs().evidence()
	case slices.Contains(askNothing, why):
		if stage == opportunity.OpenCall {
			stage, term = opportunity.OtherPage, ""
		}
	case stage == opportunity.OtherPage && why == "":
		if c.Kind != opportunity.Other {
			stage, term = impliedStage(c.Kind, p.title)
		}
		if stage == opportunity.OtherPage && p.signs().calls() {
			stage, term = opportunity.OpenCall, p.signs().evidence()
		}
	}
	if stage == opportunity.OpenCall || stage == opportunity.Amendment || stage == opportunity.Notice || stage == opportunity.OtherPage && c.Kind != opportunity.Other {
		if found, words := p.pageStage(); found != "" {
			stage, term = found, words
		}
	}
	if term != "" {
		c.Evidence["stage"] = term
	}
	return stage
}

// bidding is in the names of lists of tenders.
var bidding = []string{"入札"}

// askNothing are the reasons of titles that ask nobody for anything; the others ask residents, applicants, members.
var askNothing = []string{"一覧", "制度", "名簿", "登録業者", "問答", "会議", beside}

// isOpenStill reports whether a page whose title may tell of a plan or of its end (事業者の選定について) is a call that goes on: it
// asks companies for something by a day that had not passed when it was written or seen, and says nothing of a result.
func (p *reading) isOpenStill() bool {
	if written, sum := p.known.written(), p.signs(); written == "" || !sum.calls() || sum.last < written {
		return false
	}
	stage, _ := p.pageStage()
	return stage == ""
}

// impliedStage is the stage of a title that names its kind and no stage: 〇〇業務委託について invites, 指定管理者制度について explains.
func impliedStage(kind opportunity.Kind, title *scanned) (opportunity.Stage, string) {
	if title.has(explains) || kind != opportunity.Subsidy && title.has(introduces) || !namesItself(kind, title.text) {
		return opportunity.OtherPage, ""
	}
	return opportunity.OpenCall, string(kind)
}

var explains = termSetOf("制度について|制度のご案内|制度の概要|とは|取組について|取り組み|取組状況|導入について|ご紹介|実績|しました|行います|一覧")

// introduces tells of a kind as such, but of the one subsidy that a title names: 持続化補助金のご案内.
var introduces = termSetOf("のご案内")

// invites says whether the announcement asks companies or organisations for something now.
func (c Class) invites(p *reading) bool {
	switch {
	case p.why != "":
		c.Evidence["is_opportunity"] = p.why + ": " + p.words
		return false
	case p.isAlone() && (p.calls || !p.leaves && p.stage != opportunity.QA):
		if p.calls {
			term, _ := p.title.first(companyWords)
			c.Evidence["is_opportunity"] = cmp.Or(p.words, term, string(c.Kind))
		}
		return p.calls
	case c.Stage == opportunity.QA && p.asidesAnswer():
		c.Evidence["is_opportunity"] = "回答は募集のページに掲載"
	case c.Stage != opportunity.OpenCall && c.Stage != opportunity.Amendment:
		return false
	case c.Stage == opportunity.Amendment && !p.title.has(invitation) && c.Kind == opportunity.Other:
		return false
	}
	term, ok := c.addressesCompanies(p)
	if ok && c.Evidence["is_opportunity"] == "" {
		c.Evidence["is_opportunity"] = term
	}
	return ok
}

var invitation = termSetOf(inviting + "|入札|見積合|オープンカウンタ|プロポーザル|サウンディング|コンペ|選びます|申込期|申込み期|申込締切|申請期|提出期|応募期|売却|貸付")

// asidesAnswer says whether a title names answers only in brackets behind an invitation, as a call's own page does
// once they are out: 〇〇を募集します（質問への回答を掲載しました）. Such a call is open still, as is one that names no act where its page takes
// entries after that: 庁舎警備業務（質問への回答を掲載しました）.
func (p *reading) asidesAnswer() bool {
	plain := scan(withoutBrackets(p.title.text))
	stage, _, _ := firstStage(plain)
	if stage == opportunity.QA {
		return false
	}
	written := p.known.written()
	return stage == opportunity.OpenCall && plain.has(invitation) || written != "" && slices.ContainsFunc(p.known.Steps, func(d opportunity.Deadline) bool {
		return (d.Role == opportunity.Submission || d.Role == opportunity.Registration) && d.End >= written
	})
}

func withoutBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune("([【〔<", r):
			depth++
		case strings.ContainsRune(")]】〕>", r):
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// forCompanies are the kinds that only companies and organisations can answer, whatever the title says of them.
var forCompanies = map[opportunity.Kind]bool{
	opportunity.Accelerator: true, opportunity.Proposal: true, opportunity.Sounding: true, opportunity.DesignatedManager: true, opportunity.PFI: true, opportunity.NamingRights: true, opportunity.Tender: true,
	opportunity.VendorRegistration: true, opportunity.AdSpace: true,
}

var (
	landSales     = termSetOf("自動販売機|自販機|売却|貸付|売払|活用事業|利活用|分譲|用地|借りる|借り受け|保留地|公売")
	forms         = termSetOf(asksProposals)
	companyWords  = termSetOf(companies + "|団体|組合|大学|研究機関|受託|テナント|パートナー|出店者|出展者|借受者|買受人|運営主体|設置者|スポンサー|貸付者|使用者|売却先|購入者|取扱店|参加店|加盟店|登録店|協力店|協賛店|販売店|運営者|管理代行者|実施機関|医療機関")
	residentWords = terms("市民の皆|市内に住所を有する方|住民の方|在住の方|お住まいの|世帯|保護者|個人の方|在学")
)

// addressesCompanies reads whom a call is for: from its kind, its title, a field such as 対象者, or the text's beginning.
func (c Class) addressesCompanies(p *reading) (words string, ok bool) {
	if challenges.MatchString(p.title.text) { // residents and pupils are asked likewise
		sum := p.signs()
		return sum.evidence(), sum.namesFirms()
	}
	if forCompanies[c.Kind] {
		// 提案 and プログラム ask residents, too
		if (c.Kind == opportunity.Proposal || c.Kind == opportunity.Accelerator) && !p.title.has(forms) && !p.title.has(companyWords) && p.signs().refuses() {
			return p.signs().evidence(), false
		}
		return string(c.Kind), true
	}
	if term, ok := p.title.first(companyWords); ok {
		return term, true
	}
	if c.Kind == opportunity.Other && !p.title.has(landSales) {
		sum := p.signs()
		return sum.evidence(), sum.calls()
	}
	if value := Eligibility(p.Draft); value != "" {
		folded := jtext.Key(jtext.ClipBytes(value, pageHeadBytes))
		if term, ok := firstTerm(folded, companyWords.list); ok {
			return term, true
		}
		return jtext.Brief(value), !hasTerm(folded, residentWords) || p.signs().calls()
	}
	head := jtext.Key(jtext.ClipBytes(p.Text, pageHeadBytes))
	if term, bad := firstTerm(head, residentWords); bad && !hasTerm(head, companyWords.list) && !p.signs().calls() {
		return term, false
	}
	return string(c.Kind), true
}
