package bench

import "fmt"

// stats is the nation's book: how its visitor behaved.
type stats struct {
	HostsHit     int         `json:"hosts_hit"`
	TrapHits     int         `json:"trap_hits"` // redirects followed to the private address
	Share        float64     `json:"conditional_share"`
	ServerCPU    float64     `json:"server_cpu_s"`
	Requests     int         `json:"requests"`
	AtOnce       int         `json:"max_concurrent"` // requests under way on one site
	BeforeRobots int         `json:"before_robots"`
	Disallowed   int         `json:"disallowed"`
	DelayBroken  int         `json:"crawl_delay_broken"`
	RetryBroken  int         `json:"retry_after_broken"`
	Conditional  int         `json:"conditional"`
	Repeats      int         `json:"unconditional_repeats"`
	Bytes        int64       `json:"bytes"`
	Status       map[int]int `json:"status"`
	Hosts        []hostStats `json:"hosts"`
}

// hostStats is the page of one site, in the order of the sites.
type hostStats struct {
	Code        string `json:"code"`
	Host        string `json:"host"`
	Class       string `json:"class"`
	Requests    int    `json:"requests"`
	Conditional int    `json:"conditional"`
	CrawlDelay  int    `json:"crawl_delay_s"`
}

func (s stats) String() string {
	return fmt.Sprintf("  hosts %d, disallowed %d, Crawl-delay broken %d, Retry-After broken %d, before robots.txt %d, at once %d, trap %d, conditional %.3f, repeats %d, %.1f MB, answers %v",
		s.HostsHit, s.Disallowed, s.DelayBroken, s.RetryBroken, s.BeforeRobots, s.AtOnce, s.TrapHits, s.Share, s.Repeats, float64(s.Bytes)/1e6, s.Status)
}

// conditionalAmong is the share of conditional requests among those to the hosts.
func (s stats) conditionalAmong(hosts map[string]bool) float64 {
	requests, conditional := 0, 0
	for _, h := range s.Hosts {
		if hosts[h.Host] {
			requests += h.Requests
			conditional += h.Conditional
		}
	}
	return ratio(conditional, requests)
}

// manners are the bars that every pass is held to.
func manners(s stats) []bar {
	none := func(name string, count int) bar { return atMost(name, float64(count), 0) }
	return []bar{
		none("requests that robots.txt forbids", s.Disallowed),
		none("requests sooner than Crawl-delay", s.DelayBroken),
		none("requests inside a Retry-After", s.RetryBroken),
		none("hits on the trap", s.TrapHits),
		atMost("requests at once on one site", float64(s.AtOnce), 1),
	}
}
