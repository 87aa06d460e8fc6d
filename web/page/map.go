package page

import (
	"context"
	"net/http"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/wording"
)

type mapView struct {
	Frame
	Regions []tileRegion
	Active  []choice.Choice
	Total   string
	Known   bool // the numbers are
	Rough   bool
	AllURL  string
	Outside string // how many are of bodies in none of the 47, "" for none
}

// tileRegion is a part of the country with its prefectures.
type tileRegion struct {
	Label string
	Tiles []tile
}

// tile is a prefecture. The sheet has its place by its code.
type tile struct {
	Code, Name, Short string
	Words             string // the number, "" where it is not known
	Unit              string // what it counts
	Level             int    // 0 to 4, of the greatest
	URL               string
}

// mapPage shows how many calls of a selection each prefecture has.
func (s *Pages) mapPage(w http.ResponseWriter, r *http.Request) error {
	q, err := choice.QueryOf(r)
	if err != nil {
		return err
	}
	if q.Cursor != "" || q.Limit > 0 || len(q.Prefectures) > 0 || len(q.Issuers) > 0 {
		return response.BadRequest("このページでは条件「pref」「issuer」「limit」「cursor」を使えません。地図で選びます。", `The parameters "pref", "issuer", "limit" and "cursor" have no use here: the map is there to choose.`)
	}
	base := s.Base(r)
	return s.Cached(w, r, base+choice.Address("/map", q), func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeMap(q, base, now)
	})
}

func (s *Pages) makeMap(q opportunity.Query, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	counted := q
	counted.Faceted, counted.Limit = true, 1
	found, err := s.Query(counted, now)
	if err != nil {
		return a, until, err
	}
	n := choice.CountsOf(found.Facets)
	view := mapView{Frame: s.Frame("地図で探す", "map"), Active: choice.ActiveOn(q, "/map"), Known: n.Known, Rough: n.Rough, AllURL: choice.Address("/", q), Total: wording.CountWords(found.Total)}
	view.Canonical, view.Description = base+s.File(choice.Address("/map", q)), "都道府県ごとの、いま応募できる公募の数です。都道府県を選ぶと一覧が開きます。"
	view.Regions = tilesOf(q, n)
	view.Outside = outsideOf(n)
	if until, err = s.Holds(q, nil, now); err != nil {
		return a, until, err
	}
	if f := found.Facets; f != nil {
		until = front.Earlier(until, f.Until)
	}
	a, err = s.page("map.html", view)
	return a, until, err
}

// outsideOf counts the records of bodies whose codes begin with none of the 47 numbers, "" for none.
func outsideOf(n choice.Counts) string {
	outside := 0
	for code, count := range n.Prefectures {
		if wording.PrefectureName(code) == code {
			outside += count
		}
	}
	if outside == 0 {
		return ""
	}
	return n.Words(outside, false)
}

// tilesOf makes a tile of each prefecture, by region.
func tilesOf(q opportunity.Query, n choice.Counts) (all []tileRegion) {
	most := 0
	for _, count := range n.Prefectures {
		most = max(most, count)
	}
	for _, g := range choice.RegionsOf(q, n) {
		region := tileRegion{Label: g.Label}
		for _, p := range g.Choices {
			own := q
			own.Prefectures = []string{p.Value}
			count := n.Prefectures[p.Value]
			region.Tiles = append(region.Tiles, tile{Code: p.Value, Name: p.Label, Short: shortPrefecture(p.Label), Words: p.Count, Unit: "件", Level: levelOf(count, most), URL: choice.Address("/", own)})
		}
		all = append(all, region)
	}
	return all
}

// shortPrefecture is what people call a prefecture: 東京, 京都, and 北海道, of whose name 道 is a part.
func shortPrefecture(name string) string {
	for _, end := range []string{"都", "府", "県"} {
		if short, found := strings.CutSuffix(name, end); found {
			return short
		}
	}
	return name
}
