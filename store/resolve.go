package store

import (
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/index"
	"koubo/store/outbox"
)

// resolver finds which stored record each record of one visit is, within the transaction that stores the visit.
type resolver struct {
	tx        *bolt.Tx
	visit     sources.Visit
	announcer *outbox.Announcer
	joined    map[string][]opportunity.Opportunity // id → the stored records that turned out to be this one, as they were
	ids       map[string]string                    // id as the visit made it → id it is stored under, where they differ
	contested map[string]bool                      // further keys that records with different titles claim
	listed    map[string]bool                      // ids of stored records that the visit lists under their own address
}

func newResolver(tx *bolt.Tx, v sources.Visit, a *outbox.Announcer) *resolver {
	r := &resolver{tx: tx, visit: v, announcer: a, ids: map[string]string{}, joined: map[string][]opportunity.Opportunity{}}
	if len(v.Aliases) == 0 {
		return r
	}
	r.contested, r.listed = contested(v), map[string]bool{}
	for _, seen := range v.SeenIDs {
		r.listed[stored(tx, seen)] = true
	}
	for _, o := range v.Records {
		r.listed[stored(tx, o.ID)], r.listed[leadsTo(tx, o.Key())] = true, true
	}
	return r
}

// contested returns the further keys that several records of a visit with different titles claim, as their own or besides it.
func contested(v sources.Visit) map[string]bool {
	all, title := map[string]bool{}, map[string]string{}
	for _, o := range v.Records {
		title[o.Key()] = o.Title
	}
	for _, o := range v.Records {
		for _, key := range v.Aliases[o.ID] {
			key = ofPart(key, o.Part)
			if first, ok := title[key]; !ok {
				title[key] = o.Title
			} else if !opportunity.SameTitle(first, o.Title) {
				all[key] = true
			}
		}
	}
	return all
}

// final returns the id that a record the visit speaks of is stored under; one never stored keeps its own.
func (r *resolver) final(id string) string {
	if to, ok := r.ids[id]; ok {
		return to
	}
	return survivor(r.tx, id)
}

// resolve returns the id to store a record of the visit under, and the keys that lead to it. Where its keys lead to several
// stored records, these are merged.
func (r *resolver) resolve(o opportunity.Opportunity) (id string, keys []string, err error) {
	var found []string
	note := func(id string) {
		if id != "" && !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	note(stored(r.tx, o.ID))
	if own := o.Key(); identifies(own) {
		keys = append(keys, own)
		other := leadsTo(r.tx, own)
		if other == "" || slices.Contains(found, other) {
			note(other)
		} else if same, err := r.sameAt(other, o); err != nil {
			return "", nil, err
		} else if same {
			note(other)
		}
	}
	for _, key := range r.further(o) {
		other := leadsTo(r.tx, key)
		if other != "" && !slices.Contains(found, other) {
			same, err := r.sameCall(other, o)
			if err != nil {
				return "", nil, err
			} else if !same {
				continue
			}
			note(other)
		}
		keys = append(keys, key)
	}
	switch len(found) {
	case 0:
		id = o.ID
	case 1:
		id = found[0]
	default:
		var were []opportunity.Opportunity
		id, were, err = unite(r.tx, found, r.tell)
		r.joined[id] = append(r.joined[id], were...)
	}
	if id != o.ID {
		r.ids[o.ID] = id
	}
	return id, keys, err
}

func (r *resolver) tell(e Event) error {
	e.At, e.Source = r.visit.At, r.visit.Source.ID
	return appendEvent(r.tx, e)
}

// further returns the keys that the visit says lead to a record, besides that of its address. A key that several records
// with different titles claim, as on a site whose pages all name one canonical address, identifies none of them; nor does
// another session of the same address.
func (r *resolver) further(o opportunity.Opportunity) []string {
	var keys []string
	own := o.Key()
	masked, random := opportunity.MaskRandom(own)
	for _, key := range r.visit.Aliases[o.ID] {
		key = ofPart(key, o.Part)
		if !identifies(key) || key == own || r.contested[key] {
			continue
		}
		if again, _ := opportunity.MaskRandom(key); random && again == masked && leadsTo(r.tx, key) == "" {
			continue
		}
		keys = append(keys, key)
	}
	return keys
}

// ofPart returns the key of a part of the page that a key, or an address, leads to; one of a part already stays as it is.
func ofPart(key, part string) string {
	if part == "" || strings.Contains(key, "#") {
		return opportunity.IdentityKey(key)
	}
	return opportunity.PartKey(key, part)
}

// sameAt reports whether a stored record at the address of o is o: of one body it is; what two bodies list at one address
// is one call where the titles agree, and else a page that leads to many.
func (r *resolver) sameAt(id string, o opportunity.Opportunity) (bool, error) {
	d, err := index.Find(r.tx, id)
	if err != nil || d == nil {
		return false, err
	}
	same := d.Record.Issuer.Code == o.Issuer.Code || d.Record.FoundBy(o.Source)
	return same || opportunity.SameTitle(d.Record.Title, o.Title), nil
}

// sameCall reports whether a stored record that a further key leads to is o: their titles agree, or the body has given its
// page another title and address, so that the visit lists the stored one no longer.
func (r *resolver) sameCall(id string, o opportunity.Opportunity) (bool, error) {
	d, err := index.Find(r.tx, id)
	if err != nil || d == nil {
		return false, err
	}
	if opportunity.SameTitle(d.Record.Title, o.Title) {
		return true, nil
	}
	return d.Record.Issuer.Code == o.Issuer.Code && !r.listed[id], nil
}
