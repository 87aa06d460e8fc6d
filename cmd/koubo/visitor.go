package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"koubo/crawler/schedule"
	"koubo/sources"

	"koubo/web/front"

	"golang.org/x/sync/errgroup"
)

// visitor visits sources for other programs of this machine, which the data file is closed to. It is a web.Visitor.
type visitor struct {
	*service
	ended <-chan struct{} // closed when the service ends: visits under way are given up
}

// Visit visits the sources as koubo crawl would, each unless it is being visited already.
func (v visitor) Visit(ctx context.Context, request front.VisitRequest, tell func(front.VisitOutcome)) error {
	list, err := v.requested(request)
	if err != nil {
		return err
	}
	ctx, cancel := endingWith(ctx, v.ended)
	defer cancel()
	var visits errgroup.Group
	visits.SetLimit(v.config().Crawl.Workers)
	for _, src := range list {
		visits.Go(func() error {
			if ctx.Err() == nil {
				v.visit(ctx, src, tell)
			}
			return nil
		})
	}
	return visits.Wait()
}

// visit tells of one source, but of a visit that was broken off nothing.
func (v visitor) visit(ctx context.Context, src sources.Source, tell func(front.VisitOutcome)) {
	report, err := v.scheduler.VisitNow(ctx, src)
	switch {
	case errors.Is(err, schedule.ErrUnderWay):
		tell(front.VisitOutcome{Source: src.ID, UnderVisit: true})
	case ctx.Err() != nil:
	case err != nil:
		v.report(src, report, err)
		tell(front.VisitOutcome{Source: src.ID, Error: err.Error()})
	default:
		v.report(src, report, nil)
		tell(front.VisitOutcome{Source: src.ID, Report: &report})
	}
}

// requested are the sources of a request. An error says why they are none of this service's.
func (v visitor) requested(request front.VisitRequest) ([]sources.Source, error) {
	if request.Data != "" && !sameFile(request.Data, v.cfg.Data) {
		return nil, fmt.Errorf("it keeps another data file, %s", v.cfg.Data)
	}
	var list []sources.Source
	all := v.list()
	for _, id := range request.Sources {
		i := slices.IndexFunc(all, func(s sources.Source) bool { return s.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("it has another configuration, which has no source %q", id)
		}
		list = append(list, all[i])
	}
	return list, nil
}

// sameFile reports whether two paths lead to one file.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	other, otherErr := os.Stat(b)
	return err == nil && otherErr == nil && os.SameFile(one, other)
}
