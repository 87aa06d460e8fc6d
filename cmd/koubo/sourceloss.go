package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"koubo/crawler/mend"
	"koubo/opportunity/jdate"
	"koubo/sources/reasons"
)

// lossWords explains to whoever keeps a koubo, in Japanese, what a source gives no more: since when, on which page, what stands there
// now, and what to do. mends are those that were found for the source.
func lossWords(id string, l mend.Loss, mends []mend.Proposal) string {
	var b strings.Builder
	line := func(label, words string) {
		if words != "" {
			fmt.Fprintf(&b, "  %s：%s\n", label, words)
		}
	}
	heading := "\n%s：%sが読み取れなくなっています\n"
	if l.Of == 0 && l.List == "" {
		heading = "\n%s：一覧に日付がないので、公募のページの%sを確かめました\n"
	}
	fmt.Fprintf(&b, heading, id, reasons.FieldName(l.Field))
	line("いつから", lossSince(l))
	line("一覧", l.List)
	if l.Found.URL != "" && l.Found.URL != l.List {
		line("ページ", l.Found.URL+"（"+l.Found.Title+"）")
	}
	if l.Had != nil {
		line("以前の例", "「"+l.Had.Words+"」"+l.Had.URL)
	}
	line("いまは", lossNow(l))
	line("すること", lossAdvice(id, l, mends))
	return b.String()
}

// lossSince says since when a field is missed, and how seldom it comes.
func lossSince(l mend.Loss) string {
	var words []string
	if !l.Since.IsZero() {
		words = append(words, sinceVisit(l.Since))
	}
	switch {
	case l.Of > 0 && l.Usual > 0:
		words = append(words, fmt.Sprintf("最近の%d件のうち%d件だけにあります（いつもは%d％）", l.Of, l.Now, l.Usual))
	case l.Of > 0:
		words = append(words, fmt.Sprintf("%d件のどれにもありません", l.Of))
	}
	return strings.Join(words, "。")
}

// lossNow says what stands in the place of the field.
func lossNow(l mend.Loss) string {
	field, f := reasons.FieldName(l.Field), l.Found
	quoted := "「" + strings.Join(f.Words, "」「") + "」"
	lacking := fmt.Sprintf("見た%dページのうち%dページ", f.Pages, f.Lack)
	switch {
	case l.List != "" && f.As == mend.NowUnread:
		return "この一覧からは一件も読み取れません"
	case l.List != "" && f.As != "":
		return fmt.Sprintf("%d行のうち%d行で読み取れません。たとえば「%s」の行です", f.Pages, f.Lack, f.Title)
	}
	switch f.As {
	case mend.NowRead:
		return fmt.Sprintf("見た%dページのうち%dページで読み取れます", f.Pages, f.Pages-f.Lack)
	case mend.NowLabel:
		return fmt.Sprintf("%sで、%sという欄に書かれています。koubo の知らない欄の名前です", lacking, quoted)
	case mend.NowText:
		return fmt.Sprintf("%sで読み取れません。近いことばは%sです", lacking, quoted)
	case mend.NowForm:
		return fmt.Sprintf("%sで、%sの代わりにフォームへの案内%sがあります", lacking, field, quoted)
	case mend.NowFiles:
		return fmt.Sprintf("%sで、本文には書かれていません。添付ファイル%sにあるかもしれません", lacking, quoted)
	case mend.NowGone:
		return fmt.Sprintf("%sで、どこにも書かれていません", lacking)
	case mend.NowUnread:
		return "確かめられる公募のページがありませんでした（終わったものばかりか、ページが開けません）"
	}
	return ""
}

// lossAdvice says what to do.
func lossAdvice(id string, l mend.Loss, mends []mend.Proposal) string {
	if slices.ContainsFunc(mends, mend.Proposal.IsProven) {
		return "上の直し方を " + writeAdvice(id)
	}
	if len(mends) > 0 {
		return "上の案（perhaps）" + lookAdvice
	}
	believed := ""
	if !l.Until.IsZero() {
		believed = "。" + l.Until.In(jdate.JST).Format(time.DateOnly) + "を過ぎても同じなら、koubo はそれを普段のこととみなし、知らせるのをやめます"
	}
	switch as := l.Found.As; {
	case as == "" && l.List == "":
		return "koubo source check --source " + id + " が、いまのページを見て確かめます"
	case as == mend.NowRead:
		return "ありません。このまま読み取れれば、元に戻ります"
	case as == mend.NowText:
		return fmt.Sprintf(`ページを開き、%sが書かれた欄の名前を見て、設定のこの巡回先に selectors: {fields: {%s: "label:欄の名前"}} を足してください。欄の名前がなければ直せません`, reasons.FieldName(l.Field), l.Field) + believed
	case as == mend.NowForm, as == mend.NowFiles:
		return "自治体が載せ方を変えたようで、直すところはありません" + believed
	case l.List != "":
		return fmt.Sprintf("一覧をブラウザーで開いてください。行に%sが見えるなら、設定のこの巡回先の selectors: の %s: に場所を書きます（docs/sources.md の Selectors）。見えないなら、直すところはありません", reasons.FieldName(l.Field), l.Field) + believed
	}
	return "ページをブラウザーで開いてください。本当に書かれていないなら、直すところはありません" + believed
}
