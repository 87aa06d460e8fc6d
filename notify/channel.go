package notify

import (
	"bytes"
	"cmp"
	"encoding/json"

	"koubo/sources/config"
	"koubo/store/outbox"
)

// channel is how a message is written for one kind of receiver.
type channel struct {
	items int                              // that one message holds at most
	form  func(Message, outbox.Letter) any // the body as JSON; nil for e-mail
}

var channels = map[config.Channel]channel{
	config.Webhook: {100, webhookForm},
	config.Slack:   {slackItems, slackForm},
	config.Teams:   {teamsItems, teamsForm},
	config.Discord: {discordItems, discordForm},
	config.Email:   {mailItems, nil},
}

// itemsOf is how many items one message of a notification holds at most.
func itemsOf(n config.Notification) int { return cmp.Or(channels[n.To].items, 1) }

// encode writes JSON as the services read it: without escapes of HTML, which count against their limits.
func encode(form any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(form)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
