package feed

import (
	"fmt"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestOddFeeds: what one member, declaration or link does wrong must not hide the entries.
func TestOddFeeds(t *testing.T) {
	const doctype = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY prop "公募型プロポーザル"><!ENTITY both "A &#38; B"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`
	atomEntry := func(links string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>公募</title><id>urn:1</id>` + links + `</entry></feed>`
	}
	for name, c := range map[string]struct{ body, want string }{
		"items that are none":          {`{"version":"https://jsonfeed.org/version/1.1","items":[null,"x",7,{"id":"1","url":"/1","title":"公募"},{"id":"2","url":{},"title":"a"},{"id":3,"url":"/3","title":"募集"}]}`, "公募 https://f.example.jp/1 -|募集 https://f.example.jp/3 -"},
		"null for items and authors":   {`{"version":"https://jsonfeed.org/version/1.1","authors":[null],"items":[null,{"id":"1","url":"/1","title":"公募","authors":[null,{"name":"契約課"}]}]}`, "公募 https://f.example.jp/1 -"},
		"names for texts":              {doctype + `<rss version="2.0"><channel><item><title>&prop;の実施</title><link>http://h/1</link></item></channel></rss>`, "公募型プロポーザルの実施 http://h/1 -"},
		"a name for an ampersand":      {doctype + `<rss version="2.0"><channel><item><title>&both;</title><link>http://h/1</link></item></channel></rss>`, "A & B http://h/1 -"},
		"a name for names":             {doctype + `<rss version="2.0"><channel><item><title>公募&b;</title><link>http://h/1</link></item></channel></rss>`, "公募&b; http://h/1 -"},
		"names that all feeds know":    {`<!DOCTYPE rss [<!ENTITY lt "&#38;#60;"><!ENTITY amp "&#38;#38;">]><rss version="2.0"><channel><item><title>A &lt; B</title><link>http://h/1?a=1&amp;b=2</link></item></channel></rss>`, "A < B http://h/1?a=1&b=2 -"},
		"a name for such a name":       {`<!DOCTYPE rss [<!ENTITY both "A &amp; B"><!ENTITY less "&#38;#60;">]><rss version="2.0"><channel><item><title>&both; &less; C</title><link>http://h/1</link></item></channel></rss>`, "A & B < C http://h/1 -"},
		"a name given twice":           {`<!DOCTYPE rss [<!ENTITY a "公募"><!ENTITY a "結果">]><rss version="2.0"><channel><item><title>&a;</title><link>http://h/1</link></item></channel></rss>`, "公募 http://h/1 -"},
		"a page for people first":      {atomEntry(`<link rel="alternate" type="application/json" href="http://h/1.json"/><link rel="alternate" type="text/html" href="http://h/1"/>`), "公募 http://h/1 -"},
		"a page in Japanese first":     {atomEntry(`<link type="text/html" hreflang="en" href="http://h/en"/><link type="text/html" hreflang="ja-JP" href="http://h/1"/>`), "公募 http://h/1 -"},
		"a relation by its address":    {atomEntry(`<link rel="self" href="http://h/1.atom"/><link rel="http://www.iana.org/assignments/relation/alternate" href="http://h/1"/>`), "公募 http://h/1 -"},
		"of two alike the first":       {atomEntry(`<link href="http://h/1"/><link href="http://h/2"/>`), "公募 http://h/1 -"},
		"an empty link and a content":  {atomEntry(`<link href=""/><content src="http://h/1"/>`), "公募 http://h/1 -"},
		"an empty link before another": {atomEntry(`<link href=""/><link type="application/pdf" href="http://h/1.pdf"/>`), "公募 http://h/1.pdf -"},
	} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/x", Body: []byte(c.body)})
		if got := briefly(listing.Drafts); err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

// TestItemsThatAreNone: a JSON Feed all of whose items are broken is an error, not an empty feed.
func TestItemsThatAreNone(t *testing.T) {
	body := `{"version":"https://jsonfeed.org/version/1.1","items":["x",7,{"id":"1","url":{}}]}`
	if listing, err := Read(page.Page{URL: "https://f.example.jp/x", Body: []byte(body)}); err == nil {
		t.Errorf("%+v", listing)
	}
}

// TestManyOwnEntities take no more room than they may.
func TestManyOwnEntities(t *testing.T) {
	body := fmt.Sprintf(`<!DOCTYPE rss [<!ENTITY a "%s">]><rss version="2.0"><channel><item><title>公募</title><link>http://h/1</link><description>%s</description></item></channel></rss>`,
		strings.Repeat("a", mostOwnText), strings.Repeat("&a;", 100_000))
	if got := len(withOwnEntities([]byte(body), strings.Index(body, "<rss"))); got > len(body)+mostOwnRoom {
		t.Errorf("%d bytes became %d", len(body), got)
	}
	if listing, err := Read(page.Page{URL: "https://f.example.jp/x", Body: []byte(body)}); err != nil || len(listing.Drafts) != 1 {
		t.Errorf("%+v, %v", listing, err)
	}
}
