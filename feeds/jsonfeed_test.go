package feeds

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// The names of JSON Feed 1.1; others must begin with an underscore.
const (
	jsonFeedNames = "version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs items"
	jsonItemNames = "id url external_url title content_html content_text summary image banner_image date_published date_modified authors tags language attachments"
)

type object = map[string]any

// checkJSONFeed says where a document does not keep the rules of JSON Feed 1.1.
func checkJSONFeed(data []byte) error {
	var feed object
	if err := json.Unmarshal(data, &feed); err != nil {
		return err
	}
	errs := []error{checkNames(feed, jsonFeedNames), checkAddresses(feed, "home_page_url", "feed_url", "next_url")}
	if feed["version"] != "https://jsonfeed.org/version/1.1" {
		errs = append(errs, fmt.Errorf("version %v", feed["version"]))
	}
	if title, _ := feed["title"].(string); title == "" {
		errs = append(errs, errors.New("the feed has no title"))
	}
	items, ok := feed["items"].([]any)
	if !ok {
		errs = append(errs, errors.New("items is no array"))
	}
	seen := map[string]bool{}
	for _, i := range items {
		item, _ := i.(object)
		errs = append(errs, checkNames(item, jsonItemNames), checkAddresses(item, "url", "external_url"), checkJSONItem(item, seen))
	}
	return errors.Join(errs...)
}

func checkNames(o object, known string) error {
	for name := range o {
		if !slices.Contains(strings.Fields(known), name) && !strings.HasPrefix(name, "_") {
			return fmt.Errorf("the name %s is none of JSON Feed's", name)
		}
	}
	return nil
}

func checkAddresses(o object, names ...string) error {
	for _, name := range names {
		if value, there := o[name]; there {
			if s, _ := value.(string); s == "" || plain.Link(s) != s {
				return fmt.Errorf("%s is %v", name, value)
			}
		}
	}
	return nil
}

func checkJSONItem(item object, seen map[string]bool) error {
	id, _ := item["id"].(string)
	if id == "" || seen[id] {
		return fmt.Errorf("the id %q is empty or not the only one", id)
	}
	seen[id] = true
	_, text := item["content_text"].(string)
	_, html := item["content_html"].(string)
	if !text && !html {
		return fmt.Errorf("%s has no content", id)
	}
	for _, name := range []string{"date_published", "date_modified"} {
		if value, there := item[name]; there {
			if _, err := time.Parse(time.RFC3339, fmt.Sprint(value)); err != nil {
				return err
			}
		}
	}
	for _, name := range []string{"authors", "attachments", "tags"} {
		if value, there := item[name]; there {
			if list, ok := value.([]any); !ok || len(list) == 0 {
				return fmt.Errorf("%s: %s is %v", id, name, value)
			}
		}
	}
	return errors.Join(checkJSONParts(item), checkExtension(item))
}

func checkJSONParts(item object) error {
	authors, _ := item["authors"].([]any)
	for _, a := range authors {
		if author, _ := a.(object); author["name"] == nil && author["url"] == nil && author["avatar"] == nil {
			return fmt.Errorf("the author %v has no name", a)
		}
	}
	tags, _ := item["tags"].([]any)
	tagged := map[any]bool{}
	for _, tag := range tags {
		if tagged[tag] {
			return fmt.Errorf("the tag %v stands twice", tag)
		}
		tagged[tag] = true
	}
	attachments, _ := item["attachments"].([]any)
	titled := map[string]bool{} // those of one title are one thing in several forms
	for _, a := range attachments {
		attachment, _ := a.(object)
		kind, _ := attachment["mime_type"].(string)
		title, _ := attachment["title"].(string)
		if title != "" && titled[title+"\n"+kind] {
			return fmt.Errorf("two attachments of the type %s have the title %q", kind, title)
		}
		titled[title+"\n"+kind] = true
		if size, there := attachment["size_in_bytes"]; there {
			if n, ok := size.(float64); !ok || n < 0 {
				return fmt.Errorf("the size is %v", size)
			}
		}
		if strings.Count(kind, "/") != 1 || attachment["url"] == nil {
			return fmt.Errorf("the attachment %v lacks a type or an address", a)
		}
		if err := checkAddresses(attachment, "url"); err != nil {
			return err
		}
	}
	return nil
}

// checkExtension wants of an extension the address of its description.
func checkExtension(item object) error {
	if koubo, ok := item["_koubo"].(object); !ok || koubo["about"] != Namespace {
		return fmt.Errorf("_koubo is %v", item["_koubo"])
	}
	return nil
}

func TestJSONFeedKeepsTheRules(t *testing.T) {
	good := render(t, JSON, testRecords(t))
	for name, data := range map[string][]byte{"records": good, "none": render(t, JSON, nil)} {
		if err := checkJSONFeed(data); err != nil {
			t.Errorf("%s: %v in\n%s", name, err, data)
		}
	}
	for name, c := range map[string][2]string{
		"version": {"version/1.1", "version/1.2"}, "id": {`{"id":"tag:`, `{"_id":"tag:`}, "title": {`"title":"公募情報`, `"_title":"公募情報`},
		"same id": {"/bbbbbbbbbbbbbbbbbbbb", "/aaaaaaaaaaaaaaaaaaaa"}, "date": {`"date_published":"2026-10-20T00:00:00+09:00"`, `"date_published":"2026-10-20"`},
		"content": {`"content_text"`, `"_content"`}, "name": {`"summary"`, `"abstract"`}, "address": {`"url":"https`, `"url":"javascript`},
		"type": {`"mime_type"`, `"type"`}, "items": {`"items":[`, `"items":5,"_x":[`}, "about": {`"about"`, `"info"`},
	} {
		bad := strings.ReplaceAll(string(good), c[0], c[1])
		if bad == string(good) || checkJSONFeed([]byte(bad)) == nil {
			t.Errorf("%s: changing %q passes", name, c[0])
		}
	}
}

// TestAttachmentsOfOneTitleAreOneThing: JSON Feed 1.1 takes those of one title for alternate forms of the same, as a document in
// two types is.
func TestAttachmentsOfOneTitleAreOneThing(t *testing.T) {
	const pdf, word = "application/pdf", "application/msword"
	var attachments []opportunity.Attachment
	for i, a := range [][2]string{{"様式", pdf}, {"様式", word}, {"様式", pdf}, {"様式（2）", pdf}, {"様式", pdf}, {"", pdf}, {"", pdf}} {
		attachments = append(attachments, opportunity.Attachment{Title: a[0], URL: fmt.Sprintf("https://a.jp/%d", i), MediaType: a[1]})
	}
	var titles []string
	for _, a := range jsonItemOf(channel, State(opportunity.Opportunity{Attachments: attachments})).Attachments {
		titles = append(titles, a.Title)
	}
	if want := []string{"様式", "様式", "様式（3）", "様式（2）", "様式（4）", "", ""}; !slices.Equal(titles, want) {
		t.Errorf("%q, want %q", titles, want)
	}
}

func TestTagsStandOnce(t *testing.T) {
	o := opportunity.Opportunity{Kind: opportunity.Other, Stage: opportunity.OtherPage, Issuer: opportunity.Issuer{Code: "200000", Name: "長野県", Prefecture: "長野県"}}
	got := jsonItemOf(channel, State(o)).Tags
	if want := []string{"その他", "長野県", "新着"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
