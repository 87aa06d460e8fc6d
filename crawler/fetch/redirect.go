package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"koubo/crawler/transport"
	"koubo/opportunity/weburl"
	"koubo/parsers/page"

	"golang.org/x/net/publicsuffix"
)

// RedirectError is the error of a redirect that is not followed.
type RedirectError struct{ Words string }

func (e RedirectError) Error() string { return e.Words }

// parseAddress reads an absolute http or https address as browsers do.
func parseAddress(raw string) (*url.URL, error) {
	u, err := resolve(nil, raw)
	if err != nil {
		return nil, fmt.Errorf("%q is no http or https address", raw)
	}
	return u, nil
}

// resolve reads a reference as browsers do (WHATWG URL), without its fragment. from is nil for an absolute one.
func resolve(from *url.URL, ref string) (*url.URL, error) {
	base := ""
	if from != nil {
		base = from.String()
	}
	address, err := weburl.Resolve(base, ref)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(address) // of http or https, with a host
	if err != nil {
		return nil, err
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// redirected adds to an error of a redirect's target where it came from.
func redirected(first, at *url.URL, err error) error {
	if at == first {
		return err
	}
	return fmt.Errorf("%s redirects to %s: %w", first, at, err)
}

// redirectTarget is the address that a redirect of at leads to. Unless anySite, it must be on the site of first.
func redirectTarget(first, at *url.URL, location string, anySite bool) (*url.URL, error) {
	next, err := resolve(at, location)
	switch {
	case err != nil:
		return nil, RedirectError{fmt.Sprintf("%s redirects to %q, which is no web address", at, location)}
	case anySite || SameSite(first, next):
		return next, nil
	case isPrivate(next):
		return nil, RedirectError{fmt.Sprintf("%s redirects to %s, which is no public address; it is not followed, and the body should be told", at, next)}
	}
	return nil, RedirectError{fmt.Sprintf("%s redirects to another site, %s; if the body moved there, put the new address into the source", at, next)}
}

// SameSite reports whether two addresses belong to one body: the same host, or hosts under one registrable domain, which a city, a town
// of its name and its prefecture may share.
func SameSite(a, b *url.URL) bool {
	hostA, hostB := strings.ToLower(a.Hostname()), strings.ToLower(b.Hostname())
	if hostA == hostB {
		return true
	}
	da, errA := publicsuffix.EffectiveTLDPlusOne(hostA)
	db, errB := publicsuffix.EffectiveTLDPlusOne(hostB)
	if errA != nil || errB != nil || da != db || !strings.Contains(da, ".") || isIPAddress(hostA) {
		return false
	}
	rankA, rankB := rankIn(hostA, da), rankIn(hostB, db)
	return rankA == "" || rankB == "" || rankA == rankB
}

// rankIn is what kind of body a host below a domain is of by its name: pref of www.pref.saga.lg.jp, city of www.city.saga.lg.jp; "" where
// it does not say.
func rankIn(host, domain string) string {
	below := strings.TrimSuffix(strings.TrimSuffix(host, domain), ".")
	switch label := below[strings.LastIndex(below, ".")+1:]; label {
	case "pref", "metro", "city", "ward", "town", "vill", "village":
		return label
	}
	return ""
}

// RefreshTarget is where a page sends its reader, on its own site, by a Refresh header or <meta http-equiv="refresh">, the redirects
// of those who cannot configure their server; "" for nowhere.
func (r Response) RefreshTarget() string {
	target := r.Refresh
	if target == "" {
		target, _ = page.Refresh(r.Page)
	}
	from, errFrom := url.Parse(r.Page.URL)
	to, errTo := url.Parse(target)
	if errFrom != nil || errTo != nil || from.String() == to.String() || !SameSite(from, to) {
		return ""
	}
	return target
}

// maxRefreshes is how often one page after the other may send its reader on: the old address leads to the old system's, that to the new one.
const maxRefreshes = 5

// FollowRefreshes goes where a page sends its reader, and on from there, with the answers of get. It ends at the first page that sends
// nobody on, or to where one came from; at an error; and after so many pages that more would lead nowhere. followed says whether it left the
// first page.
func FollowRefreshes(first *Response, get func(target string) (*Response, error)) (last *Response, followed bool, err error) {
	last = first
	seen := map[string]bool{first.Page.URL: true}
	for range maxRefreshes {
		if last.Status != 200 {
			break
		}
		target := last.RefreshTarget()
		if target == "" || seen[target] {
			break
		}
		seen[target] = true
		if last, err = get(target); err != nil {
			return last, true, err
		}
		seen[last.Page.URL] = true
	}
	return last, last != first, nil
}

// isPrivate reports whether a redirect to another site names an address inside some network.
func isPrivate(u *url.URL) bool {
	addr, err := netip.ParseAddr(u.Hostname())
	return err == nil && !transport.Guard{}.Permits(addr)
}

func isIPAddress(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	_, err := strconv.Atoi(last)
	return err == nil || strings.Contains(host, ":")
}
