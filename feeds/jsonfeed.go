package feeds

import (
	"bufio"
	"encoding/json"
	"io"

	"koubo/opportunity"
)

// JSON writes the records as a JSON Feed (version 1.1), in the order given. Each item has the object _koubo, whose
// names are those of the elements in Atom. The errors are those of w.
func JSON(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	head, err := json.Marshal(jsonHeadOf(c))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(head[:len(head)-1]) // without the closing brace: the items follow
	out.WriteString(`,"items":[`)
	enc := json.NewEncoder(out)
	for i, o := range records {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := enc.Encode(jsonItemOf(c, o)); err != nil {
			return err
		}
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
		Version: "https://jsonfeed.org/version/1.1", Title: titleOf(c.Title), HomePageURL: webLink(c.Home),
		FeedURL: webLink(c.Self), Description: line(c.Subtitle), NextURL: webLink(c.Next), Language: "ja",
	}
	if hub := webLink(c.Hub); hub != "" {
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

func jsonItemOf(c Channel, o opportunity.Opportunity) jsonItem {
	item := jsonItem{
		ID: c.TagURI(o.ID), URL: webLink(o.URL), Title: headline(o), ContentText: summaryOf(o, c.Now),
		Summary: factsOf(o, c.Now), DateModified: stamp(newsAt(o)),
		Koubo: jsonExtension{Namespace, c.RecordURL(o.ID), extensionOf(o)},
	}
	if at := publishedAt(o); !at.IsZero() {
		item.DatePublished = stamp(at)
	}
	if name := issuerName(o.Issuer); name != "" {
		item.Authors = []jsonAuthor{{name}}
	}
	for _, t := range categoriesOf(o) {
		item.Tags = append(item.Tags, t.label)
	}
	for _, a := range attachmentsOf(o) {
		if a.MediaType == "" {
			a.MediaType = "application/octet-stream" // an attachment must have a type
		}
		item.Attachments = append(item.Attachments, jsonAttachment{a.URL, a.MediaType, a.Title, a.Bytes})
	}
	return item
}
