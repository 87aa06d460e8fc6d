package crawler

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
	"koubo/parsers/list"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
)

// listingAt is what a page lists, with the page's address.
type listingAt struct {
	url string
	page.Listing
}

// parseBehind reads what stands behind the page of an entry: its frames, where it holds no announcement itself, and the latest of the lists
// by years that it links, be it a page of such lists or one of them of which a later one has appeared. The page itself comes first.
func (r *reader) parseBehind(ctx context.Context, e *entry, outer listingAt) ([]listingAt, error) {
	if len(outer.Drafts) == 0 {
		outer.Listing = r.parseFrames(ctx, e, outer.Listing)
	}
	further, err := r.parseLatest(ctx, e, outer.Latest, true)
	return append([]listingAt{outer}, further...), err
}

// parseLatest reads the lists at these addresses that hold something; a year that is parted by months is read with the latest of those, where
// deeper says so. One that is gone is left out; without one that cannot be read for another reason what it holds would seem to have vanished.
func (r *reader) parseLatest(ctx context.Context, e *entry, addresses []string, deeper bool) (found []listingAt, err error) {
	for _, address := range addresses {
		e.behind = true
		resp, err := r.getWhole(ctx, address)
		switch {
		case resp.Status == 404 || resp.Status == 410:
			r.problem(address, err)
			continue
		case err != nil:
			return nil, err
		}
		listing, err := r.parseListing(e, resp.Page)
		switch {
		case err != nil:
		case len(listing.Drafts) > 0:
			found = append(found, listingAt{resp.Page.URL, listing})
		case deeper:
			parts := slices.DeleteFunc(listing.Latest, func(part string) bool { return part == e.url || slices.Contains(addresses, part) })
			below, err := r.parseLatest(ctx, e, parts, false)
			if err != nil {
				return nil, err
			}
			found = append(found, below...)
		}
	}
	return found, nil
}

// draftsOf are the drafts of a page and of what stands behind it.
func draftsOf(lists []listingAt) []opportunity.Draft {
	drafts := lists[0].Drafts // most entries are of one page
	for _, l := range lists[1:] {
		drafts = append(slices.Clip(drafts), l.Drafts...)
	}
	return drafts
}

// siteFrames are the frames of a page on its site, and those within them as they are found, each once.
type siteFrames struct {
	of   *url.URL // nil for an address that cannot be read
	seen map[string]bool
	all  []string
}

func framesOf(page string, frames []string) *siteFrames {
	f := &siteFrames{seen: map[string]bool{page: true}}
	f.of, _ = url.Parse(page)
	f.add(frames)
	return f
}

func (f *siteFrames) add(frames []string) {
	for _, address := range frames {
		to, err := url.Parse(address)
		if err == nil && f.of != nil && !f.seen[address] && fetch.SameSite(f.of, to) {
			f.seen[address] = true
			f.all = append(f.all, address)
		}
	}
}

const maxFrames = 6 // of one page, those within its frames included, that are looked into

// parseFrames reads what stands in the frames of a page that holds no announcement itself, on the same site, and in the frames of
// those: menu, heading and list often stand in framesets one within the other.
func (r *reader) parseFrames(ctx context.Context, e *entry, outer page.Listing) page.Listing {
	frames := framesOf(e.url, outer.Frames)
	for n := 0; n < min(len(frames.all), maxFrames); n++ {
		address := frames.all[n]
		resp, err := r.getWhole(ctx, address)
		if err != nil {
			r.problem(address, err)
			continue
		}
		inner, err := r.parseListing(e, resp.Page)
		if err == nil && len(inner.Drafts)+len(inner.Latest) > 0 {
			e.behind = true
			return inner
		}
		frames.add(inner.Frames)
	}
	return outer
}

// maxPageFrames is how many frames of an announcement's own page, those within its frames included, are asked for.
const maxPageFrames = 4

// framed is what stands in a frame.
type framed struct {
	draft  opportunity.Draft
	frames []string // addresses of the frames within it
	others bool     // it lists announcements
}

// readFrames adds to what a page reads to what stands in its frames on the same site, where it has next to no words itself or names no
// deadline, and reports whether it did. unread says that one of them could not be read; see passingFirst.
func (r *reader) readFrames(ctx context.Context, t *task, p *readPart) (added bool, unread error) {
	frames := framesOf(t.page, p.frames)
	if len(frames.all) == 0 || !r.wantsFrames(t, p.draft) {
		return false, nil
	}
	for n, asked := 0, 0; n < len(frames.all) && asked < maxPageFrames; n++ {
		address := frames.all[n]
		if r.isOthersFrame(t, address) {
			continue
		}
		asked++
		f, err := r.readFrame(ctx, address)
		if err != nil {
			r.problem(address, err)
			unread = passingFirst(unread, err)
			continue
		}
		if r.belongs(t, p.draft, f) {
			added = true
			p.draft = withFrame(p.draft, f.draft, t.items[0].draft.Title)
			if p.before != nil {
				before := withFrame(*p.before, f.draft, t.items[0].draft.Title)
				p.before = &before
			}
		}
		frames.add(f.frames)
	}
	return added, unread
}

