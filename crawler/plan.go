package crawler

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler/column"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/part"
	"koubo/sources"
)

// When an announcement's own page is looked at again.
const (
	openCheck   = 20 * time.Hour      // an open call's page is looked at this often although no list says it changed
	soonCheck   = 3 * time.Hour       // in its last three days
	soon        = 3 * 24 * time.Hour  //
	closedFor   = 30 * 24 * time.Hour // after this, a closed call's page is left alone
	closedCheck = 24 * time.Hour
	againCheck  = 30 * 24 * time.Hour // a closed call's that its list still shows, without a day: it may come again each year
	fewAgain    = 5                   // of those in one visit
	wholeRest   = time.Hour           // a closed call's page that comes whole is not asked for twice running so soon,
	fewWhole    = 3                   // unless a visit looks at fewer such pages again
	firstRetry  = time.Hour           // after a failed attempt, doubled by each further one
	lastRetry   = 7 * 24 * time.Hour
)

// longVisit is the time after which a visit reads no more pages of calls that are over: a pass lasts as long as its longest
// visit, and the next one will do.
const longVisit = 12 * time.Second

// task is one page to be asked for, and why.
type task struct {
	page   string // address
	why    why
	items  []item          // the announcements it is asked for: one, or several that stand on it
	known  []sources.Known // what is remembered of each of them, with what the lists say now
	listed bool            // by an entry read in this visit
	whole  bool            // whatever it was when it was read before
	was    string          // hash of the page where it was read by other rules; "" otherwise
	beside []part.Part     // other announcements that are remembered of a page with several
}

// why is the reason for a task.
type why string

const (
	whyNew       why = "new"       // no visit could read it yet
	whyUndecided why = "undecided" // likewise, and its title alone proves nothing
	whyOver      why = "over"      // likewise, of a call that has ended, on a host so slow that it can wait
	whyChanged   why = "changed"   // its list names it otherwise than before
	whyDue       why = "due"       // it is time to look again
	whyDouble    why = "double"    // it looks like another's: both are read to tell
	whyRow       why = "row"       // it has no page: what its list says of it is all
	whyRest      why = "rest"      // not asked for: it failed a moment ago, or nothing is due
)

// planning is what a plan depends on beside memory and listing.
type planning struct {
	src      sources.Source
	at       time.Time // begin of the visit
	thorough bool      // look at every open call again
	stirred  bool      // an entry reads as before, but its server says that it changed
	slow     bool      // the pages of what is listed cannot be read within longVisit
}

// plan decides which pages a visit asks for, in which order: those never read first, for where a budget ends the visit
// early a second look can wait; then those that changed or are due; then those on slow hosts that are over; last those that
// no entry of this visit lists, the most urgent first. Tasks of whyRest are not to be asked for: their announcements are
// listed and stand as they are.
func plan(m sources.Memory, l listing, p planning) []task {
	var first, undecided, again, over []task
	d := dueness{planning: p, memory: m}
	for _, t := range listedTasks(m, l, p.at) {
		switch k := t.known[0]; {
		case t.items[0].inRow:
			again = append(again, t.because(whyRow))
		case !isNew(m, t):
			again = append(again, d.decideListed(m, t))
		case p.slow && classify.Over(t.items[0].draft.Title):
			over = append(over, t.because(d.orRest(t, whyOver)))
		case t.items[0].undecided && k.ID == "":
			undecided = append(undecided, t.because(d.orRest(t, whyUndecided)))
		default:
			first = append(first, t.because(d.orRest(t, whyNew)))
		}
	}
	tasks := d.compareDoubles(slices.Concat(first, undecided, again, over, d.unlisted(m, l)), m, l)
	addBeside(tasks, m)
	return tasks
}

