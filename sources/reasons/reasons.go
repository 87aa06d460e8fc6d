// Package reasons words the causes of sources' states in Japanese, for pages and letters. The English words stand in the reasons
// themselves.
package reasons

import (
	"strings"

	"koubo/sources"
)

// japanese are the sentences, with the mend where there is one; {name} stands for a parameter.
var japanese = map[sources.CauseCode]string{
	sources.CauseRobots:      "robots.txt が読み取りを禁じているか、robots.txt を読めません。",
	sources.CauseRefused:     "サイトが読み取りを断りました（{status}）。自治体に問い合わせるか、巡回先から外してください。",
	sources.CauseNotice:      "ページの代わりにサーバーのお知らせ（{words}）が返ってきました。しばらく待っても続くときは、アドレスを確かめてください。",
	sources.CauseGone:        "ページがなくなっています（{status}）。移転先を探して設定を直してください。koubo source check が案を出します。",
	sources.CauseStatus:      "サーバーがエラー {status} を返しました。",
	sources.CauseLater:       "サーバーの求め、または一日の上限により、いまは見に行けません。後でまた見に行きます。",
	sources.CauseSlow:        "時間内に応答が終わりませんでした。サーバーが止まっているか、混み合っています。",
	sources.CauseTooLarge:    "ページが crawl.max_body の上限より大きく、読み取れません。",
	sources.CauseAddress:     "公開されていないアドレスです。そのネットワークを読み取るなら crawl.allow_networks に書いてください。",
	sources.CauseRedirect:    "別のサイトへ、または終わりなく転送されます。新しいアドレスを設定に書いてください。",
	sources.CauseUnreachable: "サーバーに接続できません（{words}）。",
	sources.CauseUnreadable:  "一覧またはフィードとして読み取れません（{words}）。アドレスを確かめてください。",
	sources.CauseOutage:      "koubo の側のネットワークが使えないようです。巡回先の問題とは数えていません。",
	sources.CauseVanished:    "前回は{before}件あった公募が一件も見つかりません。ページの作りが変わったのかもしれません。koubo source check が案を出します。空でもよいなら may_be_empty: true と書いてください。",
	sources.CauseNoneNow:     "いまは公募がないとページに書かれています（前回は{before}件）。空でもよいなら may_be_empty: true と書いてください。",
	sources.CauseByScript:    "一覧のリンクがスクリプトで作られていて、読み取れません。フィードか、ほかの一覧を探してください。",
	sources.CauseNoList:      "一覧のページではありません（{words}）。一覧そのもののアドレスを書いてください。",
	sources.CauseEmptyBeside: "この巡回先のほかのページには公募があるのに、このページからは一件も読み取れません。",
	sources.CauseNeverHeld:   "読み取れていますが、まだ一度も公募が見つかっていません。アドレスを確かめるか、空でもよいなら may_be_empty: true と書いてください。",
	sources.CauseMayBeEmpty:  "いまは公募が載っていません。空でもよい巡回先です。",
	sources.CauseShrunk:      "前回は{before}件あった公募が{now}件しか見つかりません。ページの作りが変わったのかもしれません。",
	sources.CauseUntitled:    "{of}件のうち{now}件に件名がありません。ページの作りが変わったのかもしれません。",
	sources.CauseUndated:     "{of}件のどれにも日付がありません。前回は{before}件にありました。ページの作りが変わったのかもしれません。",
	sources.CauseThin:        "最初のページに{now}件しかありません。いつもは{usual}件ほどです。ページの作りが変わったのかもしれません。",
	sources.CauseStale:       "{since}から新しいものがありません。いつもよりずっと長いので、別の場所で公表しているのかもしれません。",
	sources.CauseSuspect:     "読みに行った{of}ページのうち{now}ページが、公募のページではありませんでした。前に読み取った内容を載せています。",
	sources.CauseAbsent:      "公募のページ{now}件が 404 か 410 を返しています。一時的な障害かもしれないので、前に読み取った内容を載せ、後でまた確かめます。",
	sources.CausePageAbsent:  "公募のページが {status} を返しました。一時的な障害かもしれないので、前に読み取った内容を載せ、後でまた確かめます。",
	sources.CauseFieldLost:   "{field}が読み取れなくなっています：最近の{of}件のうち{now}件だけです（いつもは{usual}%）。ページの作りが変わったのかもしれません。",
	sources.CauseNotFound:    "サイトに公募の一覧もフィードも見つかりませんでした。ブラウザーで探し、feed: か list: に書いてください。",
	sources.CauseOther:       "{words}",
}

// states are the names of states.
var states = map[sources.State]string{
	sources.Failing: "失敗", sources.Blocked: "拒否", sources.Suspect: "要確認", sources.Degraded: "一部欠落", sources.Stale: "更新なし", sources.Never: "未巡回",
	sources.Empty: "該当なし", sources.OK: "正常",
}

// StateName names a state, by its code where it has no name.
func StateName(st sources.State) string {
	if name := states[st]; name != "" {
		return name
	}
	return string(st)
}

// Figure is one that a coverage counts, with what it means where the name does not say it.
type Figure struct{ Name, Means string }

// CoverageFigures are those of sources.Coverage, in its order.
func CoverageFigures() []Figure {
	return []Figure{
		{"団体", ""}, {"登録", "巡回先として登録している"}, {"発見", "公募の一覧かフィードのアドレスが分かっている"}, {states[sources.OK], ""},
		{states[sources.Degraded], "読み取れているが、締切などが読み取れなくなった"}, {"読取不可", states[sources.Failing] + "、" + states[sources.Blocked] + "、" + states[sources.Suspect] + "のどれか"},
		{"動きなし", "読み取れているが、公募がないか、長く更新がない"}, {states[sources.Never], ""},
	}
}

// fields are the names of fields.
var fields = map[sources.Field]string{
	sources.FieldDeadline: "締切", sources.FieldBudget: "予算", sources.FieldContact: "問い合わせ先",
	sources.FieldPublished: "公表日", sources.FieldDate: "一覧の日付", sources.FieldTitle: "一覧の件名",
}

// FieldName names a field.
func FieldName(f sources.Field) string { return fields[f] }

// Japanese words a cause. One of no known code has no words.
func Japanese(c sources.Cause) string {
	return fill(japanese[c.Code], c)
}

// fill puts the parameters of a cause into their places.
func fill(sentence string, c sources.Cause) string {
	for name, value := range c.Args {
		if name == "field" {
			value = fields[sources.Field(value)]
		}
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
	}
	return sentence
}

// Statement words what a cause is, without what to do about it, for whoever says that otherwise.
func Statement(c sources.Cause) string {
	said, _, _ := strings.Cut(japanese[c.Code], "。")
	return fill(said, c)
}

// Moved says that an address leads for good to another; "" where it leads nowhere.
func Moved(to string) string {
	if to == "" {
		return ""
	}
	return "このアドレスは " + to + " へ恒久的に転送されています。読み取れていますが、転送はいつか終わります。koubo source check が確かめて、設定を書き換える案を出します。"
}

// All words causes, one after the other; words stands where there are none, as of a data file of an older program.
func All(causes []sources.Cause, words string) string {
	var all []string
	for _, c := range causes {
		if sentence := Japanese(c); sentence != "" {
			all = append(all, sentence)
		}
	}
	if len(all) == 0 {
		return words
	}
	return strings.Join(all, " ")
}
