package main

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
)

// front lets the web ask the store.
type front struct{ *store.Store }

// Query returns one page of a selection.
func (f front) Query(_ context.Context, q opportunity.Query, now time.Time) (web.Selection, error) {
	r, err := f.Store.Query(q, now)
	return web.Selection{Records: r.Items, Total: r.Total, Next: r.Next}, err
}

// Health returns how the sources fare, by id.
func (f front) Health() (map[string]sources.Health, error) {
	list, err := f.Store.Health()
	all := make(map[string]sources.Health, len(list))
	for _, h := range list {
		all[h.ID] = h.Health
	}
	return all, err
}

// storedHealth reads how the sources fared from a data file; one that does not exist yet knows nothing.
func storedHealth(path string) (health map[string]sources.Health, err error) {
	st, err := openStore(path, true)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer closeInto(&err, st)
	return front{st}.Health()
}
