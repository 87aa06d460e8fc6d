package feeds

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"koubo/feeds/plain"
)

// node is an element with its text, as a checker of structure needs it.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// all returns the children of that name without a namespace.
func (n node) all(name string) (found []node) {
	for _, c := range n.Children {
		if c.XMLName.Local == name && c.XMLName.Space == "" {
			found = append(found, c)
		}
	}
	return found
}

// The elements of RSS 2.0.11: of a channel, and of an item, of which only category may be repeated.
const (
	rssChannelElements = "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item"
	rssItemElements    = "title link description author category comments enclosure guid pubDate source"
)

// checkRSS says where a document does not keep the rules of RSS 2.0.11.
func checkRSS(data []byte) error {
	var root node
	if err := xml.Unmarshal(data, &root); err != nil {
		return err
	}
	channels := root.all("channel")
	if root.XMLName.Local != "rss" || root.attr("version") != "2.0" || len(channels) != 1 || len(root.Children) != 1 {
		return fmt.Errorf("the root is %s %q with %d channels", root.XMLName.Local, root.attr("version"), len(channels))
	}
	channel := channels[0]
	errs := []error{checkElements(channel, rssChannelElements, "category item"), checkDates(channel)}
	for _, required := range []string{"title", "link", "description"} {
		if all := channel.all(required); len(all) != 1 || strings.TrimSpace(all[0].Text) == "" {
			errs = append(errs, fmt.Errorf("the channel has no %s", required))
		}
	}
	if ttl := channel.all("ttl"); len(ttl) == 1 {
		if _, err := strconv.Atoi(ttl[0].Text); err != nil {
			errs = append(errs, err)
		}
	}
	seen := map[string]bool{}
	for _, item := range channel.all("item") {
		errs = append(errs, checkElements(item, rssItemElements, "category"), checkDates(item), checkRSSItem(item, seen))
	}
	return errors.Join(errs...)
}

// checkElements refuses elements without a namespace that are not among known, those that stand twice and are not among
// repeated, and text between elements.
func checkElements(n node, known, repeated string) error {
	count := map[string]int{}
	for _, c := range n.Children {
		name := c.XMLName.Local
		if c.XMLName.Space != "" {
			continue
		}
		count[name]++
		if !slices.Contains(strings.Fields(known), name) || count[name] > 1 && !slices.Contains(strings.Fields(repeated), name) {
			return fmt.Errorf("%s holds %s %d times", n.XMLName.Local, name, count[name])
		}
	}
	if strings.TrimSpace(n.Text) != "" {
		return fmt.Errorf("%s holds the text %q", n.XMLName.Local, n.Text)
	}
	return nil
}

// checkDates wants dates of RFC 822 with a year of four digits.
func checkDates(n node) error {
	for _, name := range []string{"pubDate", "lastBuildDate"} {
		for _, c := range n.all(name) {
			if _, err := time.Parse("Mon, 02 Jan 2006 15:04:05 -0700", c.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkRSSItem(item node, seen map[string]bool) error {
	if len(item.all("title"))+len(item.all("description")) == 0 {
		return errors.New("an item has neither title nor description")
	}
	guids := item.all("guid")
	if len(guids) != 1 || guids[0].Text == "" || seen[guids[0].Text] {
		return fmt.Errorf("an item has the guids %v, or shares them", guids)
	}
	seen[guids[0].Text] = true
	if guids[0].attr("isPermaLink") != "false" && !strings.HasPrefix(guids[0].Text, "http") {
		return fmt.Errorf("the guid %s is no address, and does not say so", guids[0].Text)
	}
	for _, link := range item.all("link") {
		if plain.Link(link.Text) != link.Text {
			return fmt.Errorf("an item links %q", link.Text)
		}
	}
	for _, e := range item.all("enclosure") {
		length, err := strconv.ParseInt(e.attr("length"), 10, 64)
		if err != nil || length < 0 || plain.Link(e.attr("url")) != e.attr("url") || strings.Count(e.attr("type"), "/") != 1 {
			return fmt.Errorf("an enclosure has %v", e.Attrs)
		}
	}
	return nil
}

func TestRSSKeepsTheRules(t *testing.T) {
	good := render(t, RSS, testRecords(t))
	if err := checkRSS(good); err != nil {
		t.Errorf("%v in\n%s", err, good)
	}
	if err := checkRSS(render(t, RSS, nil)); err != nil {
		t.Errorf("without records: %v", err)
	}
	var bare bytes.Buffer
	if err := RSS(&bare, Channel{}, nil); err != nil || checkRSS(bare.Bytes()) != nil {
		t.Errorf("without a channel: %v %v", err, checkRSS(bare.Bytes()))
	}
}

// A checker that lets these pass checks nothing.
func TestRSSCheckerRefuses(t *testing.T) {
	good := string(render(t, RSS, testRecords(t)))
	for name, c := range map[string][2]string{
		"version":        {`version="2.0"`, `version="2.1"`},
		"no description": {"<description>自治体", "<koubo:description>自治体"},
		"own element":    {"<item>", "<item><deadline>x</deadline>"},
		"second link":    {"<item>", "<item><link>https://a.jp/</link>"},
		"date":           {"<pubDate>Tue, 20 Oct 2026", "<pubDate>2026-10-20"},
		"guid":           {"opportunity/bbbb", "opportunity/aaaa"},
		"permalink":      {`isPermaLink="false"`, `isPermaLink="true"`},
		"enclosure":      {`length="204800"`, `length=""`},
		"script":         {"<link>https://www.city", "<link>javascript:www.city"},
		"stray text":     {"<item>", "<item>text"},
	} {
		bad := strings.ReplaceAll(good, c[0], c[1])
		bad = strings.Replace(bad, "aaaabbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaaaaaa", 1)
		if name == "no description" {
			bad = strings.Replace(bad, "すもの</description>", "すもの</koubo:description>", 1)
			bad = strings.Replace(bad, "呼びかけるもの</description>", "呼びかけるもの</koubo:description>", 1)
		}
		if bad == good || checkRSS([]byte(bad)) == nil {
			t.Errorf("%s: changing %q passes", name, c[0])
		}
	}
}

// TestNothingIsDatedToTheEpoch: of a feed without records and instant nobody knows when it was made last.
func TestNothingIsDatedToTheEpoch(t *testing.T) {
	var b bytes.Buffer
	if err := errors.Join(RSS(&b, Channel{Title: "公募"}, nil), checkRSS(b.Bytes())); err != nil || strings.Contains(b.String(), "1970") {
		t.Errorf("%v\n%s", err, b.Bytes())
	}
}
