package list

import (
	"slices"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestPartsOfLists reads lists that headings part by the state of calls, by their kinds or by months, whose links are short and show no days.
func TestPartsOfLists(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"states":                             {`<h2>募集中</h2><ul><li><a href=1>庁舎清掃</a></li></ul><h2>受付終了</h2><ul><li><a href=2>案内板</a></li><li><a href=3>公園樹木</a></li></ul>`, "1 2 3"},
		"states, one of long titles":         {`<h3>■募集中の案件</h3><p><a href=1.pdf>庁舎清掃業務の受託候補者を募集します</a><br><a href=2.pdf>案内板更新業務公募型プロポーザル</a></p><h3>■終了した案件</h3><p><a href=3.pdf>公園樹木</a><br><a href=4.pdf>温泉施設</a></p>`, "1.pdf 2.pdf 3.pdf 4.pdf"},
		"states, one of days":                {`<h2>現在募集しているもの</h2><ul><li>11月25日 <a href=1>庁舎清掃</a></li><li>11月16日 <a href=2>案内板</a></li><li>11月1日 <a href=3>公園樹木</a></li></ul><h2>受付が終了したもの（2件）</h2><ul><li><a href=4>温泉施設</a></li><li><a href=5>駅前広場</a></li></ul>`, "1 2 3 4 5"},
		"states, of other shapes":            {`<p>●公募中の案件</p><table><tr><th>公開日</th><th>件名</th></tr><tr><td>R8.11.25</td><td><a href=1>庁舎清掃</a></td></tr></table><p>●過去の公募案件</p><ul><li><a href=2>温泉施設</a></li><li><a href=3>駅前広場</a></li></ul>`, "1 2 3"},
		"states in boxes":                    {`<div class=t><h2>受付中</h2><div class=i><a href=1>庁舎清掃業務の受託者を募集します</a></div></div><div class=t><h2>近日公開予定</h2><div class=i><a href=2>案内板の更新に係る提案の募集</a></div></div><div class=t><h2>受付を締め切りました</h2><div class=i><a href=3>温泉施設</a></div><div class=i><a href=4>駅前広場</a></div></div>`, "1 2 3 4"},
		"states, folded":                     {`<details><summary>受付中（2件）</summary><ul><li><a href=1>庁舎清掃</a></li><li><a href=2>案内板</a></li></ul></details><details><summary>受付終了（1件）</summary><ul><li><a href=3>温泉施設</a></li></ul></details>`, "1 2 3"},
		"states as lines":                    {`<p>◆募集中<br><a href=1.pdf>庁舎清掃</a><br><a href=2.pdf>案内板</a><br><br>◆募集終了<br><a href=3.pdf>温泉施設</a></p>`, "1.pdf 2.pdf 3.pdf"},
		"months":                             {`<h3>令和8年11月</h3><ul><li><a href=1.pdf>庁舎清掃業務</a></li></ul><h3>令和8年10月</h3><ul><li><a href=2.pdf>温泉施設の事業者</a></li></ul><h3>令和8年9月</h3><ul><li><a href=3.pdf>案内板の更新</a></li></ul>`, "1.pdf 2.pdf 3.pdf"},
		"kinds":                              {`<h3>プロポーザル</h3><ul><li><a href=1>庁舎清掃業務委託に係る公募型プロポーザルの実施について</a></li></ul><h3>2. 指定管理者の募集</h3><ul><li><a href=2>温泉施設</a></li><li><a href=3>道の駅</a></li></ul><h3>市有財産の売却・貸付</h3><ul><li><a href=4>旧北小学校</a></li></ul>`, "1 2 3 4"},
		"kinds of two shapes, and rules":     {`<h2>委託業務</h2><table><tr><th>公開日</th><th>件名</th></tr><tr><td>R8.11.25</td><td><a href=1>庁舎清掃</a></td></tr><tr><td>R8.11.2</td><td><a href=2>案内板</a></td></tr></table><h2>指定管理者の募集</h2><ul><li><a href=3>温泉施設</a></li><li><a href=4>道の駅</a></li></ul><h2>工事</h2><ul><li><a href=f/1.pdf>契約約款</a></li><li><a href=f/2.pdf>様式集</a></li></ul>`, "1 2 3 4"},
		"a state names no card":              {`<div class=c><p>募集中</p><p><b>庁舎清掃業務の受託者</b></p><p><a href=1>詳細はこちら</a></p></div><div class=c><p>受付終了</p><p><b>案内板の更新業務</b></p><p><a href=2>詳細はこちら</a></p></div>`, "1 2"},
		"lists by their states":              {`<ul><li><a href=now>現在募集中のプロポーザル</a></li><li><a href=end>募集を終了したプロポーザル</a></li></ul>`, "/now /end"},
		"lists by their states, in a layout": {`<table><tr><td><a href=/top><img alt=トップ></a><br><a href=/b><img alt=くらし></a></td><td><p><b>公募</b></p><p><a href=now>募集中の案件</a><br><a href=end>受付を終了した案件</a></p></td></tr></table>`, "/now /end"},
		"lists by kinds":                     {`<div class=b><a href=a.html>業務委託</a></div><div class=b><a href=b.html>工事</a></div><div class=b><a href=c.html>物品購入</a></div>`, "/a.html /b.html /c.html"},
		"calls at directories":               {`<ul><li><a href=a/>商店街の街路灯更新補助金 申請受付</a></li><li><a href=b/>公用車の公売</a></li><li><a href=c/>朝市の出店受付中</a></li></ul>`, "a/ b/ c/"},
		"lists at directories":               {`<ul><li><a href=a/>補助金の申請受付</a></li><li><a href=b/>公売</a></li><li><a href=c/>参加申込みの受付</a></li></ul>`, "/a/ /b/ /c/"},
		"a menu by subjects":                 {`<h2>農業</h2><ul><li><a href=1/>農地</a></li><li><a href=2/>鳥獣被害</a></li></ul><h2>入札・契約</h2><ul><li><a href=5/>入札公告</a></li><li><a href=6/>プロポーザル</a></li></ul>`, "/5/ /6/"},
	} {
		body := `<title>公募情報｜若葉町</title><div id=hd><a href="/">若葉町</a></div><div class=w><h1>公募情報</h1>` + c.body + `</div>`
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte(body)}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/k/"))
		}
		slices.Sort(got)
		for _, sub := range listing.Sub {
			got = append(got, strings.TrimPrefix(sub, "https://h.example.jp/k"))
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// TestNamesOfStates tells the names of calls in one state from those of one call, and of what is in no state.
func TestNamesOfStates(t *testing.T) {
	for words, want := range map[string]bool{
		"募集中": true, "■現在募集中の案件": true, "受付を終了した案件": true, "募集を終了したもの": true, "公募が終了したプロポーザル": true, "受付終了（3件）": true, "近日公開予定": true, "過去の公募": true, "これまでに実施したサウンディング": true,
		"募集している指定管理者": true, "締め切りました": true, "終了": true, "【公告中】": true, "公募予定の案件": true, "審査中": true, "結果公表済み": true, "募集前": true, "受付期間中の入札": true,
		"": false, "募集": false, "公募案件": false, "道の駅の出店者を募集中": false, "令和8年度の募集": false, "申込み前の確認事項": false, "募集要項": false, "終了後の手続き": false, "中小企業の募集": false, "工事中の道路": false,
	} {
		if got := isStateName(words); got != want {
			t.Errorf("%s names a state: %v", words, got)
		}
	}
}
