package sources

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/municipality"
	"koubo/sources/yamlfile"
)

// catalogFS holds one file a prefecture, named after the two digits of JIS X 0401: 47-okinawa.yaml.
//
//go:embed catalog/*.yaml
var catalogFS embed.FS

// Sources returns the chosen part of the builtin catalogue, reading only the files of the prefectures that are wanted.
func (c Catalog) Sources() []Source {
	if c.All {
		return wholeCatalog()
	}
	if len(c.Prefectures) == 0 {
		return nil
	}
	var chosen []Source
	for _, p := range municipality.All().Prefectures() {
		if slices.Contains(c.Prefectures, p.Name) {
			chosen = append(chosen, readPrefecture(p.Code)...)
		}
	}
	return chosen
}

// wholeCatalog is read at most once; its sources are shared and must not be changed.
var wholeCatalog = sync.OnceValue(readCatalog)

// readCatalog reads the files of all prefectures at the same time: each command begins with it.
func readCatalog() []Source {
	prefectures := municipality.All().Prefectures()
	parts := make([][]Source, len(prefectures))
	var files sync.WaitGroup
	for n, p := range prefectures {
		files.Go(func() { parts[n] = readPrefecture(p.Code) })
	}
	files.Wait()
	return slices.Concat(parts...)
}

func catalogIDs() []string {
	all := wholeCatalog()
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	return ids
}

// readPrefecture reads the embedded file of a prefecture. A broken one is a mistake of the build, which the tests find.
func readPrefecture(code string) []Source {
	names, err := fs.Glob(catalogFS, "catalog/"+code+"-*.yaml")
	if err != nil || len(names) != 1 {
		panic(fmt.Sprintf("the builtin catalogue has %d files for the prefecture %s in place of one: rebuild the program", len(names), code))
	}
	data, err := catalogFS.ReadFile(names[0])
	if err != nil {
		panic(fmt.Sprintf("the builtin catalogue is broken, rebuild the program: %v", err))
	}
	d, list := newDeclarations(names[0], Vocabulary{}), []Source(nil)
	if root := d.Root(blankComments(data)); root != nil {
		yamlfile.ReadMapping(&d, root, "the catalogue", catalogFields, &list)
	}
	if len(d.Errs) > 0 {
		panic(fmt.Sprintf("the builtin catalogue is broken, rebuild the program: %v", d.Errs))
	}
	return list
}

// catalogFields are the keys of a file of the catalogue.
var catalogFields = yamlfile.Fields[*declarations, []Source]{
	{"sources", func(d *declarations, into *[]Source, v ast.Node) { *into = d.sources(v) }},
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

// Catalog says which prefectures of the builtin catalogue are wanted: all of them, or those named; neither is none.
type Catalog struct {
	All         bool
	Prefectures []string // names as 長野県, in the order of their codes
}
