package decline

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// read is what one visit read: 1 has the field, 0 lacks it.
func read(visit string) (batch []bool) {
	for _, r := range visit {
		batch = append(batch, r == '1')
	}
	return batch
}

// TestLost tells of histories, visit by visit, whether the field is lost at the end.
func TestLost(t *testing.T) {
	for name, c := range map[string]struct {
		visits string // one word a visit
		lost   bool
	}{
		"nothing before":                             {"000000", false},
		"always had, never has":                      {"111111111111 000000", true},
		"six before, read anew at once":              {"111111 000000", true},
		"five before are no history":                 {"11111 00000", false},
		"four of a relaunch are too few":             {"111111111111 1111 0000", false},
		"one by one":                                 {"111111 111111 1 1 0 0 0 0 0 0 0", true},
		"one call without a deadline":                {"111111 111111 0", false},
		"two of six still have it":                   {"11111111 11111111 000011", true},
		"every other one as ever":                    {"101010101010 101010101010 101010", false},
		"every other one, then none":                 {"101010101010 101010101010 000000000000", true},
		"every other one, and five without":          {"101010101010 101010101010 00000", false},
		"seldom had, now none":                       {"100000100000 100000100000 000000000000", false},
		"it came back":                               {"111111111111 000000 111111", false},
		"it came back one by one":                    {"111111111111 000000 1 1 1 1 1 1 1 1 1 1", false},
		"a loss is not learnt":                       {"111111111111 000000 000000 000000 000000 000000", true},
		"more than before":                           {"000000000000 111111", false},
		"of many rows of one visit the first twelve": {"111111111111 0000000000000000000000000000000000000000", true},
	} {
		history := map[sources.Field]sources.FieldHistory{}
		at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
		for _, visit := range strings.Fields(c.visits) {
			at = at.Add(time.Hour)
			history = Note(history, Seen{sources.FieldDeadline: read(visit)}, at)
		}
		if h := history[sources.FieldDeadline]; h.Lost.IsZero() == c.lost || (Reason(Lost("", history)) != "") != c.lost || len(h.Recent) > recentMost {
			t.Errorf("%s: %+v, %q", name, h, Reason(Lost("", history)))
		}
	}
}

func TestReasonNamesFieldAndNumbers(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	history := Note(nil, Seen{sources.FieldDeadline: read("111111111111"), sources.FieldBudget: read("110110110110")}, at)
	history = Note(history, Seen{sources.FieldDeadline: read("000010"), sources.FieldBudget: read("110110")}, at.Add(time.Hour))
	if got := Reason(Lost("", history)); !strings.HasPrefix(got, "deadline: 1 of the latest 6 calls have a deadline, where 100 % did; its layout") {
		t.Error(got)
	}
	if lost := history[sources.FieldDeadline].Lost; !lost.Equal(at.Add(time.Hour)) {
		t.Errorf("lost at %s", lost)
	}
	history = Note(history, Seen{sources.FieldDeadline: read("00000")}, at.Add(Believe+2*time.Hour))
	if got := Reason(Lost("", history)); got != "" {
		t.Errorf("after two months what is not given is not missed: %s", got)
	}
}

// TestALossIsForgotten although nothing comes any more that could have the field: a season without calls.
func TestALossIsForgotten(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	history := Note(nil, Seen{sources.FieldDeadline: read("111111111111")}, at)
	history = Note(history, Seen{sources.FieldDeadline: read("000000")}, at)
	if Reason(Lost("", history)) == "" {
		t.Fatal("nothing is lost")
	}
	history = Note(history, Seen{}, at.Add(Believe+time.Hour))
	if got := Reason(Lost("", history)); got != "" {
		t.Error(got)
	}
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct {
		k, n    int
		p, want float64
	}{{0, 1, 0.5, 0.5}, {1, 2, 0.5, 0.75}, {2, 2, 0.9, 1}, {0, 12, 0.5, math.Pow(0.5, 12)}, {1, 3, 0.25, 0.84375}} {
		if got := atMost(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("at most %d of %d with %v: %v, want %v", c.k, c.n, c.p, got, c.want)
		}
	}
}

// TestADayOfChangeIsADay: a list whose dates turn out to be those of the latest changes has lost none.
func TestADayOfChangeIsADay(t *testing.T) {
	o := opportunity.Opportunity{ID: "a", Detail: opportunity.DetailRead, Updated: "2026-07-29"}
	if got := OfRecords([]opportunity.Opportunity{o}, nil, nil)[sources.FieldPublished]; !slices.Equal(got, []bool{true}) {
		t.Errorf("%v", got)
	}
}

