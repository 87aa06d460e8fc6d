package page

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/store"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/sitemap"
	"koubo/web/syndication"
)

const xmlType = "application/xml; charset=utf-8"

// sitemapPages is the name of the sitemap of all pages but the records', whose sitemaps are numbered.
const sitemapPages = "pages"

func sitemapPath(name string) string { return "/sitemap/" + name + ".xml" }

// sitemapIndex names the sitemaps. That of records with number n holds those whose places among the changes lie in the n-th
// run of sitemap.MostAddresses places, so that none has to be counted; runs without records are left out.
func (s *Pages) sitemapIndex(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	base := s.Base(r)
	return s.Cached(w, r, base+"/sitemap.xml", func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		body, err := s.makeSitemapIndex(base)
		return response.Answer{Body: body, MediaType: xmlType, MaxAge: front.FeedAge}, now.Add(time.Hour), err
	})
}

func (s *Pages) makeSitemapIndex(base string) ([]byte, error) {
	var b bytes.Buffer
	f, _ := sitemap.NewIndex(&b) // a buffer takes everything
	_ = f.Add(sitemap.Entry{Location: base + sitemapPath(sitemapPages)})
	for end := uint32(math.MaxUint32); ; {
		latest, found, err := s.Records.LatestBefore(end)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		run := (latest.Place - 1) / sitemap.MostAddresses
		_ = f.Add(sitemap.Entry{Location: base + sitemapPath(strconv.Itoa(int(run)+1)), Changed: latest.Changed})
		end = run*sitemap.MostAddresses + 1
	}
	_ = f.End()
	return b.Bytes(), nil
}

// sitemapPart serves one of the sitemaps that the index names.
func (s *Pages) sitemapPart(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	none := response.Missing("お探しのサイトマップ", "There is no sitemap of this name.")
	name, found := strings.CutSuffix(r.PathValue("name"), ".xml")
	if !found {
		return none
	}
	base := s.Base(r)
	if name == sitemapPages {
		return s.Cached(w, r, base+sitemapPath(name), func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
			return response.Answer{Body: s.makeSitemapPages(base), MediaType: xmlType, MaxAge: front.FeedAge}, now.Add(time.Hour), nil
		})
	}
	n, err := strconv.ParseUint(name, 10, 32)
	if err != nil || n == 0 || n > math.MaxUint32/sitemap.MostAddresses || name != strconv.FormatUint(n, 10) {
		return none
	}
	first := uint32(n-1)*sitemap.MostAddresses + 1
	portion, err := s.Records.ListFrom(first, syndication.ReadAtOnce)
	if err != nil {
		return err
	}
	last := first + sitemap.MostAddresses - 1
	if portion = placedUpTo(portion, last); len(portion) == 0 {
		return none
	}
	return response.Stream(w, r, xmlType, func(out io.Writer, written func()) error {
		return s.writeSitemap(r.Context(), out, base, portion, last, written)
	})
}

// makeSitemapPages lists the pages that are no record's: the fixed ones, and those of the bodies that are watched.
func (s *Pages) makeSitemapPages(base string) []byte {
	var b bytes.Buffer
	f, _ := sitemap.New(&b)
	for _, path := range []string{"/", "/today", "/calendar", "/map", "/coverage", "/sources"} {
		if path == "/coverage" && s.Files {
			continue // it tells of visits, which a site of files makes none of
		}
		_ = f.Add(sitemap.Entry{Location: base + s.File(path)})
	}
	var codes []string
	for _, src := range s.Sources() {
		codes = append(codes, src.Issuer.Code)
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		_ = f.Add(sitemap.Entry{Location: base + s.File(front.IssuerPath(code))})
	}
	_ = f.End()
	return b.Bytes()
}

// writeSitemap writes the records of a run of places, the first of which were read already.
func (s *Pages) writeSitemap(ctx context.Context, out io.Writer, base string, portion []store.Listed, last uint32, written func()) error {
	f, err := sitemap.New(out)
	for err == nil && len(portion) > 0 {
		for _, one := range portion {
			if err := f.Add(sitemap.Entry{Location: base + s.File(front.RecordPath(one.ID)), Changed: one.Changed}); err != nil {
				return err
			}
		}
		if portion, err = s.Records.ListFrom(portion[len(portion)-1].Place+1, syndication.ReadAtOnce); err == nil {
			err = ctx.Err()
		}
		portion = placedUpTo(portion, last)
		written()
	}
	if err != nil {
		return fmt.Errorf("a sitemap broke off: %w", err)
	}
	return f.End()
}

// placedUpTo leaves out what stands behind a place.
func placedUpTo(portion []store.Listed, last uint32) []store.Listed {
	return slices.DeleteFunc(portion, func(one store.Listed) bool { return one.Place > last })
}
