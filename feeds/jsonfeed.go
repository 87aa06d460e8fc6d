package feeds

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// JSON writes the records as a JSON Feed (version 1.1), in the order given. Each item has the object _koubo, whose
// names are those of the elements in Atom. The errors are those of w.
func JSON(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return jsonOf(w, c, states(records))
}

func jsonOf(w io.Writer, c Channel, entries iter.Seq[Entry]) error {
	head, err := json.Marshal(jsonHeadOf(c))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(head[:len(head)-1]) // without the closing brace: the items follow
	out.WriteString(`,"items":[`)
	enc := json.NewEncoder(out)
	first := true
	for e := range entries {
		if !first {
			out.WriteByte(',')
		}
		if err := enc.Encode(jsonItemOf(c, e)); err != nil {
			return err
		}
		first = false
	}
	out.WriteString("]}\n")
	return out.Flush()
}

type jsonHead struct {
	Version     string    `json:"version"`
	Title       string    `json:"title"`
	HomePageURL string    `json:"home_page_url,omitempty"`
	FeedURL     string    `json:"feed_url,omitempty"`
	Description string    `json:"description,omitempty"`
	NextURL     string    `json:"next_url,omitempty"`
	Language    string    `json:"language"`
	Hubs        []jsonHub `json:"hubs,omitempty"`
}

type jsonHub struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

func jsonHeadOf(c Channel) jsonHead {
	h := jsonHead{
		Version: "https://jsonfeed.org/version/1.1", Title: plain.Title(c.Title), HomePageURL: c.page(),
		FeedURL: plain.Link(c.Self), Description: plain.Line(c.Subtitle), NextURL: plain.Link(c.Next), Language: "ja",
	}
	if hub := plain.Link(c.Hub); hub != "" {
		h.Hubs = []jsonHub{{"WebSub", hub}}
	}
	return h
}

type jsonItem struct {
	ID            string           `json:"id"`
	URL           string           `json:"url,omitempty"`
	Title         string           `json:"title"`
	ContentText   string           `json:"content_text"`
	Summary       string           `json:"summary,omitempty"`
	DatePublished string           `json:"date_published,omitempty"`
	DateModified  string           `json:"date_modified"`
	Authors       []jsonAuthor     `json:"authors,omitempty"`
	Tags          []string         `json:"tags,omitempty"`
	Attachments   []jsonAttachment `json:"attachments,omitempty"`
	Koubo         jsonExtension    `json:"_koubo"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonAttachment struct {
	URL      string `json:"url"`
	MimeType string `json:"mime_type"`
	Title    string `json:"title,omitempty"`
	Size     int64  `json:"size_in_bytes,omitempty"`
}

type jsonExtension struct {
	About     string `json:"about"` // Namespace; JSON Feed 1.1 asks for it
	RecordURL string `json:"record_url,omitempty"`
	extension
}

func jsonItemOf(c Channel, e Entry) jsonItem {
	o := e.record
	item := jsonItem{
		ID: e.id(c), URL: c.linkOf(o), Title: e.title(), ContentText: summaryOf(e, c.Now),
		Summary: factsOf(o, c.Now), DateModified: stamp(e.at),
		Koubo: jsonExtension{Namespace, c.RecordURL(o.ID), extensionOf(e)},
	}
	if !e.published.IsZero() {
		item.DatePublished = stamp(e.published)
	}
	if name := issuerName(o.Issuer); name != "" {
		item.Authors = []jsonAuthor{{name}}
	}
	for _, t := range e.categories() {
		if !slices.Contains(item.Tags, t.label) { // 長野県 is a body and a prefecture
			item.Tags = append(item.Tags, t.label)
		}
	}
	item.Attachments = jsonAttachmentsOf(o)
	return item
}

// jsonAttachmentsOf gives the later ones of a title and a type a number: JSON Feed takes attachments of one title for forms of one
// thing, which several documents named 様式 are not.
func jsonAttachmentsOf(o opportunity.Opportunity) (all []jsonAttachment) {
	attachments := attachmentsOf(o)
	used := map[string]bool{}
	for _, a := range attachments {
		used[a.Title] = true
	}
	number := map[[2]string]int{} // the last of a title and a type
	for _, a := range attachments {
		if a.MediaType == "" {
			a.MediaType = "application/octet-stream" // an attachment must have a type
		}
		title, key := a.Title, [2]string{a.Title, a.MediaType}
		number[key]++
		for n := number[key]; n > 1 && title != "" && used[title]; n++ {
			title, number[key] = fmt.Sprintf("%s（%d）", a.Title, n), n
		}
		used[title] = true
		all = append(all, jsonAttachment{a.URL, a.MediaType, title, a.Bytes})
	}
	return all
}
