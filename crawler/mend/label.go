package mend

import (
	"context"
	"regexp"
	"slices"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
	"koubo/parsers/page"
	"koubo/sources"
)

const (
	pagesForLabels = 8 // of known calls that are looked at for the label of a lost field
	fewPages       = 3 // so many at least must have the field by one label, and most of those that lack it
)

// labelRule is a field that pages of calls carry behind a label: words that the label must have, and must not.
type labelRule struct {
	field    sources.Field
	has, not *regexp.Regexp
	isRead   func(opportunity.Opportunity) bool
	isSure   func(o opportunity.Opportunity, seen jdate.Date) bool // of what stands behind a label; nil for isRead
	varies   bool                                                  // what stands behind the label is not the same on all pages
	traces   *regexp.Regexp                                        // lines of a page that tell of the field, folded
}

var labelRules = []labelRule{
	{sources.FieldDeadline, regexp.MustCompile(`期限|期日|締|〆|必着|まで|最終|終わり|終了|クローズ|リミット|デッドライン|受付|申込|応募|提出|エントリー`),
		regexp.MustCompile(`公告|掲載|公開|更新|開始|履行|契約|業務|納|工期|開札|質問|回答|説明会|見学|結果|選定|審査|開催|実施|事業`),
		func(o opportunity.Opportunity) bool { return o.Rolling || !o.Closes().IsZero() }, nil, false,
		regexp.MustCompile(`(?:期限|期日|締|〆|必着|まで|受付期間|応募期間|募集期間).*[0-9]|[0-9].*(?:期限|期日|締|〆|必着|まで)`)},
	{sources.FieldBudget, regexp.MustCompile(`上限|金額|予算|価格|費|額|料`), regexp.MustCompile(`保証|手数料|入館|使用料|単価`),
		func(o opportunity.Opportunity) bool { return o.BudgetYen != nil || len(o.Amounts) > 0 }, nil, false,
		regexp.MustCompile(`[0-9] ?(?:千|万|百万|億)?円|(?:上限|予算|委託料|事業費).*[0-9]`)},
	{sources.FieldContact, regexp.MustCompile(`問|照会|連絡|相談|質問|窓口|担当|所管|主管|事務局|電話|課|係|部署|サポート|ヘルプ|(?i:tel|mail|contact|q&a)`),
		regexp.MustCompile(`期限|期間|回答|現行|業者|会社|受託|受注|代表者|様式|場所|会場`),
		func(o opportunity.Opportunity) bool { return o.Contact != opportunity.Contact{} },
		func(o opportunity.Opportunity, _ jdate.Date) bool { return o.Contact.Phone+o.Contact.Email != "" }, false,
		regexp.MustCompile(`0[0-9]{1,4} ?[-(（)）] ?[0-9]{1,4} ?[-(（)）] ?[0-9]{3,4}|[0-9A-Za-z]@[0-9A-Za-z]|(?:電話|(?i:tel)|℡|☎|内線|直通)[^0-9]{0,6}[0-9]`)},
	{sources.FieldPublished, regexp.MustCompile(`公開|公表|公示|公告|告示|掲載|掲示|掲出|発表|発信|発行|登録|登載|作成|投稿|更新|リリース|アップ|お知らせ|周知`),
		regexp.MustCompile(`期限|期日|期間|締|まで|から|開始|終了|予定|受付|開催|開札|質問|回答|説明|結果|契約|履行|納|審査|選定`),
		func(o opportunity.Opportunity) bool { return o.Published != "" || o.Updated != "" },
		func(o opportunity.Opportunity, seen jdate.Date) bool {
			return o.Published != "" && o.Published <= seen.AddDays(1)
		}, true,
		regexp.MustCompile(`(?:公開|公表|公告|公示|告示|掲載|掲示|掲出|発表|登録|作成|投稿|更新|リリース).{0,8}[0-9]{1,4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}|^[(\[ ]*(?:(?:令和|[Rr])\.? ?)?[0-9元]{1,4}[年./-] ?[0-9]{1,2}[月./-] ?[0-9]{1,2}日?[^0-9]{0,4}$`)},
}

