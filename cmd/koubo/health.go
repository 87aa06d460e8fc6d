package main

import (
	"errors"
	"io/fs"

	"koubo/sources"
	"koubo/store"
)

// healthByID indexes how the sources fare.
func healthByID(st *store.Store) (map[string]sources.Health, error) {
	list, err := st.Health()
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
	return healthByID(st)
}
