// Package catalog is the builtin list of sources: one file a prefecture, with at least one source of each body. A file is called what
// koubo source lint is given, catalog/47-okinawa.yaml.
package catalog

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources"
	"koubo/sources/declaration"
	"koubo/sources/municipality"
	"koubo/sources/yamlfile"
)

// files holds one file a prefecture, named after the two digits of JIS X 0401: 47-okinawa.yaml.
//
//go:embed *.yaml
var files embed.FS

// Choice says which prefectures of the builtin catalogue are wanted: all of them, or those named; neither is none.
type Choice struct {
	All         bool
	Prefectures []string // names as 長野県, in the order of their codes
}

// Sources returns the chosen part of the builtin catalogue, reading only the files of the prefectures that are wanted.
func (c Choice) Sources() []sources.Source {
	if c.All {
		return whole()
	}
	if len(c.Prefectures) == 0 {
		return nil
	}
	var chosen []sources.Source
	for _, p := range municipality.All().Prefectures() {
		if slices.Contains(c.Prefectures, p.Name) {
			chosen = append(chosen, readPrefecture(p.Code)...)
		}
	}
	return chosen
}

// whole is read at most once; its sources are shared and must not be changed.
var whole = sync.OnceValue(readAll)

// readAll reads the files of all prefectures at the same time: each command begins with it.
func readAll() []sources.Source {
	prefectures := municipality.All().Prefectures()
	parts := make([][]sources.Source, len(prefectures))
	var reading sync.WaitGroup
	for n, p := range prefectures {
		reading.Go(func() { parts[n] = readPrefecture(p.Code) })
	}
	reading.Wait()
	return slices.Concat(parts...)
}

// IDs returns the ids of all its sources.
func IDs() []string {
	all := whole()
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	return ids
}

// readPrefecture reads the embedded file of a prefecture. A broken one is a mistake of the build, which the tests find.
func readPrefecture(code string) []sources.Source {
	names, err := fs.Glob(files, code+"-*.yaml")
	if err != nil || len(names) != 1 {
		panic(fmt.Sprintf("the builtin catalogue has %d files for the prefecture %s in place of one: rebuild the program", len(names), code))
	}
	data, err := files.ReadFile(names[0])
	if err != nil {
		panic(fmt.Sprintf("the builtin catalogue is broken, rebuild the program: %v", err))
	}
	d, list := declaration.NewDocument("catalog/"+names[0], declaration.Vocabulary{}), []sources.Source(nil)
	if root := d.Root(blankComments(data)); root != nil {
		yamlfile.ReadMapping(&d, root, "the catalogue", fields, &list)
	}
	if len(d.Errs) > 0 {
		panic(fmt.Sprintf("the builtin catalogue is broken, rebuild the program: %v", d.Errs))
	}
	return list
}

// fields are the keys of a file of the catalogue.
var fields = yamlfile.Fields[*declaration.Document, []sources.Source]{
	{"sources", func(d *declaration.Document, into *[]sources.Source, v ast.Node) { *into = d.Sources(v) }},
}

// blankComments empties the lines that hold a comment alone, which cost as much to read as those of sources: every command
// reads the catalogue. The numbers of the lines stay.
func blankComments(data []byte) []byte {
	var b bytes.Buffer
	for line := range bytes.Lines(data) {
		if bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("#")) {
			line = []byte("\n")
		}
		b.Write(line)
	}
	return b.Bytes()
}
