package page

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

// How many newly watched bodies the page of the coverage names, and its feed.
const (
	watchedShown = 20
	watchedTold  = 200
)

// coverageFeed is the address of the feed of newly watched bodies.
const coverageFeed = "/coverage.atom"

type coverageView struct {
	Frame
	All     sources.Coverage
	Rows    []coverageRow
	Regions []tileRegion
	Newly   []watchedView
}

// coverageRow is a prefecture with the address of its sources.
type coverageRow struct {
	sources.PrefectureCoverage
	URL string
}

// watchedView is a body that is watched, and since when.
type watchedView struct{ Name, URL, Since string }

// coverage is the page of how many bodies of each prefecture are watched, and how they fare.
func (s *Pages) coverage(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	base := s.Base(r)
	return s.Cached(w, r, base+"/coverage", func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		a, err := s.makeCoverage(base, now)
		return a, front.NextMinute(now), err
	})
}

func (s *Pages) makeCoverage(base string, now time.Time) (response.Answer, error) {
	health, err := s.healthByID()
	if err != nil {
		return response.Answer{}, err
	}
	view := coverageView{Frame: s.Frame("対応状況", "sources")}
	view.Canonical, view.Description = base+"/coverage", "koubo が読み取っている都道府県・市区町村の数を、都道府県ごとに示します。"
	view.Feeds = []syndication.FeedLink{{URL: coverageFeed, Label: "新しく読み取れるようになった自治体", MediaType: "application/atom+xml"}}
	all, each := sources.CoverageOf(s.Sources(), health)
	view.All = all
	watched := map[string]sources.Coverage{}
	for _, p := range each {
		watched[p.Code] = p.Coverage
		view.Rows = append(view.Rows, coverageRow{p, "/sources?pref=" + p.Code})
	}
	view.Regions = coverageTiles(watched)
	for _, body := range sources.NewlyWatched(s.Sources(), health, watchedShown) {
		view.Newly = append(view.Newly, watchedView{body.FullName(), front.IssuerPath(body.Code), wording.DayOf(body.Since, now)})
	}
	return s.page("coverage.html", view)
}

// coverageTiles makes a tile of each prefecture, the darker the greater the share of its bodies that are read.
func coverageTiles(of map[string]sources.Coverage) (all []tileRegion) {
	for _, g := range choice.RegionsOf(opportunity.Query{}, choice.Counts{}) {
		region := tileRegion{Label: g.Label}
		for _, p := range g.Choices {
			c := of[p.Value]
			region.Tiles = append(region.Tiles, tile{Code: p.Value, Name: p.Label, Short: shortPrefecture(p.Label), Words: fmt.Sprintf("%d/%d", c.Working, c.Bodies),
				Unit: "団体", Level: levelOf(c.Working, c.Bodies), URL: "/sources?pref=" + p.Value})
		}
		all = append(all, region)
	}
	return all
}

// coverageJSON serves the same figures for programs.
func (s *Pages) coverageJSON(w http.ResponseWriter, r *http.Request) error {
	response.Share(w.Header())
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	health, err := s.healthByID()
	if err != nil {
		return err
	}
	all, each := sources.CoverageOf(s.Sources(), health)
	return s.ReplyJSON(w, r, map[string]any{"all": all, "prefectures": each})
}

// coverageAtom serves the bodies that koubo began to read announcements of, the latest first.
func (s *Pages) coverageAtom(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	base := s.Base(r)
	return s.Cached(w, r, base+coverageFeed, func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		health, err := s.healthByID()
		if err != nil {
			return response.Answer{}, time.Time{}, err
		}
		c := feeds.Channel{Title: "koubo が新しく読み取れるようになった自治体", Home: base + "/", Page: base + "/coverage", Self: base + coverageFeed, Authority: s.Authority, Version: s.Version}
		var notices []feeds.Notice
		for _, body := range sources.NewlyWatched(s.Sources(), health, watchedTold) {
			notices = append(notices, feeds.Notice{Key: "watched/" + body.Code, Title: body.FullName() + "の公募を読み取れるようになりました", At: body.Since,
				Text: body.FullName() + "の公式サイトの公募を、" + wording.DayOf(body.Since, time.Time{}) + "から読み取っています。", Link: base + front.IssuerPath(body.Code)})
		}
		var b bytes.Buffer
		err = feeds.Notices(&b, c, notices)
		return response.Answer{Body: b.Bytes(), MediaType: "application/atom+xml; charset=utf-8", Modified: latestOf(notices), MaxAge: front.FeedAge, Open: true}, front.NextMinute(now), err
	})
}

// latestOf is the instant of the first notice, the zero time where there is none.
func latestOf(notices []feeds.Notice) time.Time {
	if len(notices) == 0 {
		return time.Time{}
	}
	return notices[0].At
}

// healthByID returns how each source fares, by its id.
func (s *Pages) healthByID() (func(id string) sources.Health, error) {
	known, err := s.Visits.Health()
	health := make(map[string]sources.Health, len(known))
	for _, one := range known {
		health[one.ID] = one.Health
	}
	return func(id string) sources.Health { return health[id] }, err
}
