package amount

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// expect reports what Read takes from a text where that is not want: "role yen tax per", parted by " | ".
func expect(t *testing.T, text, want string) {
	t.Helper()
	got := []string{}
	for _, a := range Read(text, "2026-05-11") {
		got = append(got, fmt.Sprint(a.Role, " ", a.Yen, " ", a.Tax, " ", a.Per))
	}
	wanted := strings.Split(want, " | ")
	slices.Sort(got)
	slices.Sort(wanted)
	if !slices.Equal(got, wanted) && !(want == "" && len(got) == 0) {
		t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, " | "), strings.Join(wanted, " | "))
	}
}

// expectBudget reports a budget of a text that is not want, 0 for none.
func expectBudget(t *testing.T, text string, want int64) {
	t.Helper()
	var got int64
	if yen := Budget(Read(text, "2026-05-11")); yen != nil {
		got = *yen
	}
	if got != want {
		t.Errorf("%q: %d yen, want %d", text, got, want)
	}
}

// split parts the alternatives of one place in a text.
func split(alternatives string) []string { return strings.Split(alternatives, "|") }

// TestTotalsOfTables: of a table whose last row is the total of the others only that is the sum, whatever its rows and the total are called.
func TestTotalsOfTables(t *testing.T) {
	for _, corner := range split("区分|工区|地区|施設|路線|会場|業務の区分|対象校|機器|年次|費目|") {
		for _, label := range []struct{ words, role, tax string }{
			{"予定価格（税抜）", "estimate", "excl"}, {"上限額", "ceiling", "unknown"}, {"委託料の上限額", "ceiling", "unknown"}, {"予定価格", "estimate", "unknown"}, {"契約限度額（税込）", "ceiling", "incl"},
		} {
			for _, total := range split("合計|計|総計|総額|全体|2つの計|両者の合計|全2件の計|合 計|小計") {
				expect(t, "# 概要\n"+corner+"\t"+label.words+"\n北部\t12,350,000円\n南部\t9,870,000円\n"+total+"\t22,220,000円\n一括して発注する。", label.role+" 22220000 "+label.tax+" total")
				expect(t, "# 上限額等（単位：千円）\n"+corner+"\t"+label.words+"\n北部\t12,350\n南部\t9,870\n"+total+"\t22,220\n", label.role+" 22220000 "+label.tax+" total")
			}
		}
	}
}

// TestGrids: of a table with the totals of its rows and of its columns only the total of all is the sum.
func TestGrids(t *testing.T) {
	for _, corner := range split("年次|区分|年度|期間|") {
		for _, rows := range []string{"1年目|2年目|3年目", "初年度|2年度目|3年度目", "令和8年度|令和9年度|令和10年度", "第1期|第2期|第3期", "本庁|支所|出張所"} {
			for _, parts := range []string{"構築|運用", "設計費|工事費", "初期費用|運用費用", "A工区|B工区", "委託料|使用料"} {
				for _, total := range []string{"計|合計", "合計|合計", "計|計", "合計額|総計"} {
					row, part, sum := split(rows), split(parts), split(total)
					for _, second := range [][3]string{{"0", "5,280", "5,280"}, {"-", "5,280", "5,280"}, {"1,000", "4,280", "5,280"}} {
						first := "18,700\t0\t18,700"
						all := "18,700\t10,560\t29,260"
						if second[0] == "1,000" {
							all = "20,700\t8,560\t29,260"
						}
						grid := func(unit string) string {
							line := strings.Join(second[:], "\t")
							text := corner + "\t" + strings.Join(part, "\t") + "\t" + sum[0] + "\n" + row[0] + "\t" + first + "\n" + row[1] + "\t" + line + "\n" + row[2] + "\t" + line + "\n" + sum[1] + "\t" + all
							return strings.ReplaceAll(text, "\t-\t", "\t－\t") + unit
						}
						expect(t, "# 提案上限額（単位：千円、消費税等を含む）\n"+grid(""), "ceiling 29260000 incl total")
						expect(t, "# 提案上限額\n（単位：千円、税込）\n# "+grid(""), "ceiling 29260000 incl total")
					}
				}
			}
		}
	}
}

// TestChangedColumns: of a table of what was, by how much it changes, and what is, only the last counts.
func TestChangedColumns(t *testing.T) {
	for _, heads := range []string{"当初\t補正\t補正後", "変更前\t増減\t変更後", "当初\t変更額\t変更後", "現行\t差額\t改定後", "補正前\t補正額\t補正後", "訂正前\t差\t訂正後", "旧\t増減\t新", "改定前\t増減額\t改定後", "見直し前\t差引\t見直し後"} {
		for _, corner := range split("区分|項目|内容|") {
			for _, label := range []struct{ words, want string }{{"委託料上限額（税込）", "ceiling 20900000 incl total"}, {"提案上限額", "ceiling 20900000 unknown total"}, {"予定価格（税抜）", "estimate 20900000 excl total"}} {
				expect(t, "# 上限額の変更\n"+corner+"\t"+heads+"\n"+label.words+"\t24,000,000円\t△3,100,000円\t20,900,000円", label.want)
				expect(t, "（単位：千円）\n"+corner+"\t"+heads+"\n"+label.words+"\t24,000\t△3,100\t20,900\n※補正後の額により行います。", label.want)
				expect(t, "（単位：千円）\n# "+corner+"\t"+heads+"\n"+label.words+"\t18,000\t2,900\t20,900", label.want)
			}
		}
	}
}

