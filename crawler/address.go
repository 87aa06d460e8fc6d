package crawler

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/part"
	"koubo/sources"
)

const (
	// firstCheck is after how many answers in a row that nothing changed (304) a page is asked for whole, to see whether that
	// is true; then after twice as many, and so on, or after checkEvery.
	firstCheck = 2
	checkEvery = 7 * 24 * time.Hour
	// untrueFor is how long a server whose 304 was found untrue is asked without validators.
	untrueFor = 30 * 24 * time.Hour
	// listRest is how long a list that its server sends whole each time is left alone where the feed beside it is silent.
	listRest = time.Hour
)

// feedsSpeakFor reports whether a list need not be asked for: its server sends no validators, it was read a while ago, and
// the source's feeds, asked in this visit, read as they did then. A check reads each.
func (r *reader) feedsSpeakFor(list *entry, feeds []entry) bool {
	if r.opt.EachList || len(r.src.Feeds) == 0 || list.before.Items == 0 || list.before.Sent() || r.since(list.before.Fetched) >= listRest {
		return false
	}
	return !slices.ContainsFunc(feeds, func(e entry) bool { return e.feed && (!e.asked || e.read || e.err != nil) })
}

// getEntry asks for an entry, conditionally where a 304 can be trusted.
func (r *reader) getEntry(ctx context.Context, e *entry) (*fetch.Response, error) {
	v := e.before
	switch {
	case v.Reading == sources.StaleReading, v.Reading != readingOf(r.src) && !e.feed:
		v.ETag, v.LastModified, v.Hash = "", "", "" // the same page may read otherwise
	case v.Items == 0 && !r.src.MayBeEmpty:
		// It held nothing when it was read last, which may have been a page that the parser did not understand.
		v.ETag, v.LastModified, v.Hash = "", "", ""
	case r.src.Unconditional, !v.Untrue.IsZero() && r.since(v.Untrue) < untrueFor, wantsCheck(v, r.at):
		v.ETag, v.LastModified = "", ""
	}
	resp, err := r.get(ctx, e.url, &v)
	if err == nil && resp.Status == 200 && !resp.NotModified && !e.feed {
		resp, err = r.refreshed(ctx, resp)
	}
	return resp, err
}

// readingOf is a hash of the keys by which a source says how its lists are read, "" where it says nothing.
func readingOf(src sources.Source) string {
	if src.Platform == "" && src.Selectors == nil && src.Parser == "" && src.Charset == "" {
		return ""
	}
	selectors := sources.Selectors{}
	if src.Selectors != nil {
		selectors = *src.Selectors
	}
	return fetch.HashOf(fmt.Append(nil, src.Platform, "\x00", src.Parser, "\x00", src.Charset, "\x00", selectors))[:8]
}

// wantsCheck reports whether the next answer of an entry's server, should it say that nothing changed, would have to be
// checked: now and then, ever more seldom.
func wantsCheck(v sources.Validator, now time.Time) bool {
	n := v.Confirmed + 1
	check := firstCheck
	for check < n {
		check = 2*check + 1
	}
	return v.Sent() && (check == n || v.Confirmed > 0 && since(v.Whole, now) >= checkEvery)
}

// isUntrue reports whether a server would have said that nothing changed (304) although something did: it sends other
// announcements under the same validator.
func isUntrue(before, fresh sources.Validator) bool {
	return before.Drafts != "" && before.Drafts != fresh.Drafts && before.Sent() &&
		before.ETag == fresh.ETag && (before.ETag != "" || before.LastModified == fresh.LastModified)
}

// confirmed is what to remember of an entry that reads as before.
func confirmed(before sources.Validator, resp fetch.Response) sources.Validator {
	v := resp.Validator
	v.Items, v.Dated, v.Drafts, v.Untrue = before.Items, before.Dated, before.Drafts, before.Untrue
	sameValidator := v.ETag == before.ETag && v.LastModified == before.LastModified
	switch {
	case resp.Status == 304:
		v.Whole, v.Confirmed = before.Whole, before.Confirmed+1
	case sameValidator:
		v.Whole, v.Confirmed = v.Fetched, before.Confirmed+1
	default:
		v.Whole, v.Restless = v.Fetched, before.Sent() // a new validator for the same text
	}
	return v
}

