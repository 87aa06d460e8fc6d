package discover

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"koubo/crawler/discover/operator"
	"koubo/crawler/discover/vocabulary"
	"koubo/sources/municipality"
)

// A body may keep its calls at a host that is not below its site's: a promotion bureau, a desk for companies. One page of such a host is
// asked for, and the host is searched as a part of the site where that page names the body as who runs it.
const (
	mostAliens = 2   // other hosts that are asked whose they are
	alienShare = 0.8 // of what a link promises, where it leads to another host
)

// mayAsk reports whether a page of another host may be asked for: neither a body's whose site this is not, nor one of a state or of a system
// that many share.
func (s *survey) mayAsk(address string) bool {
	u, err := url.Parse(address)
	if err != nil || s.origin == nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if s.isOwn(address) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return !s.aliens[host] && len(s.bodies) > 0 && len(s.aliens) < mostAliens && !operator.IsShared(address) && !s.isOfOther(u)
}

// ranked finds a body in the name of a host: pref.okinawa, city.naha.
var ranked = regexp.MustCompile(`(?:^|\.)((?:pref|metro|city|town|vill|village)\.[a-z0-9-]+)\.`)

// isOfOther reports whether an address is on the site of another body.
func (s *survey) isOfOther(u *url.URL) bool {
	if m := ranked.FindStringSubmatch(strings.ToLower(u.Hostname())); m != nil && !strings.Contains(strings.ToLower(s.origin.Hostname()), m[1]) {
		return true
	}
	theirs := municipality.All().OfSite(u.String())
	return len(theirs) > 0 && !slices.ContainsFunc(theirs, func(b municipality.Body) bool { return slices.Contains(s.bodies, b.Name) })
}

// promisesOwnHost reports whether a link to another host is named as the place of calls, or stands on such a page and names the section above.
func promisesOwnHost(l link, from step) bool {
	named := vocabulary.Of(l.text)
	return named.Class == vocabulary.Target && named.Weight >= 0.9 || from.named.Class.LeadsToCalls() && named.Class == vocabulary.Way && named.Weight >= 0.44
}

// adopts takes the host of a page that another one links into the site, where the page says that the body runs it.
func (s *survey) adopts(x step, a sheet) bool {
	u, err := url.Parse(a.url)
	if err != nil || s.isOwn(a.url) {
		return err == nil
	}
	s.aliens[strings.ToLower(u.Hostname())] = true
	if a.err != nil || !slices.ContainsFunc(s.bodies, a.imprint.IsOf) {
		return false
	}
	s.hosts = append(s.hosts, u)
	return true
}

// learnBodies learns whose site it is, by its host and by the title of its home page.
func (s *survey) learnBodies(a sheet) {
	for _, b := range municipality.All().OfSite(a.url) {
		s.bodies = append(s.bodies, b.Name)
	}
	if a.body != "" {
		s.bodies = append(s.bodies, a.body)
	}
}