// TestSpreadMarks reads numbers whose marks between thousands stand apart.
func TestSpreadMarks(t *testing.T) {
	for _, number := range split("6 , 380 , 000 円|6, 380, 000円|6 ,380 ,000 円|６ ， ３８０ ， ０００ 円|￥6 , 380 , 000|金 6, 380, 000 円|6,380 千円|6 , 380 千円|６，３８０，０００ 円|638 万 円|６３８　万円|6 3 8 0 0 0 0 円|6,380,000\u00a0円") {
		for _, label := range split("委託料上限額： %s （税込）|委託料の上限　%s（税込）|# 上限額\n%s（税込）|上限額（税込）\t%s|上限額は、%s（税込）とする。|・上限額　　%s　（税込）") {
			expect(t, fmt.Sprintf(label, number), "ceiling 6380000 incl total")
			expect(t, fmt.Sprintf(label, number)+"\n（内 消費税等 580,000円）\n支払方法： 完了払", "ceiling 6380000 incl total")
		}
	}
}

// TestTaxOnTop: what a sum is with its tax is the sum, wherever that is told.
func TestTaxOnTop(t *testing.T) {
	for _, first := range split("提案限度額\n　650万円（税抜き）\n|提案限度額　650万円（税抜）\n|# 提案限度額\n6,500,000円（消費税及び地方消費税を除く。）\n|提案限度額は、650万円（税別）とする。") {
		for _, added := range split("消費税及び地方消費税の額を加えた%s|消費税及び地方消費税を加算した%s|消費税等相当額を加算した額は%s|消費税10％を加えた額　%s|消費税を含めた額は%s|消費税を加えると%s") {
			for _, behind := range split("を契約の限度とする。|を上限とする。|が契約金額の上限となる。|以内で契約する。") {
				for _, mark := range split("※|　※|なお、|（注）") {
					expect(t, first+mark+fmt.Sprintf(added, "715万円")+behind, "ceiling 7150000 incl total")
				}
			}
		}
	}
}

// TestBorneByBody: what the body bears of the costs of a trial is granted, however that is said.
func TestBorneByBody(t *testing.T) {
	for _, costs := range split("実証に必要な費用|実証に要する経費|実証実験に係る費用|検証に要する費用|取組に必要な経費|機器の設置に要する費用|実証の費用") {
		for _, sum := range split("金300万円以内の額を負担する。|300万円を上限に負担します。|300万円まで負担します。|3,000,000円以内を負担する。|300万円を限度として負担するものとする。|最大300万円を負担します。|300万円の範囲内で負担します。|300万円を上限とする額を負担します。|上限300万円の範囲で支払います。") {
			for _, as := range split("市は、%sとして%s|市が%sについて、%s|%sは、市が%s|町は、%sを、%s|県は、%sのうち%s") {
				expect(t, "新技術の実証を行う事業者を募集します。\n"+fmt.Sprintf(as, costs, sum), "subsidy_max 3000000 unknown total")
			}
		}
	}
}

// TestSameAsAbove: what is remarked of a sum may be told by that of the one above.
func TestSameAsAbove(t *testing.T) {
	for _, same := range split("（同上）|（〃）|　同上|（上に同じ）|（同じ）") {
		for _, tax := range []struct{ words, want string }{{"消費税及び地方消費税の額を含む", "incl"}, {"税抜", "excl"}, {"税込", "incl"}} {
			for _, gap := range split("\n|") {
				expect(t, "予 定 価 格　　43,560千円"+gap+"（"+tax.words+"）\n最低制限価格　　34,848千円"+gap+same+"\n契約は長期継続契約とする。", "estimate 43560000 "+tax.want+" total | minimum 34848000 "+tax.want+" total")
			}
		}
	}
}

// TestFees: what those who apply or take part pay is a price that nobody bids for.
func TestFees(t *testing.T) {
	for _, who := range split("応募|参加|出品|出展|出店|申込|登録|審査|エントリー|受験|入会") {
		for _, kind := range split("料|費|料金|費用") {
			for _, form := range []struct{ words, per string }{
				{"%s　1作品につき3,000円（税込）", "item"}, {"%s：3,000円（税込）", "total"}, {"・%s　1社 3,000円（税込）", "item"}, {"# %s\n3,000円（税込）", "total"}, {"%s\t1件3,000円（税込）", "item"},
			} {
				expect(t, "企画を募集します。\n"+fmt.Sprintf(form.words, who+kind), "other 3000 incl "+form.per)
			}
		}
	}
}