// rememberReading keeps what makes the next request conditional. A page that holds nothing, or far less than it did, is read
// whole again at the next visit, and keeps its old count for comparison; that count fades, so that a list which was
// rightly shortened is believed in the end.
func (e *entry) rememberReading(v sources.Validator, mayBeEmpty bool) {
	e.fresh, e.keep = v, true
	switch {
	case mayBeEmpty || !e.hasShrunk() && !e.hasLostDates():
		e.fresh.Items, e.fresh.Dated = e.items, e.dated
	case e.hasLostDates():
		e.fresh = sources.Validator{Fetched: v.Fetched, Items: e.items, Dated: e.before.Dated / 2}
	case e.items == 0:
		e.keep = false
	default:
		e.fresh = sources.Validator{Fetched: v.Fetched, Items: e.before.Items / 2, Dated: e.before.Dated}
	}
}

// olderFor is how long a copy of a page that is older than the one that was read is taken for a cache's, or for that of a server
// which lags behind others.
const olderFor = 3 * 24 * time.Hour

// isOlderCopy reports whether what answers is a page as it was before it was read last, by what its server says of its last change.
func isOlderCopy(before, fresh sources.Validator, now time.Time) bool {
	if before.LastModified == "" || fresh.LastModified == "" || before.LastModified == fresh.LastModified || since(before.Fetched, now) >= olderFor {
		return false
	}
	old, errOld := http.ParseTime(before.LastModified)
	answered, errNew := http.ParseTime(fresh.LastModified)
	return errOld == nil && errNew == nil && answered.Before(old)
}

// hasShrunk reports whether an entry holds so much less than it did that its structure must be suspected.
func (e *entry) hasShrunk() bool {
	before := e.before.Items
	return e.items == 0 && before > 0 || before >= fewUsual && float64(e.items) < fewShare*float64(before)
}

// hasLostDates reports whether none of an entry's announcements has a date any more.
func (e *entry) hasLostDates() bool { return e.items > 2 && e.dated == 0 && e.before.Dated > 2 }

// hashDrafts tells apart what two readings of a page found: titles, addresses without what looks random in them, days, those of its columns too.
func hashDrafts(drafts []opportunity.Draft) string {
	h := fetch.NewHash()
	for _, d := range drafts {
		address, _ := opportunity.MaskRandom(d.URL)
		h.Add(d.Title, address, d.Published, d.Updated, d.Department)
		if d.Ended != "" {
			h.Add(d.Ended)
		}
		for _, f := range d.Fields {
			if d.InList || page.MayHoldDate(f.Value) { // the list may be all that tells it
				h.Add(f.Label, f.Value)
			}
		}
	}
	return h.Sum()
}

// finding is the state of an address with its reason, in words and as a code.
type finding struct {
	state sources.State
	words string
	cause sources.Cause
}

// causes returns the code as a list, empty where all is well.
func (f finding) causes(address string) []sources.Cause {
	if f.cause.Code == "" {
		return nil
	}
	f.cause.URL = address
	return []sources.Cause{f.cause}
}

// verdict is the state of an address as far as this visit alone tells, with its reason.
func (j judgement) verdict(e entry) finding {
	what := "list"
	if e.feed {
		what = "feed"
	}
	trouble := func(s sources.State, c sources.Cause, words string, args ...any) finding {
		return finding{s, fmt.Sprintf("%s %s: ", what, e.url) + fmt.Sprintf(words, args...), c}
	}
	switch {
	case e.err != nil:
		return trouble(cause.StateOf(e.err), cause.Of(e.err), "%s", e.err)
	case !e.read && e.items > 0:
		return finding{state: sources.OK}
	case e.items == 0 && e.byScript && len(e.unlinked) > 0: // there are some, which nobody can open
		return trouble(sources.Failing, cause.New(sources.CauseByScript), "the links of its %d announcements are made by script, which is not run here; look for a feed or another list", len(e.unlinked))
	case j.src.MayBeEmpty && e.items == 0:
		return finding{sources.Empty, "nothing is announced at the moment, which may be", cause.New(sources.CauseMayBeEmpty)}
	case j.src.MayBeEmpty:
		return finding{state: sources.OK}
	case e.items == 0:
		return j.verdictOnNothing(e, trouble)
	case e.hasShrunk():
		return trouble(sources.Failing, cause.New(sources.CauseShrunk, "now", e.items, "before", e.before.Items), "only %d announcements are found where there were %d; its layout may have changed", e.items, e.before.Items)
	case e.items > 2 && e.untitled > e.items/2:
		return trouble(sources.Failing, cause.New(sources.CauseUntitled, "now", e.untitled, "of", e.items), "%d of %d announcements have no title; its layout may have changed", e.untitled, e.items)
	case e.hasLostDates():
		return trouble(sources.Degraded, cause.New(sources.CauseUndated, "of", e.items, "before", e.before.Dated), "none of %d announcements has a date where %d had one; its layout may have changed", e.items, e.before.Dated)
	}
	return finding{state: sources.OK}
}

