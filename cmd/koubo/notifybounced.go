package main

import (
	"errors"
	"io"
	"os"

	"koubo/notify"
	"koubo/web"

	"github.com/spf13/cobra"
)

func newNotifyBounced() *cobra.Command {
	var f setup
	cmd := &cobra.Command{
		Use:   "bounced [FILE…]",
		Short: "Note letters that came back, and end what nobody receives",
		Long: `Read the reports (RFC 3464) that mail servers send to from: of mail: about letters that came back, from files or from standard
input. After three letters in a row that came back because there is no such mailbox, the notification is stopped, or the
subscription from the page erased. Other messages are passed over, so that a whole mailbox can be given.`,
		Example: `  koubo notify bounced < report.eml
  koubo notify bounced ~/Maildir/new/*
  koubo: "|/usr/local/bin/koubo notify bounced --config /srv/koubo/sources.yaml"    # a line of /etc/aliases`,
		Args: takes(cobra.ArbitraryArgs),
		RunE: func(cmd *cobra.Command, files []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			keys, err := bouncedKeys(cmd.InOrStdin(), files)
			if err != nil {
				return err
			}
			if len(keys) == 0 {
				tongue().Fprintf(cmd.OutOrStdout(), "there was no report of a letter that came back because there is no such mailbox\n")
				return nil
			}
			answer, err := askNotifications(cmd, cfg, web.OutboxRequest{Bounced: keys})
			if err == nil {
				tongue().Fprintf(cmd.OutOrStdout(), "letters that came back because there is no such mailbox: %d, notifications that ended: %d\n", answer.Bounced, answer.Ended)
			}
			return err
		},
	}
	f.flags(cmd)
	return cmd
}

// bouncedKeys are the keys of the letters that files, or without any the standard input, report to have come back from nobody.
func bouncedKeys(input io.Reader, files []string) (keys []string, err error) {
	take := func(r io.Reader) error {
		key, nobody, err := notify.ReadBounce(r)
		if nobody {
			keys = append(keys, key)
		}
		if errors.Is(err, notify.ErrNoBounce) {
			return nil
		}
		return err
	}
	if len(files) == 0 {
		err = take(input)
		return keys, err
	}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return keys, usage(fileFault(err, "name a file with letters that came back"))
		}
		if err := errors.Join(take(file), file.Close()); err != nil {
			return keys, err
		}
	}
	return keys, nil
}
