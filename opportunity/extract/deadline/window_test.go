package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// onlyStep returns the one step of a text as "role start~end", or all that was read instead.
func onlyStep(text string) string {
	return stepsAs(text, func(d opportunity.Deadline) string { return fmt.Sprintf("%s %s~%s", d.Role, d.Start, d.End) })
}

// onlyTimedStep returns it with its hours: "role start hours~end hours".
func onlyTimedStep(text string) string {
	return stepsAs(text, func(d opportunity.Deadline) string {
		return fmt.Sprintf("%s %s %s~%s %s", d.Role, d.Start, d.StartTime, d.End, d.EndTime)
	})
}

func stepsAs(text string, form func(opportunity.Deadline) string) string {
	var got []string
	for _, d := range Read(text, jdate.Calendar{Ref: "2026-11-02"}).Deadlines {
		got = append(got, form(d))
	}
	return strings.Join(got, " | ")
}

// TestArrowsOfWindows: an arrow leads from the first day of a window to its last where the label is that of a window and nothing tells of
// a change, and to the new value everywhere else.
func TestArrowsOfWindows(t *testing.T) {
	labels := map[string]opportunity.Role{
		"質問受付": opportunity.Questions, "質問書の受付": opportunity.Questions, "参加表明受付": opportunity.Registration, "応募受付": opportunity.Submission,
		"募集期間": opportunity.Submission, "オンライン面談": opportunity.Interview, "募集要項の配布": opportunity.OtherRole,
	}
	for label, role := range labels {
		for _, arrow := range []string{"→", " → ", "⇒", "➡"} {
			for _, form := range []string{"%s\t%s%s%s", "%s：%s%s%s", "%s／%s%s%s", "# %s\n%s%s%s", "・%s　%s%s%s"} {
				text := fmt.Sprintf(form, label, "11月9日（月）", arrow, "11月20日（金）")
				if got, want := onlyStep(text), fmt.Sprintf("%s 2026-11-09~2026-11-20", role); got != want {
					t.Errorf("%q: %s, want %s", text, got, want)
				}
				if label == "募集期間" {
					continue // moved as a whole, it would have two days before the arrow
				}
				moved := "日程を次のとおり変更しました。\n" + text
				if got := onlyStep(moved); strings.Contains(got, "2026-11-09") {
					t.Errorf("%q: %s, the old day counts no more", moved, got)
				}
			}
		}
	}
	for _, label := range []string{"質問の提出期限", "応募締切", "提出期日"} {
		if got := onlyStep(label + "　11月9日→11月20日"); !strings.HasSuffix(got, " ~2026-11-20") {
			t.Errorf("%s: %s, want the new last day alone", label, got)
		}
	}
}

// TestWindowsThatBeginWithAStep: what a window begins with is no label of its last day, whatever mark stands between.
func TestWindowsThatBeginWithAStep(t *testing.T) {
	for _, event := range []string{"契約締結日", "契約締結の日", "協定締結日", "交付決定日", "交付決定の日", "採択決定日の翌日", "基本協定の締結日"} {
		for _, mark := range []string{"～", "から", "→", "－", "―", "-"} {
			for _, form := range []string{"事業実施期間\t%s", "# 補助事業の実施期間\n%s", "%s\t委託期間", "履行期間：%s"} {
				text := fmt.Sprintf(form, event+mark+"令和9年3月19日（金）")
				if got := onlyStep(text); got != "period ~2027-03-19" {
					t.Errorf("%q: %s", text, got)
				}
			}
		}
	}
	for _, mark := range []string{"～", "から", "→"} {
		if got := onlyStep("公告日" + mark + "R8.11.20(金)\t提案募集期間"); got != "submission ~2026-11-20" {
			t.Errorf("公告日%s: %s", mark, got)
		}
	}
}

// TestWindowsInTwoColumns: heads of first and last days in their usual pairs, with rows that have both, one, a dash or a cell across both.
func TestWindowsInTwoColumns(t *testing.T) {
	for _, heads := range []string{"開始日\t期限", "開始\t締切", "開始日\t終了日", "受付開始\t受付終了", "自\t至", "開始日\t締切日", "受付開始日\t受付期限", "から\tまで"} {
		text := "項目\t" + heads + "\n要領の公表\t11月4日\t11月4日\n質問の受付\t11月9日\t11月13日\n提案書の提出\t\t11月27日\n審査会\t12月10日\t－\n選定結果の通知\t12月17日\t"
		want := "publication 2026-11-04~ | questions 2026-11-09~2026-11-13 | submission ~2026-11-27 | presentation 2026-12-10~ | selection 2026-12-17~"
		if got := onlyStep(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", heads, got, want)
		}
	}
}

