package main

import (
	"net/http"
	"strconv"
	"time"

	"koubo/sources"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the crawler does, for Prometheus. It is a crawler.Observer.
type metrics struct {
	registry  *prometheus.Registry
	exchanges *prometheus.CounterVec
	bytes     prometheus.Counter
	took      prometheus.Histogram
	visits    *prometheus.CounterVec
	visitTook prometheus.Histogram
	records   *prometheus.CounterVec
	dropped   prometheus.Counter
}

// newMetrics registers everything. health is asked for the number of sources in each state, at each scrape.
func newMetrics(health func() (map[string]sources.Health, error)) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		exchanges: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "koubo_requests_total",
			Help: "Requests to municipal servers, by status class (2xx, 304, 4xx, 5xx, error)."}, []string{"status"}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{Name: "koubo_received_bytes_total", Help: "Bytes of bodies, unpacked."}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "koubo_request_seconds", Help: "Time from request to whole body.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 20}}),
		visits: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "koubo_visits_total", Help: "Visits of sources, by the state they ended in."}, []string{"state"}),
		visitTook: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "koubo_visit_seconds", Help: "Duration of a visit.",
			Buckets: prometheus.ExponentialBuckets(.1, 3, 9)}),
		records: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "koubo_records_total", Help: "Records by change: new, revised, withdrawn."}, []string{"change"}),
		dropped: prometheus.NewCounter(prometheus.CounterOpts{Name: "koubo_dropped_titles_total", Help: "Listed titles that cannot be opportunities."}),
	}
	m.registry.MustRegister(m.exchanges, m.bytes, m.took, m.visits, m.visitTook, m.records, m.dropped, stateCollector{health},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Exchange counts one request.
func (m *metrics) Exchange(_ string, status int, err error, bytes int, took time.Duration) {
	m.exchanges.WithLabelValues(statusClass(status, err)).Inc()
	m.bytes.Add(float64(bytes))
	m.took.Observe(took.Seconds())
}

func statusClass(status int, err error) string {
	switch {
	case err != nil:
		return "error"
	case status == http.StatusNotModified:
		return "304"
	}
	return strconv.Itoa(status/100) + "xx"
}

// visit counts one visit.
func (m *metrics) visit(r sources.Report) {
	m.visits.WithLabelValues(string(r.State)).Inc()
	m.visitTook.Observe(r.Duration.Seconds())
	m.records.WithLabelValues("new").Add(float64(r.New))
	m.records.WithLabelValues("revised").Add(float64(r.Revised))
	m.records.WithLabelValues("withdrawn").Add(float64(r.Withdrawn))
	for _, n := range r.Dropped {
		m.dropped.Add(float64(n))
	}
}

// stateCollector tells how many sources are in each state.
type stateCollector struct {
	health func() (map[string]sources.Health, error)
}

func (stateCollector) desc() *prometheus.Desc {
	return prometheus.NewDesc("koubo_sources", "Sources by state.", []string{"state"}, nil)
}

// Describe names the one metric.
func (c stateCollector) Describe(to chan<- *prometheus.Desc) { to <- c.desc() }

// Collect counts the sources.
func (c stateCollector) Collect(to chan<- prometheus.Metric) {
	health, err := c.health()
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.desc(), err)
		return
	}
	count := map[sources.State]int{}
	for _, h := range health {
		count[h.State]++
	}
	for _, state := range []sources.State{sources.OK, sources.Empty, sources.Failing, sources.Blocked, sources.Stale} {
		to <- prometheus.MustNewConstMetric(c.desc(), prometheus.GaugeValue, float64(count[state]), string(state))
	}
}
