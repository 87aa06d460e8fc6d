package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// roundNames are how calls name their rounds, and the parts of them with days of their own.
var roundNames = []string{"第1回|第2回|第3回", "第1次募集|第2次募集|第3次募集", "一次募集|二次募集|三次募集", "第Ⅰ期|第Ⅱ期|第Ⅲ期", "前期|後期|追加募集", "Aコース|Bコース|Cコース", "一般枠|創業枠|特別枠",
	"ロット1|ロット2|ロット3", "北部地区|中央地区|南部地区", "第1回締切|第2回締切|第3回締切"}

// aRound is one of them with its days.
type aRound struct {
	name                string
	opens, closes       string
	review, result      string
	wantReview, wantRes jdate.Date
	want                [2]jdate.Date // the window
}

func roundsOf(names string) []aRound {
	rounds := []aRound{
		{opens: "令和8年11月9日（月）", closes: "令和8年12月4日（金）", review: "令和8年12月14日（月）", result: "令和8年12月21日（月）", want: [2]jdate.Date{"2026-11-09", "2026-12-04"}, wantReview: "2026-12-14", wantRes: "2026-12-21"},
		{opens: "令和9年1月12日（火）", closes: "令和9年2月5日（金）", review: "令和9年2月15日（月）", result: "令和9年2月24日（水）", want: [2]jdate.Date{"2027-01-12", "2027-02-05"}, wantReview: "2027-02-15", wantRes: "2027-02-24"},
		{opens: "令和9年4月5日（月）", closes: "令和9年4月30日（金）", review: "令和9年5月10日（月）", result: "令和9年5月17日（月）", want: [2]jdate.Date{"2027-04-05", "2027-04-30"}, wantReview: "2027-05-10", wantRes: "2027-05-17"},
	}
	for i, n := range strings.Split(names, "|") {
		rounds[i].name = n
	}
	return rounds
}

// roundLayouts are how pages set the steps of rounds.
var roundLayouts = map[string]func(rs []aRound) string{
	"a heading each":                 eachRound("", "# %[1]s\n受付期間：%[2]s～%[3]s\n審査会：%[4]s\n採択結果の通知：%[5]s\n"),
	"a heading each, and one a step": eachRound("", "# %[1]s\n# 受付期間\n%[2]sから%[3]sまで\n# 審査会\n%[4]s\n# 採択結果の通知\n%[5]s\n"),
	"a marked line each":             eachRound("# 募集スケジュール\n", "■%[1]s\n・受付期間　%[2]s～%[3]s\n・審査会　%[4]s\n・採択結果の通知　%[5]s\n"),
	"a row each":                     eachRound("区分\t受付期間\t審査会\t採択結果の通知\n", "%[1]s\t%[2]s～%[3]s\t%[4]s\t%[5]s\n"),
	"a row a step":                   eachRound("区分\t項目\t日程\n", "%[1]s\t受付期間\t%[2]s～%[3]s\n%[1]s\t審査会\t%[4]s\n%[1]s\t採択結果の通知\t%[5]s\n"),
	"labels with its name":           eachRound("", "・%[1]s 受付期間：%[2]s～%[3]s\n・%[1]s 審査会：%[4]s\n・%[1]s 採択決定：%[5]s\n"),
	"a column each": func(rs []aRound) string {
		rows := []string{"項目", "受付期間", "審査会", "採択結果の通知"}
		for _, r := range rs {
			for i, cell := range []string{r.name, r.opens + "～" + r.closes, r.review, r.result} {
				rows[i] += "\t" + cell
			}
		}
		return strings.Join(rows, "\n") + "\n"
	},
	"rows of a step together": func(rs []aRound) string {
		return eachRound("項目\t区分\t日程\n", "受付期間\t%[1]s\t%[2]s～%[3]s\n")(rs) + eachRound("", "審査会\t%[1]s\t%[4]s\n")(rs) + eachRound("", "採択結果の通知\t%[1]s\t%[5]s\n")(rs)
	},
}

// eachRound returns a layout that sets each round in a form, with its name, first and last day, review and result, below a head for all.
func eachRound(head, form string) func(rs []aRound) string {
	return func(rs []aRound) string {
		text := head
		for _, r := range rs {
			text += fmt.Sprintf(form, r.name, r.opens, r.closes, r.review, r.result)
		}
		return text
	}
}

