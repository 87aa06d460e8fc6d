package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"koubo/crawler/archive"
	"koubo/crawler/fetch"
	"koubo/parsers/page"
	"koubo/parsers/scaffold"
	"koubo/sources/config"
	"koubo/sources/municipality"

	"github.com/spf13/cobra"
)

type newParserFlags struct {
	setup
	name   string
	root   string
	replay []string
}

func newSourceNewParser() *cobra.Command {
	var f newParserFlags
	cmd := &cobra.Command{
		Use:   "new-parser ID",
		Short: "Begin a parser in Go for the list of a source: its file, its registration and its golden pair",
		Long: `Write into a checkout of koubo's source what a parser by hand begins with: parsers/sites/NAME.go with a function that reads the usual rows, its line in the
table of parsers, and testdata/NAME with the page as it came and, in want.json, what the list reader makes of it. Correct want.json line by line, then
the function until go test ./parsers/sites agrees. The page is asked for, or taken from a recording (koubo crawl --record).`,
		Example: `  koubo source new-parser okinawa-naha
  koubo source new-parser okinawa-naha --name naha-board --replay day.warc.gz`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error { return f.run(cmd, ids[0]) },
	}
	f.flags(cmd)
	cmd.Flags().StringVar(&f.name, "name", "", "name of the parser (default: the source's id)")
	cmd.Flags().StringVar(&f.root, "root", ".", "folder of the checkout")
	cmd.Flags().StringSliceVar(&f.replay, "replay", nil, "take the page from this WARC file and never touch the network; repeatable")
	return cmd
}

func (f *newParserFlags) run(cmd *cobra.Command, id string) error {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	src, err := sourceNamed(cfg, id)
	if err != nil {
		return err
	}
	if len(src.Lists) == 0 {
		return usage(fmt.Errorf("%s names no list to write a parser for: add list: with its address", id))
	}
	folder := filepath.Join(f.root, "parsers", "sites")
	table, err := os.ReadFile(filepath.Join(folder, "sites.go"))
	if errors.Is(err, fs.ErrNotExist) {
		return usage(fmt.Errorf("%s is no checkout of koubo's source: go there, or name it with --root", f.root))
	}
	if err != nil {
		return err
	}
	recorded, err := f.page(cmd, cfg, src.Lists[0])
	if err != nil {
		return err
	}
	body, _ := municipality.All().ByCode(src.Issuer.Code)
	name := f.name
	if name == "" {
		name = id
	}
	files, err := scaffold.Start{Name: name, Body: body.FullName(), Page: recorded}.Files(table)
	if err != nil {
		return usage(err)
	}
	return writeParser(cmd, folder, name, files)
}

// page asks for a page, or takes it from the recordings.
func (f *newParserFlags) page(cmd *cobra.Command, cfg *config.Settings, address string) (page.Page, error) {
	network := newNetwork(cfg)
	if len(f.replay) > 0 {
		tape, err := archive.OpenReplay(f.replay...)
		if err != nil {
			return page.Page{}, err
		}
		network = networkOver(cfg, tape, tape)
	}
	client := network.Client(fetch.ClientOptions{Once: true})
	defer client.Close()
	resp, err := client.Get(cmd.Context(), fetch.Request{URL: address})
	if err == nil && resp.Status != http.StatusOK {
		err = fmt.Errorf("%s answers %d", address, resp.Status)
	}
	if err != nil {
		return page.Page{}, err
	}
	resp.Page.Body = slices.Clone(resp.Page.Body) // valid until the client's next request
	return resp.Page, nil
}

// writeParser writes the files, none of which but the table may exist, and says what is to be done with them.
func writeParser(cmd *cobra.Command, folder, name string, files map[string][]byte) error {
	paths := slices.Sorted(maps.Keys(files))
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(folder, path)); err == nil && path != "sites.go" {
			return usage(fmt.Errorf("%s exists: choose another --name", filepath.Join(folder, path)))
		}
	}
	for _, path := range paths {
		whole := filepath.Join(folder, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(whole), 0o755), os.WriteFile(whole, files[path], 0o644)); err != nil {
			return err
		}
		fmt.Fprintln(cmd.OutOrStdout(), whole)
	}
	tongue().Fprintf(os.Stderr, "koubo: correct testdata/%s/want.json line by line, then the function until go test ./parsers/sites agrees; parser: %s names it in a source\n", name, name)
	return nil
}
