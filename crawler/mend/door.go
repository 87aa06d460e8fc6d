package mend

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/feed"
	"koubo/parsers/list"
	"koubo/sources"
)

// answer is what a broken address answers, by whichever name of its host.
type answer struct {
	fetch.Response
	err   error
	asked string // the address that answered: the broken one, or one on another name of its host
	home  string // of the site that the broken one leads to for good, where that is another; "" for its own
}

// isPage reports whether the answer is a page, and no feed.
func (a answer) isPage() bool { return a.err == nil && a.Status == 200 && !discover.IsFeed(a.Page) }

// reading is what a broken address answers, as far as it can be read as a list or a feed.
type reading struct {
	own    measure // read as the source says
	plain  measure // of a list, read without the keys that describe it
	silent bool    // it explains why nothing is announced on it
}

// read reads what a broken address answers, in each way that a mend may come from. A list is parsed once.
func (a answer) read(src sources.Source, known recall) (r reading) {
	switch {
	case a.err != nil || a.Status != 200:
		return r
	case discover.IsFeed(a.Page):
		r.own = known.measureListing(feed.Read(a.Page))
		return r
	}
	parsed, err := list.Parse(a.Page, src.Charset)
	if err != nil {
		return r
	}
	plain, err := parsed.Read(list.Options{})
	// The server says that the page will be back, or the page that nothing is announced at the moment. What is over may stand
	// elsewhere, and is no mend.
	r.silent = err == nil && plain.None || discover.PassingNotice(parsed.Doc) != ""
	r.plain = known.measureListing(plain, err)
	if r.own = r.plain; len(described(src)) > 0 {
		r.own = known.measureListing(parsed.Read(list.Options{Platform: src.Platform, Selectors: src.Selectors}))
	}
	return r
}

// doors asks for broken addresses: by their own name and, where nobody answers by it, by the others that a host usually has.
type doors struct {
	client *fetch.Client
	dead   map[string]bool // origins that nobody answers at
}

func (d doors) open(ctx context.Context, address string) answer {
	resp, err := d.client.Get(ctx, fetch.Request{URL: address})
	a := answer{Response: *resp, err: err, asked: address}
	switch {
	case errors.As(err, new(fetch.RedirectError)):
		return d.follow(ctx, a)
	case fetch.ReasonOf(err) == fetch.ReasonUnreachable:
		return d.tryNames(ctx, a)
	case a.isPage():
		return d.refresh(ctx, a)
	}
	return a
}

// refresh goes where a page sends its reader.
func (d doors) refresh(ctx context.Context, a answer) answer {
	resp, followed, err := fetch.FollowRefreshes(&a.Response, func(target string) (*fetch.Response, error) {
		return d.client.Get(ctx, fetch.Request{URL: target})
	})
	if followed && err == nil && resp.Status == 200 {
		a.Response = *resp
		a.Moved = true
	}
	return a
}

// forwarded are the mends of addresses that are read where redirects lead for good.
func (d doors) forwarded(ctx context.Context, c Case, known recall) (found []Proposal) {
	for _, address := range c.Moved {
		if ctx.Err() != nil {
			break
		}
		if p, ok := moved(c, address, d.open(ctx, address), known); ok {
			found = append(found, p)
			c.Others[opportunity.IdentityKey(p.New)] = true
		}
	}
	return found
}

// follow goes where an address leads on another site, if it does so for good: a body that has another domain now.
func (d doors) follow(ctx context.Context, a answer) answer {
	resp, err := d.client.Get(ctx, fetch.Request{URL: a.asked, AnySite: true})
	if err != nil || !resp.Moved {
		return a
	}
	a.Response, a.err, a.home = *resp, nil, originOf(resp.Page.URL)+"/"
	return a
}

// tryNames asks for an address by the other names of its host.
func (d doors) tryNames(ctx context.Context, a answer) answer {
	for _, other := range otherNames(a.asked) {
		origin := originOf(other)
		if d.dead[origin] || ctx.Err() != nil {
			continue
		}
		resp, err := d.client.Get(ctx, fetch.Request{URL: other})
		if err != nil {
			d.dead[origin] = true
			continue
		}
		return answer{Response: *resp, asked: other, home: origin + "/"}
	}
	return a
}

// otherNames are the addresses of a page by the other names of its host: https, and with www or without.
func otherNames(address string) (all []string) {
	u, err := url.Parse(address)
	if err != nil || u.Port() != "" {
		return nil
	}
	bare, had := strings.CutPrefix(u.Hostname(), "www.")
	other := bare
	if !had {
		other = "www." + bare
	}
	for _, name := range []struct{ scheme, host string }{{"https", u.Hostname()}, {"https", other}, {"http", other}, {"http", u.Hostname()}} {
		next := *u
		next.Scheme, next.Host = name.scheme, name.host
		if text := next.String(); text != address && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}
