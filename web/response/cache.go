package response

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// Cache keeps answers as long as neither the records nor the time has moved, so that asking again reads nothing
// of the store. What is asked for least goes first when they outgrow answerMemory.
type Cache struct {
	kept      *otter.Cache[string, *made]
	spellings *otter.Cache[string, string] // address as asked for → key
	fills     singleflight.Group
	turns     turns
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{turns: newTurns(), spellings: otter.Must(&otter.Options[string, string]{MaximumSize: knownSpellings}), kept: otter.Must(&otter.Options[string, *made]{
		MaximumWeight: answerMemory,
		Weigher:       func(key string, m *made) uint32 { return uint32(len(key) + 2*len(m.Body) + 512) }, // the packed forms together are shorter than the body
	})}
}

// Get returns the answer of a key, and makes it where none is kept that holds at this generation and instant. However many
// ask at the same moment, it is made once, in its turn; long says that this takes long. The time until which fill's answer holds
// must lie after now; the zero time keeps it for nobody else.
func (c *Cache) Get(r *http.Request, key string, generation uint64, now time.Time, long bool, fill func(context.Context) (Answer, time.Time, error)) (*made, error) {
	if m := c.find(key, generation, now); m != nil {
		return m, nil
	}
	found, err, _ := c.fills.Do(fmt.Sprintf("%d %s", generation, key), func() (any, error) {
		defer c.turns.take(long)()
		a, until, err := fill(context.WithoutCancel(r.Context())) // others may wait for it, too
		if err != nil {
			return nil, err
		}
		m := prepare(a)
		m.generation, m.until = generation, until
		_ = m.preferred(r) // compressing it is a part of the work
		if !until.IsZero() {
			c.kept.Set(key, m)
		}
		return m, nil
	})
	if err != nil {
		return nil, err
	}
	return found.(*made), nil
}

// find returns the answer of a key that holds, nil where none does.
func (c *Cache) find(key string, generation uint64, now time.Time) *made {
	if m, found := c.kept.GetIfPresent(key); found && m.generation == generation && now.Before(m.until) {
		return m
	}
	return nil
}

// answerMemory is how many bytes of answers are kept, compressed forms among them.
const answerMemory = 48 << 20

// knownSpellings is how many addresses are remembered with the selection that they ask for.
const knownSpellings = 4096

// Again returns the answer of an address that was asked for before, nil where none is kept that holds.
func (c *Cache) Again(r *http.Request, generation func() uint64, now func() time.Time) *made {
	key, found := c.spellings.GetIfPresent(asked(r))
	if !found {
		return nil
	}
	return c.find(key, generation(), now())
}

// Note remembers by which address an answer was asked for.
func (c *Cache) Note(r *http.Request, key string) { c.spellings.Set(asked(r), key) }

// asked returns the address of a request as its sender spelled it.
func asked(r *http.Request) string { return r.Host + r.URL.Path + "?" + r.URL.RawQuery }
