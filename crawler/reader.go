package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/crawler/session"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/page"
	"koubo/sources"
)

// reader fetches and parses for one visit: what stands here asks, drafts.go reads what answers. It decides nothing about what is stored.
type reader struct {
	*Crawler
	src      sources.Source
	finding  *sources.Finding // of a source that finds its feeds and lists itself; nil for others
	at       time.Time        // begin of the visit
	client   *fetch.Client
	yield    func() // moves the visit to those that wait
	halted   error  // why no further request may be made in this visit
	pages    int    // announcements' own pages asked for
	frame    *hostframe.Visit
	titles   *classify.Titles  // of what the lists show
	sessions session.Links     // of the lists read in this visit
	framedBy map[string]string // address of a frame → the page in this visit that had it first
	held     []heldPage        // until more of their hosts is known
	decided  bool              // no more pages are held
	last     bool              // no further task follows
	problems []sources.PageProblem
}

func (c *Crawler) newReader(src *sources.Source, s *slot) *reader {
	client := c.network.Client(fetch.ClientOptions{Lenient: src.Insecure, Gap: src.Gap, Waiting: s.yield})
	return &reader{Crawler: c, src: *src, at: c.clock.Now(), client: client, yield: s.yield, frame: c.frames.Visit(), titles: classify.NewTitles()}
}

func (r *reader) close() {
	r.client.Close()
	r.frame.Close()
}

// since is the time since an instant of an earlier visit.
func (r *reader) since(then time.Time) time.Duration { return since(then, r.at) }

// get asks for an address, conditionally where there is a validator. Once its host asked for a pause, or its budget is spent,
// nothing more is asked for. The response is never nil.
func (r *reader) get(ctx context.Context, address string, v *sources.Validator) (*fetch.Response, error) {
	if r.halted != nil {
		return &fetch.Response{}, r.halted
	}
	request := fetch.Request{URL: address, Last: r.last}
	if v != nil {
		request.Validator = *v
	}
	resp, err := r.client.Get(ctx, request)
	if fetch.ReasonOf(err) == fetch.ReasonLater {
		r.halted = err
	}
	return resp, err
}

// getWhole asks for an address that is read whatever it was before; an answer that is no page is an error.
func (r *reader) getWhole(ctx context.Context, address string) (*fetch.Response, error) {
	resp, err := r.get(ctx, address, nil)
	if err == nil && resp.Status != 200 {
		err = cause.OfStatus(resp.Status)
	}
	return resp, err
}

// problem notes an address that could not be read.
func (r *reader) problem(address string, err error) {
	const most = 50 // of one visit; a site that is down has one cause
	if len(r.problems) < most {
		r.problems = append(r.problems, sources.PageProblem{URL: address, Why: err.Error(), Causes: []sources.Cause{cause.Of(err)}})
	}
}

// isSlow reports whether so many pages cannot be read in longVisit, by the gap that the hosts want.
func (r *reader) isSlow(pages int) bool {
	return time.Duration(pages)*r.client.LongestGap() > longVisit
}

// refreshed goes where a page sends its reader.
func (r *reader) refreshed(ctx context.Context, resp *fetch.Response) (*fetch.Response, error) {
	fetched := resp.Validator.Fetched
	last, followed, err := fetch.FollowRefreshes(resp, func(target string) (*fetch.Response, error) { return r.get(ctx, target, nil) })
	if followed {
		last.Validator = sources.Validator{Fetched: fetched} // the first page does not tell whether the last changed
		last.Moved = true
	}
	return last, err
}

// mayPass reports whether what could not be read for an error may be at a later visit.
func mayPass(err error) bool {
	switch fetch.ReasonOf(err) {
	case fetch.ReasonLater, fetch.ReasonSlow, fetch.ReasonUnreachable:
		return true
	}
	code := cause.Of(err).Code
	return code == sources.CauseStatus || code == sources.CauseRefused || errors.Is(err, page.ErrNotReadInTime)
}

