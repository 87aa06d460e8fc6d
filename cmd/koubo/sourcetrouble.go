package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler/mend"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/reasons"
)

// troubleWords explains to whoever keeps a koubo, in Japanese, why addresses of a source are not well: since when, why, where what
// they held was found, and what to do. Fields that are lost are explained by lossWords. searched says whether mends were looked for.
func troubleWords(r checkedRow, searched bool) string {
	var b strings.Builder
	for _, address := range slices.Sorted(maps.Keys(r.Health.Addresses)) {
		a := r.Health.Addresses[address]
		causes := slices.DeleteFunc(slices.Clone(a.Causes), isOfField)
		if !a.State.IsBroken() || len(causes) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s：%sが%s\n", r.ID, address, stateWords[a.State])
		if !a.Since.IsZero() {
			fmt.Fprintf(&b, "  いつから：%s\n", sinceVisit(a.Since))
		}
		fmt.Fprintf(&b, "  理由：%s\n", reasons.All(causes, a.Reason))
		n := mend.Of(r.Mends, address)
		if n >= 0 {
			fmt.Fprintf(&b, "  直し方：%s\n", mendJapanese(r.Mends[n]))
		}
		fmt.Fprintf(&b, "  すること：%s\n", troubleAdvice(r, a, n, searched))
	}
	return b.String()
}

func isOfField(c sources.Cause) bool {
	return c.Code == sources.CauseFieldLost || c.Code == sources.CauseUndated || c.Code == sources.CauseUntitled
}

// stateWords end a sentence about an address.
var stateWords = map[sources.State]string{
	sources.Failing: "読み取れません", sources.Suspect: "別のページを返しています", sources.Degraded: "以前より少ししか読み取れません", sources.Blocked: "読み取りを断っています", sources.Stale: "長いあいだ更新されていません",
}

// mendJapanese says what a mend is, and what proves it.
func mendJapanese(p mend.Proposal) string {
	if p.How == mend.Needless {
		return fmt.Sprintf("このフィードはなくなりました。前からある公募のうち%d件は一覧に載っているので、設定から外せます", p.Known)
	}
	kind := map[bool]string{true: "フィード", false: "一覧"}[p.Feed]
	places := strings.Join(append([]string{p.New}, p.Also...), " と ")
	what := map[string]string{
		mend.ByRedirect: "このアドレスは " + places + " へ恒久的に転送されています",
		mend.ByHost:     "サーバーは " + places + " で応答します",
		mend.ByLayout:   "同じページが、ページの作りから読み取れます",
		mend.BySite:     "サイトの中を探すと、" + kind + "が " + places + " に見つかりました",
	}[p.How]
	if len(p.Also) > 0 {
		what += "（分かれています）"
	}
	if p.How == mend.ByLayout && p.New != p.Old {
		what = places + " が、ページの作りから読み取れます"
	}
	if len(p.Drop) > 0 {
		what += "。設定の " + strings.Join(p.Drop, " と ") + " は要らなくなります"
	}
	if p.Known == 0 {
		return fmt.Sprintf("%s（%d件、公募らしいもの%d件。前からあるものは見当たりません）", what, p.Items, p.Open)
	}
	if p.Still > p.Known {
		return fmt.Sprintf("%s（%d件のうち前からあるもの%d件。もとのアドレスにもまだ%d件あります）", what, p.Items, p.Known, p.Still)
	}
	return fmt.Sprintf("%s（%d件のうち前からあるもの%d件）", what, p.Items, p.Known)
}

// troubleAdvice says what to do about an address; n is the place of its mend, -1 for none.
func troubleAdvice(r checkedRow, a sources.AddressHealth, n int, searched bool) string {
	switch {
	case n >= 0 && r.Mends[n].IsProven():
		return writeAdvice(r.ID)
	case n >= 0:
		return "直し方" + lookAdvice
	case a.State == sources.Blocked:
		return "自治体に問い合わせるか、設定の skip: に書いて巡回先から外してください"
	case !slices.ContainsFunc(a.Causes, func(c sources.Cause) bool { return !isPassingCause(c) }):
		return "一時的なものかもしれません。数日待っても続くときに、もう一度 koubo source check --source " + r.ID + " を試してください"
	case !searched:
		return "koubo source check --source " + r.ID + " が、サイトを見て直し方を探します"
	}
	return "直し方は見つかっていません。ブラウザーでサイトを開き、公募や入札の一覧を探して、koubo source add にそのアドレスを渡すか、設定に書いてください"
}

// lookAdvice goes on behind the name of a mend that is not proven.
const lookAdvice = "のページをブラウザーで開き、公募の一覧ならそのアドレスを設定に書いてください"

// writeAdvice says how the proven mends of a source are applied.
func writeAdvice(id string) string {
	return "koubo source check --source " + id + " --write で設定に書き込んでください。書き込んだら koubo source try " + id + " で確かめられます"
}

// sinceVisit names the visit from which on something is amiss.
func sinceVisit(at time.Time) string {
	return at.In(jdate.JST).Format(time.DateOnly) + "の巡回から"
}

// isPassingCause reports whether a trouble goes by itself, mostly.
func isPassingCause(c sources.Cause) bool {
	switch c.Code {
	case sources.CauseSlow, sources.CauseLater, sources.CauseOutage, sources.CauseNotice, sources.CauseNoneNow:
		return true
	}
	return c.Code == sources.CauseStatus && c.Args["status"] >= "500"
}