// addBeside tells the tasks of pages with several announcements which others are remembered of them.
func addBeside(tasks []task, m sources.Memory) {
	byPage := map[string][]string{} // keys of parts
	for _, key := range slices.Sorted(maps.Keys(m.Known)) {
		if k := m.Known[key]; k.Part != "" && k.Alias == "" {
			byPage[k.URL] = append(byPage[k.URL], key)
		}
	}
	if len(byPage) == 0 {
		return
	}
	for n := range tasks {
		t := &tasks[n]
		for _, key := range byPage[t.page] {
			if !slices.ContainsFunc(t.items, func(i item) bool { return i.key == key }) {
				t.beside = append(t.beside, partOf(m.Known[key]))
			}
		}
	}
}

func (t task) because(w why) task {
	t.why = w
	return t
}

// isNew reports whether no visit could read the page of an announcement of the task before.
func isNew(m sources.Memory, t task) bool {
	return slices.ContainsFunc(t.items, func(i item) bool {
		k, old := m.Known[i.key]
		return !old || k.Pending
	})
}

// listedTasks makes a task of each listed page, with what is remembered of its announcements.
func listedTasks(m sources.Memory, l listing, at time.Time) []task {
	var tasks []task
	byPage := map[string]int{} // of pages with several announcements
	for _, i := range l.items {
		k, old := m.Known[i.key]
		if !old {
			k = sources.Known{Pending: true, FirstSeen: at}
			if was, is := l.were[i.key]; is {
				k.FirstSeen = m.Known[was].FirstSeen
			}
		}
		k.On, k.Missed = carriers(k, l.on[i.key], nil), 0
		if n, ok := byPage[i.draft.URL]; ok && i.group != "" {
			tasks[n].items, tasks[n].known = append(tasks[n].items, i), append(tasks[n].known, k)
			continue
		}
		if i.group != "" {
			byPage[i.draft.URL] = len(tasks)
		}
		tasks = append(tasks, task{page: i.draft.URL, items: []item{i}, known: []sources.Known{k}, listed: true})
	}
	return tasks
}

// dueness decides what is due; it counts the pages that come whole, of which a visit asks for few.
type dueness struct {
	planning
	memory sources.Memory
	again  int // closed calls' pages that may come again
	whole  int // closed or open calls' pages looked at again that come whole each time
}

// orRest returns the reason where an announcement never read is to be asked for, else whyRest.
func (d *dueness) orRest(t task, reason why) why {
	for _, k := range t.known {
		if k.ID == "" && k.Tries == 0 || d.isDue(t.page, k, true) {
			return reason
		}
	}
	return whyRest
}

// decideListed decides on a page that was read before and is listed now.
func (d *dueness) decideListed(m sources.Memory, t task) task {
	reason := whyRest
	for n, i := range t.items {
		k, before := t.known[n], m.Known[i.key]
		switch {
		case before.Title != i.draft.Title || before.Date != i.draft.Published || before.Group != i.group:
			reason = whyChanged
		case k.Dropped != "":
		case k.Gone || d.isDue(t.page, k, true):
			reason = cmp.Or(map[bool]why{true: whyDue}[reason == whyRest], reason)
		}
		if k.Dropped == "" && (d.statesOtherDays(t.page, k, i) || d.endsOnList(t.page, k, i)) {
			reason, t.whole = whyChanged, true // its page may be as it was
		}
	}
	if reason != whyRest {
		d.count(t.page)
	}
	return t.because(reason)
}

// statesOtherDays reports whether the columns of a list state other days of an announcement than they did when its page was read, or none
// were noted then. After a failed attempt that waits for the next.
func (d *dueness) statesOtherDays(page string, k sources.Known, i item) bool {
	if column.Days(i.draft.Fields, k.Listed) == k.Listed || k.Listed == "" && !k.Deadline.IsZero() && !k.OpenAt(d.at) {
		return false
	}
	return k.Tries == 0 || d.isDue(page, k, false)
}