// verdictOnNothing is the verdict on an address that was read and holds no announcement.
func (j judgement) verdictOnNothing(e entry, trouble func(sources.State, sources.Cause, string, ...any) finding) finding {
	switch {
	case e.before.Items > 0 && e.none:
		return trouble(sources.Failing, cause.New(sources.CauseNoneNow, "before", e.before.Items), "it says that nothing is announced at the moment, where there were %d (if it may be empty, say may_be_empty: true)", e.before.Items)
	case e.before.Items > 0:
		return trouble(sources.Failing, cause.New(sources.CauseVanished, "before", e.before.Items), "no announcement is found where there were %d; its layout may have changed (if it may be empty, say may_be_empty: true)", e.before.Items)
	case e.byScript:
		return trouble(sources.Failing, cause.New(sources.CauseByScript), "its links are made by script, which is not run here; look for a feed or another list")
	case e.instead != "":
		return trouble(sources.Failing, cause.New(sources.CauseNoList, "words", e.instead), "%s; look for the list itself", e.instead)
	case !e.feed && j.othersHold(e):
		return trouble(sources.Failing, cause.New(sources.CauseEmptyBeside), "it holds no announcement while the source's other pages do; its layout may be one that cannot be read")
	}
	return finding{sources.Empty, "the pages can be read but hold no announcement, and never did; check the address, or say may_be_empty: true", cause.New(sources.CauseNeverHeld)}
}

func (j judgement) othersHold(e entry) bool {
	return slices.ContainsFunc(j.entries, func(other entry) bool { return other.url != e.url && other.items > 0 })
}

// hostGap is the gap that the host of a source's first address wants, 0 where it cannot be known.
func (c *Crawler) hostGap(ctx context.Context, src sources.Source) (gap time.Duration) {
	defer func() {
		if recover() != nil {
			gap = 0 // the visit will meet the same fault, and report it
		}
	}()
	addresses := src.Entries(sources.Health{})
	if len(addresses) == 0 {
		return 0
	}
	slot, err := c.slots.acquire(ctx)
	if err != nil {
		return 0
	}
	defer slot.release()
	client := c.network.Client(fetch.ClientOptions{Lenient: src.Insecure, Gap: src.Gap, Once: true, Waiting: slot.yield})
	defer client.Close()
	return client.HostGap(ctx, addresses[0])
}

func partOf(k sources.Known) part.Part {
	if strings.HasPrefix(k.Part, "#") {
		return part.Part{Fragment: k.Part, Title: k.Title}
	}
	return part.Part{Title: k.Part}
}

// documentChanged reports whether the document that names the deadline of an open call of the task is another than was read: some are
// replaced in place, and their page stays as it was. It is asked for conditionally, and as often as the page of an open call.
func (r *reader) documentChanged(ctx context.Context, found *results, t *task) bool {
	for _, k := range t.known {
		v := found.memory.Validators[k.Document]
		now, asked := found.visit.Validators[k.Document] // for another call
		if k.Document == "" || !k.OpenAt(r.at) || !v.Sent() || r.since(v.Fetched) < restOfOpen(k, r.at) || asked && now.Hash == v.Hash {
			continue
		}
		resp, err := r.get(ctx, k.Document, &v)
		switch {
		case fetch.ReasonOf(err) == fetch.ReasonLater:
			return false // it was not asked for
		case err == nil && resp.NotModified && resp.Validator.Sent():
			v = resp.Validator
			v.Fetched = r.at
		case err != nil || resp.NotModified || resp.Status != 200:
			v.Fetched = r.at // what cannot be read now is known from before
		case !isOlderCopy(v, resp.Validator, r.at):
			return true
		}
		found.visit.Validators[k.Document] = v
	}
	return false
}

// documentOf is the address of the document that named the deadline of a draft, "" for none; what makes its next request conditional is kept.
func (rs *results) documentOf(o *outcome, place int) string {
	for _, d := range o.documents {
		if d.place == place {
			rs.visit.Validators[d.address] = d.validator
			return d.address
		}
	}
	return ""
}
