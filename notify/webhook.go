package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/outbox"
)

// The generic webhook is that of https://www.standardwebhooks.com/: any language has a library that checks its signature.

// webhookBody is the JSON of a webhook.
type webhookBody struct {
	Type         string               `json:"type"` // news, or sources for an operator
	Key          string               `json:"key"`  // also in the headers Idempotency-Key and Webhook-Id
	Timestamp    time.Time            `json:"timestamp"`
	Notification string               `json:"notification"` // id in sources.yaml
	Headline     string               `json:"headline"`
	Items        []webhookItem        `json:"items,omitempty"`
	Sources      []outbox.SourceAlert `json:"sources,omitempty"`
	Site         *outbox.SiteAlert    `json:"site,omitempty"`
	Page         string               `json:"page,omitempty"`
}

// webhookItem is one thing that is told.
type webhookItem struct {
	Key   string                  `json:"key"`   // of this item alone
	Class opportunity.ChangeClass `json:"class"` // or reminder
	// of a new one: it was known before, and has come into the selection by a change that is not told by itself
	IntoSelection bool                    `json:"into_selection,omitempty"`
	Title         string                  `json:"title"`
	Lines         []string                `json:"lines"`
	At            time.Time               `json:"at,omitzero"`
	Old           *moment                 `json:"old,omitempty"` // the last day before and after it moved
	New           *moment                 `json:"new,omitempty"`
	Opportunity   opportunity.Opportunity `json:"opportunity"`
}

// moment is a day in Japan with or without a time.
type moment struct {
	Day   jdate.Date  `json:"day"`
	Clock jdate.Clock `json:"time,omitempty"`
}

func momentOf(m opportunity.Moment) *moment {
	if m.Day == "" {
		return nil
	}
	return &moment{m.Day, m.Clock}
}

func webhookForm(m Message, l outbox.Letter) any {
	body := webhookBody{Type: "news", Key: m.Key, Timestamp: m.Made, Notification: m.Notification, Headline: m.Headline, Sources: l.Alerts, Site: l.Site, Page: m.Home}
	if len(l.Alerts) > 0 || l.Site != nil {
		body.Type = "sources"
	}
	for _, item := range m.Items {
		if item.source == nil {
			continue
		}
		told := item.source.Announcement
		out := webhookItem{Key: item.Key, Class: told.News.Class, IntoSelection: told.News.Field == opportunity.IntoSelection, Title: item.Title, Lines: item.Lines, At: told.News.At,
			Old: momentOf(told.News.Old), New: momentOf(told.News.New), Opportunity: told.Record}
		if told.Reminder != nil {
			out.Class = "reminder"
		}
		body.Items = append(body.Items, out)
	}
	return body
}

// sign sets the headers by which a receiver tells that a body is ours and fresh. The key of the HMAC is the secret as it is
// written or, behind whsec_, what it holds in base64.
func sign(h http.Header, key, secret string, body []byte, now time.Time) {
	seconds := strconv.FormatInt(now.Unix(), 10)
	h.Set("Webhook-Id", key)
	h.Set("Webhook-Timestamp", seconds)
	if secret == "" {
		return
	}
	mac := hmac.New(sha256.New, secretBytes(secret))
	mac.Write([]byte(key + "." + seconds + "."))
	mac.Write(body)
	h.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

func secretBytes(secret string) []byte {
	if len(secret) > 6 && secret[:6] == "whsec_" {
		if key, err := base64.StdEncoding.DecodeString(secret[6:]); err == nil {
			return key
		}
	}
	return []byte(secret)
}
