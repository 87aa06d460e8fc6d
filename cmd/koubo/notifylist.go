package main

import (
	"io"
	"net/url"

	"koubo/sources/config"
	"koubo/store/outbox"
	"koubo/web"

	"github.com/spf13/cobra"
)

func newNotifyList() *cobra.Command {
	var f setup
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the notifications: what went out, what waits, what was given up and why",
		Example: `  koubo notify list
  koubo notify list --json | jq '.notifications[] | select(.letters[]?.dead)'`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			answer, err := askNotifications(cmd, cfg, web.OutboxRequest{})
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), answer)
			}
			printNotifications(cmd.OutOrStdout(), cfg, answer.Notifications)
			printReaders(cmd.OutOrStdout(), cfg, answer.Readers)
			return nil
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print everything as JSON")
	return cmd
}

// printNotifications says how each notification stands: the configured ones, then those that are left over.
func printNotifications(w io.Writer, cfg *config.Settings, states []outbox.FollowerState) {
	byID := map[string]outbox.FollowerState{}
	for _, s := range states {
		byID[s.ID] = s
	}
	if len(cfg.Notifications) == 0 && cfg.SignUp.Key == "" {
		tongue().Fprintf(w, "no notification is configured; koubo notify add shows how one is written\n")
	}
	for _, n := range cfg.Notifications {
		tongue().Fprintf(w, "%s  %s (%s)  %s\n", n.ID, tongue().Text(channelWords[n.To]), receiverOf(n), tongue().Text(paceWords[n.When]))
		printState(w, byID[n.ID])
		delete(byID, n.ID)
	}
	for _, s := range states {
		if _, left := byID[s.ID]; left {
			tongue().Fprintf(w, "%s  is not in the configuration (it is forgotten after 30 days)\n", s.ID)
			printState(w, s)
		}
	}
}

// printReaders says how those fare together who subscribed from the page.
func printReaders(w io.Writer, cfg *config.Settings, r web.ReaderState) {
	if cfg.SignUp.Key == "" && r == (web.ReaderState{}) {
		return
	}
	tongue().Fprintf(w, "subscriptions from the page  %d\n", r.Subscribed)
	if r.Subscribed > 0 && cfg.SignUp.Key == "" {
		tongue().Fprintf(w, "  nothing is sent: sign_up: has no key:\n")
	}
	for _, line := range []struct {
		n     int
		words string
	}{
		{r.Delivered, "  sent: %d letters (no more than the latest 20 of each are counted)\n"}, {r.Waiting, "  waiting: %d\n"}, {r.Unsent, "  under way, or to be sent again: %d letters\n"}, {r.Dead, "  given up: %d letters\n"},
		{r.Ended, "  ended, as nobody receives them: %d (in the latest 30 days)\n"},
	} {
		if line.n > 0 {
			tongue().Fprintf(w, line.words, line.n)
		}
	}
	if r.Reason != "" {
		tongue().Fprintf(w, "  why it failed, such as: %s\n", tongue().Text(r.Reason))
	}
}

var channelWords = map[config.Channel]string{config.Webhook: "Webhook", config.Slack: "Slack", config.Teams: "Teams", config.Discord: "Discord", config.Email: "mail"}

var paceWords = map[config.Pace]string{config.AtOnce: "at once", config.Daily: "each day at 8", config.Weekly: "each Monday at 8"}

// receiverOf names where a notification goes, without what only its owner may know.
func receiverOf(n config.Notification) string {
	if n.To == config.Email {
		return n.Address
	}
	u, err := url.Parse(n.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

func printState(w io.Writer, s outbox.FollowerState) {
	l := tongue()
	switch {
	case !s.Stopped.IsZero() && s.Gone > 0:
		l.Fprintf(w, "  stopped: %d letters in a row came back because there is no such receiver, so that it was stopped on %s (koubo notify retry %s --resume takes it up again)\n", s.Gone, instant(s.Stopped), s.ID)
	case !s.Stopped.IsZero():
		l.Fprintf(w, "  stopped by its receiver on %s\n", instant(s.Stopped))
	}
	sent, bounced := 0, 0
	for _, d := range s.Delivered {
		if sent += d.Items; d.Bounced {
			bounced++
		}
	}
	if n := len(s.Delivered); n > 0 {
		l.Fprintf(w, "  sent: %d letters with %d things, the last on %s (no more than the latest 20 letters are counted)\n", n, sent, instant(s.Delivered[n-1].At))
	}
	if bounced > 0 {
		l.Fprintf(w, "  of these came back because there is no such mailbox: %d\n", bounced)
	}
	if s.Waiting > 0 {
		l.Fprintf(w, "  waiting: %d, the oldest since %s\n", s.Waiting, instant(s.Oldest))
	}
	for _, letter := range s.Letters {
		words := l.Sprintf("%d things, failed %d times", letter.Things(), letter.Attempts)
		switch {
		case letter.Dead:
			l.Fprintf(w, "  given up: %s. Reason: %s\n", words, l.Text(letter.Reason))
		case letter.Attempts > 0:
			l.Fprintf(w, "  to be sent again: %s, next on %s. Reason: %s\n", words, instant(letter.Next), l.Text(letter.Reason))
		default:
			l.Fprintf(w, "  waiting: one letter with %d things\n", letter.Things())
		}
	}
}
