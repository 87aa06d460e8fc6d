package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"time"

	"koubo/notify"
	"koubo/sources"
	"koubo/web"

	"koubo/store/datafile"
	"koubo/store/outbox"

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
  koubo notify retry sales-letter --resume`,
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
				if id == "all" && !resume {
					continue
				}
				if _, err := notificationOf(cfg, id); err != nil {
					return err
				}
			}
			answer, err := askNotifications(cmd, cfg, request)
			if err == nil {
				fmt.Fprintf(cmd.OutOrStdout(), "%d通を再送待ちに戻しました\n", answer.Revived)
			}
			return err
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
				return fmt.Errorf("%s：%w", n.ID, err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s（%s）へ見本を送りました\n", n.ID, n.To)
			return nil
		},
	}
	f.flags(cmd)
	return cmd
}

func notificationOf(cfg *sources.Config, id string) (sources.Notification, error) {
	i := slices.IndexFunc(cfg.Notifications, func(n sources.Notification) bool { return n.ID == id })
	if i < 0 {
		return sources.Notification{}, usage(fmt.Errorf("there is no notification %q; koubo notify list shows their ids", id))
	}
	return cfg.Notifications[i], nil
}

// askNotifications asks the outbox, or the program that holds the data file.
func askNotifications(cmd *cobra.Command, cfg *sources.Config, request web.OutboxRequest) (answer web.OutboxAnswer, err error) {
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

// printNotifications says in Japanese how each notification stands: the configured ones, then those that are left over.
func printNotifications(w io.Writer, cfg *sources.Config, states []outbox.FollowerState) {
	byID := map[string]outbox.FollowerState{}
	for _, s := range states {
		byID[s.ID] = s
	}
	if len(cfg.Notifications) == 0 && cfg.SignUp.Key == "" {
		fmt.Fprintln(w, "通知は設定されていません。koubo notify add が設定の書き方を示します。")
	}
	for _, n := range cfg.Notifications {
		fmt.Fprintf(w, "%s　%s（%s）　%s\n", n.ID, channelWords[n.To], receiverOf(n), paceWords[n.When])
		printState(w, byID[n.ID])
		delete(byID, n.ID)
	}
	for _, s := range states {
		if _, left := byID[s.ID]; left {
			fmt.Fprintf(w, "%s　設定にない通知（30日後に消えます）\n", s.ID)
			printState(w, s)
		}
	}
}

// printReaders says how those fare together who subscribed from the page.
func printReaders(w io.Writer, cfg *sources.Config, r web.ReaderState) {
	if cfg.SignUp.Key == "" && r == (web.ReaderState{}) {
		return
	}
	fmt.Fprintf(w, "ページからの登録　%d件\n", r.Subscribed)
	if r.Subscribed > 0 && cfg.SignUp.Key == "" {
		fmt.Fprintln(w, "  配信なし：sign_up: に key: がありません")
	}
	for _, line := range []struct {
		n     int
		words string
	}{
		{r.Delivered, "送信済み：%d通（登録ごとに直近20通まで）"}, {r.Waiting, "送信待ち：%d件"}, {r.Unsent, "送信中・再送待ち：%d通"}, {r.Dead, "配信断念：%d通"},
		{r.Ended, "送信先がないため終了：%d件（直近30日）"},
	} {
		if line.n > 0 {
			fmt.Fprintf(w, "  "+line.words+"\n", line.n)
		}
	}
	if r.Reason != "" {
		fmt.Fprintf(w, "  失敗の理由（例）：%s\n", r.Reason)
	}
}

var channelWords = map[sources.Channel]string{sources.Webhook: "Webhook", sources.Slack: "Slack", sources.Teams: "Teams", sources.Discord: "Discord", sources.Email: "メール"}

var paceWords = map[sources.Pace]string{sources.AtOnce: "随時", sources.Daily: "毎日8時", sources.Weekly: "毎週月曜8時"}

// receiverOf names where a notification goes, without what only its owner may know.
func receiverOf(n sources.Notification) string {
	if n.To == sources.Email {
		return n.Address
	}
	u, err := url.Parse(n.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

func printState(w io.Writer, s outbox.FollowerState) {
	switch {
	case !s.Stopped.IsZero() && s.Gone > 0:
		fmt.Fprintf(w, "  停止中：送信先がないと%d通続けて返されたため、%sに停止しました（再開：koubo notify retry %s --resume）\n", s.Gone, instant(s.Stopped), s.ID)
	case !s.Stopped.IsZero():
		fmt.Fprintf(w, "  停止中：受信者が%sに停止しました\n", instant(s.Stopped))
	}
	sent, bounced := 0, 0
	for _, d := range s.Delivered {
		if sent += d.Items; d.Bounced {
			bounced++
		}
	}
	if n := len(s.Delivered); n > 0 {
		fmt.Fprintf(w, "  送信済み：%d通・%d件（直近20通まで）、最後は%s\n", n, sent, instant(s.Delivered[n-1].At))
	}
	if bounced > 0 {
		fmt.Fprintf(w, "  うち宛先不明で戻ったもの：%d通\n", bounced)
	}
	if s.Waiting > 0 {
		fmt.Fprintf(w, "  送信待ち：%d件、最も古いものは%s\n", s.Waiting, instant(s.Oldest))
	}
	for _, l := range s.Letters {
		words := fmt.Sprintf("%d件・%d回失敗", len(l.Items)+len(l.Alerts), l.Attempts)
		switch {
		case l.Dead:
			fmt.Fprintf(w, "  配信断念：%s。理由：%s\n", words, l.Reason)
		case l.Attempts > 0:
			fmt.Fprintf(w, "  再送待ち：%s、次は%s。理由：%s\n", words, instant(l.Next), l.Reason)
		default:
			fmt.Fprintf(w, "  送信待ち：%d件の通知が1通\n", len(l.Items)+len(l.Alerts))
		}
	}
}
