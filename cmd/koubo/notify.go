package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"koubo/notify"
	"koubo/sources/config"
	"koubo/store/datafile"
	"koubo/web"

	"github.com/spf13/cobra"
)

func newNotify() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "notify",
		Short: "Tell people of what changes: add, list, test and retry notifications",
		Args:  cobra.ArbitraryArgs,
		RunE:  helpOrSuggest,
	}
	cmd.AddCommand(newNotifyAdd(), newNotifyList(), newNotifyTest(), newNotifyRetry(), newNotifyBounced())
	return cmd
}

func newNotifyRetry() *cobra.Command {
	var f setup
	var resume bool
	cmd := &cobra.Command{
		Use:   "retry ID…",
		Short: "Have letters that were given up tried again",
		Long: `Put the letters that were given up back in line; koubo serve sends them. With --resume the notification is also taken up
again where its reader had stopped it.`,
		Example: `  koubo notify retry okinawa-pilots
  koubo notify retry all
  koubo notify retry sales-letter --resume
  koubo notify retry all --resume`,
		Args: takes(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			request := web.OutboxRequest{Retry: ids}
			if resume {
				request.Resume = ids
			}
			for _, id := range ids {
				if id == "all" {
					continue
				}
				if _, err := notificationOf(cfg, id); err != nil {
					return err
				}
			}
			answer, err := askNotifications(cmd, cfg, request)
			if err != nil {
				return err
			}
			tongue().Fprintf(cmd.OutOrStdout(), "%d letters wait to be sent again\n", answer.Revived)
			switch {
			case len(answer.Resumed) > 0:
				tongue().Fprintf(cmd.OutOrStdout(), "taken up again: %s\n", strings.Join(answer.Resumed, ", "))
			case resume:
				tongue().Fprintf(cmd.OutOrStdout(), "nothing was stopped, so that nothing is taken up again\n")
			}
			return nil
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&resume, "resume", false, "also take up again what its reader has stopped")
	return cmd
}

func newNotifyTest() *cobra.Command {
	var f setup
	cmd := &cobra.Command{
		Use:     "test ID",
		Short:   "Send one sample to where a notification goes",
		Example: `  koubo notify test okinawa-pilots`,
		Args:    takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			n, err := notificationOf(cfg, ids[0])
			if err != nil {
				return err
			}
			sender, err := newSender(cfg)
			if err != nil {
				return err
			}
			if err := notify.SendSample(cmd.Context(), sender, n, time.Now()); err != nil {
				return fmt.Errorf("%s: %w", n.ID, err)
			}
			tongue().Fprintf(cmd.OutOrStdout(), "a sample was sent to %s (%s)\n", n.ID, n.To)
			return nil
		},
	}
	f.flags(cmd)
	return cmd
}

func notificationOf(cfg *config.Settings, id string) (config.Notification, error) {
	i := slices.IndexFunc(cfg.Notifications, func(n config.Notification) bool { return n.ID == id })
	if i < 0 {
		return config.Notification{}, usage(fmt.Errorf("there is no notification %q; koubo notify list shows their ids", id))
	}
	return cfg.Notifications[i], nil
}

// askNotifications asks the outbox, or the program that holds the data file.
func askNotifications(cmd *cobra.Command, cfg *config.Settings, request web.OutboxRequest) (answer web.OutboxAnswer, err error) {
	changes := len(request.Retry)+len(request.Resume)+len(request.Bounced) > 0
	st, err := openStore(cfg.Data, !changes)
	if errors.Is(err, datafile.ErrLocked) {
		answer, asked := askRunningOutbox(cmd, loopback(cfg.Listen), request)
		if asked != nil {
			return answer, inVain(err, asked)
		}
		return answer, nil
	}
	if errors.Is(err, fs.ErrNotExist) && !changes {
		return answer, nil // nothing was crawled yet
	}
	if err != nil {
		return answer, err
	}
	defer closeInto(&err, st)
	return web.AskOutbox(readersOutbox{Store: st}, request)
}

func askRunningOutbox(cmd *cobra.Command, base string, request web.OutboxRequest) (answer web.OutboxAnswer, err error) {
	resp, err := postJSON(cmd, &http.Client{Timeout: 30 * time.Second}, base+"/api/v1/notifications", request)
	if err != nil {
		return answer, err
	}
	defer closeInto(&err, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return answer, errors.New(refusal(resp))
	}
	return answer, json.NewDecoder(resp.Body).Decode(&answer)
}
