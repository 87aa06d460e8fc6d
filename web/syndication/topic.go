package syndication

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
)

// hubOf is the hub of a feed, "" where the feed can be no topic: a part of one, or one in another order.
func (s *Feeds) hubOf(f FeedForm, q opportunity.Query) string {
	if !strings.HasPrefix(f.Path, "/feed.") || q.Cursor != "" || q.Limit != f.Usual || q.Sort != opportunity.ByRevised && q.Sort != "" {
		return ""
	}
	return s.HubAddress()
}

// discovery is the header Link of a feed: its hub and its own address (WebSub §4), before what it links to otherwise.
func discovery(c feeds.Channel, link string) string {
	if c.Hub == "" {
		return link
	}
	own := "<" + c.Hub + `>; rel="hub", <` + c.Self + `>; rel="self"`
	if link != "" {
		own += ", " + link
	}
	return own
}

// Topics are the feeds of a front that can be subscribed to: any selection, as Atom, RSS or JSON Feed. Its methods may be called
// from many goroutines at once.
type Topics struct{ *Feeds }

// NewTopics returns the topics of a front. BaseURL, Records and Now of the configuration must be given.
func NewTopics(cfg front.Config) Topics {
	if cfg.Hub == nil {
		cfg.Hub = http.NotFoundHandler() // its address stands in the feeds
	}
	return Topics{&Feeds{front.New(cfg, false)}}
}

// Hub is the address of the front's hub.
func (t Topics) Hub() string { return t.BaseURL + front.HubPath }

// recentNews is how many records of a topic are looked at for news: more at once than any visit brings.
const recentNews = 100

// Canonical returns the address under which a feed is known, however it is spelled: the order of its parameters, those that say
// nothing, a slash at its end, a fragment, the case of the host, the port that is meant without one. It is false for what is no feed
// of the front that can be subscribed to.
func (t Topics) Canonical(address string) (string, bool) {
	f, q, ok := t.parse(address)
	if !ok {
		return "", false
	}
	return t.BaseURL + f.own(q), true
}

// parse takes the address of a feed apart. A part of a feed, and a view of it by changes, are no topics.
func (t Topics) parse(address string) (f FeedForm, q opportunity.Query, ok bool) {
	u, err := url.Parse(address)
	own, ownErr := url.Parse(t.BaseURL)
	if err != nil || ownErr != nil || u.User != nil || u.Scheme != own.Scheme || hostOf(u) != hostOf(own) || len(u.RawQuery) > choice.MaxQuery {
		return f, q, false
	}
	path, below := strings.CutPrefix(u.Path, own.Path)
	values, err := choice.ParametersIn(u.RawQuery)
	if err != nil || !below {
		return f, q, false
	}
	for _, f := range FeedForms {
		if f.Path != strings.TrimSuffix(path, "/") || f.Calendar || f.Export {
			continue
		}
		q, err := choice.SelectionOf(values)
		if q.Limit == f.Usual {
			q.Limit = 0
		}
		q.Sort = opportunity.ByRevised
		return f, q, err == nil && q.Cursor == "" && q.Limit == 0
	}
	return f, q, false
}

// hostOf is the host of an address in one spelling, without the port that its scheme has anyhow.
func hostOf(u *url.URL) string {
	port := u.Port()
	if u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		port = ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) + ":" + port
}

// Read writes the feed of a topic as it is now.
func (t Topics) Read(ctx context.Context, address string) (body []byte, mediaType string, err error) {
	f, q, ok := t.parse(address)
	if !ok {
		return nil, "", response.Missing("このフィード", "There is no such feed.")
	}
	now := t.Now()
	q.Limit, q.EndedSince = f.Usual, opportunity.EndedSince(now)
	a, _, err := t.MakeFeed(ctx, nil, f, q, now)
	return a.Body, a.MediaType, err
}

// Marks names what a topic tells, each with its instant: of each of its latest records the latest change that matters. Another
// telephone number makes no other mark. The instant is that of the latest revision where the topic is so short that a mark which was not
// there has come in from without, and not up from below: another sum or title may have brought it.
func (t Topics) Marks(address string) (marks map[string]time.Time, err error) {
	_, q, ok := t.parse(address)
	if !ok {
		return nil, nil
	}
	now := t.Now()
	q.Limit, q.Uncounted, q.EndedSince = recentNews, true, opportunity.EndedSince(now)
	found, err := t.Query(q, now)
	marks = make(map[string]time.Time, len(found.Items))
	for _, o := range found.Items {
		at := o.News().At
		mark := o.ID + " " + strconv.FormatInt(at.UnixNano(), 36)
		if marks[mark] = at; found.Next == "" && o.Revised.After(at) {
			marks[mark] = o.Revised
		}
	}
	return marks, err
}