// TestWhatARecordTellsOfItsFields: of a call all, of another announcement its day, of one whose page was not read nothing.
func TestWhatARecordTellsOfItsFields(t *testing.T) {
	call := opportunity.Opportunity{Detail: opportunity.DetailRead, IsOpportunity: true, Stage: opportunity.OpenCall}
	yen := int64(1)
	with := func(change func(*opportunity.Opportunity)) opportunity.Opportunity { o := call; change(&o); return o }
	due := []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-01"}}
	for name, c := range map[string]struct {
		o    opportunity.Opportunity
		want string // fields it might have, those that it has in capitals
	}{
		"a bare call": {call, "budget contact deadline published"}, "rolling": {with(func(o *opportunity.Opportunity) { o.Rolling = true }), "budget contact DEADLINE published"}, "with a deadline": {with(func(o *opportunity.Opportunity) { o.Deadlines = due }), "budget contact DEADLINE published"},
		"with a sum": {with(func(o *opportunity.Opportunity) { o.BudgetYen = &yen }), "BUDGET contact deadline published"}, "with sums": {with(func(o *opportunity.Opportunity) { o.Amounts = make([]opportunity.Amount, 1) }), "BUDGET contact deadline published"},
		"with a contact": {with(func(o *opportunity.Opportunity) { o.Contact.Phone = "1" }), "budget CONTACT deadline published"}, "of a day": {with(func(o *opportunity.Opportunity) { o.Published = "2026-11-01" }), "budget contact deadline PUBLISHED"},
		"no call": {with(func(o *opportunity.Opportunity) { o.IsOpportunity = false }), "published"}, "a result": {with(func(o *opportunity.Opportunity) { o.Stage = opportunity.Result }), "published"}, "not read": {with(func(o *opportunity.Opportunity) { o.Detail = opportunity.DetailPending }), ""},
	} {
		var got []string
		for field, has := range fieldsOf(c.o) {
			word := string(field)
			if has {
				word = strings.ToUpper(word)
			}
			got = append(got, word)
		}
		slices.SortFunc(got, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
		if words := strings.Join(got, " "); words != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
	}
}

// TestARecordReadAgainIsEvidenceOnlyBesideOthers, or of a field that is lost.
func TestARecordReadAgainIsEvidenceOnlyBesideOthers(t *testing.T) {
	const lost = "lost"
	for name, c := range map[string]struct {
		ids, before string // of the records, those with a minus were read before
		want        int    // records that count
	}{
		"fresh": {"a b", "", 2}, "one again": {"-a b", "", 1}, "all again, four": {"-a -b -c -d", "", 0}, "all again, five": {"-a -b -c -d -e", "", 5}, "all again, of a lost field": {"-a -b", lost, 2},
	} {
		var records []opportunity.Opportunity
		again, before := map[string]bool{}, map[sources.Field]sources.FieldHistory{}
		for id := range strings.FieldsSeq(c.ids) {
			id, known := strings.CutPrefix(id, "-")
			again[id] = known
			records = append(records, opportunity.Opportunity{ID: id, Detail: opportunity.DetailRead, Published: "2026-11-01"})
		}
		if c.before == lost {
			before[sources.FieldPublished] = sources.FieldHistory{Lost: time.Unix(1, 0)}
		}
		if got := OfRecords(records, again, before)[sources.FieldPublished]; len(got) != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestHowAHistoryGoesOn: what is recent, what becomes usual, and from when a loss is forgotten.
func TestHowAHistoryGoesOn(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		h     sources.FieldHistory
		batch string
		want  sources.FieldHistory
	}{
		"the first":                       {sources.FieldHistory{}, "101", sources.FieldHistory{Recent: "101"}},
		"five stand for themselves":       {sources.FieldHistory{Recent: "111111"}, "00000", sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at}},
		"four do not":                     {sources.FieldHistory{Recent: "111111"}, "0000", sources.FieldHistory{Recent: "1111110000"}},
		"twelve are recent":               {sources.FieldHistory{Recent: "110111111111"}, "11", sources.FieldHistory{Recent: "011111111111", Usual: 1, Of: 2}},
		"of more the first twelve":        {sources.FieldHistory{}, "11111111111100", sources.FieldHistory{Recent: "111111111111"}},
		"what is usual moves by a part":   {sources.FieldHistory{Recent: "011111111111", Usual: .5, Of: 1}, "1", sources.FieldHistory{Recent: "111111111111", Usual: .25, Of: 2}},
		"up to a bound":                   {sources.FieldHistory{Recent: "111111111111", Usual: .5, Of: 200}, "1", sources.FieldHistory{Recent: "111111111111", Usual: .5025, Of: 200}},
		"what was lost is not learnt":     {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-1)}, "00000", sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-1)}},
		"what came back is lost no more":  {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-1)}, "11111", sources.FieldHistory{Recent: "11111", Usual: 1, Of: 6}},
		"nothing of it was read":          {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-1)}, "", sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-1)}},
		"lost for sixty days":             {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-60 * 24 * time.Hour)}, "", sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-60 * 24 * time.Hour)}},
		"lost for longer":                 {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-60*24*time.Hour - 1)}, "", sources.FieldHistory{}},
		"lost for longer, and never back": {sources.FieldHistory{Recent: "00000", Usual: 1, Of: 6, Lost: at.Add(-60*24*time.Hour - 1)}, "0", sources.FieldHistory{Recent: "0"}},
	} {
		before := map[sources.Field]sources.FieldHistory{sources.FieldDate: c.h}
		got := Note(before, Seen{sources.FieldDate: read(c.batch)}, at)[sources.FieldDate]
		if math.Abs(got.Usual-c.want.Usual) > 1e-9 || got.Of != c.want.Of || got.Recent != c.want.Recent || !got.Lost.Equal(c.want.Lost) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		if before[sources.FieldDate] != c.h {
			t.Errorf("%s: what was before is changed", name)
		}
	}
}

