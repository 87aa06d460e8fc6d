package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"koubo/opportunity"

	"github.com/spf13/cobra"
)

func newVerify() *cobra.Command {
	var f setup
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Read the whole data file and say whether it is sound",
		Long: `Read the whole data file: its pages, every record, every index. A killed program or a full disk leaves a sound file;
this is for after a fault of the disk, or a copy made while koubo ran. Exit code 1 says what contradicts what.`,
		Example: `  koubo verify
  koubo verify --db backup.db`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.verify(cmd) },
	}
	f.flags(cmd)
	return cmd
}

func (f *setup) verify(cmd *cobra.Command) (err error) {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	st, err := openStore(cfg.Data, true)
	if errors.Is(err, fs.ErrNotExist) {
		return usage(fmt.Errorf("%s does not exist; correct --db", cfg.Data))
	}
	if err != nil {
		return err
	}
	defer closeInto(&err, st)
	if err := st.Check(); err != nil {
		return err
	}
	n := 0
	if err := st.Each(func(opportunity.Opportunity) error { n++; return nil }); err != nil {
		return err
	}
	_, err = io.WriteString(cmd.OutOrStdout(), tongue().Sprintf("%s is sound: %d records\n", cfg.Data, n))
	return err
}
