package notify

import (
	"strings"

	"koubo/store/outbox"
)

// Discord's webhooks (https://discord.com/developers/docs/resources/webhook) take 10 embeds with 6,000 characters in all, 256 of
// them in a title and 4,096 in a description, and 2,000 of content.

// discordItems is how many items one message holds, and discordLength how long an item may be, in UTF-16, after it was escaped.
const (
	discordItems  = 10
	discordLength = 560
	discordTitle  = 200
)

type discordEmbed struct {
	Title       string `json:"title"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
}

// discordEscape takes the meaning from the characters of Discord's Markdown.
var discordEscape = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, ">", `\>`, "<", `\<`, "[", `\[`, "]", `\]`, "#", `\#`)

func discordForm(m Message, _ outbox.Letter) any {
	var embeds []discordEmbed
	const rest = discordLength - discordTitle
	for _, item := range m.Items {
		title := clip(discordEscape.Replace(item.Title), discordTitle)
		embeds = append(embeds, discordEmbed{title, item.Link, clip(discordEscape.Replace(strings.Join(item.Lines, "\n")), rest)})
	}
	content := []string{m.Headline}
	if m.More != "" {
		content = append(content, m.More)
	}
	if m.Home != "" && len(m.Home) <= linkBytes {
		content = append(content, "一覧： <"+m.Home+">")
	}
	if m.Unsubscribe != "" {
		content = append(content, "配信停止： <"+m.Unsubscribe+">")
	}
	return struct {
		Content  string              `json:"content"`
		Embeds   []discordEmbed      `json:"embeds,omitempty"`
		Mentions map[string][]string `json:"allowed_mentions"` // nobody, whatever a title holds
	}{clip(strings.Join(content, "\n"), 2000), embeds, map[string][]string{"parse": {}}}
}
