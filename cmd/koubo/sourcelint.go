package main

import (
	"errors"
	"fmt"

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
