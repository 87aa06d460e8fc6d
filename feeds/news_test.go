package feeds

import (
	"bytes"
	"cmp"
	"html"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"

	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// The instants of the first visit of the fictional call, and of the one that finds it changed.
var (
	firstVisit = time.Date(2026, 11, 2, 9, 0, 0, 0, jdate.JST)
	nextVisit  = firstVisit.AddDate(0, 0, 8)
)

// followed is a call as its followers know it.
func followed() opportunity.Opportunity {
	return opportunity.Opportunity{ID: "x1", URL: "https://www.city.example/1.html", Title: "駅前広場の活用", Stage: opportunity.OpenCall, IsOpportunity: true,
		Kind: opportunity.Pilot, Issuer: opportunity.Issuer{Code: "202029", Name: "松本市", Prefecture: "長野県"}, Detail: opportunity.DetailRead,
		FirstSeen: firstVisit, Revised: firstVisit, Revision: 1, Published: "2026-11-02",
		Deadlines:   []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-13", EndTime: "17:00"}, {Role: opportunity.Briefing, Start: "2026-11-11"}},
		Attachments: []opportunity.Attachment{{Title: "要領", URL: "https://www.city.example/1.pdf"}}}
}

// changeCase is one pair of before and after, and what each format must say of it.
type changeCase struct {
	name          string
	before, after opportunity.Opportunity
	class         opportunity.ChangeClass
	title, line   string
}

// changeCases has every class, and what is cosmetic.
func changeCases() []changeCase {
	call := followed()
	with := func(change func(*opportunity.Opportunity)) opportunity.Opportunity {
		o := followed()
		change(&o)
		return o
	}
	ends := func(day jdate.Date, clock jdate.Clock) opportunity.Opportunity {
		return with(func(o *opportunity.Opportunity) { o.Deadlines[0].End, o.Deadlines[0].EndTime = day, clock })
	}
	stage := func(s opportunity.Stage) opportunity.Opportunity {
		return with(func(o *opportunity.Opportunity) { o.Stage, o.IsOpportunity = s, s == opportunity.OpenCall })
	}
	attached := func(list ...opportunity.Attachment) opportunity.Opportunity {
		return with(func(o *opportunity.Opportunity) { o.Attachments = list })
	}
	answers := opportunity.Attachment{Title: "質問への回答", URL: "https://www.city.example/2.pdf", Bytes: 9}
	vanished := with(func(o *opportunity.Opportunity) {
		o.Withdrawn = &opportunity.Withdrawal{At: firstVisit.Add(time.Hour), Reason: "ページがありません。"}
	})
	unknown := with(func(o *opportunity.Opportunity) { o.Deadlines = o.Deadlines[1:] })
	return []changeCase{
		{"nothing", call, call, opportunity.ChangedNew, "", ""},
		{"a telephone", call, with(func(o *opportunity.Opportunity) { o.Contact.Phone = "0999-1-1" }), opportunity.ChangedNew, "", ""},
		{"a sum", call, with(func(o *opportunity.Opportunity) { o.Amounts = []opportunity.Amount{{Role: "ceiling", Yen: 5}} }), opportunity.ChangedNew, "", ""},
		{"a later day", call, ends("2026-11-27", ""), opportunity.ChangedDeadline, "【締切延長 11/13→11/27】",
			"締切延長（2026-11-10）：2026-11-13 17:00（金） → 2026-11-27（金）"},
		{"a later hour", ends("2026-11-13", "12:00"), call, opportunity.ChangedDeadline, "【締切延長 11/13 12:00→17:00】",
			"締切延長（2026-11-10）：2026-11-13 12:00（金） → 2026-11-13 17:00（金）"},
		{"an hour that was not known", ends("2026-11-13", ""), call, opportunity.ChangedDeadline, "【締切変更 11/13→11/13 17:00】",
			"締切変更（2026-11-10）：2026-11-13（金） → 2026-11-13 17:00（金）"},
		{"an hour that is not known any more", call, ends("2026-11-13", ""), opportunity.ChangedDeadline, "【締切変更 11/13 17:00→11/13】",
			"締切変更（2026-11-10）：2026-11-13 17:00（金） → 2026-11-13（金）"},
		{"the midnight that ends the day", call, ends("2026-11-14", "00:00"), opportunity.ChangedDeadline, "【締切延長 11/13 17:00→24:00】",
			"締切延長（2026-11-10）：2026-11-13 17:00（金） → 2026-11-13 24:00（金）"},
		{"the year that was meant", call, ends("2027-11-13", "17:00"), opportunity.ChangedDeadline, "【締切延長 2026-11-13→2027-11-13】",
			"締切延長（2026-11-10）：2026-11-13 17:00（金） → 2027-11-13 17:00（土）"},
		{"an earlier day", call, ends("2026-11-12", "17:00"), opportunity.ChangedDeadline, "【締切変更 11/13→11/12】",
			"締切変更（2026-11-10）：2026-11-13 17:00（金） → 2026-11-12 17:00（木）"},
		{"a day at last", unknown, call, opportunity.ChangedDeadline, "【締切判明 11/13】", "締切判明（2026-11-10）：記載なし → 2026-11-13 17:00（金）"},
		{"no day any more", call, unknown, opportunity.ChangedDeadline, "【締切変更 11/13→記載なし】", "締切変更（2026-11-10）：2026-11-13 17:00（金） → 記載なし"},
		{"another step", call, with(func(o *opportunity.Opportunity) { o.Deadlines[1].Start = "2026-11-12" }), opportunity.ChangedSchedule, "【日程変更】",
			"日程変更（2026-11-10）：説明会 2026-11-11（水） → 説明会 2026-11-12（木）"},
		{"called again", stage(opportunity.Result), call, opportunity.ChangedReopened, "【再公募】", "再公募（2026-11-10）：結果 → 募集"},
		{"listed again", vanished, call, opportunity.ChangedReopened, "【再掲載】", "再掲載（2026-11-10）：掲載終了 → 掲載中"},
		{"answers", call, attached(call.Attachments[0], answers), opportunity.ChangedAnswers, "【回答掲載】", "回答掲載（2026-11-10）：記載なし → 質問への回答"},
		{"a page of answers", call, stage(opportunity.QA), opportunity.ChangedAnswers, "【回答掲載】", "回答掲載（2026-11-10）：募集 → 質問回答"},
		{"a document in the place of another", call, attached(opportunity.Attachment{Title: "要領", URL: "https://www.city.example/1b.pdf"}), opportunity.ChangedDocuments,
			"【資料更新】", "資料更新（2026-11-10）：要領 → 要領（差し替え）"},
		{"the result", call, stage(opportunity.Result), opportunity.ChangedResult, "【結果】", "結果（2026-11-10）：募集 → 結果"},
		{"called off", call, stage(opportunity.Cancelled), opportunity.ChangedCancelled, "【中止】", "中止（2026-11-10）：募集 → 中止"},
		{"called off without its days", call, with(func(o *opportunity.Opportunity) {
			o.Stage, o.IsOpportunity, o.Deadlines = opportunity.Cancelled, false, nil
		}), opportunity.ChangedCancelled, "【中止】", "中止（2026-11-10）：募集 → 中止"},
		{"vanished", call, with(func(o *opportunity.Opportunity) {
			o.Withdrawn = &opportunity.Withdrawal{At: nextVisit, Reason: "ページがありません。"}
		}), opportunity.ChangedWithdrawn, "【取下げ】", "取下げ（2026-11-10）：掲載中 → 掲載終了・ページがありません。"},
	}
}

// revised is the record as the next visit leaves it. A withdrawal is none of a page's values: the store notes it.
func (c changeCase) revised() opportunity.Opportunity {
	if c.after.Withdrawn == nil {
		o, _ := opportunity.Revise(c.before, c.after, nextVisit)
		return o.At(nextVisit)
	}
	o := c.after
	o.Revision, o.Revised = 2, nextVisit
	o.History = []opportunity.Change{{At: nextVisit, Field: "withdrawn", New: o.Withdrawn.Reason}}
	return o.At(nextVisit)
}

// TestAChangeReachesTheSubscriber reads each format with a reader's library after a change of each class: what matters moves
// title, first line and date, what is cosmetic moves nothing.
func TestAChangeReachesTheSubscriber(t *testing.T) {
	var classes []opportunity.ChangeClass
	for _, c := range changeCases() {
		record := c.revised()
		if got := record.News().Class; got != c.class {
			t.Errorf("%s is %s, want %s", c.name, got, c.class)
		}
		classes = append(classes, c.class)
		for _, extension := range []string{".atom", ".rss", ".json"} {
			checkAnnounced(t, c, extension, readEntry(t, formatOf(t, extension), record))
		}
		checkEvents(t, c, record)
	}
	for _, class := range []opportunity.ChangeClass{"new", "deadline_moved", "schedule_moved", "reopened", "answers_out", "documents_replaced", "result", "cancelled", "withdrawn"} {
		if !slices.Contains(classes, class) {
			t.Errorf("no pair is of the class %s", class)
		}
	}
}

func readEntry(t *testing.T, f Format, record opportunity.Opportunity) *gofeed.Item {
	t.Helper()
	var body bytes.Buffer
	if err := f.Write(&body, Channel{Title: "t", Home: "https://koubo.example", Self: "https://koubo.example/feed", Now: nextVisit}, []opportunity.Opportunity{record}); err != nil {
		t.Fatal(err)
	}
	feed, err := gofeed.NewParser().Parse(&body)
	if err != nil || len(feed.Items) != 1 {
		t.Fatalf("%s: %v", f.Extension, err)
	}
	return feed.Items[0]
}

func checkAnnounced(t *testing.T, c changeCase, extension string, item *gofeed.Item) {
	t.Helper()
	text, _, _ := strings.Cut(html.UnescapeString(strings.ReplaceAll(cmp.Or(item.Content, item.Description), "<br>", "")), "\n")
	if item.Title != c.title+"駅前広場の活用" || c.line != "" && text != c.line || c.line == "" && text != "発注者：長野県松本市／種別：実証実験" {
		t.Errorf("%s, %s: %q begins with %q, want %q with %q", c.name, extension, item.Title, text, c.title, c.line)
	}
	at := item.UpdatedParsed
	if extension == ".rss" {
		at = item.PublishedParsed
	}
	if at == nil || at.Equal(nextVisit) != (c.title != "") {
		t.Errorf("%s, %s: dated %v", c.name, extension, at)
	}
	if label := wording.Class(c.class); !slices.Contains(item.Categories, label) {
		t.Errorf("%s, %s: %v lacks the category %s", c.name, extension, item.Categories, label)
	}
}

// checkEvents reads the calendar: SEQUENCE moves with what matters alone, and the title of what it concerns says so.
func checkEvents(t *testing.T, c changeCase, record opportunity.Opportunity) {
	t.Helper()
	cal, err := readComponents(string(render(t, Calendar, []opportunity.Opportunity{record})))
	if err != nil {
		t.Fatal(err)
	}
	ended := c.class == opportunity.ChangedCancelled || c.class == opportunity.ChangedWithdrawn || c.class == opportunity.ChangedResult
	told := false
	for _, e := range cal.inner[1:] {
		ended := ended || c.name == "no day any more" && strings.Contains(e.props["UID"][0], "submission")
		if (e.props["SEQUENCE"][0] == ":1") != (c.title != "") || (e.props["STATUS"][0] == ":CANCELLED") != ended {
			t.Errorf("%s: SEQUENCE%s STATUS%s", c.name, e.props["SEQUENCE"], e.props["STATUS"])
		}
		if c.title != "" && strings.HasPrefix(e.props["SUMMARY"][0], ":【"+wording.News(record.News())+"】") {
			told = told || strings.HasPrefix(e.props["DESCRIPTION"][0], ":"+strings.ReplaceAll(c.line, ",", "\\,"))
		}
	}
	if told != (c.title != "") {
		t.Errorf("%s: the calendar tells of it: %v", c.name, told)
	}
}

// TestHostileValuesOfAChange: what no reader of pages makes must still end in one line.
func TestHostileValuesOfAChange(t *testing.T) {
	o := followed()
	for _, change := range []opportunity.Change{
		{At: nextVisit, Field: "deadlines", Old: "submission ~ <b>", New: "submission ~ 2026-13-40\nx"},
		{At: nextVisit, Field: "attachments", Old: "\n\n", New: strings.Repeat("題 ", 500) + "\u202e\x00\n7 8 9\nhttps://a.example"},
		{At: nextVisit, Field: "stage", Old: "?", New: "cancelled"},
		{At: nextVisit, Field: "withdrawn", Old: "", New: "a\r\nb"},
	} {
		o.History = []opportunity.Change{change}
		e := State(o)
		if e.word == "" || e.line == "" || strings.ContainsAny(e.title()+e.line, "\n\r\x00\u202e") || utf8.RuneCountInString(e.line) > 400 {
			t.Errorf("%+v: %q, %q", change, e.title(), e.line)
		}
	}
}

func formatOf(t *testing.T, extension string) Format {
	t.Helper()
	for _, f := range Formats() {
		if f.Extension == extension {
			return f
		}
	}
	t.Fatalf("no format %s", extension)
	return Format{}
}
