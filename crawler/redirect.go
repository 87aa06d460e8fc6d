package crawler

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// maxRedirects is how many redirects in a row are followed (RFC 9309 §2.3.1.2 asks for five at least).
const maxRedirects = 5

// follow fetches an address and the redirects from there, each through its host's gate.
func (s *session) follow(ctx context.Context, u *url.URL, q request) (Answer, error) {
	first := u
	for range maxRedirects + 1 {
		answer, location, err := s.try(ctx, u, q)
		if err != nil && u != first {
			return answer, fmt.Errorf("%s redirects to %s: %w", first, u, err)
		}
		if err != nil || location == "" {
			return answer, err
		}
		next, err := u.Parse(location)
		switch {
		case err != nil || next.Host == "" || next.Scheme != "http" && next.Scheme != "https":
			return Answer{}, fmt.Errorf("%s redirects to %q, which is no web address", u, location)
		case !q.anySite && !sameSite(first, next) && isPrivate(next):
			return Answer{}, fmt.Errorf("%s redirects to %s, which is no public address; it is not followed, and the body should be told", u, next)
		case !q.anySite && !sameSite(first, next):
			return Answer{}, fmt.Errorf("%s redirects to another site, %s; if the body moved there, put the new address into the source", u, next)
		}
		next.Fragment = ""
		u = next
	}
	return Answer{}, fmt.Errorf("%s redirects more than %d times, perhaps in a circle", first, maxRedirects)
}

// sameSite says whether a redirect stays with the body: the same host, or hosts under one registrable domain.
func sameSite(a, b *url.URL) bool {
	if strings.EqualFold(a.Hostname(), b.Hostname()) {
		return true
	}
	da, errA := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(a.Hostname()))
	db, errB := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(b.Hostname()))
	return errA == nil && errB == nil && da == db && strings.Contains(da, ".") && !isAddress(a.Hostname()) && !isAddress(b.Hostname())
}

// isPrivate says whether a redirect to another site names an address inside some network.
func isPrivate(u *url.URL) bool {
	addr, err := netip.ParseAddr(u.Hostname())
	return err == nil && !Guard{}.permits(addr)
}

func isAddress(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	_, err := strconv.Atoi(last)
	return err == nil || strings.Contains(host, ":")
}
