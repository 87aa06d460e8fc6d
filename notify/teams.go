package notify

import (
	"koubo/store/outbox"
)

// Microsoft Teams takes a message with an Adaptive Card at the address of a workflow ("When a Teams webhook request is received");
// a message has 28 KB at most. Texts are TextRuns, which unlike TextBlocks read no markup
// (https://adaptivecards.io/explorer/TextRun.html).

// teamsItems is how many items one message holds: at most 2.2 KB each.
const teamsItems = 12

// teamsLength bounds the texts of a card more narrowly than other channels do: a character of Japanese is three bytes.
const teamsLength = 120

type teamsRun struct {
	Type   string       `json:"type"`
	Text   string       `json:"text"`
	Weight string       `json:"weight,omitempty"`
	Size   string       `json:"size,omitempty"`
	Select *teamsAction `json:"selectAction,omitempty"`
}

type teamsAction struct {
	Type  string `json:"type"`
	Title string `json:"title,omitempty"`
	URL   string `json:"url"`
}

// teamsBlock is a RichTextBlock: one paragraph.
type teamsBlock struct {
	Type      string     `json:"type"`
	Separator bool       `json:"separator,omitempty"`
	Spacing   string     `json:"spacing,omitempty"`
	Inlines   []teamsRun `json:"inlines"`
}

type teamsCard struct {
	Schema  string        `json:"$schema"`
	Type    string        `json:"type"`
	Version string        `json:"version"`
	Body    []teamsBlock  `json:"body"`
	Actions []teamsAction `json:"actions,omitempty"`
	Teams   struct {
		Width string `json:"width"`
	} `json:"msteams"`
}

func teamsForm(m Message, _ outbox.Letter) any {
	card := teamsCard{Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: "1.4"}
	card.Teams.Width = "Full"
	paragraph := func(separator bool, spacing string, run teamsRun) {
		run.Type, run.Text = "TextRun", clip(run.Text, teamsLength)
		card.Body = append(card.Body, teamsBlock{Type: "RichTextBlock", Separator: separator, Spacing: spacing, Inlines: []teamsRun{run}})
	}
	paragraph(false, "", teamsRun{Text: m.Headline, Weight: "Bolder", Size: "Large"})
	for _, item := range m.Items {
		title := teamsRun{Text: item.Title, Weight: "Bolder"}
		if item.Link != "" {
			title.Select = &teamsAction{Type: "Action.OpenUrl", URL: item.Link}
		}
		paragraph(true, "Medium", title)
		for _, line := range item.Lines {
			paragraph(false, "None", teamsRun{Text: line})
		}
	}
	if m.More != "" {
		paragraph(true, "Medium", teamsRun{Text: m.More})
	}
	if m.Home != "" && len(m.Home) <= linkBytes {
		card.Actions = append(card.Actions, teamsAction{"Action.OpenUrl", "一覧を見る", m.Home})
	}
	if m.Unsubscribe != "" {
		card.Actions = append(card.Actions, teamsAction{"Action.OpenUrl", "配信を停止する", m.Unsubscribe})
	}
	type attachment struct {
		ContentType string    `json:"contentType"`
		ContentURL  *string   `json:"contentUrl"`
		Content     teamsCard `json:"content"`
	}
	return struct {
		Type        string       `json:"type"`
		Attachments []attachment `json:"attachments"`
	}{"message", []attachment{{"application/vnd.microsoft.card.adaptive", nil, card}}}
}
