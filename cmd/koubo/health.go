package main

import (
	"errors"
	"io/fs"

	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"

	"koubo/store/datafile"

	"github.com/spf13/cobra"
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

// storedHealth reads how the sources fared from the data file or, where a running koubo holds it, from that. A file that
// does not exist yet knows nothing.
func storedHealth(cmd *cobra.Command, cfg *config.Settings) (health map[string]sources.Health, err error) {
	st, err := openStore(cfg.Data, true)
	if errors.Is(err, datafile.ErrLocked) {
		running, apiErr := askSources(cmd, loopback(cfg.Listen))
		if apiErr != nil {
			return nil, inVain(err, apiErr)
		}
		health = make(map[string]sources.Health, len(running))
		for id, s := range running {
			health[id] = s.Health
		}
		return health, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer closeInto(&err, st)
	return healthByID(st)
}
