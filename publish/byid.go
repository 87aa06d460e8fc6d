package publish

import (
	"cmp"
	"iter"
	"slices"
)

// byID keeps a value of each id, in the order of the ids, in the room that ids and values take: a map of a million takes twice that,
// and half of it once more while it grows. It is a tree of two levels; what comes in order, as the store and a state list their
// records, fills its pages whole.
type byID[V any] struct {
	pages []*idPage[V] // none is empty
}

// idPage holds the values of ids that follow each other.
type idPage[V any] struct {
	ids    []recordID
	values []V
}

// pageOfIDs is how many ids a page holds at most: so many are moved to make room for one.
const pageOfIDs = 256

// find returns the page that an id belongs to, the place in it, and whether it is there. Without any page it is none.
func (b *byID[V]) find(id recordID) (page, at int, found bool) {
	page, exact := slices.BinarySearchFunc(b.pages, id, func(p *idPage[V], id recordID) int { return p.ids[0].compare(id) })
	if exact {
		return page, 0, true
	}
	if page == 0 {
		return 0, 0, false
	}
	at, found = slices.BinarySearchFunc(b.pages[page-1].ids, id, recordID.compare)
	return page - 1, at, found
}

// get returns the value of an id, false where there is none.
func (b *byID[V]) get(id recordID) (value V, found bool) {
	page, at, found := b.find(id)
	if found {
		value = b.pages[page].values[at]
	}
	return value, found
}

// set makes a value that of an id.
func (b *byID[V]) set(id recordID, value V) {
	page, at, found := b.find(id)
	if found {
		b.pages[page].values[at] = value
		return
	}
	if len(b.pages) == 0 {
		b.pages = append(b.pages, newIDPage[V]())
	}
	if len(b.pages[page].ids) == pageOfIDs {
		page, at = b.makeRoom(page, at)
	}
	b.pages[page].insert(at, id, value)
}

// makeRoom makes room at a place of a page that is full, and tells where it is then: on the next page, which takes the page's last where
// it has room, so that what comes nearly in order leaves full pages behind; else on one of its halves.
func (b *byID[V]) makeRoom(page, at int) (roomPage, room int) {
	p, last := b.pages[page], pageOfIDs-1
	isLast := page == len(b.pages)-1
	switch {
	case !isLast && len(b.pages[page+1].ids) < pageOfIDs && at > last:
		return page + 1, 0
	case !isLast && len(b.pages[page+1].ids) < pageOfIDs:
		b.pages[page+1].insert(0, p.ids[last], p.values[last])
		p.ids, p.values = p.ids[:last], p.values[:last]
		return page, at
	}
	rest := pageOfIDs / 2
	if isLast {
		rest = at // what comes behind it fills the page after it
	}
	next := newIDPage[V]()
	next.ids, next.values = append(next.ids, p.ids[rest:]...), append(next.values, p.values[rest:]...)
	p.ids, p.values = p.ids[:rest], p.values[:rest]
	b.pages = slices.Insert(b.pages, page+1, next)
	if at > rest || rest == pageOfIDs {
		return page + 1, at - rest
	}
	return page, at
}

func (p *idPage[V]) insert(at int, id recordID, value V) {
	p.ids, p.values = slices.Insert(p.ids, at, id), slices.Insert(p.values, at, value)
}

func newIDPage[V any]() *idPage[V] {
	return &idPage[V]{make([]recordID, 0, pageOfIDs), make([]V, 0, pageOfIDs)}
}

// remove takes an id out.
func (b *byID[V]) remove(id recordID) {
	page, at, found := b.find(id)
	if !found {
		return
	}
	p := b.pages[page]
	if p.ids, p.values = slices.Delete(p.ids, at, at+1), slices.Delete(p.values, at, at+1); len(p.ids) == 0 {
		b.pages = slices.Delete(b.pages, page, page+1)
	}
}

// from goes through the values in the order of the ids, from the first id on that is not before one. Meanwhile the value of any id may
// be set that is there, and the one just given may be removed.
func (b *byID[V]) from(first recordID) iter.Seq2[recordID, V] {
	return func(yield func(recordID, V) bool) {
		page, at, _ := b.find(first)
		for page < len(b.pages) {
			p := b.pages[page]
			if at >= len(p.ids) {
				page, at = page+1, 0
				continue
			}
			id := p.ids[at]
			if !yield(id, p.values[at]) {
				return
			}
			switch {
			case page >= len(b.pages) || b.pages[page] != p: // it was the page's last
				at = 0
			case at < len(p.ids) && p.ids[at] == id:
				at++
			}
		}
	}
}

// all is from the first id on.
func (b *byID[V]) all() iter.Seq2[recordID, V] { return b.from(recordID{}) }

// count is how many ids there are.
func (b *byID[V]) count() (n int) {
	for _, p := range b.pages {
		n += len(p.ids)
	}
	return n
}

// member is a record of a shard or of a segment of a table.
type member struct {
	id    recordID
	place uint32
}

// membersOf lists the records of some groups, those of each by their places, the newest first. There may be millions of records: the
// groups are made some at a time.
func membersOf[K comparable](records *byID[record], groups []K, groupOf func(recordID, record) K) map[K][]member {
	members := map[K][]member{}
	for _, group := range groups {
		members[group] = nil
	}
	if len(groups) == 0 {
		return members
	}
	for id, r := range records.all() {
		group := groupOf(id, r)
		if its, wanted := members[group]; wanted {
			members[group] = append(its, member{id, r.place})
		}
	}
	for _, its := range members {
		slices.SortFunc(its, func(a, b member) int { return cmp.Compare(b.place, a.place) })
	}
	return members
}