// passingFirst is one of two errors for which something could not be read, nil for none: one that may pass goes before one that does not.
func passingFirst(a, b error) error {
	if a == nil || b != nil && mayPass(b) {
		return b
	}
	return a
}

var errManyDetails = errors.New("this visit has asked for as many pages as one may; the rest follows at the next")

// outcome is what became of the request for an announcement's own page.
type outcome struct {
	kind   outcomeKind
	err    error // why, where nothing could be read
	status int   // of a page that is gone

	drafts     []opportunity.Draft       // what was read: one announcement, or several that the page tells apart
	records    []opportunity.Opportunity // of the drafts
	of         []int                     // for each announcement of the task, its place in drafts; -1 where it is not on the page
	own        string                    // the page's own address, where it names another than was asked for; "" otherwise
	moved      string                    // the address that permanent redirects led to; "" for none
	further    []string                  // keys of other addresses that lead to it
	validator  sources.Validator
	heading    string                          // the page's own
	titled     bool                            // the page carries the title of an announcement of the task
	frame      uint32                          // clock of its host's memory of the frame, 0 for none
	reread     map[int]opportunity.Opportunity // place in drafts → what it reads to in the way in which the page was read before, where that is another
	documents  []document                      // that named deadlines
	anew       bool                            // the page is as it was when it was read by other rules
	incomplete error                           // a document or frame that belongs to it could not be read this time
}

type outcomeKind string

const (
	pageRead      outcomeKind = "read"
	pageUnchanged outcomeKind = "unchanged"
	pageSuspect   outcomeKind = "suspect"   // what answered is not the announcement's page
	pagePostponed outcomeKind = "postponed" // to the next visit: the host or our bounds want it
	pageForbidden outcomeKind = "forbidden" // by robots.txt
	pageTextless  outcomeKind = "textless"  // a document without text that could be read
	pageGone      outcomeKind = "gone"      // it answers 404 or 410
	pageFailed    outcomeKind = "failed"
	pageHeld      outcomeKind = "held" // to the end of the visit: too little is known of its host to read it
)

// heldPage is a page that was fetched and is to be read at the end of the visit.
type heldPage struct {
	task     task
	response fetch.Response
}

// Bounds on the pages that a visit holds back.
const (
	mostHeld = 4
	heldSize = 128 << 10 // bytes of one
)

// hold holds a page back, and reports whether there is room for it.
func (r *reader) hold(t task, resp *fetch.Response) bool {
	if r.decided || len(r.held) == mostHeld || len(resp.Page.Body) > heldSize {
		return false
	}
	h := heldPage{t, *resp}
	h.response.Page.Body = bytes.Clone(resp.Page.Body) // the next request takes its memory
	r.held = append(r.held, h)
	return true
}

// readPage asks for the page of a task and reads what it says of the task's announcements.
func (r *reader) readPage(ctx context.Context, t *task, validators map[string]sources.Validator) *outcome {
	if r.halted != nil {
		return &outcome{kind: pagePostponed, err: r.halted}
	}
	if r.pages >= r.opt.MaxDetails {
		return &outcome{kind: pagePostponed, err: errManyDetails}
	}
	r.pages++
	v := validators[t.page]
	stale := v.Reading == sources.StaleReading
	if stale && !t.whole {
		t.was = v.Hash
	}
	withdrawn := slices.ContainsFunc(t.known, func(k sources.Known) bool { return k.Gone }) // once it is read, it is no more
	if t.whole || stale || withdrawn || r.src.Unconditional || t.known[0].Group != t.items[0].group || t.endsByTitle() {
		v = sources.Validator{Session: v.Session} // a page whose announcements are listed otherwise than before has to be read again
	}
	return r.readByLink(ctx, t, v)
}