// TestListsEnd: what leads to the years of a sum says nothing of the next that has a name of its own.
func TestListsEnd(t *testing.T) {
	for _, lead := range split("各年度の支払限度額|年度ごとの限度額|年割額|各会計年度の支払限度額|毎年度の支払限度額") {
		for _, years := range split("1年目　7,500万円\n2年目　1億1,420万円|令和8年度　7,500万円\n令和9年度　1億1,420万円|・令和8年度 7,500万円\n・令和9年度 1億1,420万円|　初年度　7,500万円\n　次年度　1億1,420万円") {
			for _, last := range split("最低制限価格　1億7,028万円（税込）|最低制限価格：1億7,028万円（税込）|低入札調査基準価格　1億7,028万円（税込）") {
				expect(t, "予定価格（税込）　1億8,920万円\n"+lead+"\n"+years+"\n"+last, "estimate 189200000 incl total | minimum 170280000 incl total")
			}
		}
	}
}

// TestPastMoney: what something earned or cost in a year that is over is none of the call's, whatever stands in its rows.
func TestPastMoney(t *testing.T) {
	for _, head := range split("施設の収入（前年度）|収入（令和7年度）|施設の収支（昨年度）|前年度の収入|過去の収入状況|施設の収入及び支出（令和6年度決算）|管理経費（前年度実績）|利用状況（令和7年度）|収入の状況（直近3か年の平均）|運営費（前年度）") {
		for _, mark := range split("(2) |# |■|2　|【") {
			for _, rows := range split("　　利用料　7,123,400円\n　　自動販売機手数料　18万6千円|・使用料　7,123,400円\n・雑入　186,000円|利用料\t7,123,400円\n手数料\t186,000円|施設使用料：7,123,400円\n目的外使用料：186,000円") {
				head := mark + head
				if mark == "【" {
					head += "】"
				}
				expect(t, "(1) 指定管理料の上限　年額2,640万円（税込）\n"+head+"\n"+rows, "ceiling 26400000 incl year")
			}
		}
	}
}

// TestPlannedCosts: a cost that is named as planned is an estimate, whatever it is for.
func TestPlannedCosts(t *testing.T) {
	for _, cost := range split("建物の解体費|改修費|外構の整備費|機器の更新費|運搬費|会場の設営費|システムの導入費|測量費") {
		for _, form := range split("%sの概算　4,180万円（税込）|%s（概算）　4,180万円（税込）|%sの見込額　4,180万円（税込）|想定%s　4,180万円（税込）|%sの目安：4,180万円（税込）|概算%s：約4,180万円（税込）|項目\t内容\n%sの概算\t4,180万円（税込）|%s　概算で4,180万円（税込）") {
			expect(t, "# 事業の概要\n"+fmt.Sprintf(form, cost), "estimate 41800000 incl total")
		}
	}
}

// TestDenials: that nothing is granted makes no cap a grant's.
func TestDenials(t *testing.T) {
	for _, denial := range split("・市が補助金を交付する予定はありません。|※補助金の交付はありません。|市は費用の補助をしません。|なお、整備に対する補助率の上乗せはありません。|市から補助金を交付することはない。|費用の補助は行いません。") {
		for _, cap := range split("・土地の貸付料は、年額230万円から280万円程度を想定しています。|貸付料　年額230万円～280万円（想定）") {
			expect(t, cap+"\n"+denial, "minimum 2300000 unknown year | ceiling 2800000 unknown year")
		}
	}
}

// TestWhateverSales: a condition that does not matter is none.
func TestWhateverSales(t *testing.T) {
	for _, what := range split("売上金額にかかわらず、|売上げの多少にかかわらず、|利用実績にかかわらず、|売上高に関わらず、|収入の有無を問わず、") {
		for _, form := range []struct{ words, want string }{
			{"貸付料は、%s1台当たり年額30,000円（税抜）を下限とします。", "minimum 30000 excl item"},
			{"使用料は、%s月額30,000円（税抜）とする。", "other 30000 excl unknown"},
			{"納付金は%s年額30,000円（税抜）以上とする。", "minimum 30000 excl year"},
		} {
			expect(t, fmt.Sprintf(form.words, what), form.want)
		}
	}
}

// TestOpenRanges: a range whose upper end is open is a range.
func TestOpenRanges(t *testing.T) {
	for _, label := range split("概算金額|工事の規模|発注規模|予定金額|概算事業費|概算工事費") {
		for _, form := range split("%s　5,000万円以上1億円未満|%s：5千万円以上1億円未満|%s\t50,000,000円以上100,000,000円未満|%sは5,000万円以上1億円未満です。") {
			expect(t, "次のとおり公募型指名競争入札を行う。\n"+fmt.Sprintf(form, label)+"\n参加資格　建築一式A等級", "minimum 50000000 unknown total | ceiling 100000000 unknown total")
		}
	}
}
