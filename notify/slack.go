package notify

import (
	"strings"

	"koubo/store/outbox"
)

// Slack's incoming webhooks take blocks (https://docs.slack.dev/reference/block-kit/): 50 at most, 3,000 characters a section, 150
// a header.

// slackItems is how many items one message holds: a block each, besides the header and what stands below.
const (
	slackItems   = 20
	slackHeader  = 150
	slackSection = 3000
)

type slackBlock struct {
	Type string     `json:"type"`
	Text *slackText `json:"text"`
}

type slackText struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

// slackEscape keeps a text from being read as a link or as a call of everybody, <!channel>. The three characters are those of
// Slack's own rule; what else marks up, at worst, is shown in bold.
var slackEscape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// slackLink keeps an address within its brackets.
var slackLink = strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", "|", "%7C")

func slackForm(m Message, _ outbox.Letter) any {
	blocks := []slackBlock{{"header", &slackText{"plain_text", clip(m.Headline, slackHeader)}}}
	for _, item := range m.Items {
		text := "*" + slackEscape.Replace(item.Title) + "*"
		if link := slackLink.Replace(item.Link); link != "" {
			text = "*<" + link + "|" + slackEscape.Replace(item.Title) + ">*"
		}
		for _, line := range item.Lines {
			text += "\n" + slackEscape.Replace(line)
		}
		blocks = append(blocks, slackBlock{"section", &slackText{"mrkdwn", clip(text, slackSection)}})
	}
	if below := belowSlack(m); below != "" {
		blocks = append(blocks, slackBlock{"section", &slackText{"mrkdwn", below}})
	}
	return struct {
		Text   string       `json:"text"` // of the notice that the reader's device shows
		Blocks []slackBlock `json:"blocks"`
		Unfurl bool         `json:"unfurl_links"`
	}{slackEscape.Replace(m.Headline), blocks, false}
}

func belowSlack(m Message) string {
	lines := []string{}
	if m.More != "" {
		lines = append(lines, m.More)
	}
	if m.Home != "" && len(m.Home) <= linkBytes {
		lines = append(lines, "<"+slackLink.Replace(m.Home)+"|一覧を見る>")
	}
	if m.Unsubscribe != "" {
		lines = append(lines, "<"+slackLink.Replace(m.Unsubscribe)+"|配信を停止する>")
	}
	return strings.Join(lines, "\n")
}
