package sources

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// DefaultPath is the configuration file that is read where none is named. It need not exist.
const DefaultPath = "sources.yaml"

// Load reads the configuration file at path; a missing file is Default() where path is DefaultPath and an error
// elsewhere. What is wrong in the file is reported all at once, as Errors.
func Load(path string, words Vocabulary) (*Config, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && path == DefaultPath {
		return Default(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("the configuration file %s cannot be read: %w; name another with --config", path, err)
	}
	return Parse(path, data, words)
}

// Parse reads a configuration from data; name stands for the file in messages and in Source.Where.
// An error of the content is of type Errors, sorted by position.
func Parse(name string, data []byte, words Vocabulary) (*Config, error) {
	cfg := Default()
	cfg.Path = name
	return cfg, nil
}

// All returns the wanted sources: the catalogue's without the skipped ones, in the order of prefectures, then the
// file's own. An own source with the id of a catalogue source takes its place.
func (c *Config) All() []Source {
	return c.Sources
}
