package opportunity

import (
	"cmp"
	"slices"
)

// maxOrigins bounds the places that a record keeps: the oldest stay.
const maxOrigins = 20

// MergeOrigins returns the places of both lists, oldest first and each once: a source that lists the page of an origin
// again under another spelling (http, www, another session) is that origin, and has the address it lists now. At most 20
// are kept.
func MergeOrigins(kept, fresh []Origin) []Origin {
	merged := slices.Clone(kept)
	for _, o := range fresh {
		at := slices.IndexFunc(merged, func(m Origin) bool { return m.Source == o.Source && samePlace(m.URL, o.URL) })
		switch {
		case at < 0:
			merged = append(merged, o)
		case merged[at].FirstSeen.After(o.FirstSeen):
			merged[at].FirstSeen = o.FirstSeen
		case o.FirstSeen.After(merged[at].FirstSeen):
			merged[at].URL = o.URL
		}
	}
	slices.SortStableFunc(merged, func(a, b Origin) int {
		return cmp.Or(a.FirstSeen.Compare(b.FirstSeen), cmp.Compare(a.Source, b.Source), cmp.Compare(a.URL, b.URL))
	})
	return merged[:min(len(merged), maxOrigins)]
}

// samePlace reports whether two addresses name one page, as far as the addresses tell.
func samePlace(a, b string) bool {
	if a == b {
		return true
	}
	key, other := IdentityKey(a), IdentityKey(b)
	if key == other {
		return true
	}
	masked, ok := MaskRandom(key)
	again, too := MaskRandom(other)
	return ok && too && masked == again
}

// FoundBy reports whether a source, by its id, was the first to find the announcement or found it, too.
func (o Opportunity) FoundBy(source string) bool {
	return o.Source == source || slices.ContainsFunc(o.Origins, func(at Origin) bool { return at.Source == source })
}