// wantsFrames reports whether what stands in the frames of a page may tell what it does not.
func (r *reader) wantsFrames(t *task, own opportunity.Draft) bool {
	if len(own.Text) < leastWords {
		return true
	}
	record := r.normalize(mergeDetail(t.items[0].draft, own), jdate.DateOf(t.known[0].FirstSeen))
	return record.LacksDeadline()
}

// isOthersFrame reports whether another page of this visit has the same frame: it is the site's, a menu, the news.
func (r *reader) isOthersFrame(t *task, address string) bool {
	if r.framedBy == nil {
		r.framedBy = map[string]string{}
	}
	first := cmp.Or(r.framedBy[address], t.page)
	r.framedBy[address] = first
	return first != t.page
}

// readFrame reads what stands at an address as the part of another page.
func (r *reader) readFrame(ctx context.Context, address string) (f framed, err error) {
	resp, err := r.getWhole(ctx, address)
	if err != nil {
		return f, err
	}
	p := resp.Page
	if isPDF(p) {
		f.draft.Text, err = r.pdfText(ctx, p.Body)
		return f, err
	}
	if !isText(p) {
		return f, errNoText
	}
	r.parsers.Run(func() {
		defer recoverAs(&err)
		var doc *page.Document
		if doc, err = page.ParseContent(p, r.src.Charset); err != nil {
			return
		}
		f.frames = list.Frames(doc)
		if reading, broken := detail.ReadMarked(doc, r.src.Selectors, frame.Marks{}); broken == nil { // else it holds nothing but frames
			f.draft = reading.Draft
		}
		f.others = listsOthers(doc, p) // last: it makes links of scripts
	})
	return f, err
}

// listsOthers reports whether a page in a frame lists announcements.
func listsOthers(doc *page.Document, p page.Page) bool {
	parsed, err := list.Of(doc, p)
	if err != nil {
		return false
	}
	listing, err := parsed.Read(list.Options{})
	calls := 0
	for _, d := range listing.Drafts {
		if v := triage(d); v.Keep && !v.Undecided && !classify.IsBareTitle(d.Title) {
			calls++
		}
	}
	return err == nil && calls > 1
}

// belongs reports whether what stands in a frame is the announcement's: neither a list nor another call, but under its title, on a page
// of next to no words, or with the deadline that its page does not name.
func (r *reader) belongs(t *task, own opportunity.Draft, f framed) bool {
	title := t.items[0].draft.Title
	named := f.draft.Title
	switch {
	case f.draft.Text == "" || f.others:
		return false
	case carriesTitle(f.draft, title):
		return true
	case named != "" && !tellsMore(named, title) && !namesPart(named):
		return false
	}
	record := r.normalize(mergeDetail(t.items[0].draft, withFrame(own, f.draft, title)), jdate.DateOf(t.known[0].FirstSeen))
	return record.IsOpportunity && !record.LacksDeadline()
}

// namesPart reports whether a heading is that of a part of a call, and neither another call's nor another matter's.
func namesPart(heading string) bool {
	if classify.IsBareTitle(heading) {
		return true
	}
	return jtext.HasAny(heading, callTerms...) && triage(opportunity.Draft{Title: heading}).Undecided
}

// withFrame joins what a page says with what stands in a frame of it, under the frame's own title or that of the announcement.
func withFrame(own, inner opportunity.Draft, title string) opportunity.Draft {
	if jtext.Resembles(inner.Title, title) && !jtext.Resembles(own.Title, title) {
		own.Title = inner.Title
	}
	if own.Text == "" {
		own.Text = inner.Text
	} else {
		own.Text += "\n\n# " + cmp.Or(inner.Title, title) + "\n" + inner.Text
	}
	own.Fields = slices.Concat(own.Fields, inner.Fields)
	own.Attachments = slices.Concat(own.Attachments, inner.Attachments)
	if own.Contact == (opportunity.Contact{}) {
		own.Contact = inner.Contact
	}
	return joinDrafts(own, inner)
}

// settleDocuments forgets what makes requests for documents conditional that no open call names any more. Where a call found that its document
// was replaced, the pages of others that name it and were not read in this visit are read whole when they are due, and the document with them.
func (rs *results) settleDocuments() {
	named, former := map[string]bool{}, map[string]bool{}
	for key, was := range rs.memory.Known {
		former[was.Document] = true
		k := rs.known(key)
		if k.Document == "" || k.Alias != "" || !k.OpenAt(rs.at) {
			continue
		}
		named[k.Document] = true
		before, now := rs.memory.Validators[k.Document].Hash, rs.visit.Validators[k.Document].Hash
		if before != "" && now != "" && before != now && rs.claimed[key] == "" && k.URL != "" {
			rs.forget(k.URL)
		}
	}
	for key := range rs.claimed {
		named[rs.known(key).Document] = true
	}
	for document := range former {
		if _, kept := rs.memory.Validators[document]; kept && !named[document] && !rs.isKnown(opportunity.IdentityKey(document)) {
			rs.forget(document)
		}
	}
}
