package crawler

import (
	"context"
	"net/url"
	"slices"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/page"
)

// listingAt is what a page lists, with the page's address.
type listingAt struct {
	url string
	page.Listing
}

// parseBehind reads what stands behind the page of an entry: its frames, where it holds no announcement itself, and the latest of the lists
// by years that it links, be it a page of such lists or one of them of which a later one has appeared.
func (r *reader) parseBehind(ctx context.Context, e *entry, outer page.Listing) (page.Listing, []listingAt, error) {
	shown := outer
	if len(outer.Drafts) == 0 {
		shown = r.parseFrames(ctx, e, outer)
	}
	further, err := r.parseLatest(ctx, e, shown.Latest, true)
	return shown, further, err
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
func draftsOf(first page.Listing, further []listingAt) []opportunity.Draft {
	drafts := first.Drafts
	for _, l := range further {
		drafts = append(slices.Clip(drafts), l.Drafts...)
	}
	return drafts
}

const maxFrames = 6 // of one page, those within its frames included, that are looked into

// parseFrames reads what stands in the frames of a page that holds no announcement itself, on the same site, and in the frames of
// those: menu, heading and list often stand in framesets one within the other.
func (r *reader) parseFrames(ctx context.Context, e *entry, outer page.Listing) page.Listing {
	from, err := url.Parse(e.url)
	if err != nil {
		return outer
	}
	asked, seen := 0, map[string]bool{e.url: true}
	for queue := outer.Frames; len(queue) > 0 && asked < maxFrames; {
		address := queue[0]
		queue = queue[1:]
		to, err := url.Parse(address)
		if err != nil || seen[address] || !fetch.SameSite(from, to) {
			continue
		}
		seen[address] = true
		asked++
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
		queue = append(slices.Clip(queue), inner.Frames...)
	}
	return outer
}
