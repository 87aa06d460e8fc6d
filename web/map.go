package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"koubo/opportunity"
)

type mapView struct {
	frame
	Regions []tileRegion
	Active  []choice
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
	q, err := queryOf(r)
	if err != nil {
		return err
	}
	if q.Cursor != "" || q.Limit > 0 || len(q.Prefectures) > 0 || len(q.Issuers) > 0 {
		return badRequest("このページでは条件「pref」「issuer」「limit」「cursor」を使えません。地図で選びます。", `The parameters "pref", "issuer", "limit" and "cursor" have no use here: the map is there to choose.`)
	}
	base := s.base(r)
	return s.cached(w, r, base+address("/map", q), func(_ context.Context, now time.Time) (answer, time.Time, error) {
		return s.makeMap(q, base, now)
	})
}

func (s *Pages) makeMap(q opportunity.Query, base string, now time.Time) (a answer, until time.Time, err error) {
	counted := q
	counted.Faceted, counted.Limit = true, 1
	found, err := s.query(counted, now)
	if err != nil {
		return a, until, err
	}
	n := countsOf(found.Facets)
	view := mapView{frame: s.frame("地図で探す", "map"), Active: activeOn(q, "/map"), Known: n.known, Rough: n.Rough, AllURL: address("/", q), Total: countWords(found.Total)}
	view.Canonical, view.Description = base+s.file(address("/map", q)), "都道府県ごとの、いま応募できる公募の数です。都道府県を選ぶと一覧が開きます。"
	view.Regions = tilesOf(q, n)
	view.Outside = outsideOf(n)
	if until, err = s.holds(q, nil, now); err != nil {
		return a, until, err
	}
	if f := found.Facets; f != nil {
		until = earlier(until, f.Until)
	}
	a, err = s.page("map.html", view)
	return a, until, err
}

// outsideOf counts the records of bodies whose codes begin with none of the 47 numbers, "" for none.
func outsideOf(n counts) string {
	outside := 0
	for code, count := range n.Prefectures {
		if prefectureName(code) == code {
			outside += count
		}
	}
	if outside == 0 {
		return ""
	}
	return n.words(outside, false)
}

// tilesOf makes a tile of each prefecture, by region.
func tilesOf(q opportunity.Query, n counts) (all []tileRegion) {
	most := 0
	for _, count := range n.Prefectures {
		most = max(most, count)
	}
	for _, g := range regionsOf(q, n) {
		region := tileRegion{Label: g.Label}
		for _, p := range g.Choices {
			own := q
			own.Prefectures = []string{p.Value}
			count := n.Prefectures[p.Value]
			region.Tiles = append(region.Tiles, tile{Code: p.Value, Name: p.Label, Short: shortPrefecture(p.Label), Words: p.Count, Unit: "件", Level: levelOf(count, most), URL: address("/", own)})
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