// readAt asks for the page of a task at an address, which is its own with a session or without.
func (r *reader) readAt(ctx context.Context, t *task, address string, v sources.Validator) *outcome {
	resp, err := r.get(ctx, address, &v)
	if err == nil && resp.Status == 200 && !resp.NotModified {
		resp, err = r.refreshed(ctx, resp)
	}
	resp.Validator.Session = address != t.page
	switch reason := fetch.ReasonOf(err); {
	case reason == fetch.ReasonRobots:
		return &outcome{kind: pageForbidden, err: err}
	case reason == fetch.ReasonLater:
		return &outcome{kind: pagePostponed, err: err}
	case err != nil:
		return &outcome{kind: pageFailed, err: err}
	case resp.NotModified:
		o := &outcome{kind: pageUnchanged, validator: resp.Validator}
		if resp.Moved { // what the page names as its own address was taken when it was read
			_, o.moved, _ = ownAddress(*t, *resp, r.src)
		}
		return o
	case resp.Status == 404 || resp.Status == 410:
		return &outcome{kind: pageGone, status: resp.Status, err: fmt.Errorf("its own page is gone (it answers %d)", resp.Status)}
	case resp.Status != 200:
		return &outcome{kind: pageFailed, status: resp.Status, err: cause.OfStatus(resp.Status)}
	case isOlderCopy(v, resp.Validator, r.at):
		return &outcome{kind: pageUnchanged, validator: v}
	}
	return r.parsePage(ctx, t, resp)
}

// endsByTitle reports whether the title that a list gives an announcement tells now that it has ended, or no more that it has.
func (t *task) endsByTitle() bool {
	before, now := t.known[0].Title, t.items[0].draft.Title
	return before != now && classify.Over(before) != classify.Over(now)
}

// parsePage reads a fetched page into the drafts of a task.
func (r *reader) parsePage(ctx context.Context, t *task, resp *fetch.Response) *outcome {
	o := &outcome{kind: pageRead, validator: resp.Validator, anew: t.was != "" && t.was == resp.Validator.Hash}
	pages, of, err := r.readDrafts(ctx, *t, resp.Page)
	switch {
	case errors.Is(err, errNoText):
		return &outcome{kind: pageTextless, validator: resp.Validator, err: err}
	case err != nil:
		return &outcome{kind: pageFailed, err: err}
	}
	o.own, o.moved, o.further = ownAddress(*t, *resp, r.src)
	if len(pages[0].frames) > 0 {
		resp.Page.Body = bytes.Clone(resp.Page.Body) // the requests for the frames take its memory
		var added bool
		if added, pages[0].unread = r.readFrames(ctx, t, &pages[0]); added {
			o.validator = sources.Validator{Fetched: o.validator.Fetched, Session: o.validator.Session} // it does not tell whether the frames changed
		}
	}
	if pages[0].draft.Title == "" && pages[0].draft.Text == "" {
		return &outcome{kind: pageFailed, err: pages[0].hollow}
	}
	o.titled, o.heading = isTitled(*t, pages[0].draft), pages[0].draft.Title
	if why := suspicion(r.src, *t, *resp, pages[0].draft, o.titled); why != "" {
		return &outcome{kind: pageSuspect, err: errors.New(why)}
	}
	if pages[0].unsure && r.hold(*t, resp) {
		return &outcome{kind: pageHeld}
	}
	o.of, o.frame = of, pages[0].clock
	for place, p := range pages {
		r.complete(ctx, *t, o, slices.Index(of, place), p)
	}
	return o
}

// document is one that named the deadline of a draft, with the draft's place.
type document struct {
	place     int
	address   string
	validator sources.Validator
}

// naming is the document that named a deadline, with its address; "" for none.
func naming(papers map[string]paper) (address string, p paper) {
	for address, p := range papers {
		if p.named {
			return address, p
		}
	}
	return "", paper{}
}

// endsOnList reports whether the list of an announcement of whose last day nothing is known says now that it takes nobody any more, or does
// so no longer, and its page was read before that.
func (d *dueness) endsOnList(page string, k sources.Known, i item) bool {
	ends := i.draft.Ended != ""
	if ends == (k.Ended != "") || !k.Deadline.IsZero() || ends && !k.Open {
		return false
	}
	return k.Tries == 0 || d.isDue(page, k, false)
}
