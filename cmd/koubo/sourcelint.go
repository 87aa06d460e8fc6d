package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/lint"

	"github.com/spf13/cobra"
)

func newSourceLint() *cobra.Command {
	var f setup
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "lint [FILE…]",
		Short: "Look configuration files through without asking anybody, and say what is wrong or hardly right",
		Long: `Read the configuration, or the files that are named (those of the catalogue, too), and list what is wrong in them with file, line and column, and what is
hardly right: an address that is a search, a session, a home page, a document or of one past year, that is on another body's site, that has https, or that is
read twice. Nobody is asked. Exit code 2 says that something is wrong, 3 that something is hardly right.`,
		Example: `  koubo source lint
  koubo source lint sources/catalog/*.yaml --json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, files []string) error {
			list, err := f.linted(cmd, files)
			if err != nil {
				return err
			}
			found := lint.Sources(list)
			if asJSON {
				err = eachLine(cmd.OutOrStdout(), found)
			} else {
				for _, one := range found {
					fmt.Fprintf(cmd.OutOrStdout(), "%s: %s: %s\n", one.Where, one.ID, tongue().Text(one.What))
				}
			}
			if len(found) == 0 {
				tongue().Fprintf(os.Stderr, "koubo: %d sources were looked through, and nothing is wrong with them\n", len(list))
			}
			if err == nil && len(found) > 0 {
				err = exitError{exitPartial, fmt.Errorf("%d remarks on %d sources", len(found), len(list)), false}
			}
			return err
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one remark a line as JSON")
	return cmd
}

// linted are the sources to be looked through: those of the files, or the configuration's own and the catalogue's that it wants.
func (f *setup) linted(cmd *cobra.Command, files []string) ([]sources.Source, error) {
	named := files
	if len(files) == 0 {
		named = []string{f.config}
	}
	for _, file := range named {
		if err := holdsSomething(file); err != nil {
			return nil, usage(err)
		}
	}
	if len(files) == 0 {
		cfg, err := f.load(cmd)
		if err != nil {
			return nil, err
		}
		return cfg.All(), nil
	}
	var list []sources.Source
	var faults []error
	for _, file := range files {
		cfg, err := config.Load(file, vocabulary())
		if err != nil {
			faults = append(faults, err)
			continue
		}
		list = append(list, cfg.Sources...)
	}
	if len(faults) > 0 {
		return nil, usage(errors.Join(faults...))
	}
	return list, nil
}

// holdsSomething is an error where a file is missing, or holds no line but remarks: whoever has it looked through means another.
func holdsSomething(file string) error {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s: go to its folder, or name the file behind lint", file)
	}
	if err != nil {
		return nil // its reader says more
	}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		if line = strings.TrimSpace(line); line != "" && line != "---" && !strings.HasPrefix(line, "#") {
			return nil
		}
	}
	return fmt.Errorf("%s is empty: write sources: with a source into it, or name another file", file)
}