// unlisted plans to look again at announcements that no entry of this visit listed afresh: an entry may be unchanged while
// an announcement's own page is not, and what a feed no longer shows is still open.
func (d *dueness) unlisted(m sources.Memory, l listing) (tasks []task) {
	byPage := map[string]int{}
	for _, key := range mostUrgentFirst(m.Known, d.at) {
		k := l.knownNow(m.Known, key)
		if _, listed := l.on[key]; listed || k.InRow && k.Missed > 0 || k.Alias != "" || k.Dropped != "" || k.Gone && !d.mayBeBack(k) {
			continue
		}
		t := rememberedTask(d.src, key, k)
		switch {
		case k.InRow:
			t.why = whyRest
		case k.Gone || d.isDue(t.page, k, d.stirred || k.Missed > m.Known[key].Missed):
			t.why = whyDue
			d.count(t.page)
		case k.Missed == 0:
			t.why = whyRest
		default:
			continue
		}
		if n, ok := byPage[t.page]; ok && tasks[n].why == t.why {
			tasks[n].items, tasks[n].known = append(tasks[n].items, t.items...), append(tasks[n].known, k)
			continue
		}
		byPage[t.page] = len(tasks)
		tasks = append(tasks, t)
	}
	return tasks
}

// rememberedTask is the task of an announcement that no entry shows at the moment.
func rememberedTask(src sources.Source, key string, k sources.Known) task {
	page := cmp.Or(k.URL, key)
	d := opportunity.Draft{Source: src.ID, Issuer: src.Issuer, URL: page, Title: k.Title, Published: k.Date, Part: k.Part, Ended: k.Ended, Detail: opportunity.DetailPending}
	i := item{key: key, draft: d, group: k.Group}
	if strings.HasPrefix(k.Part, "#") {
		i.fragment = k.Part
	}
	return task{page: page, items: []item{i}, known: []sources.Known{k}}
}

func (d *dueness) count(page string) {
	if !d.memory.Validators[page].Sent() {
		d.whole++
	}
}

// isDue reports whether an announcement's own page is to be looked at again. stirred: its source changed, so it may have, too.
func (d *dueness) isDue(page string, k sources.Known, stirred bool) bool {
	checked := since(k.Checked, d.at)
	ended := k.Deadline
	if ended.IsZero() {
		ended = k.FirstSeen
	}
	open, recent := k.OpenAt(d.at), d.at.Sub(ended) < closedFor
	rested := k.Tries == 0 || since(k.Tried, d.at) >= restOfFailed(k, d.at)
	switch {
	case k.Pending:
		return rested || stirred && k.Tries < 3
	case k.Tries > 0 && (open || recent): // it was due, and could not be read
		return rested || (stirred || d.thorough) && k.Tries < 3
	case open && (stirred || d.thorough):
		return true
	case open:
		return checked >= restOfOpen(k, d.at)
	}
	return recent && (stirred && (checked >= closedCheck || d.thorough) || d.thorough && !k.Deadline.IsZero() && d.isCheap(page, k)) || d.mayComeAgain(k, checked)
}

// restOfOpen is how long the page of an open call, or the document that names its deadline, is left alone although no list says it changed.
func restOfOpen(k sources.Known, now time.Time) time.Duration {
	if !k.Deadline.IsZero() && k.Deadline.Sub(now) < soon {
		return soonCheck
	}
	return openCheck
}

// mayComeAgain reports whether a closed call may be opened anew at its address, and its list, which gives no days, does not tell.
func (d *dueness) mayComeAgain(k sources.Known, checked time.Duration) bool {
	shown := k.Missed == 0 && len(k.On) > 0 && k.Date == "" && k.ID != "" && !k.Gone && !k.InRow
	if !shown || min(checked, since(k.Tried, d.at)) < againCheck || d.again == fewAgain || classify.Over(k.Title) {
		return false
	}
	d.again++
	return true
}

// isCheap reports whether a closed call's page may be looked at because that costs little: a call is extended after its
// deadline, too. Of pages that come whole a visit looks at a few, and at those that the visit before left out.
func (d *dueness) isCheap(page string, k sources.Known) bool {
	leftOut := k.Checked.Before(d.memory.Health.LastRun) || since(k.Checked, d.at) >= wholeRest
	return d.memory.Validators[page].Sent() || leftOut || d.whole < fewWhole
}