// callPage is the page of a known call, as the rules read it.
type callPage struct {
	draft opportunity.Draft
	seen  jdate.Date
}

func (p callPage) read(field sources.Field, label string) opportunity.Opportunity {
	d := p.draft
	if label != "" {
		d.Fields = slices.Clone(d.Fields)
		detail.ApplyFields(&d, &sources.Selectors{Fields: map[string]string{string(field): page.LabelPrefix + label}}, nil)
	}
	o, _ := extract.Normalize(d, p.seen)
	return o
}

// findLabels looks for labels behind which the pages of the latest calls carry what is lost. A mend is proposed where most of the
// pages that lack a field have it by one and the same label.
func findLabels(c Case, pages []callPage) []Proposal {
	addresses := slices.Concat(c.Source.Lists, c.Source.Feeds)
	if c.Source.Parser != "" || c.Source.Discover || len(addresses) == 0 {
		return nil // what describes its pages is somebody's own work, or cannot be named
	}
	p := Proposal{Old: addresses[0], New: addresses[0], Feed: len(c.Source.Lists) == 0, How: ByLabel, Items: len(pages), Fields: map[string]string{}}
	for _, rule := range labelRules {
		if !c.loses(rule.field) {
			continue
		}
		if label, n := rule.labelOf(pages); label != "" {
			p.Fields[string(rule.field)], p.Known = page.LabelPrefix+label, max(p.Known, n)
		}
	}
	if len(p.Fields) == 0 {
		return nil
	}
	return []Proposal{p}
}

// callPages reads the pages of the latest calls.
func callPages(ctx context.Context, client *fetch.Client, c Case) (pages []callPage, err error) {
	for _, known := range c.Known {
		if v := classify.Triage(known.Title, "", nil); !v.Keep || classify.Over(known.Title) || len(pages) == pagesForLabels {
			continue
		}
		resp, err := client.Get(ctx, fetch.Request{URL: known.URL})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil || resp.Status != 200 {
			continue
		}
		draft, err := detail.ReadWith(resp.Page, c.Source.Charset, c.Source.Selectors)
		if err != nil {
			continue
		}
		draft.Issuer, draft.Title = c.Source.Issuer, known.Title
		pages = append(pages, callPage{draft, jdate.Date(known.Published)})
	}
	return pages, nil
}

// labelOf returns the label by which most of the pages that lack the field have it, and how many do; "" where none is sure.
func (r labelRule) labelOf(pages []callPage) (label string, with int) {
	lacking := 0
	count, values := map[string]int{}, map[string]map[string]bool{}
	for _, p := range pages {
		if r.isRead(p.read("", "")) {
			continue
		}
		lacking++
		for words, value := range r.labelsOn(p) {
			if count[words]++; values[words] == nil {
				values[words] = map[string]bool{}
			}
			values[words][value] = true
		}
	}
	for words, n := range count {
		if r.varies && len(values[words]) < 2 {
			continue // the day of the site, or of a rule, and not of each announcement
		}
		if n > with || n == with && words < label {
			label, with = words, n
		}
	}
	if with < fewPages || 2*with <= lacking {
		return "", 0
	}
	return label, with
}

// labelsOn are the labels of a page behind which the field would be read, each with what stands behind it.
func (r labelRule) labelsOn(p callPage) map[string]string {
	found := map[string]string{}
	for _, f := range p.draft.Fields {
		words := jtext.Fold(f.Label)
		if _, tried := found[f.Label]; tried || !r.has.MatchString(words) || r.not.MatchString(words) {
			continue
		}
		if o := p.read(r.field, f.Label); r.isRead(o) && (r.isSure == nil || r.isSure(o, p.seen)) {
			found[f.Label] = f.Value
		}
	}
	return found
}