// TestRounds reads calls of several rounds or lots, each of which has its own days for the same steps, in all layouts and by all names.
func TestRounds(t *testing.T) {
	for layout, text := range roundLayouts {
		for _, names := range roundNames {
			rs := roundsOf(names)
			all := "市内の事業者を募集します。\n\n" + text(rs) + "\n# 提出先\n産業振興課\n"
			got := map[string]bool{}
			s := Read(all, jdate.Calendar{Ref: "2026-11-02"})
			for _, d := range s.Deadlines {
				got[fmt.Sprint(d.Role, d.Start, d.End)] = true
			}
			for _, r := range rs {
				for _, want := range []string{fmt.Sprint(opportunity.Submission, r.want[0], r.want[1]), fmt.Sprint(opportunity.Presentation, r.wantReview, ""), fmt.Sprint(opportunity.Selection, r.wantRes, "")} {
					if !got[want] {
						t.Errorf("%s, %s: no %s", layout, names, want)
					}
					delete(got, want)
				}
			}
			if len(got) > 0 || len(s.Doubts) > 0 {
				t.Errorf("%s, %s: besides %v, doubts %v", layout, names, got, s.Doubts)
			}
		}
	}
}

// TestRoundsInOneStatement reads rounds that are told beside each other under one label.
func TestRoundsInOneStatement(t *testing.T) {
	for _, names := range roundNames {
		rs := roundsOf(names)
		a, b, c := rs[0], rs[1], rs[2]
		for _, text := range []string{
			fmt.Sprintf("受付期間：%s　%s～%s\n%s　%s～%s\n%s　%s～%s\n", a.name, a.opens, a.closes, b.name, b.opens, b.closes, c.name, c.opens, c.closes),
			fmt.Sprintf("# 受付期間\n%s：%sから%sまで\n%s：%sから%sまで\n%s：%sから%sまで\n", a.name, a.opens, a.closes, b.name, b.opens, b.closes, c.name, c.opens, c.closes),
			fmt.Sprintf("受付期間\t【%s】%s～%s\v【%s】%s～%s\v【%s】%s～%s\n", a.name, a.opens, a.closes, b.name, b.opens, b.closes, c.name, c.opens, c.closes),
			fmt.Sprintf("申請の受付は、%sが%sから%sまで、%sが%sから%sまで、%sが%sから%sまでです。\n", a.name, a.opens, a.closes, b.name, b.opens, b.closes, c.name, c.opens, c.closes),
		} {
			s := Read("市内の事業者を募集します。\n\n"+text+"\n# 提出先\n産業振興課\n", jdate.Calendar{Ref: "2026-11-02"})
			got := ""
			for _, d := range s.Deadlines {
				got += fmt.Sprintln(d.Role, d.Start, d.End)
			}
			want := ""
			for _, r := range rs {
				want += fmt.Sprintln(opportunity.Submission, r.want[0], r.want[1])
			}
			if got != want || len(s.Doubts) > 0 {
				t.Errorf("%q:\n%sdoubts %v", text, got, s.Doubts)
			}
		}
	}
}

// TestSeries gives each of several lots its own last day, where one label stands before them all.
func TestSeries(t *testing.T) {
	for _, names := range []string{"2月号|3月号|4月号", "春号|夏号|秋号", "東部|西部|南部", "業務A|業務B|業務C", "テーマ1|テーマ2|テーマ3", "A工区|B工区|C工区", "第1号地|第2号地|第3号地", "(1)北部地区|(2)中央地区|(3)南部地区"} {
		for label, role := range map[string]opportunity.Role{"申込締切": "submission", "提案書の提出期限": "submission", "応募締切": "submission", "質問の受付期限": "questions", "参加表明書の提出期限": "registration"} {
			for _, form := range []string{"%[1]s　%[2]s：%[5]s、%[3]s：%[6]s、%[4]s：%[7]s", "%[1]s：%[2]sは%[5]s、%[3]sは%[6]s、%[4]sは%[7]s", "%[1]s　%[2]s　%[5]s　%[3]s　%[6]s　%[4]s　%[7]s", "%[1]s\t%[2]s：%[5]s\v%[3]s：%[6]s\v%[4]s：%[7]s",
				"# %[1]s\n%[2]s：%[5]sまで、%[3]s：%[6]sまで、%[4]s：%[7]sまで"} {
				n := strings.Split(names, "|")
				text := fmt.Sprintf(form, label, n[0], n[1], n[2], "12月4日（金）", "1月6日（水）", "2月5日（金）")
				var got []string
				for _, d := range Read(text, jdate.Calendar{Ref: "2026-11-10"}).Deadlines {
					got = append(got, fmt.Sprintf("%s %s~%s", d.Role, d.Start, d.End))
				}
				if want := fmt.Sprintf("%[1]s ~2026-12-04 %[1]s ~2027-01-06 %[1]s ~2027-02-05", role); strings.Join(got, " ") != want {
					t.Errorf("%s\n got %s\nwant %s", text, got, want)
				}
			}
		}
	}
}
