package extract

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

var (
	// resultPaper is the title of a paper that tells how a call ended: 令和7年度の審査結果.
	resultPaper = jtext.MustPattern(`結果|報告書|講評|採択`)
	// basisPaper is that of a paper that a proposal is built on, whatever year it is of: 地質調査報告書, 収支実績.
	basisPaper = jtext.MustPattern(`収支|利用|決算|事業報告|業務報告|管理|運営|点検|診断|測量|アンケート|調査`)
	// marketPaper is no such paper although it names a survey: サウンディング型市場調査の結果.
	marketPaper = jtext.MustPattern(`サウンディング|市場調査|対話`)
	// earlierRound tells of calls before this one, whatever year it names.
	earlierRound = jtext.MustPattern(`前回|過去の|昨年度?(?:の|に|、)|前年度?(?:の|に)`)
	// soFar does so where no year is named.
	soFar = jtext.MustPattern(`過去|これまで|以前|今までの`)
	// otherCalls heads the papers of other calls; ofCall names a call.
	otherCalls = jtext.MustPattern(`(?:その他|他|ほか|別)の(?:募集|公募|案件|入札|発注|プロポーザル)|(?:現在|ほかに)(?:募集|公募|受付)中`)
	ofCall     = jtext.MustPattern(`募集|公募|プロポーザル|入札|サウンディング|対話|選定|審査|見積合わせ`)
)

// tellsResult reports whether a paper tells how a call ended.
func tellsResult(title string) bool {
	return resultPaper.MatchString(title) && (!basisPaper.MatchString(title) || marketPaper.MatchString(title))
}

// leaveOtherPapers takes out the papers of earlier and other calls, which an open call shows for reference: those in a section about
// them, and those on how a call ended that name an earlier year or stand in a sentence about one.
func (o *record) leaveOtherPapers(text string, ctx Context) {
	now := cmp.Or(o.Published, ctx.Published) // and not when it was first seen: the call itself may be years old
	if o.Stage == opportunity.Result || resultPaper.MatchString(o.Title) || len(o.Attachments) == 0 {
		return
	}
	if !slices.ContainsFunc(o.Attachments, func(a opportunity.Attachment) bool { return tellsResult(a.Title) }) && !hasForeignSection(text, now) {
		return
	}
	// By address: what stands in sections about other calls alone, what does so elsewhere, and results of earlier calls.
	beside, own, former := map[string]bool{}, map[string]bool{}, map[string]bool{}
	titles := make([]string, len(o.Attachments))
	for i, a := range o.Attachments {
		titles[i] = jtext.Fold(a.Title)
	}
	heading, foreign := "", false
	for raw := range strings.Lines(text) {
		line := jtext.Fold(raw)
		if words, ok := strings.CutPrefix(line, "# "); ok {
			heading, foreign = words, headsForeign(words, now)
		}
		for i, a := range o.Attachments {
			title := titles[i]
			if title == "" || !strings.Contains(line, title) {
				continue
			}
			beside[a.URL], own[a.URL] = beside[a.URL] || foreign, own[a.URL] || !foreign
			if tellsResult(a.Title) && (isFormer(besides(line, title, strings.Contains(raw, "\t")), now) || isFormer(heading, now)) {
				former[a.URL] = true
			}
		}
	}
	o.Attachments = slices.DeleteFunc(o.Attachments, func(a opportunity.Attachment) bool {
		return former[a.URL] || beside[a.URL] && !own[a.URL] || tellsResult(a.Title) && isFormer(jtext.Fold(a.Title), now)
	})
}

// headsForeign reports whether a folded heading is that of a section about earlier or other calls.
func headsForeign(heading string, now jdate.Date) bool {
	return otherCalls.MatchString(heading) || ofCall.MatchString(heading) && isFormer(heading, now)
}

func hasForeignSection(text string, now jdate.Date) bool {
	for line := range strings.Lines(text) {
		if !jtext.HasAny(line, "#", "＃", "﹟") {
			continue
		}
		if heading, ok := strings.CutPrefix(jtext.Fold(line), "# "); ok && headsForeign(heading, now) {
			return true
		}
	}
	return false
}

// besides returns the sentence of a line that holds words, or a row as a whole.
func besides(line, words string, isRow bool) string {
	if isRow {
		return line
	}
	at := strings.Index(line, words)
	from, to := 0, len(line)
	if stop := strings.LastIndex(line[:at], "。"); stop >= 0 {
		from = stop + len("。")
	}
	if stop := strings.Index(line[at:], "。"); stop >= 0 {
		to = at + stop
	}
	return line[from:to]
}

// isFormer reports whether folded words speak of a call before now: the years they name are over, or they say so.
func isFormer(words string, now jdate.Date) bool {
	years := wording.Years(words)
	if earlierRound.MatchString(words) {
		return true
	}
	if len(years) == 0 {
		return soFar.MatchString(words)
	}
	return !slices.ContainsFunc(years, func(y wording.Year) bool { return !y.IsOver(now) })
}