// TestALossIsNoChance: fewer than one in two thousand such readings would be, of records enough on both sides.
func TestALossIsNoChance(t *testing.T) {
	for _, c := range []struct {
		usual  float64
		of     int
		recent string
		want   bool
	}{
		{1, 6, "00000", true}, {1, 5, "00000", false}, {1, 200, "0000", false}, {1, 200, "00000", true}, {1, 200, "11000", true}, {1, 200, "11100", true}, {1, 200, "11110", false}, {.5, 200, "0000000000", false}, {.5, 200, "00000000000", true}, {.75, 200, "00000", false}, {.75, 200, "000000", true}, {0, 200, "000000000000", false},
	} {
		if got := isLost(sources.FieldHistory{Usual: c.usual, Of: c.of, Recent: c.recent}); got != c.want {
			t.Errorf("%v of %d, and then %s: lost %v", c.usual, c.of, c.recent, got)
		}
	}
}

// TestAPortionStandsForRows: as many of them as count, the same share of which have the field.
func TestAPortionStandsForRows(t *testing.T) {
	for _, c := range []struct {
		with, of, has, in int
	}{{0, 0, 0, 0}, {0, 3, 0, 3}, {2, 3, 2, 3}, {12, 12, 12, 12}, {20, 20, 12, 12}, {10, 20, 6, 12}, {1, 100, 1, 12}, {0, 100, 0, 12}, {99, 100, 12, 12}} {
		batch := Portion(c.with, c.of)
		has := 0
		for n, is := range batch {
			if is {
				has++
			}
			if is != (n < c.has) {
				t.Errorf("%d of %d: %v", c.with, c.of, batch)
				break
			}
		}
		if len(batch) != c.in || has != c.has {
			t.Errorf("%d of %d: %d of %d", c.with, c.of, has, len(batch))
		}
	}
}

// TestALossIsToldInWordsAndCodes: of which things so many have it, and where.
func TestALossIsToldInWordsAndCodes(t *testing.T) {
	lost := sources.FieldHistory{Lost: time.Unix(1, 0), Recent: "10000", Usual: .996}
	histories := map[sources.Field]sources.FieldHistory{}
	for _, field := range sources.Fields() {
		histories[field] = lost
	}
	all := Lost("https://a.jp/", histories)
	if len(all) != len(sources.Fields()) {
		t.Fatalf("%d are lost", len(all))
	}
	causes := Causes(all)
	for n, field := range sources.Fields() {
		things := map[sources.Field]string{sources.FieldDeadline: "calls have a deadline", sources.FieldBudget: "calls name a budget", sources.FieldContact: "calls name a contact", sources.FieldPublished: "announcements have a day of publication", sources.FieldDate: "rows have a date", sources.FieldTitle: "rows have a title that may be a call's"}[field]
		want := "https://a.jp/: " + string(field) + ": 1 of the latest 5 " + things + ", where 100 % did"
		if all[n].Field != field || !strings.Contains(Reason(all), want) || !strings.HasPrefix(Reason(all[n:n+1]), want+"; its layout") {
			t.Errorf("%s: %q", field, Reason(all[n:n+1]))
		}
		c := causes[n]
		if c.Code != sources.CauseFieldLost || c.URL != "https://a.jp/" || c.Args["field"] != string(field) || c.Args["now"] != "1" || c.Args["of"] != "5" || c.Args["usual"] != "100" {
			t.Errorf("%s: %+v", field, c)
		}
	}
	if got := Reason(Lost("", histories)); strings.Contains(got, "https") || Reason(nil) != "" || len(Lost("", map[sources.Field]sources.FieldHistory{sources.FieldDate: {Recent: "0"}})) != 0 {
		t.Error(got)
	}
}
