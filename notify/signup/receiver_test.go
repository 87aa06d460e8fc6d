package signup

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
)

const (
	slackHook   = "https://hooks.slack.com/services/T00000000/B00000000/abcdefSECRET"
	discordHook = "https://discord.com/api/webhooks/123456789012345678/abc-_SECRET"
	teamsHook   = "https://prod-00.japaneast.logic.azure.com:443/workflows/0123abc/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SECRET"
	flowHook    = "https://default0123.4a.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0123abc/triggers/manual/paths/invoke?api-version=1&sig=SECRET"
)

// TestHooksGoToTheServicesOwnHosts alone, unless the operator names more.
func TestHooksGoToTheServicesOwnHosts(t *testing.T) {
	for address, want := range map[string]config.Channel{slackHook: config.Slack, discordHook: config.Discord, teamsHook: config.Teams, flowHook: config.Teams,
		"https://HOOKS.slack.com/services/T0/B0/x": config.Slack, "https://ptb.discord.com/api/v10/webhooks/1/x?thread_id=2": config.Discord} {
		if to, err := channelOf(address, allowed); err != nil || to != want {
			t.Errorf("%s: %s %v", address, to, err)
		}
	}
	for _, address := range []string{
		"http://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com.example.jp/services/T0/B0/x", "https://hooks.slack.com@127.0.0.1/services/T0/B0/x",
		"https://user@hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com:8443/services/T0/B0/x", "https://hooks.slack.com/api/chat.postMessage", "https://slack.com/services/T0/B0/x",
		"https://hooks.slack.com/services/T0/B0/x/../../..", "https://hooks.slack.com/services/T0/B0/x#y", "https://discord.com/api/users/1/x", "https://logic.azure.com/workflows/a/triggers/manual/paths/invoke",
		"https://evil.example/?x=.logic.azure.com", "https://127.0.0.1/services/T0/B0/x", "https://chat.example.jp/hooks/x", "ftp://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/services/T0/B0/x y",
		"https://hooks.slack.com/services/T0/B0/" + strings.Repeat("x", 600), "://", "https://hooks.slack.com/services/T0/B0/x\r\nX: y",
	} {
		if to, err := channelOf(address, allowed); !errors.Is(err, ErrHook) {
			t.Errorf("%q: %q %v", address, to, err)
		}
	}
	for _, c := range []struct {
		address string
		allowed config.SignUp
		want    error
	}{
		{slackHook, config.SignUp{To: []config.Channel{config.Email, config.Teams}}, ErrHook},
		{"a@example.jp", config.SignUp{To: []config.Channel{config.Slack}}, ErrAddress},
		{"https://chat.example.jp/hooks/x", config.SignUp{To: []config.Channel{config.Slack}, Hosts: []string{"chat.example.jp"}}, nil},
		{"https://chat.example.jp:8065/hooks/x", config.SignUp{To: []config.Channel{config.Slack}, Hosts: []string{"chat.example.jp"}}, ErrHook},
	} {
		if _, err := channelOf(c.address, c.allowed); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.address, err)
		}
	}
}

// TestAHookIsStoredOnlyAfterTheClick in its own channel, sealed, and told nothing where the operator no longer allows it.
func TestAHookIsStoredOnlyAfterTheClick(t *testing.T) {
	for hook, to := range map[string]config.Channel{slackHook: config.Slack, discordHook: config.Discord, teamsHook: config.Teams} {
		o := newOffice(t, shelf{})
		if err := o.ask(hook); err != nil || len(o.said) != 1 || len(o.shelf) > 0 {
			t.Fatalf("%s: %v, %d messages, %d stored", to, err, len(o.said), len(o.shelf))
		}
		if sent := o.notified[0]; sent.To != to || sent.URL != hook || sent.Address != "" || !sent.Private {
			t.Errorf("%+v", sent)
		}
		offer, err := o.Subscribe(o.token())
		if err != nil || offer.To != to || strings.Contains(offer.Receiver(), "SECRET") || !strings.Contains(offer.Receiver(), "（") {
			t.Fatalf("%+v %v", offer, err)
		}
		for id, sealed := range o.shelf {
			if bytes.Contains(sealed, []byte("SECRET")) || strings.Contains(id, "SECRET") {
				t.Error("the file tells the webhook")
			}
		}
		if list := newOffice(t, o.shelf).Notifications(); len(list) != 1 || list[0].URL != hook || list[0].To != to || !list[0].Private {
			t.Errorf("%+v", list)
		}
		narrowed := config.SignUp{Key: allowed.Key, To: []config.Channel{config.Email}}
		if l, foreign, err := Open(o.shelf, narrowed, time.Now); err != nil || foreign != 1 || len(l.Notifications()) > 0 {
			t.Errorf("switched off: %d foreign, %v", foreign, err)
		}
	}
}

// TestAHookIsAskedOnceADay, whatever is added to its address, and many of one service are no flood of one.
func TestAHookIsAskedOnceADay(t *testing.T) {
	o := newOffice(t, shelf{})
	o.Limits.PerDomain = 2
	for _, hook := range []string{slackHook, slackHook + "?a=1", strings.Replace(slackHook, "hooks", "HOOKS", 1)} {
		if err := o.ask(hook); err != nil {
			t.Errorf("%s: %v", hook, err)
		}
	}
	if len(o.said) != 1 {
		t.Errorf("%d messages to one webhook", len(o.said))
	}
	for _, team := range []string{"T1", "T2", "T3"} {
		if err := o.ask("https://hooks.slack.com/services/" + team + "/B0/x"); err != nil {
			t.Errorf("%s: %v", team, err)
		}
	}
	if len(o.said) != 4 {
		t.Errorf("%d messages", len(o.said))
	}
}

// TestALinkFitsAMessage of every channel, or the selection is said to be too long.
func TestALinkFitsAMessage(t *testing.T) {
	o := newOffice(t, shelf{})
	ask := func(length int) error {
		o.at = o.at.Add(quiet)
		return o.Ask(context.Background(), Offer{Address: flowHook + strings.Repeat("x", mostHook-len(flowHook)), Query: opportunity.Query{Text: strings.Repeat("x", length)}, When: config.Daily})
	}
	if err := ask(mostSelection - 2); !errors.Is(err, ErrOffer) || len(o.said) > 0 {
		t.Errorf("%v, %d messages", err, len(o.said))
	}
	if err := ask(500); err != nil || len(o.said) != 1 || len(o.said[0].Items[0].Link) > mostLink {
		t.Errorf("%v, %d messages", err, len(o.said))
	}
}
