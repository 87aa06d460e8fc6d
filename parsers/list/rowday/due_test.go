package rowday

import (
	"strings"
	"testing"
)

// TestDue reads the last days in what rows say outside their titles; pieces are parted by ¦.
func TestDue(t *testing.T) {
	for said, want := range map[string]string{
		"提出期限：12月28日　担当：総務課": "提出期限=12月28日", "締切：8月31日": "締切=8月31日", "　応募締切　令和9年1月7日　担当：総務課": "応募締切=令和9年1月7日", "【締切】12月28日": "締切=12月28日",
		"〆切12/28": "〆切=12/28", "締切日時：令和8年12月28日 午後5時": "締切日時=令和8年12月28日 午後5時", "（申込み 12月18日まで）": "申込み=12月18日まで", "受付は12月18日まで": "受付=12月18日まで",
		"募集期間：11月25日～12月28日": "募集期間=11月25日~12月28日", "募集期間 令和8年11月25日から12月28日": "募集期間=令和8年11月25日から12月28日", "応募 R8.12.1～12.28": "応募=R8.12.1~12.28",
		"参加表明書提出期限 R8.12.4 企画提案書提出期限 R8.12.25": "参加表明書提出期限=R8.12.4 企画提案書提出期限=R8.12.25",
		"掲載日　11月25日／応募締切　12月28日":               "応募締切=12月28日", "締切：2027年2月26日　掲載：2026年11月20日": "締切=2027年2月26日",
		// labels in pieces of their own
		"応募期限¦2026.12.28": "応募期限=2026.12.28", "■申込期限：¦R8/12/28¦担当課¦総務課": "申込期限=R8/12/28", "受付期間¦令和8年11月25日（水）から令和8年12月28日（月）17時まで": "受付期間=令和8年11月25日(水)から令和8年12月28日(月)17時まで",
		"掲載日¦2026.11.25¦締切¦2026.12.28": "締切=2026.12.28",
		// words behind days
		"1月6日必着": "締切=1月6日必着", "12/28（月）締切": "締切=12/28(月)締切", "令和8年12月28日（月・祝）午後5時必着": "締切=令和8年12月28日(月・祝)午後5時必着", "11月25日公告 12月28日受付締切": "締切=12月28日受付締切",
		"12.8締切": "締切=12月8日締切", "期限 R8.12.8": "期限=R8.12.8", "容量は2.5まで": "", "(8.11.25掲載・12.28〆切)": "締切=12月28日〆切",
		"～12月28日まで": "締切=12月28日まで",
		// days of something else
		"開催日：12月5日": "", "納期：令和9年3月31日": "", "履行期限：令和9年3月31日": "", "掲載期間：11月2日～12月18日": "", "掲載 12月18日まで": "", "受付開始 12月1日": "", "募集は締め切りました": "", "公告日：令和8年11月25日から": "",
		"通行止め 12月18日まで": "", "期限内にお申し込みください": "", "締切¦担当：総務課¦12月28日": "",
	} {
		var got []string
		for _, f := range Due(strings.Split(said, "¦")) {
			got = append(got, f.Label+"="+f.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
}

// TestCompare orders days of lists, with years and without.
func TestCompare(t *testing.T) {
	for _, days := range [][2]string{{"R8.11.2", "R8.11.20"}, {"平成31年4月1日", "令和元年5月1日"}, {"2026/1/9", "R8.1.10"}, {"12月25日", "1月8日"}, {"11月2日", "11月20日"}, {"R7.12.1", "2026.1.1"}} {
		if Compare(days[0], days[1]) >= 0 || Compare(days[1], days[0]) <= 0 || Compare(days[0], days[0]) != 0 {
			t.Errorf("%q are in the wrong order", days)
		}
	}
	if SameDay("11月2日", "11月3日") || SameDay("令和7年11月2日", "令和8年11月2日") || SameDay("", "") || !SameDay("11/2", "令和8年11月2日") || !SameDay("2026年11月2日", "R8.11.2") {
		t.Error("days are taken for others")
	}
}

// TestIsOpenEnded: what goes on without a last day, by its label and what stands beside it.
func TestIsOpenEnded(t *testing.T) {
	for piece, want := range map[string]bool{
		"申込期限：随時": true, "申し込み：期限はありません": true, "応募受付：通年": true, "募集期間：年間を通じて受け付けます": true, "申込締切：特になし": true, "受付：随時受付中": true, "提出期限：定めなし（予算に達するまで）": true,
		"質問の受付：随時": false, "相談受付：随時": false, "履行期間：通年": false, "申込期限：12月25日": false, "担当：なし": false, "申込期限：なし崩しに": false, "期限はありません": false, "申し込み：窓口で": false,
	} {
		if got := len(OpenEnded([]string{piece})) == 1; got != want {
			t.Errorf("%s: %v", piece, got)
		}
	}
}
