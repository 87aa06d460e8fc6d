package crawler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/parsers"
	"koubo/sources"
)

// entry is one feed or list page of a source, as this visit found it.
type entry struct {
	url       string
	key       string // short name of the address in Known.On
	feed      bool
	unchanged bool              // as at the latest reading: its announcements still stand
	items     int               // announcements on it
	untitled  int               // those of them without a title
	dated     int               // and with a date
	before    sources.Validator // as remembered of the latest reading
	err       error
	drafts    []opportunity.Draft // until the candidates are kept
}

func entryKey(address string) string { return bodyHash([]byte(address))[:8] }

// readEntries fetches the feeds and list pages, each with the validators of its latest reading, and parses what changed.
func (v *visit) readEntries(ctx context.Context) {
	for _, address := range v.src.Feeds {
		v.entries = append(v.entries, v.readEntry(ctx, entry{url: address, feed: true}))
	}
	for _, address := range v.src.Lists {
		v.entries = append(v.entries, v.readEntry(ctx, entry{url: address}))
	}
}

func (v *visit) readEntry(ctx context.Context, e entry) entry {
	e.key = entryKey(e.url)
	old := v.validator(e.url)
	e.before = old
	if v.halted != nil {
		e.err = v.halted
		return e
	}
	if v.feedSpeaksFor(e, old) {
		e.unchanged, e.items = true, old.Items
		return e
	}
	if v.relisted(e) {
		old.ETag, old.LastModified, old.Hash = "", "", "" // read it whole again
	}
	answer, err := v.session.get(ctx, e.url, old)
	if err == nil && answer.Status == 200 && !answer.NotModified && !e.feed {
		answer, err = v.refreshed(ctx, answer)
	}
	switch {
	case err != nil:
		e.err = err
		v.halt(err)
	case answer.NotModified:
		e.unchanged, e.items = true, old.Items
		v.touched = v.touched || answer.Status == 200 && old.Sent()
	case answer.Status != 200:
		e.err = badStatus(answer.Status)
	default:
		e = v.parseEntry(ctx, e, answer.Page)
	}
	if e.err != nil {
		v.problem(e.url, e.err)
		return e
	}
	v.rememberEntry(e, answer.Validator)
	return e
}

// listRest is how long a list that its server sends whole each time is left alone where the feed beside it is silent.
const listRest = time.Hour

// feedSpeaksFor says whether a list need not be asked for: its server sends no validators, it was read a while ago, and the
// source's feeds read as they did then.
func (v *visit) feedSpeaksFor(e entry, old sources.Validator) bool {
	if e.feed || len(v.src.Feeds) == 0 || old.Items == 0 || old.Sent() || v.since(old.Fetched) >= listRest {
		return false
	}
	return !slices.ContainsFunc(v.entries, func(other entry) bool { return other.feed && !other.unchanged })
}

// rememberEntry keeps what makes the next request conditional. A page that holds nothing, or far less than it did, is read
// whole again at the next visit, and keeps its old count for comparison; that count fades, so that a list which was
// rightly shortened is believed in the end.
func (v *visit) rememberEntry(e entry, fresh sources.Validator) {
	switch {
	case e.unchanged:
	case v.src.MayBeEmpty || !hasShrunk(e) && !hasLostDates(e):
		fresh.Items, fresh.Dated = e.items, e.dated
	case hasLostDates(e):
		fresh = sources.Validator{Fetched: fresh.Fetched, Items: e.items, Dated: e.before.Dated / 2}
	case e.items == 0:
		return
	default:
		fresh = sources.Validator{Fetched: fresh.Fetched, Items: e.before.Items / 2, Dated: e.before.Dated}
	}
	v.result.Validators[e.url] = fresh
}

// hasShrunk says whether an entry holds so much less than it did that its structure must be suspected.
func hasShrunk(e entry) bool {
	before := e.before.Items
	return e.items == 0 && before > 0 || before >= fewUsual && float64(e.items) < fewShare*float64(before)
}

