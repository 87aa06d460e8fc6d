// Package classify tells kind, stage, themes and addressees of an announcement from its title and page.
package classify

import (
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

// Classify reads the kind, stage and themes of a draft from its title first, then from its fields and text. The stage
// is that of the whole page: a schedule's row 結果通知 makes no result of an open call, a statement that the result is
// out does, and a title that says so wins over both.
func Classify(d opportunity.Draft) Class {
	title := scan(titleKey(d.Title))
	c := Class{Evidence: map[string]string{}}
	why, words := excluded(title)
	c.Kind = c.readKind(d, title, why)
	c.Stage = c.readStage(d, title)
	c.IsOpportunity = c.invites(d, title, why, words)
	var told []string
	if c.Themes, told = themesOf(title); len(told) > 0 {
		c.Evidence["themes"] = strings.Join(told, ", ")
	}
	return c
}

// readKind takes the title's kind, else the kind that the page's first words or the place in the site tell.
func (c Class) readKind(d opportunity.Draft, title *scanned, why string) opportunity.Kind {
	if why != "" {
		return opportunity.Other
	}
	kind, term := firstKind(kindRules, title)
	if kind == "" && title.has(purchase) {
		kind, term = pageKind(d)
	}
	if kind == "" && title.has(invitation) {
		kind, term = programmeKind(d)
	}
	if kind == "" {
		return opportunity.Other
	}
	c.Evidence["kind"] = term
	return kind
}

// pageKindRules tell the kind of a purchase whose title names only the work.
var pageKindRules = []kindRule{
	kindRow(opportunity.Proposal, asksProposals, "", ""),
	kindRow(opportunity.DesignatedManager, "指定管理", "", ""),
	kindRow(opportunity.Tender, bids, "", ""),
}

// programmeRules tell the kind of an invitation that names itself by a name of its own: 〇〇 GROWTH BOOSTER 参加スタートアップ募集.
var programmeRules = []kindRule{
	kindRow(opportunity.Accelerator, "アクセラレーションプログラム|アクセラレータープログラム|アクセラレータプログラム|アクセラプログラム|オープンイノベーションプログラム|スタートアップ*プログラム|伴走支援*プログラム", "", outsourced),
	kindRow(opportunity.Pilot, "実証実験*提案|実証実験*企業|実証実験*事業者|実証フィールド", "", outsourced),
}

// programmeKind looks for what a programme is in the first words of its page.
func programmeKind(d opportunity.Draft) (opportunity.Kind, string) {
	const introduction = 900 // bytes, some 300 characters
	for _, text := range []string{d.Summary, d.Text} {
		folded := scan(jtext.Key(jtext.ClipBytes(text, introduction)))
		if kind, term := firstKind(programmeRules, folded); kind != "" {
			return kind, term
		}
	}
	return "", ""
}

// pageHeadBytes is how much of a page's text tells what it is: the introduction and the first rows, some 600 characters.
const pageHeadBytes = 2000

func pageKind(d opportunity.Draft) (opportunity.Kind, string) {
	for _, text := range []string{jtext.ClipBytes(d.Text, pageHeadBytes), strings.Join(d.Categories, " "), d.Summary} {
		folded := scan(jtext.Key(jtext.ClipBytes(text, pageHeadBytes)))
		if kind, term := firstKind(pageKindRules, folded); kind != "" {
			return kind, term
		}
	}
	if path := strings.ToLower(pathOf(d.URL)); strings.Contains(path, "propo") {
		return opportunity.Proposal, path
	}
	if hintsAt(procurementHints, d.URL, d.Categories) {
		return opportunity.Tender, pathOf(d.URL)
	}
	return "", ""
}

func (c Class) readStage(d opportunity.Draft, title *scanned) opportunity.Stage {
	stage, term := titleStage(title)
	if stage == opportunity.OtherPage && c.Kind != opportunity.Other {
		stage, term = impliedStage(c.Kind, title)
	}
	if stage == opportunity.OpenCall || stage == opportunity.Amendment || stage == opportunity.Notice || stage == opportunity.OtherPage && c.Kind != opportunity.Other {
		if found, words := pageStage(d); found != "" {
			stage, term = found, words
		}
	}
	if term != "" {
		c.Evidence["stage"] = term
	}
	return stage
}

// impliedStage is the stage of a title that names its kind and no stage: 〇〇業務委託について invites, 指定管理者制度について explains.
func impliedStage(kind opportunity.Kind, title *scanned) (opportunity.Stage, string) {
	if title.has(explains) {
		return opportunity.OtherPage, ""
	}
	return opportunity.OpenCall, string(kind)
}

var explains = terms("制度について|制度の概要|とは|取組について|取り組み|取組状況|導入について|ご紹介|のご案内|実績|しました|行います|一覧")

// invites says whether the announcement asks companies or organisations for something now.
func (c Class) invites(d opportunity.Draft, title *scanned, why, words string) bool {
	switch {
	case why != "":
		c.Evidence["is_opportunity"] = why + ": " + words
		return false
	case c.Stage == opportunity.QA && asidesAnswer(title.text):
		c.Evidence["is_opportunity"] = "回答は募集のページに掲載"
	case c.Stage != opportunity.OpenCall && c.Stage != opportunity.Amendment:
		return false
	case c.Stage == opportunity.Amendment && !title.has(invitation) && c.Kind == opportunity.Other:
		return false
	}
	term, ok := c.addressesCompanies(d, title)
	if ok && c.Evidence["is_opportunity"] == "" {
		c.Evidence["is_opportunity"] = term
	}
	return ok
}

var invitation = terms(inviting + "|入札|プロポーザル|サウンディング|コンペ|選びます")

// asidesAnswer says whether a title names answers only in brackets behind an invitation, as a call's own page does
// once they are out: 〇〇を募集します（質問への回答を掲載しました）. Such a call is open still.
func asidesAnswer(title string) bool {
	plain := scan(withoutBrackets(title))
	stage, _ := titleStage(plain)
	return stage == opportunity.OpenCall && plain.has(invitation)
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
	landSales     = terms("自動販売機|自販機|売却|貸付|売払")
	companyWords  = terms(companies + "|団体|組合|大学|研究機関|受託|テナント|パートナー|出店者|借受者|買受人|運営主体|設置者|スポンサー")
	residentWords = terms("市民の皆|市内に住所を有する方|住民の方|在住の方|お住まいの|世帯|保護者|個人の方|在学")
)

// addressesCompanies reads whom a call is for: from its kind, its title, a field such as 対象者, or the text's beginning.
func (c Class) addressesCompanies(d opportunity.Draft, title *scanned) (words string, ok bool) {
	if forCompanies[c.Kind] {
		return string(c.Kind), true
	}
	if term, ok := title.first(companyWords); ok {
		return term, true
	}
	if c.Kind == opportunity.Other && !title.has(landSales) {
		return "", false
	}
	if value := Eligibility(d); value != "" {
		folded := jtext.Key(jtext.ClipBytes(value, pageHeadBytes))
		if term, ok := firstTerm(folded, companyWords); ok {
			return term, true
		}
		return jtext.Brief(value), !hasTerm(folded, residentWords)
	}
	head := jtext.Key(jtext.ClipBytes(d.Text, pageHeadBytes))
	if term, bad := firstTerm(head, residentWords); bad && !hasTerm(head, companyWords) {
		return term, false
	}
	return string(c.Kind), true
}
