package web

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"koubo/sources"
)

func TestCoveragePage(t *testing.T) {
	c := newTown(t)
	c.health[0].Health.Watched = frozen.AddDate(0, 0, -2) // あおば市 has the code of 千代田区
	c.health[1].Health.Watched = frozen.AddDate(0, 0, -9)
	page := c.get("/coverage").Body.String()
	for _, want := range []string{
		"1,788団体", `<li class="tile t13 lv1"><a href="/sources?pref=13">`, `2/63<span class="sr">団体</span>`,
		`<tr><th scope="row"><a href="/sources?pref=13">東京都</a></th><td>63</td><td>4</td><td>4</td><td>2</td><td>0</td><td>1</td><td>0</td><td>1</td></tr>`,
		`<li><a href="/issuer/131016"><bdi>東京都千代田区</bdi></a> <span class="small quiet">11月22日（日）</span></li>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Index(page, "千代田区") > strings.LastIndex(page, "/issuer/130001") {
		t.Error("the latest does not stand first")
	}
	if overview := c.get("/sources").Body.String(); !strings.Contains(overview, `href="/coverage"`) {
		t.Error("the page of the sources does not lead there")
	}
	if w := c.get("/coverage?pref=13"); w.Code != 400 {
		t.Errorf("a parameter is answered with %d", w.Code)
	}
}

func TestCoverageForPrograms(t *testing.T) {
	c := newTown(t)
	c.health[0].Health.Watched = frozen.AddDate(0, 0, -2)
	var got struct {
		All         sources.Coverage
		Prefectures []sources.PrefectureCoverage
	}
	if err := json.Unmarshal(c.get("/coverage.json").Body.Bytes(), &got); err != nil || got.All.Catalogued != 4 || len(got.Prefectures) != 47 || got.Prefectures[12].Broken != 1 {
		t.Errorf("%+v %v", got.All, err)
	}
	w := c.get("/coverage.atom")
	var feed struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &feed); err != nil || len(feed.Entries) != 1 {
		t.Fatalf("%v\n%s", err, w.Body)
	}
	if e := feed.Entries[0]; e.ID != "tag:koubo.example,2026:notice/watched%2F131016" || e.Title != "東京都千代田区の公募を読み取れるようになりました" || e.Link.Href != "https://koubo.example/issuer/131016" || feed.Updated != "2026-11-22T10:00:00+09:00" {
		t.Errorf("%+v %s", e, feed.Updated)
	}
	if c.health = nil; !strings.Contains(c.get("/coverage.atom").Body.String(), "<updated>1970-01-01T09:00:00+09:00</updated>") {
		t.Error("a feed without entries has no date of its own")
	}
}
