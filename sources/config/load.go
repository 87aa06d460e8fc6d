package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/goccy/go-yaml/token"

	"koubo/sources"
	"koubo/sources/catalog"
	"koubo/sources/check"
	"koubo/sources/declaration"
	"koubo/sources/yamlfile"
)

// DefaultPath is the configuration file that is read where none is named. It need not exist.
const DefaultPath = "sources.yaml"

// Load reads the configuration file at path; a missing file is Default() where path is DefaultPath and an error
// elsewhere. What is wrong in the file is reported all at once, as Errors.
func Load(path string, words declaration.Vocabulary) (*Settings, error) {
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) && path == DefaultPath {
		return Default(), nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no configuration file %s: create it, or name another with --config", path)
	}
	if err != nil {
		return nil, fmt.Errorf("the configuration file cannot be read: %w: name another with --config", err)
	}
	return Parse(path, data, words)
}

// readFile reads one byte more than is allowed at most, so that an endless file ends in an error.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, yamlfile.MaxFile+1))
}

// Parse reads a configuration from data; name stands for the file in messages and in Source.Where.
// An error is of type Errors, sorted by position.
func Parse(name string, data []byte, words declaration.Vocabulary) (*Settings, error) {
	d := &document{Document: declaration.NewDocument(name, words)}
	cfg := d.config(data)
	cfg.Skip = d.skipped()
	if len(d.Errs) > 0 {
		d.Errs.Sort()
		return nil, d.Errs
	}
	return cfg, nil
}

// document is a configuration file while it is read, and what later checks need to look back at.
type document struct {
	declaration.Document
	skips []yamlfile.Word // ids to leave out, to be looked up in the catalogue
	quiet yamlfile.Word   // the quiet hours; its place is nil where none are given
}

// demand is what parts of the file must keep to together, and what is said where it is broken.
type demand struct {
	broken bool
	what   string
}

// demandAll records a fault for each demand that is broken.
func (d *document) demandAll(at *token.Token, demands []demand) {
	for _, one := range demands {
		if one.broken {
			d.Fault(at, "%s", one.what)
		}
	}
}

// config reads the whole file but for what needs the catalogue.
func (d *document) config(data []byte) *Settings {
	cfg := Default()
	cfg.Path = d.Name
	if root := d.Root(data); root != nil {
		yamlfile.ReadMapping(d, root, "the configuration", rootFields, cfg)
		d.checkMail(cfg, root)
	}
	d.checkQuiet(cfg)
	return cfg
}

// skipped looks the ids to leave out up in the catalogue: a misspelt one would leave nothing out.
func (d *document) skipped() []string {
	if len(d.skips) == 0 {
		return nil
	}
	known := catalog.IDs()
	var ids []string
	for _, w := range d.skips {
		if !slices.Contains(known, w.Text) {
			d.Fault(w.At, "skip: %s is no source of the catalogue: %s", check.Quote(w.Text), check.Suggest(w.Text, known))
			continue
		}
		ids = append(ids, w.Text)
	}
	return ids
}

// All returns the wanted sources: the catalogue's without the skipped ones, in the order of prefectures, then the
// file's own. An own source with the id of a catalogue source replaces it.
func (c *Settings) All() []sources.Source {
	own := make(map[string]bool, len(c.Sources)+len(c.Skip))
	for _, s := range c.Sources {
		own[s.ID] = true
	}
	var all []sources.Source
	for _, s := range c.Catalog.Sources() {
		if !own[s.ID] && !slices.Contains(c.Skip, s.ID) {
			all = append(all, s)
		}
	}
	return c.scheduled(append(all, c.Sources...))
}

// scheduled gives the sources that have no schedule of their own their prefecture's, where it has one.
func (c *Settings) scheduled(list []sources.Source) []sources.Source {
	for i := range list {
		if list[i].Schedule == "" {
			list[i].Schedule = c.Schedules[list[i].Issuer.Prefecture]
		}
	}
	return list
}
