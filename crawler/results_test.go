package crawler

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// TestWhatBecomesOfAPage tells for each outcome what is remembered of its announcement, stored of it, and told of it.
func TestWhatBecomesOfAPage(t *testing.T) {
	fresh := sources.Known{Pending: true, FirstSeen: planAt}
	stored := sources.Known{ID: "1", Title: "call", Tries: 2, Suspect: "before", Checked: planAt.Add(-time.Hour), Open: true}
	never := sources.Known{ID: "1", Title: "call", Checked: planAt.Add(-time.Hour)} // read, never failed
	pending := sources.Known{ID: "1", Pending: true, Tries: 2}
	down := errors.New("down")
	for name, c := range map[string]struct {
		o        outcome
		known    sources.Known
		listed   bool
		tries    int
		pending  bool
		records  int    // stored of it
		seen     bool   // and as it was
		told     string // as a problem
		validate bool   // the page's validator is kept
	}{
		"unchanged":                     {outcome{kind: pageUnchanged}, stored, true, 0, false, 0, true, "", true},
		"postponed, new":                {outcome{kind: pagePostponed, err: errManyDetails}, fresh, true, 0, true, 1, false, "", false},
		"postponed, stored":             {outcome{kind: pagePostponed, err: errManyDetails}, never, true, 1, false, 0, true, "", false},
		"postponed, failed before":      {outcome{kind: pagePostponed, err: errManyDetails}, stored, true, 2, false, 0, true, "", false},
		"postponed, stored unread":      {outcome{kind: pagePostponed, err: errManyDetails}, pending, true, 2, true, 1, false, "", false},
		"postponed, listed no more":     {outcome{kind: pagePostponed, err: errManyDetails}, pending, false, 2, true, 0, true, "", false},
		"forbidden":                     {outcome{kind: pageForbidden, err: down}, fresh, true, 0, false, 1, false, "", false},
		"forbidden, stored":             {outcome{kind: pageForbidden, err: down}, stored, true, 2, false, 1, false, "", false},
		"without text":                  {outcome{kind: pageTextless, err: errNoText}, fresh, true, 0, false, 1, false, "", true},
		"gone, new":                     {outcome{kind: pageGone, err: down, status: 404}, fresh, true, 1, true, 1, false, "down", false},
		"gone, stored unread":           {outcome{kind: pageGone, err: down, status: 404}, pending, true, 3, true, 1, false, "down", false},
		"gone":                          {outcome{kind: pageGone, err: down, status: 410}, stored, true, 2, false, 0, false, "down", false},
		"failed, new":                   {outcome{kind: pageFailed, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"failed, stored":                {outcome{kind: pageFailed, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, listed no more":        {outcome{kind: pageFailed, err: down}, stored, false, 3, false, 0, true, "down", false},
		"suspect, new":                  {outcome{kind: pageSuspect, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"suspect, stored":               {outcome{kind: pageSuspect, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, was dropped when read": {outcome{kind: pageFailed, err: down}, sources.Known{Dropped: "no call"}, true, 1, false, 0, false, "down", false},
	} {
		rs, told := nothingKnown(), ""
		rs.visit.Withdrawn = map[string]string{}
		rs.problem = func(address string, err error) { told = err.Error() }
		c.o.validator = sources.Validator{ETag: "1"}
		rs.add(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{c.known}, listed: c.listed}, &c.o)
		k := rs.visit.Known["a.jp/call"]
		_, kept := rs.visit.Validators["https://a.jp/call"]
		if k.Tries != c.tries || k.Pending != c.pending || len(rs.visit.Records) != c.records || slices.Contains(rs.visit.SeenIDs, "1") != c.seen || told != c.told || kept != c.validate || rs.read != 0 {
			t.Errorf("%s: %+v; %d records, seen %v, told %q, validators %v", name, k, len(rs.visit.Records), rs.visit.SeenIDs, told, rs.visit.Validators)
		}
		failed := c.o.kind == pageFailed || c.o.kind == pageSuspect || c.o.kind == pageGone && c.known.Pending
		if failed != k.Tried.Equal(planAt) || k.URL != "https://a.jp/call" && k.Dropped == "" {
			t.Errorf("%s: tried %s, address %s", name, k.Tried, k.URL)
		}
		if suspect := c.o.kind == pageSuspect; suspect != (len(rs.suspects) == 1) || suspect && k.Suspect != "down" || c.o.kind == pageUnchanged && (k.Suspect != "" || !k.Checked.Equal(planAt)) {
			t.Errorf("%s: suspect %q, %v", name, k.Suspect, rs.suspects)
		}
		withdrawn := c.o.kind == pageGone && !c.known.Pending
		if withdrawn != (len(rs.visit.Withdrawn) == 1) || withdrawn != k.Gone || withdrawn && (k.Open || !k.Checked.Equal(planAt) || !slices.Equal(rs.visit.Forget, []string{"https://a.jp/call"}) || !strings.Contains(rs.visit.Withdrawn["1"], "410")) {
			t.Errorf("%s: %v, %+v", name, rs.visit.Withdrawn, k)
		}
	}
}

// TestTheListsWordsAreRemembered where its page is asked for because of them.
func TestTheListsWordsAreRemembered(t *testing.T) {
	i := listed("new title")
	i.draft.Published, i.draft.Part = "2026-11-05", "#p"
	for shown, want := range map[bool]string{true: "new title 2026-11-05", false: "old 2026-11-01"} {
		k := nothingKnown().named(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{Title: "old", Date: "2026-11-01", ID: "1"}}, listed: shown}, 0)
		if got := k.Title + " " + k.Date; got != want || k.URL != "https://a.jp/1" || k.Part != "#p" || k.ID != "1" {
			t.Errorf("listed %v: %+v", shown, k)
		}
	}
}

// TestWhatIsLeftForLaterIsTriedInAnHour, as if it had failed once.
func TestWhatIsLeftForLaterIsTriedInAnHour(t *testing.T) {
	for before, want := range map[int]int{0: 1, 1: 1, 4: 4} {
		rs := nothingKnown()
		rs.later(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{Pending: true, Tries: before}}, listed: true})
		if k := rs.visit.Known["a.jp/call"]; k.Tries != want || !k.Tried.Equal(planAt) || !k.Pending || len(rs.visit.Records) != 1 {
			t.Errorf("%d tries before: %+v", before, k)
		}
	}
}

// TestAnUndecidedTitleIsNotStoredUnread.
func TestAnUndecidedTitleIsNotStoredUnread(t *testing.T) {
	for name, c := range map[string]struct {
		undecided bool
		id        string
		state     opportunity.DetailState
		records   int
		pending   bool
	}{
		"undecided": {true, "", opportunity.DetailPending, 0, true}, "undecided, without a page": {true, "", opportunity.DetailNone, 0, false}, "decided": {false, "", opportunity.DetailPending, 1, true},
		"undecided, stored": {true, "1", opportunity.DetailNone, 1, false},
	} {
		rs, i := nothingKnown(), listed("call")
		i.undecided = c.undecided
		rs.keep(task{listed: true}, &i, sources.Known{ID: c.id, FirstSeen: planAt}, c.state)
		if k := rs.visit.Known["a.jp/call"]; len(rs.visit.Records) != c.records || k.Pending != c.pending || c.records == 1 && rs.visit.Records[0].Detail != c.state {
			t.Errorf("%s: %+v, %d records", name, k, len(rs.visit.Records))
		}
	}
}

// TestSeveralAnnouncementsOfAPageRead: each its own, one that another turned out to be leads there, and one that is not on it failed.
func TestSeveralAnnouncementsOfAPageRead(t *testing.T) {
	rs := nothingKnown()
	two := task{page: "https://a.jp/1", listed: true}
	for _, part := range []string{"#p", "#q", "#r", "#s"} {
		i := listed("call")
		i.key, i.draft.Part, i.draft.Title, i.group = "a.jp/1"+part, part, "call "+part, "g"
		two.items, two.known = append(two.items, i), append(two.known, sources.Known{FirstSeen: planAt, Pending: true, Tries: 3, Suspect: "x", Gone: true})
	}
	o := &outcome{kind: pageRead, of: []int{0, 1, 0, -1}, validator: sources.Validator{ETag: "1"}, titled: true, frame: 7,
		drafts: []opportunity.Draft{{URL: "https://a.jp/1", Part: "#p", Title: "one"}, {URL: "https://a.jp/1", Part: "#q", Title: "two"}}, records: []opportunity.Opportunity{{ID: "1"}, {ID: "2"}},
		reread: map[int]opportunity.Opportunity{1: {Title: "as before"}}}
	rs.visit.Reread = map[string]opportunity.Opportunity{}
	rs.add(two, o)
	known := rs.visit.Known
	for key, id := range map[string]string{"a.jp/1#p": "1", "a.jp/1#q": "2"} {
		if k := known[key]; k.ID != id || k.Pending || k.Tries != 0 || k.Gone || k.Suspect != "" || k.Group != "g" || !k.Titled || k.Frame != 7 || !k.Checked.Equal(planAt) {
			t.Errorf("%s: %+v", key, k)
		}
	}
	if known["a.jp/1#r"].Alias != "a.jp/1#p" || known["a.jp/1#s"].Tries != 4 || rs.read != 1 || rs.visit.Validators["https://a.jp/1"].ETag != "1" || rs.claimed["a.jp/1#q"] != "two" {
		t.Errorf("%+v, %d read", known, rs.read)
	}
	if len(rs.visit.Reread) != 1 || rs.visit.Reread["2"].Title != "as before" {
		t.Errorf("reread %+v", rs.visit.Reread)
	}
}

// TestAPageWithAnUnreadDocumentComesAgain, whole.
func TestAPageWithAnUnreadDocumentComesAgain(t *testing.T) {
	rs := nothingKnown()
	rs.add(task{page: "https://a.jp/1", items: []item{listed("1")}, known: []sources.Known{{FirstSeen: planAt, Tries: 5}}}, &outcome{
		kind: pageRead, of: []int{0}, validator: sources.Validator{ETag: "1"}, incomplete: errors.New("not in time"), drafts: []opportunity.Draft{{URL: "https://a.jp/1"}}, records: []opportunity.Opportunity{{ID: "1"}}})
	k := rs.visit.Known["a.jp/1"]
	if _, kept := rs.visit.Validators["https://a.jp/1"]; kept || k.Tries != 1 || !k.Tried.Equal(planAt) || !k.Checked.Equal(planAt) {
		t.Errorf("%+v, %v", k, rs.visit.Validators)
	}
}

// TestUnderWhichKeyAPageIsKept: that of its list, unless its own address, or the one that permanent redirects led to, is known already;
// whoever asks by the listed one finds it, too.
func TestUnderWhichKeyAPageIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		own, moved string
		further    []string
		known      string
		key        string
		aliases    string
		again      bool // it is normalized again, for its address or first day is another
	}{
		"its own":                            {"", "", nil, "", "a.jp/1", "", false},
		"its own, and further ones":          {"", "", []string{"a.jp/x"}, "", "a.jp/1", "a.jp/x", false},
		"another that nobody has":            {"https://a.jp/own", "", nil, "", "a.jp/1", "", false},
		"another that is known":              {"https://a.jp/own", "", []string{"a.jp/own"}, "a.jp/own", "a.jp/own", "a.jp/own a.jp/1", true},
		"moved to what nobody has":           {"", "https://a.jp/moved", nil, "", "a.jp/1", "", false},
		"moved to what is known":             {"", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/moved", "a.jp/1", true},
		"of both the one that the page says": {"https://a.jp/own", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/1", "", false},
	} {
		rs, seen := nothingKnown(), 0
		normalize := rs.normalize
		rs.normalize = func(d opportunity.Draft, day jdate.Date) opportunity.Opportunity { seen++; return normalize(d, day) }
		if c.known != "" {
			rs.memory.Known[c.known] = sources.Known{ID: "9", Title: "call", FirstSeen: planAt.Add(-240 * time.Hour)}
		}
		i := listed("1")
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{
			kind: pageRead, of: []int{0}, own: c.own, moved: c.moved, further: c.further, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known[c.key]; k.ID != "2" || rs.claimed[c.key] != "call" || strings.Join(rs.visit.Aliases["2"], " ") != c.aliases || (seen > 0) != c.again {
			t.Errorf("%s: %+v, aliases %v, normalized again %v", name, rs.visit.Known, rs.visit.Aliases, seen > 0)
		}
		if moved := c.key != "a.jp/1"; moved != (rs.visit.Known["a.jp/1"].Alias == c.key) || moved && !rs.visit.Known[c.key].FirstSeen.Equal(planAt.Add(-240*time.Hour)) {
			t.Errorf("%s: %+v", name, rs.visit.Known)
		}
	}
}

// TestAPartThatIsThePageKeepsThePagesFirstDay.
func TestAPartThatIsThePageKeepsThePagesFirstDay(t *testing.T) {
	first := planAt.Add(-99 * time.Hour)
	for id, want := range map[string]time.Time{"9": first, "": planAt} {
		rs, i := nothingKnown(), listed("1")
		rs.memory.Known["a.jp/1"] = sources.Known{ID: id, FirstSeen: first}
		i.key, i.draft.Part = "a.jp/1#p", "#p"
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known["a.jp/1"]; !k.FirstSeen.Equal(want) || k.ID != "2" || rs.visit.Known["a.jp/1#p"].Alias != "a.jp/1" {
			t.Errorf("the page was stored as %q: %+v", id, rs.visit.Known)
		}
	}
}

// TestWhatItsPageShowsToBeNoCall is dropped, with the words of its page, where its title had proved nothing.
func TestWhatItsPageShowsToBeNoCall(t *testing.T) {
	const no, bare = "市民マラソン大会の参加者を募集します", "募集について"
	for name, c := range map[string]struct {
		title   string
		ofPlace bool
		is      bool // by its record
		want    bool
	}{
		"no call": {no, false, true, true}, "a call": {parkCall, false, false, false}, "as bare, a call by its text": {bare, false, true, false}, "as bare, and no call by its text": {bare, false, false, true},
		"of a place of calls, a call by its text": {"橋梁点検", true, true, false}, "of a place of calls, none by its text": {"橋梁点検", true, false, true}, "of another place": {"橋梁点検", false, true, true}, "of a place of calls, no call by its title": {no, true, true, true},
	} {
		rs, k, d := &results{}, sources.Known{Pending: true}, draft("http://a.jp/1", c.title)
		if got := rs.dropRead(&item{undecided: true, ofPlace: c.ofPlace}, &d, &opportunity.Opportunity{IsOpportunity: c.is}, &k); got != c.want || (k.Dropped != "") != c.want || k.Pending == c.want {
			t.Errorf("%s: dropped %v, %+v", name, got, k)
		}
		if c.want && (rs.visit.Dropped[0].Title != c.title || rs.visit.Dropped[0].URL != "http://a.jp/1" || rs.visit.Dropped[0].Why == "" || rs.visit.Dropped[0].Why != k.Dropped) {
			t.Errorf("%s: %+v", name, rs.visit.Dropped)
		}
	}
	rs, i := nothingKnown(), listed("1")
	i.undecided, i.draft.Title = true, bare
	rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: no}}, records: []opportunity.Opportunity{{ID: "2"}}})
	if k := rs.visit.Known["a.jp/1"]; k.Dropped == "" || !k.Checked.Equal(planAt) || len(rs.visit.Records) != 0 || rs.claimed["a.jp/1"] != "" {
		t.Errorf("%+v, %d records", k, len(rs.visit.Records))
	}
}

// TestWhatTheNextVisitMustKnowOfARecord: whether its call is open, or was until it closed, and by what else it is found.
func TestWhatTheNextVisitMustKnowOfARecord(t *testing.T) {
	due := func(day string) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.Date(day)}}
	}
	rs := nothingKnown()
	record := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Detail: opportunity.DetailRead, Deadlines: due("2026-12-01")}
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour), Pending: true}, []string{"x"})
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour)}, nil)
	k := rs.visit.Known["k"]
	if k.ID != "7" || k.Pending || !k.Open || !k.Deadline.Equal(record.Closes()) || record.LastSeen != planAt || record.FirstSeen != planAt.Add(-time.Hour) || fmt.Sprint(rs.visit.Aliases) != "map[7:[x]]" || len(rs.visit.Records) != 2 {
		t.Errorf("%+v; %+v", k, record)
	}
	for closes, open := range map[time.Duration]bool{time.Hour: true, 0: true, -time.Hour: true} { // it was, until then
		late := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-11-25")}
		at := nothingKnown()
		at.at = late.Closes().Add(-closes)
		if at.store("k", &late, sources.Known{}, nil); at.visit.Known["k"].Open != open {
			t.Errorf("%s before it closes: open %v", closes, !open)
		}
	}
}
