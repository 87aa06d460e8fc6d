package classify

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

var (
	// 新学校給食センター整備運営事業に係る入札公告
	longProjects = rule{any: termSetOf("整備運営|整備・運営|整備及び運営|整備等運営|整備維持管理|整備・維持管理|建設運営|設計建設|再整備事業|建替事業"), not: termSetOf(outsourced + "|計画|設計業務|調査")}
	// （仮称）新図書館整備事業に係る募集要項の公表: what may be a purchase, unless the page names the law
	projects   = rule{any: termSetOf("整備事業|整備等事業|建設事業|更新事業|改修事業|運営事業"), not: termSetOf(outsourced + "|計画|設計業務|調査|補助")}
	pfiLaw     = rule{any: termSetOf("民間資金等の活用による公共施設等|pfi法|pfi事業として|pfi方式により|pfi手法により"), not: termSetOf("アドバイザ|可能性調査|ほか")}
	pfiMethods = rule{any: termSetOf("pfi|民間資金等の活用|dbo|bto方式|bot方式|rotb|特定事業"), not: termSetOf("アドバイザ|可能性調査|ほか")}
)

// isPrivatelyFinanced reports whether a title names a project of long years whose page says that it is a PFI, and how the page
// says it: the way in which the partner is chosen, which the title may name, comes after that.
func (p *reading) isPrivatelyFinanced() (words string, ok bool) {
	methods := pfiMethods
	if _, long := longProjects.match(p.title); !long {
		if _, ok := projects.match(p.title); !ok {
			return "", false
		}
		methods = pfiLaw
	}
	for line := range strings.Lines(jtext.ClipBytes(p.Text, pageHeadBytes)) {
		if term, ok := methods.match(scan(jtext.Key(line))); ok {
			return term, true
		}
	}
	return "", false
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

// calledKindRules tell the kind from a sentence by which a page asks for something.
var calledKindRules = []kindRule{
	// 入札により売却します: what is sold counts, as in titles
	kindRow(opportunity.Other, "自動販売機|自販機|行政財産|"+landWords, "", outsourced),
	kindRow(opportunity.VendorRegistration, "参加資格*審査|参加資格*登録|参加資格*申請|資格審査*申請", "", "資格確認|登録されている|登載されている者"),
	kindRow(opportunity.Sounding, "サウンディング|市場調査|官民対話|意見招請|情報提供依頼|rfi", "", outsourced),
	kindRow(opportunity.PFI, "pfi|dbo|公募設置管理|公募設置等|コンセッション|特定事業", "", outsourced),
	kindRow(opportunity.Proposal, asksProposals, "", ""),
	kindRow(opportunity.DesignatedManager, "指定管理者*募集|指定管理者*公募|指定管理者*選定|指定管理者*候補者", "", ""),
	kindRow(opportunity.NamingRights, "ネーミングライツ|命名権", "", ""),
	kindRow(opportunity.AdSpace, "広告主|広告*募集|広告*掲載|広告の申込", "", ""),
	kindRow(opportunity.Tender, bids+"|見積書を提出|見積書の提出を", "", "入札参加資格|参加停止|入札公告を"),
	kindRow(opportunity.Accelerator, "アクセラレーション|アクセラレータ|オープンイノベーション", "", outsourced),
	kindRow(opportunity.Pilot, "実証実験|実証フィールド|実証プロジェクト", "", outsourced),
	kindRow(opportunity.Subsidy, "補助金|助成金|補助します|助成します", "", outsourced+"|義援金"),
	kindRow(opportunity.Collaboration, "共創|協業|連携事業者|連携企業|パートナー企業", "", outsourced),
}

var asks = termSetOf("ます。|ます$|ください|求め|募")

// calledKind looks for the kind in the first sentences by which a page asks for something. Sentences that tell two kinds tell none.
func calledKind(d opportunity.Draft) (kind opportunity.Kind, term string) {
	for line := range strings.Lines(jtext.ClipBytes(d.Text, pageHeadBytes)) {
		if strings.Contains(line, "\t") {
			continue
		}
		sentence := scan(jtext.Key(line))
		if !sentence.has(asks) {
			continue
		}
		switch found, words := firstKind(calledKindRules, sentence); {
		case found == "", found == kind:
		case kind != "":
			return "", ""
		default:
			kind, term = found, words
		}
	}
	return kind, term
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
