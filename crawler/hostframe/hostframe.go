// Package hostframe shares what is remembered of the hosts' frames (see parsers/page/frame) among the visits that are under
// way: several sources may stand on one host.
package hostframe

import (
	"fmt"
	"net/url"
	"slices"
	"sync"

	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
)

// Store is where the memories are kept between visits.
type Store interface {
	Frame(host string) ([]byte, error) // nil for a host without one
}

// Hosts holds the memories of the hosts that visits under way have read pages of. It is safe for concurrent use.
type Hosts struct {
	store Store
	mu    sync.Mutex
	open  map[string]*host
}

// host is the memory of one host while visits use it.
type host struct {
	visits int // that use it; guarded by Hosts.mu

	mu     sync.Mutex
	memory *frame.Memory
}

// New returns an empty Hosts over a store.
func New(store Store) *Hosts { return &Hosts{store: store, open: map[string]*host{}} }

// Visit is one visit's use of the memories. It must be closed, and is not safe for concurrent use.
type Visit struct {
	hosts *Hosts
	used  map[string]*host
}

// Visit begins a visit.
func (h *Hosts) Visit() *Visit { return &Visit{hosts: h, used: map[string]*host{}} }

// Close ends the visit. The memory of a host that no other visit uses is let go.
func (v *Visit) Close() {
	v.hosts.mu.Lock()
	defer v.hosts.mu.Unlock()
	for name, h := range v.used {
		if h.visits--; h.visits == 0 {
			delete(v.hosts.open, name)
		}
	}
	v.used = nil
}

// Changed returns the encoded memories, by host, that are to be stored with the visit: those that changed since a visit was
// given them last.
func (v *Visit) Changed() map[string][]byte {
	changed := map[string][]byte{}
	for name, h := range v.used {
		h.mu.Lock()
		if h.memory.Changed() {
			changed[name] = h.memory.Encode()
		}
		h.mu.Unlock()
	}
	return changed
}

// NoteEntry notes a page that lists announcements.
func (v *Visit) NoteEntry(doc *page.Document) error {
	h, err := v.host(doc.URL)
	if err != nil {
		return err
	}
	sheet := frame.Take(doc)
	defer sheet.Release()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.memory.Note(doc.URL, true, sheet)
	return nil
}

// Found is what is known of the frame of an announcement's page.
type Found struct {
	Clock  uint32 // of the memory; Before of the page's next reading
	Marks  frame.Marks
	Before *frame.Marks // the marks as they were at an earlier reading; nil where they are the same
}

// Page notes an announcement's page and tells what of it is the frame's, and what was at the clock of an earlier reading: 0
// for a page that was read before its host had a memory, frame.Now for one that this source never read; another source may have.
// whole is false for a part of a page, which is not noted.
func (v *Visit) Page(doc *page.Document, whole bool, before uint32) (found Found, err error) {
	h, err := v.host(doc.URL)
	if err != nil {
		return Found{}, err
	}
	sheet := frame.Take(doc)
	defer sheet.Release()
	h.mu.Lock()
	defer h.mu.Unlock()
	if noted, known := h.memory.NotedAt(doc.URL); known && before == frame.Now {
		before = noted
	}
	if whole {
		h.memory.Note(doc.URL, false, sheet)
	}
	found = Found{Clock: h.memory.Clock(), Marks: h.memory.Marks(sheet, frame.Now)}
	if len(found.Marks.Out) == 0 || found.Clock <= before {
		return found, nil
	}
	if earlier := h.memory.Marks(sheet, before); !slices.Equal(earlier.Out, found.Marks.Out) {
		found.Before = &earlier
	}
	return found, nil
}

// host returns the memory of an address's host. One that cannot be decoded is learnt again.
func (v *Visit) host(address string) (*host, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("the host of %s cannot be read: %w", address, err)
	}
	name := opportunity.CanonicalHost(u)
	if h := v.used[name]; h != nil {
		return h, nil
	}
	v.hosts.mu.Lock()
	defer v.hosts.mu.Unlock()
	h := v.hosts.open[name]
	if h == nil {
		data, err := v.hosts.store.Frame(name)
		if err != nil {
			return nil, fmt.Errorf("what is remembered of the frame of %s cannot be read: %w", name, err)
		}
		memory, _ := frame.Decode(data)
		h = &host{memory: memory}
		v.hosts.open[name] = h
	}
	h.visits++
	v.used[name] = h
	return h, nil
}
