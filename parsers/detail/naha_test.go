package detail

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
)

// TestNahaPage reads a page of a real city as it was on 1 August 2026, where the capture is there.
func TestNahaPage(t *testing.T) {
	body, err := os.ReadFile("../../../shared/data/captures/page_naha_proposal.html")
	if err != nil {
		t.Skip("the capture is not here")
	}
	d, err := Read(page.Page{URL: "https://www.city.naha.okinawa.jp/business/touroku/1003701/1010949/1011972.html", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SHOW_TEXT") != "" {
		t.Logf("%+v\n%s", d, d.Text)
	}
	if want := "那覇市立こども園等通信ネットワーク再構築及び維持管理業務委託に係る公募型プロポーザルの実施について"; d.Title != want {
		t.Errorf("title = %q", d.Title)
	}
	if d.Published != "" || d.Updated != "令和8年7月31日" {
		t.Errorf("published %q, updated %q", d.Published, d.Updated)
	}
	if d.Contact.Phone != "098-861-2110" || !strings.HasPrefix(d.Contact.Department, "こどもみらい部") {
		t.Errorf("contact = %+v", d.Contact)
	}
	if len(d.Attachments) != 7 || d.Attachments[0].Title != "公告" || d.Attachments[0].Bytes != 284160 ||
		d.Attachments[0].MediaType != "application/pdf" || d.Attachments[6].MediaType != "application/zip" {
		t.Errorf("attachments = %+v", d.Attachments)
	}
	for _, want := range []string{
		"\n参加表明書の提出期限\t令和8年5月25日（月曜日）から令和8年6月24日（水曜日）午後3時まで\n",
		"\n企画提案書の提出期限\t令和8年7月16日（木曜日）午前10時まで\n",
		"\n質問受付期間\t公募開始日から令和8年6月9日（火曜日）午後3時まで\n",
		"\nプレゼンテーション審査等\t令和8年7月28日（火曜日）～令和8年7月29日（水曜日）予定\n",
		"\n# スケジュール\n",
	} {
		if !strings.Contains(d.Text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	for _, leak := range []string{"スタンプラリー", "Multilingual", "098-867-0111", "印刷"} {
		if strings.Contains(d.Text, leak) {
			t.Errorf("%s leaked into the text", leak)
		}
	}
	var steps []string
	for _, step := range deadline.Read(d.Text, jdate.Calendar{Ref: "2026-05-25"}).Deadlines {
		steps = append(steps, fmt.Sprintf("%s %s-%s %s", step.Role, step.Start, step.End, step.EndTime))
	}
	want := []string{"presentation 2026-07-28- ", "submission 2026-05-25-2026-06-24 ", "period -2026-11-30 ", "period 2026-12-01-2031-11-30 ",
		"questions -2026-06-09 15:00", "registration 2026-05-25-2026-06-24 15:00", "submission -2026-07-16 10:00",
		"presentation 2026-07-28-2026-07-29 "}
	if !slices.Equal(steps, want) { // the stamps （令和8年7月31日更新） and （令和8年6月17日掲載） are none of them
		t.Errorf("steps %q, want %q", steps, want)
	}
	if value, ok := LabelValue(d, "提出期限"); !ok || !strings.Contains(value, "6月24日") {
		t.Errorf("提出期限 = %q, %t", value, ok)
	}
}