// hasLostDates says whether none of an entry's announcements has a date any more.
func hasLostDates(e entry) bool { return e.items > 2 && e.dated == 0 && e.before.Dated > 2 }

// relisted says that an entry must be read whole although it may not have changed: it held nothing when it was read
// last, which may have been a page that the parser did not understand.
func (v *visit) relisted(e entry) bool { return e.before.Items == 0 && !v.src.MayBeEmpty }

func badStatus(status int) error {
	switch status {
	case 401, 403:
		return Refused{status}
	case 304:
		return errors.New("the server answers that nothing changed (304) to a request that did not ask; its cache is broken")
	case 404, 410:
		return fmt.Errorf("the page is gone (it answers %d); look for its new address on the site and mend the source", status)
	}
	return fmt.Errorf("the server answers %d", status)
}

// Refused is the error of a server that lets nobody, or not us, in.
type Refused struct{ Status int }

func (e Refused) Error() string {
	return fmt.Sprintf("the server refuses us (it answers %d); ask the body, or leave the source out", e.Status)
}

// parseEntry reads a feed, or a list with the pages behind it as far as they hold something new.
func (v *visit) parseEntry(ctx context.Context, e entry, page parsers.Page) entry {
	seen := map[string]bool{e.url: true, page.URL: true}
	for n := 1; ; n++ {
		listing, err := v.parsePage(e, page)
		if err != nil {
			if n == 1 {
				e.err = err
			}
			return e
		}
		e.add(listing.Drafts)
		next := firstUnseen(listing.Next, seen)
		if next == "" || n >= v.opt.MaxPages || !v.holdsNew(listing.Drafts) {
			return e
		}
		seen[next] = true
		answer, err := v.session.get(ctx, next, sources.Validator{})
		if err == nil && answer.Status != 200 {
			err = badStatus(answer.Status)
		}
		if err != nil {
			v.problem(next, err)
			return e
		}
		page = answer.Page
	}
}

func (e *entry) add(drafts []opportunity.Draft) {
	e.drafts = append(e.drafts, drafts...)
	e.items = len(e.drafts)
	for _, d := range drafts {
		if strings.TrimSpace(d.Title) == "" {
			e.untitled++
		}
		if d.Published != "" || d.Updated != "" {
			e.dated++
		}
	}
}

func firstUnseen(addresses []string, seen map[string]bool) string {
	for _, a := range addresses {
		if !seen[a] {
			return a
		}
	}
	return ""
}

// holdsNew says whether a page lists an announcement that is not remembered, or nothing is remembered yet.
func (v *visit) holdsNew(drafts []opportunity.Draft) bool {
	for _, d := range drafts {
		if keep, _ := v.triage(d); !keep {
			continue
		}
		if _, ok := v.memory.Known[opportunity.CanonicalURL(d.URL)]; !ok {
			return true
		}
	}
	return false
}

func (v *visit) parsePage(e entry, page parsers.Page) (listing parsers.Listing, err error) {
	v.parse(func() {
		defer recoverAs(&err)
		switch {
		case e.feed:
			listing, err = parsers.Feed(page)
		case v.src.Parser != "":
			listing, err = v.siteParser(page)
		default:
			listing, err = parsers.List(page, parsers.ListOptions{Platform: v.src.Platform, Selectors: v.src.Selectors, Charset: v.src.Charset})
		}
	})
	return listing, err
}

func (v *visit) siteParser(page parsers.Page) (parsers.Listing, error) {
	parser, ok := v.sites[v.src.Parser]
	if !ok {
		return parsers.Listing{}, fmt.Errorf("no parser is called %q; correct parser: in %s", v.src.Parser, v.src.Where)
	}
	return parser(page)
}

// recoverAs turns a panic of a parser into an error: one odd page must not end a run over the whole country.
func recoverAs(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the parser failed on this page (%v); please report the page", p)
	}
}

// halt ends the requests of this visit where the host asked for a pause.
func (v *visit) halt(err error) {
	var later Later
	if errors.As(err, &later) {
		v.halted = err
	}
}
