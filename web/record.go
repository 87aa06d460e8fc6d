package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

type recordView struct {
	frame
	card
	Steps     []step
	Sums      []sum
	Changes   []opportunity.Change // newest first
	Published string
	Renewed   string // day the page says it was updated
	IssuerURL string // everything of the same body
}

// step is one deadline of a record, as a row.
type step struct {
	opportunity.Deadline
	When  string
	Left  string // 今日, あと3日; "" where nothing is to be done any more
	Class string
	Gone  bool
}

// sum is one amount of a record, as a row.
type sum struct {
	opportunity.Amount
	Label, Words string
}

// amountRoles, taxWords and perWords name the values of opportunity.Amount.
var (
	amountRoles = map[string]string{"ceiling": "上限額", "estimate": "予定額", "subsidy_max": "補助上限額", "deposit": "保証金",
		"minimum": "最低額", "other": "金額"}
	taxWords = map[string]string{"incl": "（税込）", "excl": "（税抜）"}
	perWords = map[string]string{"year": "／年", "item": "／件"}
)

// record is the page of one opportunity.
func (s *site) record(w http.ResponseWriter, r *http.Request) error {
	o, err := s.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	now := s.Now()
	o = o.At(now)
	view := recordView{frame: s.frame(o.Title+" — "+o.Issuer.Name, ""), card: cardOf(o, now),
		Changes: slices.Clone(o.History), Published: dayWords(o.Published, time.Time{}), Renewed: dayWords(o.Updated, time.Time{})}
	view.Title = oneLine(o.Title, 80) + " — " + oneLine(o.Issuer.Name, 30)
	slices.Reverse(view.Changes)
	view.IssuerURL = address("/", opportunity.Query{Issuer: o.Issuer.Code, AllKinds: true, AllStatuses: true, Sort: opportunity.ByRevised})
	for _, d := range o.Deadlines {
		view.Steps = append(view.Steps, stepOf(d, now))
	}
	for _, a := range o.Amounts {
		view.Sums = append(view.Sums, sumOf(a))
	}
	return s.show(w, r, "record.html", view)
}

// find reads one record or fails with 404.
func (s *site) find(id string) (opportunity.Opportunity, error) {
	o, ok, err := s.Records.Get(id)
	if err == nil && !ok {
		err = missing("お探しの公募", "There is no opportunity of this id.")
	}
	return o, err
}

func stepOf(d opportunity.Deadline, now time.Time) step {
	row := step{Deadline: d, When: spanWords(d, now)}
	end, clock := lastDay(d.End, d.EndTime)
	if end == "" {
		end, clock = d.Start, d.StartTime
	}
	if end == "" || d.Role == opportunity.Period || d.Role == opportunity.Publication {
		return row
	}
	left := daysBetween(jdate.DateOf(now), end)
	row.Gone = left < 0 || left == 0 && clock != "" && !now.Before(end.Time("").Add(clockOffset(clock)))
	if !row.Gone {
		row.Left, row.Class = leftWords(left), urgency(left)
	}
	return row
}

// clockOffset is the time since midnight; 24:00 is a day.
func clockOffset(c jdate.Clock) time.Duration {
	if c == "24:00" {
		return 24 * time.Hour
	}
	const day jdate.Date = "2000-01-01"
	return day.Time(c).Sub(day.Time(""))
}

// spanWords writes a deadline's days: 11月20日（金）9:00から11月27日（金）17:00まで.
func spanWords(d opportunity.Deadline, now time.Time) string {
	from, to := pointWords(d.Start, d.StartTime, now), ""
	if d.End != "" {
		to = pointWords(d.End, d.EndTime, now)
		if day, clock := lastDay(d.End, d.EndTime); clock == "24:00" {
			to = pointWords(day, clock, now)
		}
	}
	switch {
	case from == "" && to == "":
		return "日付の記載なし"
	case d.Start == d.End && d.StartTime == d.EndTime:
		return from
	case from == "":
		return to + "まで"
	case to == "":
		return from + "から"
	}
	return from + "から" + to + "まで"
}

func pointWords(day jdate.Date, clock jdate.Clock, now time.Time) string {
	words := dayWords(day, now)
	if words != "" && clock != "" {
		words += " " + string(clock)
	}
	return words
}

func sumOf(a opportunity.Amount) sum {
	label := amountRoles[a.Role]
	if label == "" {
		label = amountRoles["other"]
	}
	return sum{a, label, yenWords(a.Yen) + perWords[a.Per] + taxWords[a.Tax]}
}

// fieldLabels names the fields of a record, as history and evidence call them; what follows a dot is left to fieldLabel.
var fieldLabels = map[string]string{
	"title": "件名", "summary": "概要", "url": "番地", "deadlines": "締切", "deadline": "締切", "amounts": "金額", "budget_yen": "予算",
	"eligibility": "応募資格", "contact": "問い合わせ先", "attachments": "添付資料", "published": "公告日", "updated": "更新日",
	"kind": "種別", "stage": "段階", "rolling": "随時受付", "issuer": "発注者", "department": "担当部署", "status": "状態", "themes": "分野",
}

// fieldLabel names a field; of deadlines.submission the role is named too.
func fieldLabel(field string) string {
	name, rest, _ := strings.Cut(field, ".")
	label := fieldLabels[name]
	if label == "" {
		return field
	}
	if role := opportunity.Role(rest).Label(); role != "" {
		label += "（" + role + "）"
	}
	return label
}

// fileKinds names the media types of attachments.
var fileKinds = map[string]string{
	"application/pdf": "PDF", "application/msword": "Word", "application/vnd.ms-excel": "Excel", "application/zip": "ZIP",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   "Word",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         "Excel",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
	"application/vnd.ms-powerpoint":                                             "PowerPoint", "text/html": "ウェブページ", "text/csv": "CSV",
}

func kindOfFile(mediaType string) string {
	if name := fileKinds[mediaType]; name != "" {
		return name
	}
	return mediaType
}
