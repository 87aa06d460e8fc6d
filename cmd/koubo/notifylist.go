package main

import (
	"fmt"
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

// printNotifications says in Japanese how each notification stands: the configured ones, then those that are left over.
func printNotifications(w io.Writer, cfg *config.Settings, states []outbox.FollowerState) {
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
func printReaders(w io.Writer, cfg *config.Settings, r web.ReaderState) {
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

var channelWords = map[config.Channel]string{config.Webhook: "Webhook", config.Slack: "Slack", config.Teams: "Teams", config.Discord: "Discord", config.Email: "メール"}

var paceWords = map[config.Pace]string{config.AtOnce: "随時", config.Daily: "毎日8時", config.Weekly: "毎週月曜8時"}

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
		words := fmt.Sprintf("%d件・%d回失敗", l.Things(), l.Attempts)
		switch {
		case l.Dead:
			fmt.Fprintf(w, "  配信断念：%s。理由：%s\n", words, l.Reason)
		case l.Attempts > 0:
			fmt.Fprintf(w, "  再送待ち：%s、次は%s。理由：%s\n", words, instant(l.Next), l.Reason)
		default:
			fmt.Fprintf(w, "  送信待ち：%d件の通知が1通\n", l.Things())
		}
	}
}
