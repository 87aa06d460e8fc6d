package web

import (
	"encoding/json"
	"strings"
	"testing"

	"koubo/sources"
)

func TestTheAPITellsOfASource(t *testing.T) {
	c := newTown(t)
	address := "https://www.town.example/nyusatsu/"
	c.dropped = map[string][]sources.Dropped{"midori-list": {{Title: "職員採用試験", URL: "https://www.town.example/1.html", Why: "staff"}}}
	for i := range c.health {
		c.health[i].Health.Addresses = map[string]sources.AddressHealth{address: {State: sources.Failing, Reason: "404 が返りました。", LastRun: frozen}}
	}
	var got struct {
		ID      string
		Health  sources.Health
		Dropped []sources.Dropped
	}
	if err := json.Unmarshal(c.get("/api/v1/sources/midori-list").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "midori-list" || got.Health.Addresses[address].Reason != "404 が返りました。" || len(got.Dropped) != 1 || got.Dropped[0].Why != "staff" {
		t.Errorf("%+v", got)
	}
	if page := c.get("/sources/midori-list").Body.String(); !strings.Contains(page, `<span class="badge failing">失敗</span><span class="reason"><bdi>404 が返りました。</bdi></span>`) {
		t.Errorf("the page does not tell how the address fares:\n%s", page)
	}
	for i := range c.health {
		c.health[i].Health.Addresses = map[string]sources.AddressHealth{address: {State: sources.Failing, Reason: "gone", LastRun: frozen, Causes: []sources.Cause{{Code: sources.CauseGone, Args: map[string]string{"status": "410"}}}}}
	}
	if page := c.get("/sources/midori-list").Body.String(); !strings.Contains(page, `<bdi>ページがなくなっています（410）。移転先を探して`) || strings.Contains(page, "gone</bdi>") {
		t.Errorf("the page does not word the cause:\n%s", page)
	}
	for i := range c.health {
		c.health[i].Health.Addresses = map[string]sources.AddressHealth{address: {State: sources.OK, LastRun: frozen, Moved: "https://www.town.example/biz/"}}
	}
	for _, path := range []string{"/sources", "/sources/midori-list"} {
		if page := c.get(path).Body.String(); !strings.Contains(page, `<bdi>このアドレスは https://www.town.example/biz/ へ恒久的に転送されています。`) {
			t.Errorf("%s does not tell where the address leads:\n%s", path, page)
		}
	}
	c.health = nil
	if page := c.get("/sources/midori-list").Body.String(); strings.Contains(page, `<span class="badge "`) {
		t.Errorf("an address without a state has a mark:\n%s", page)
	}
	if w := c.get("/api/v1/sources/none"); w.Code != 404 || !strings.Contains(w.Body.String(), `"message"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := c.get("/api/v1/sources/shiranami"); !strings.Contains(w.Body.String(), `"dropped": []`) {
		t.Errorf("%s", w.Body)
	}
}