// TestWindowsInTwoLines: 自 and 至 in lines and paragraphs of their own.
func TestWindowsInTwoLines(t *testing.T) {
	for _, text := range []string{
		"質問の受付\n自　11月9日（月）\n至　11月13日（金）", "質問の受付\n\n自　令和8年11月9日\n\n至　令和8年11月13日", "質問の受付期間：自 R8.11.9\n　　　　　　　至 R8.11.13",
		"# 質問の受付\n自：2026年11月9日（月）\n至：同年11月13日（金）", "（2）質問の受付\n（自 11月9日\n　至 11月13日）",
	} {
		if got := onlyStep(text + "\n（3）その他\n電話では受け付けません。"); got != "questions 2026-11-09~2026-11-13" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestDaysOfAYearAbove: a caption, a note or a cell gives the year of the days below or beside it.
func TestDaysOfAYearAbove(t *testing.T) {
	rows := "公告\t6月16日\n質問の受付\t6月16日から同月25日まで\n提案書の提出\t7月21日"
	const want = "publication 2025-06-16~ | questions 2025-06-16~2025-06-25 | submission ~2025-07-21"
	for _, above := range []string{"日程（日付はすべて令和7年）", "※年の記載がないものは令和7年です。", "# 日程（令和7年）", "令和7年", "（日付はいずれも2025年）", "※期日は全て令和7年とする。"} {
		for _, ref := range []jdate.Date{"", "2025-06-16"} {
			var got []string
			for _, d := range Read(above+"\n"+rows, jdate.Calendar{Ref: ref}).Deadlines {
				got = append(got, fmt.Sprintf("%s %s~%s", d.Role, d.Start, d.End))
			}
			if g := strings.Join(got, " | "); g != want {
				t.Errorf("%s, published %q\n got %s\nwant %s", above, ref, g, want)
			}
		}
	}
	beside := "# 年\t月日\t内容\n2026年\t12月9日\t公募開始\n2027年\t1月19日（火）\t質問受付の締切\n2027年\t3月23日\t選定審査会"
	if got := onlyStep(beside); got != "publication 2026-12-09~ | questions ~2027-01-19 | presentation 2027-03-23~" {
		t.Errorf("a column of years: %s", got)
	}
}

// TestWindowsBrokenInACell: the lines of a cell are one window, whatever stands in the cells beside it and above them.
func TestWindowsBrokenInACell(t *testing.T) {
	windows := []string{
		"11月9日（月）から\v11月20日（金）まで", "令和8年11月9日（月）\v～11月20日（金）", "令和8年11月9日（月）～\v令和8年11月20日（金）",
		"11月9日\vから\v11月20日", "11/9(月)～\v11/20(金)\v17時必着", "自 令和8年11月9日\v至 令和8年11月20日", "令和8年11月9日（月）午前9時から\v令和8年11月20日（金）午後5時まで",
	}
	rows := []string{"LABEL\tWINDOW", "LABEL\tWINDOW\t様式1", "LABEL\tWINDOW\t郵送又は持参\t総務課", "1\tLABEL\tWINDOW\t電子メールに限る\v様式2", "LABEL\t\tWINDOW\t総務課", "LABEL\tWINDOW\t土曜日及び日曜日を除く。"}
	heads := []string{"", "質問回答\t12月1日\n", "区分\tテーマ型\tフリー型\n"}
	for _, window := range windows {
		for _, row := range rows {
			for _, head := range heads {
				for label, role := range map[string]opportunity.Role{"質問の受付": opportunity.Questions, "参加申込書の受付": opportunity.Registration, "企画提案書の受付": opportunity.Submission} {
					text := head + strings.NewReplacer("LABEL", label, "WINDOW", window).Replace(row)
					if got, want := onlyStep(text), fmt.Sprintf("%s 2026-11-09~2026-11-20", role); !strings.HasSuffix(got, want) || strings.Count(got, "2026-11-") > 2 {
						t.Errorf("%q: %s, want %s", text, got, want)
					}
				}
			}
		}
	}
}

// TestHoursInABracketBelow: a bracket below a window that begins with hours gives them to it, whatever else it says.
func TestHoursInABracketBelow(t *testing.T) {
	for _, row := range []string{"参加申込書の受付\tWINDOW\vBRACKET", "参加申込書の受付\tWINDOWBRACKET", "参加申込書の受付\tWINDOW\vBRACKET\t総務課"} {
		for _, bracket := range []string{"（午前9時から午後5時まで。郵送の場合は11月20日必着）", "（午前9時から午後5時まで。ただし、正午から午後1時までを除く。）", "（9時～17時。土曜日、日曜日及び祝日は受け付けません。）"} {
			text := strings.NewReplacer("WINDOW", "令和8年11月9日（月）から令和8年11月20日（金）まで", "BRACKET", bracket).Replace(row)
			if got := onlyTimedStep(text); got != "registration 2026-11-09 09:00~2026-11-20 17:00" {
				t.Errorf("%q: %q", text, got)
			}
		}
	}
}

// TestHoursInABracketOfTheLabel: a remark behind the label that begins with hours tells those of the day in the next cell.
func TestHoursInABracketOfTheLabel(t *testing.T) {
	for label, want := range map[string]string{
		"現地説明会（14時から。跡地北側ゲートに集合）": "site_visit 2026-11-09 14:00~ ", "現地説明会（14時開始、北側の門に集合）": "site_visit 2026-11-09 14:00~ ",
		"事業者説明会（午後2時～4時、オンライン）": "briefing 2026-11-09 14:00~2026-11-09 16:00", "提案書の提出期限（17時、電子メールに限る）": "submission  ~2026-11-09 17:00",
		"現地説明会（北側の門、2階）": "site_visit 2026-11-09 ~ ", "現地説明会（各社2名まで。14時）": "site_visit 2026-11-09 ~ ",
	} {
		if got := onlyTimedStep(label + "\t11月9日（月）"); got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}

// TestHoursOfParts: below a day in a cell stand the hours of several parts of what is held on it.
func TestHoursOfParts(t *testing.T) {
	const want = "opening 2026-11-09 10:00~  | opening 2026-11-09 10:30~ "
	for _, below := range []string{
		"物件1 午前10時\v物件2 午前10時30分", "物件1　午前10時\v物件2　午前10時30分", "物件番号１：10時\v物件番号２：10時30分", "午前10時（物件1）\v午前10時30分（物件2）",
		"第1号 10時00分\v第2号 10時30分", "11-1は午前10時、11-2は午前10時30分", "A工区は10時\vB工区は10時30分", "①10:00\v②10:30", "（1組）午前10時\v（2組）午前10時30分",
	} {
		if got := onlyTimedStep("開札日時\t令和8年11月9日（月）\v" + below); got != want {
			t.Errorf("%q: %q", below, got)
		}
	}
	for _, other := range []string{"窓口の受付 9時", "市役所3階 305会議室", "物件1 庁舎玄関"} {
		if got := onlyTimedStep("開札日時\t令和8年11月9日（月）\v" + other); got != "opening 2026-11-09 ~ " {
			t.Errorf("%q: %q", other, got)
		}
	}
}

// TestHoursOfJoinedDays: hours behind the second of two days that are joined are those of both.
func TestHoursOfJoinedDays(t *testing.T) {
	for _, joint := range []string{"又は", "または", "及び", "と", "若しくは"} {
		for form, want := range map[string]string{
			"現地見学会は、11月9日（月）%s11月10日（火）の15時から16時まで行います。": "site_visit 2026-11-09 15:00~2026-11-09 16:00 | site_visit 2026-11-10 15:00~2026-11-10 16:00",
			"事業者説明会\t11月9日（月）%s10日（火） 14時から":             "briefing 2026-11-09 14:00~  | briefing 2026-11-10 14:00~ ",
			"現地見学会は11月9日（月）10時から%s11月10日（火）15時から行います。":   "site_visit 2026-11-09 10:00~  | site_visit 2026-11-10 15:00~ ",
		} {
			if got := onlyTimedStep(fmt.Sprintf(form, joint)); got != want {
				t.Errorf("%s with %s: %q, want %q", form, joint, got, want)
			}
		}
	}
}

// TestTheSameDayByAnotherWay: a sentence that repeats the last day for one way to hand in is of the same step.
func TestTheSameDayByAnotherWay(t *testing.T) {
	for _, form := range []string{"LABEL\tDAYまで。WAY11月20日必着", "LABEL\tDAYまで（WAY11月20日必着）\t総務課", "LABEL：DAYまで。ただし、WAY11月20日の消印有効とします。", "# LABEL\nDAYまで。なお、WAY11月20日必着です。"} {
		for _, way := range []string{"郵送の場合は", "郵送は", "郵便による場合は、", "簡易書留の場合は"} {
			for label, role := range map[string]opportunity.Role{"質問書の受付": opportunity.Questions, "参加申込書の受付": opportunity.Registration, "企画提案書の受付": opportunity.Submission} {
				text := strings.NewReplacer("LABEL", label, "DAY", "11月9日（月）から11月20日（金）", "WAY", way).Replace(form)
				if got, want := onlyStep(text), fmt.Sprintf("%s 2026-11-09~2026-11-20", role); got != want {
					t.Errorf("%q: %s", text, got)
				}
			}
		}
	}
}

// TestHoursInRemarks: hours remarked beside a day are its own; those from when to when beside a window are a counter's.
func TestHoursInRemarks(t *testing.T) {
	for row, want := range map[string]string{
		"提案書の受付\t11月9日（月）～11月20日（金）\t午前9時から午後5時まで（正午から午後1時を除く）": "submission 2026-11-09 ~2026-11-20 ",
		"申請書類の受付\t11月9日（月）～11月20日（金）\t持参のみ（8時30分～17時15分）":       "submission 2026-11-09 ~2026-11-20 ",
		"申請書類の受付\t11月9日（月）～11月20日（金）\t郵送又は持参（9時～17時）":           "submission 2026-11-09 ~2026-11-20 ",
		"提案書の提出期限\t11月20日（金）\t17時必着":                            "submission  ~2026-11-20 17:00",
		"事業者説明会\t11月9日（月）\t14時～15時30分":                          "briefing 2026-11-09 14:00~2026-11-09 15:30",
	} {
		text := "項目\t期日\t備考\n" + row
		if got := onlyTimedStep(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestWhatAPeriodLeavesOut is no day of its own, and takes nothing from the period, however the two are parted.
func TestWhatAPeriodLeavesOut(t *testing.T) {
	windows := []string{"令和8年12月7日（月）～令和9年1月15日（金）", "令和8年12月7日から令和9年1月15日まで", "12月7日(月)～1月15日(金)", "令和8年12月7日（月）から令和9年1月15日（金）17時まで"}
	outs := []string{
		"※土日祝を除く", "※12月29日～1月3日を除く", "＊閉庁日除く", "（土・日・祝日を除く）", "（12月29日（火）から1月3日（日）までを除く。）", "ただし、土曜日、日曜日及び12月29日から1月3日までを除く。",
		"\n※持参の場合の受付時間は、土日、祝日及び年末年始（12月29日から1月3日まで）を除く午前9時から午後4時までです。", "　土日祝日を除く", "、12月29日～1月3日を除く", "　12月29日 ～ 1月3日 を除く", "。なお、12月29日、30日、31日及び年始を除く。", "　※年末年始（12月29日～1月3日）は除く", "（除く土日祝）",
	}
	for _, label := range []string{"提案書の受付期間\t", "提案書の受付期間　", "提案書の受付期間：", "# 提案書の受付期間\n"} {
		for _, window := range windows {
			for _, out := range outs {
				if got := onlyStep(label + window + out); got != "submission 2026-12-07~2027-01-15" {
					t.Errorf("%q: %s", label+window+out, got)
				}
			}
		}
	}
	for text, want := range map[string]string{
		"提案書の受付期間　12月7日から1月15日までの土日祝を除く毎日":                    "submission 2026-12-07~2027-01-15",
		"提案書の受付期間　12月7日から1月15日まで（毎日9時から17時まで。12時から13時までを除く。）": "submission 2026-12-07~2027-01-15",
		"提案書の提出期限　12月10日除雪機械の賃借":                              "submission ~2026-12-10",
		"提案書の提出期限　12月10日 解除の申出は担当課へ":                          "submission ~2026-12-10",
	} {
		if got := onlyStep(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestSessions reads each of several sessions of one day, which tells its hours behind its name.
func TestSessions(t *testing.T) {
	for _, names := range []string{"第1回|第2回", "①|②", "(1)|(2)", "午前の部|午後の部", "【第1回】|【第2回】", "1回目|2回目"} {
		for _, form := range []string{"説明会　11月17日（火）　%[1]s 10時～11時、%[2]s 14時～15時", "説明会　11月17日（火）\n%[1]s　10時～11時\n%[2]s　14時～15時", "説明会\t11月17日（火）\v%[1]s 10:00～11:00\v%[2]s 14:00～15:00",
			"# 説明会\n日時：令和8年11月17日（火）　%[1]s　10時から11時まで　%[2]s　14時から15時まで", "現地見学会の日時　11月17日（火）%[1]s10:00-11:00／%[2]s14:00-15:00"} {
			first, second, _ := strings.Cut(names, "|")
			text := fmt.Sprintf(form, first, second)
			var got []string
			for _, d := range Read(text, jdate.Calendar{Ref: "2026-11-02"}).Deadlines {
				got = append(got, fmt.Sprintf("%s %s~%s %s", d.Start, d.StartTime, d.End, d.EndTime))
			}
			if want := "2026-11-17 10:00~2026-11-17 11:00, 2026-11-17 14:00~2026-11-17 15:00"; strings.Join(got, ", ") != want {
				t.Errorf("%s: %s", text, got)
			}
		}
	}
	for _, text := range []string{"説明会　11月17日（火）10時～11時（受付：9時30分～10時）", "説明会\t11月17日（火）10時～11時\n受付時間　8時30分～17時", "提出期限　12月4日（金）17時\n持参は8時30分～17時", "説明会　11月17日（火）10時～11時、質疑 11時～11時30分"} {
		if got := Read(text, jdate.Calendar{Ref: "2026-11-02"}).Deadlines; len(got) != 1 {
			t.Errorf("%s: %+v", text, got)

		}
	}
}
