package main

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/publish"
	"koubo/sources"
	"koubo/sources/municipality"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the crawler does, for Prometheus. It is a fetch.Observer. A host's class is the kind of body that
// a source of it belongs to: prefecture, designated_city, special_ward, city, town or village, or other.
type metrics struct {
	registry    *prometheus.Registry
	classes     atomic.Pointer[map[string]string] // by host
	requests    *prometheus.CounterVec
	conditional *prometheus.CounterVec
	bytes       *prometheus.CounterVec
	took        *prometheus.HistogramVec
	visits      *prometheus.CounterVec
	visitTook   prometheus.Histogram
	records     *prometheus.CounterVec
	dropped     prometheus.Counter
	published   *prometheus.GaugeVec // without labels: it is not there before the site is published
	publishTook *prometheus.GaugeVec // likewise
	publishVain prometheus.Counter
}

// newMetrics registers what is counted of the sources.
func newMetrics(list []sources.Source) *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	gauge := func(name, help string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, nil)
	}
	m := &metrics{
		registry:    prometheus.NewRegistry(),
		requests:    counter("koubo_requests_total", "Requests to municipal servers, by class of the host and of the answer (2xx, 304, 4xx, 5xx, error).", "class", "status"),
		conditional: counter("koubo_conditional_requests_total", "Requests that carried a validator.", "class"),
		bytes:       counter("koubo_received_bytes_total", "Bytes of bodies, unpacked.", "class"),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "koubo_request_seconds", Help: "Time from request to whole body.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 20}}, []string{"class"}),
		visits: counter("koubo_visits_total", "Visits of sources, by the state they ended in.", "state"),
		visitTook: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "koubo_visit_seconds", Help: "Duration of a visit.",
			Buckets: prometheus.ExponentialBuckets(.1, 3, 9)}),
		records:     counter("koubo_records_total", "Records by kind and change: new, revised, withdrawn.", "kind", "change"),
		dropped:     prometheus.NewCounter(prometheus.CounterOpts{Name: "koubo_dropped_titles_total", Help: "Listed titles that cannot be opportunities."}),
		published:   gauge("koubo_published_timestamp_seconds", "When the site was published last, in seconds since 1970."),
		publishTook: gauge("koubo_publish_seconds", "How long it took to publish the site last."),
		publishVain: prometheus.NewCounter(prometheus.CounterOpts{Name: "koubo_publish_failures_total", Help: "Attempts to publish the site that failed."}),
	}
	m.know(list)
	m.registry.MustRegister(m.requests, m.conditional, m.bytes, m.took, m.visits, m.visitTook, m.records, m.dropped, m.published, m.publishTook, m.publishVain,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// know has the hosts of the sources counted by their classes from now on.
func (m *metrics) know(list []sources.Source) {
	classes := hostClasses(list)
	m.classes.Store(&classes)
}

// hostClasses tells which kind of body each host of the sources belongs to.
func hostClasses(list []sources.Source) map[string]string {
	classes := map[string]string{}
	for _, src := range list {
		body, ok := municipality.All().ByCode(src.Issuer.Code)
		for _, address := range slices.Concat(src.Feeds, src.Lists, src.Hubs, []string{src.Site}) {
			if u, err := url.Parse(address); err == nil && ok {
				classes[u.Host] = body.Kind
			}
		}
	}
	return classes
}

// watch adds what is asked for at each scrape: the number of sources in each state, and how many visits wait for what.
func (m *metrics) watch(states func() (map[sources.State]int, error), load func() crawler.Load, storeQueue func() int) {
	m.registry.MustRegister(stateCollector{states}, prometheus.NewGaugeFunc(
		prometheus.GaugeOpts{Name: "koubo_store_queue", Help: "Visits that wait to be written to the data file."},
		func() float64 { return float64(storeQueue()) }))
	for phase, of := range map[string]func(crawler.Load) int{
		"under_way": func(l crawler.Load) int { return l.UnderWay },
		"waiting":   func(l crawler.Load) int { return l.Waiting },
		"queued":    func(l crawler.Load) int { return l.Queued },
	} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "koubo_visits",
			Help: "Visits at the moment: under way, waiting for their hosts, queued for a place.", ConstLabels: prometheus.Labels{"phase": phase}},
			func() float64 { return float64(of(load())) }))
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Observe counts one exchange.
func (m *metrics) Observe(t fetch.Traffic) {
	class, known := (*m.classes.Load())[t.Host]
	if !known {
		class = "other"
	}
	m.requests.WithLabelValues(class, statusClass(t.Status, t.Err)).Inc()
	m.bytes.WithLabelValues(class).Add(float64(t.Bytes))
	m.took.WithLabelValues(class).Observe(t.Took.Seconds())
	if t.Conditional {
		m.conditional.WithLabelValues(class).Inc()
	}
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
	for kind, changes := range r.Kinds {
		m.records.WithLabelValues(string(kind), "new").Add(float64(changes.New))
		m.records.WithLabelValues(string(kind), "revised").Add(float64(changes.Revised))
		m.records.WithLabelValues(string(kind), "withdrawn").Add(float64(changes.Withdrawn))
	}
	for _, n := range r.Dropped {
		m.dropped.Add(float64(n))
	}
}

// publication counts one attempt to publish the site, which ended at an instant.
func (m *metrics) publication(r publish.Report, err error, at time.Time) {
	if err != nil {
		m.publishVain.Inc()
		return
	}
	m.published.WithLabelValues().Set(float64(at.Unix()))
	m.publishTook.WithLabelValues().Set(r.Took.Seconds())
}

// stateCollector tells how many sources are in each state.
type stateCollector struct {
	states func() (map[sources.State]int, error)
}

func (stateCollector) desc() *prometheus.Desc {
	return prometheus.NewDesc("koubo_sources", "Sources by state.", []string{"state"}, nil)
}

// Describe names the one metric.
func (c stateCollector) Describe(to chan<- *prometheus.Desc) { to <- c.desc() }

// Collect counts the sources.
func (c stateCollector) Collect(to chan<- prometheus.Metric) {
	count, err := c.states()
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.desc(), err)
		return
	}
	for _, state := range sources.States() {
		to <- prometheus.MustNewConstMetric(c.desc(), prometheus.GaugeValue, float64(count[state]), string(state))
	}
}
