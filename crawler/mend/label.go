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
	key      string // under selectors.fields
	has, not *regexp.Regexp
	isRead   func(opportunity.Opportunity) bool
}

var labelRules = []labelRule{
	{sources.FieldDeadline, "deadline", regexp.MustCompile(`期限|期日|締|〆|必着|まで|最終|終わり|終了|クローズ|リミット|デッドライン|受付|申込|応募|提出|エントリー`),
		regexp.MustCompile(`公告|掲載|公開|更新|開始|履行|契約|業務|納|工期|開札|質問|回答|説明会|見学|結果|選定|審査|開催|実施|事業`),
		func(o opportunity.Opportunity) bool { return o.Rolling || !o.Closes().IsZero() }},
	{sources.FieldBudget, "budget", regexp.MustCompile(`上限|金額|予算|価格|費|額|料`), regexp.MustCompile(`保証|手数料|入館|使用料|単価`),
		func(o opportunity.Opportunity) bool { return o.BudgetYen != nil || len(o.Amounts) > 0 }},
}

// callPage is the page of a known call, as the rules read it.
type callPage struct {
	draft opportunity.Draft
	seen  jdate.Date
}

func (p callPage) read(field, label string) opportunity.Opportunity {
	d := p.draft
	if label != "" {
		d.Fields = slices.Clone(d.Fields)
		detail.ApplyFields(&d, &sources.Selectors{Fields: map[string]string{field: page.LabelPrefix + label}}, nil)
	}
	o, _ := extract.Normalize(d, p.seen)
	return o
}

// findLabels looks for labels behind which the pages of the latest calls carry what is lost. A mend is proposed where most of the
// pages that lack a field have it by one and the same label.
func findLabels(ctx context.Context, client *fetch.Client, c Case) (found []Proposal, err error) {
	addresses := slices.Concat(c.Source.Lists, c.Source.Feeds)
	if c.Source.Parser != "" || c.Source.Discover || len(addresses) == 0 {
		return nil, nil // what describes its pages is somebody's own work, or cannot be named
	}
	pages, err := callPages(ctx, client, c)
	if err != nil {
		return nil, err
	}
	p := Proposal{Old: addresses[0], New: addresses[0], Feed: len(c.Source.Lists) == 0, How: ByLabel, Items: len(pages), Fields: map[string]string{}}
	for _, rule := range labelRules {
		if !slices.Contains(c.Lost, rule.field) {
			continue
		}
		if label, n := rule.labelOf(pages); label != "" {
			p.Fields[rule.key], p.Known = page.LabelPrefix+label, max(p.Known, n)
		}
	}
	if len(p.Fields) == 0 {
		return nil, nil
	}
	return []Proposal{p}, nil
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
	count := map[string]int{}
	for _, p := range pages {
		if r.isRead(p.read("", "")) {
			continue
		}
		lacking++
		tried := map[string]bool{}
		for _, f := range p.draft.Fields {
			words := jtext.Fold(f.Label)
			if tried[f.Label] || !r.has.MatchString(words) || r.not.MatchString(words) {
				continue
			}
			tried[f.Label] = true
			if r.isRead(p.read(r.key, f.Label)) {
				count[f.Label]++
			}
		}
	}
	for words, n := range count {
		if n > with || n == with && words < label {
			label, with = words, n
		}
	}
	if with < fewPages || 2*with <= lacking {
		return "", 0
	}
	return label, with
}
