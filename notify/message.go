package notify

import (
	"fmt"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/sources/config"
	"koubo/sources/reasons"
	"koubo/store/outbox"
)

// Message is what one letter says, in words; the channels put it into their forms.
type Message struct {
	Key          string // idempotency key
	Notification string // id
	Made         time.Time
	Headline     string // 公募のお知らせ：新着3件・締切延長1件
	Items        []Item
	More         string // what is not named; "" where all is
	Home         string // absolute address of the page with the selection; "" where no base URL is configured
	Unsubscribe  string // absolute address that ends the notification; "" where there is none
}

// Item is one thing that a message tells. All texts stand on one line.
type Item struct {
	Key    string
	Title  string
	Link   string   // absolute http or https address; "" where there is none
	Lines  []string // what was and is, who asks for what, what is due
	source *outbox.Item
}

// Lengths in units of UTF-16, as the channels count, and of a link in bytes, within which the limits of every channel hold.
const (
	titleLength = 150
	lineLength  = 200
	linkBytes   = 600
)

// messageOf words a letter for a notification.
func messageOf(n config.Notification, l outbox.Letter, baseURL string, now time.Time) Message {
	m := Message{Key: l.Key, Notification: n.ID, Made: l.Made}
	if baseURL != "" {
		m.Home = baseURL + "/"
		if query := n.Query.Values().Encode(); query != "" {
			m.Home += "?" + query
		}
	}
	var words []string
	for i := range l.Items {
		item, word := itemOf(&l.Items[i], baseURL, now)
		m.Items, words = append(m.Items, item), append(words, word)
	}
	if l.Site != nil {
		m.Items, words = append(m.Items, siteItem(*l.Site)), append(words, siteWord(*l.Site))
	}
	for _, alert := range l.Alerts {
		m.Items, words = append(m.Items, alertItem(alert, baseURL)), append(words, alertWord(alert))
	}
	m.Headline = "公募のお知らせ：" + counted(words)
	switch {
	case l.Site != nil && len(l.Alerts) == 0:
		m.Headline = "サイト公開のお知らせ：" + counted(words)
	case l.Site != nil:
		m.Headline = "巡回先とサイト公開のお知らせ：" + counted(words)
	case n.Sources:
		m.Headline = "巡回先のお知らせ：" + counted(words)
	}
	if l.More > 0 {
		m.More = fmt.Sprintf("ほか%d件", l.More)
	}
	return m
}

// counted counts words in the order in which they come first: 新着3件・締切延長1件.
func counted(words []string) string {
	var order []string
	count := map[string]int{}
	for _, word := range words {
		if count[word]++; count[word] == 1 {
			order = append(order, word)
		}
	}
	for i, word := range order {
		order[i] = fmt.Sprintf("%s%d件", word, count[word])
	}
	return strings.Join(order, "・")
}

func itemOf(from *outbox.Item, baseURL string, now time.Time) (item Item, word string) {
	told := from.Announcement
	w := feeds.Change(told.Record, told.News).Words(now)
	if r := told.Reminder; r != nil {
		w.Title, w.Told, w.Word = r.Title, r.Line, "締切間近"
	}
	if from.Closed {
		w.Word = opportunity.Closed.Label()
		w.Title = wording.Marked(w.Word, w.Title)
	}
	item = Item{Key: from.Key, Title: clip(w.Title, titleLength), Link: w.Link, source: from}
	for _, line := range []string{w.Told, w.Asker, w.Facts} {
		if line != "" {
			item.Lines = append(item.Lines, clip(line, lineLength))
		}
	}
	if len(item.Link) > linkBytes {
		item.Link = ""
	}
	if item.Link == "" && baseURL != "" {
		item.Link = baseURL + "/o/" + told.Record.ID
	}
	return item, w.Word
}

func alertWord(a outbox.SourceAlert) string {
	if a.To.IsBroken() {
		return "異常"
	}
	return "復旧"
}

func alertItem(a outbox.SourceAlert, baseURL string) Item {
	item := Item{Key: a.Source, Title: "【" + alertWord(a) + "】" + a.Source, Lines: []string{"状態：" + reasons.StateName(a.From) + " → " + reasons.StateName(a.To)}}
	if a.Reason != "" {
		item.Lines = append(item.Lines, "理由："+clip(jtext.Fold(a.Reason), lineLength))
	}
	if baseURL != "" {
		item.Link = baseURL + "/sources/" + a.Source
	}
	return item
}

func siteWord(a outbox.SiteAlert) string {
	if a.To.IsBroken() {
		return "公開失敗"
	}
	return "公開復旧"
}

// siteItem says what readers see meanwhile, and that nothing is lost.
func siteItem(a outbox.SiteAlert) Item {
	item := Item{Key: "site", Title: clip("【"+siteWord(a)+"】"+a.Place, titleLength)}
	at := a.LastGood.In(jdate.JST).Format("2006-01-02 15:04")
	switch {
	case !a.To.IsBroken():
		item.Lines = []string{at + "にサイトを公開できました。"}
	case a.LastGood.IsZero():
		item.Lines = []string{"サイトをまだ一度も公開できていません。次の公開時刻にまた試します。"}
	default:
		item.Lines = []string{"サイトを公開できていません。読者に見えているのは" + at + "の内容です。次の公開時刻にまた試します。"}
	}
	if a.Reason != "" {
		item.Lines = append(item.Lines, "理由："+clip(jtext.Fold(a.Reason), lineLength))
	}
	if len(a.BaseURL) <= linkBytes {
		item.Link = a.BaseURL
	}
	return item
}
