package municipality

import (
	"net/url"
	"strings"
)

// OfSite returns the bodies whose web site an address belongs to: those whose host it has, with or without www., or whose
// host it lies below (keiyaku.city.example.jp). Where several bodies share a host, those are meant in whose path it lies.
// None is no municipality's site that koubo knows.
func (x *Table) OfSite(address string) (found []Body) {
	host, path := siteOf(address)
	if host == "" {
		return nil
	}
	longest := ""
	for n, b := range x.all {
		theirs, under := x.sites()[n].host, x.sites()[n].path
		if theirs == "" || host != theirs && !strings.HasSuffix(host, "."+theirs) || len(theirs) < len(longest) {
			continue
		}
		if len(theirs) > len(longest) {
			longest, found = theirs, nil
		}
		if strings.HasPrefix(path, under) {
			found = append(found, b)
		}
	}
	return found
}

// site is where a body's site lies.
type site struct{ host, path string }

// sitesOf are the sites of the bodies, in their order.
func sitesOf(all []Body) []site {
	sites := make([]site, len(all))
	for n, b := range all {
		sites[n].host, sites[n].path = siteOf(b.Site)
	}
	return sites
}

// siteOf returns the host of an address, in small letters and without www., and its path up to the last slash.
func siteOf(address string) (host, path string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	host = strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	if u.Path == "" {
		return host, "/"
	}
	return host, u.Path[:strings.LastIndex(u.Path, "/")+1]
}
