package crawler

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// visit is the state of one visit: what was remembered, what was read so far, what shall be stored.
type visit struct {
	*Crawler
	src     sources.Source
	at      time.Time
	session *session
	memory  sources.Memory
	entries []entry
	drafts  []opportunity.Draft // candidates listed by the entries that were read, canonical address set, each once
	listed  map[string]int      // their places in drafts, by address
	result  sources.Visit
	halted  error      // why no further request may be made in this visit
	touched bool       // a list reads as before, but its server says that it changed: perhaps what it links did
	details int        // own pages asked for
	whole   int        // those of them that were looked at again and come whole each time
	oldest  jdate.Date // earliest day that the entries read in this visit give any announcement

	verdicts map[string]string // title and address → why it was dropped, "" for kept
}

// Visit visits one source, stores what came of it in one transaction, and reports. An error means that nothing was stored;
// trouble with the source itself is no error but a state in the report.
func (c *Crawler) Visit(ctx context.Context, src sources.Source) (sources.Report, error) {
	at, err := c.places.take(ctx)
	if err != nil {
		return sources.Report{}, err
	}
	defer at.leave()
	v, err := c.begin(ctx, src, at)
	if err != nil {
		return sources.Report{}, err
	}
	defer v.session.release()
	v.readEntries(ctx)
	v.keepCandidates()
	v.readDetails(ctx)
	v.recheck(ctx)
	v.missVanished()
	v.judge()
	if err := ctx.Err(); err != nil {
		return sources.Report{}, fmt.Errorf("the visit of %s was broken off: %w", src.ID, err)
	}
	outcome, err := c.store.Apply(v.finish())
	return outcome.Report, err
}

func (c *Crawler) begin(ctx context.Context, src sources.Source, place *place) (*visit, error) {
	memory, err := c.store.Memory(src.ID)
	if err != nil {
		return nil, fmt.Errorf("what is remembered of %s cannot be read: %w", src.ID, err)
	}
	at := c.clock.Now()
	return &visit{
		Crawler: c, src: src, at: at, memory: memory, session: c.newSession(ctx, src, place), verdicts: map[string]string{},
		result: sources.Visit{
			Source: src, At: at, Health: memory.Health,
			Validators: map[string]sources.Validator{}, Known: map[string]sources.Known{}, Withdrawn: map[string]string{},
			Report: sources.Report{Source: src.ID, Start: at, Dropped: map[string]int{}},
		},
	}, nil
}

// finish completes what is to be stored.
func (v *visit) finish() sources.Visit {
	r := &v.result.Report
	r.Duration = v.clock.Now().Sub(v.at)
	r.State, r.Reason = v.result.Health.State, v.result.Health.Reason
	r.Requests, r.NotModified, r.Bytes = v.session.requests, v.session.notModified, v.session.bytes
	r.Pending = 0
	for address := range v.memory.Known {
		if v.known(address).Pending {
			r.Pending++
		}
	}
	for address, k := range v.result.Known {
		if _, old := v.memory.Known[address]; !old && k.Pending {
			r.Pending++
		}
	}
	v.result.Hosts = map[string]sources.HostNote{}
	for host, g := range v.session.gates {
		if note, changed := g.snapshot(); changed {
			v.result.Hosts[host] = note
		}
	}
	return v.result
}

// known returns what is remembered of an announcement, including what this visit learned.
func (v *visit) known(address string) sources.Known {
	if k, ok := v.result.Known[address]; ok {
		return k
	}
	return v.memory.Known[address]
}

func (v *visit) validator(address string) sources.Validator {
	return v.memory.Validators[address]
}

// problem notes an address that could not be read.
func (v *visit) problem(address string, err error) {
	const most = 50 // of one visit; a site that is down has one cause
	if len(v.result.Report.Problems) < most {
		v.result.Report.Problems = append(v.result.Report.Problems, sources.PageProblem{URL: address, Why: err.Error()})
	}
}

// bodyHash tells two bodies apart; 12 bytes make a chance match as unlikely as a broken disk.
func bodyHash(b []byte) string {
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
