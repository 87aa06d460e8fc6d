package crawler

import (
	"context"
	"fmt"

	"koubo/crawler/cause"
	"koubo/crawler/decline"
	"koubo/crawler/discover"
	"koubo/sources"
)

// Visit visits one source, stores what came of it in one transaction, and reports. An error means that nothing was stored;
// trouble with the source itself is no error but a state in the report.
func (c *Crawler) Visit(ctx context.Context, src sources.Source) (sources.Report, error) {
	report, err := c.visit(ctx, &src, nil)
	return *report, err
}

// visit is Visit for some of the source's feeds and lists, nil for all. Its report is never nil. It and what it calls pass pointers
// where they wait for the host: hundreds of visits do at the same time, and each keeps its stack.
func (c *Crawler) visit(ctx context.Context, src *sources.Source, addresses []string) (*sources.Report, error) {
	slot, err := c.slots.acquire(ctx)
	if err != nil {
		return &sources.Report{}, err
	}
	defer slot.release()
	if err := c.parsers.Await(ctx); err != nil {
		return &sources.Report{}, err
	}
	memory, err := c.memoryOf(src)
	if err != nil {
		return &sources.Report{}, err
	}
	r := c.newReader(src, slot)
	defer r.close()

	entries := r.findAndRead(ctx, memory, addresses)
	found, tasks := c.planTasks(r, memory, entries)
	for n := range tasks {
		r.last = n == len(tasks)-1
		c.perform(ctx, r, found, &tasks[n])
		tasks[n] = task{}
	}
	r.performHeld(ctx, found)
	return c.conclude(ctx, r, found, entries)
}

func (c *Crawler) memoryOf(src *sources.Source) (*sources.Memory, error) {
	memory, err := c.store.Memory(src.ID)
	if err != nil {
		return nil, fmt.Errorf("what is remembered of %s cannot be read: %w", src.ID, err)
	}
	return &memory, nil
}

// findAndRead reads the source's feeds and lists, looking for them first where it finds them itself.
func (r *reader) findAndRead(ctx context.Context, m *sources.Memory, addresses []string) []entry {
	finding, searched := r.findEntries(ctx, m.Health)
	if searched != nil {
		addresses = nil
	}
	r.finding = finding
	r.src = r.src.With(finding)
	entries := r.readEntries(ctx, m, addresses)
	if len(entries) == 0 {
		entries = []entry{r.noEntries(searched)}
	}
	return entries
}

// planTasks brings together what the entries list, and decides which pages are asked for.
func (c *Crawler) planTasks(r *reader, m *sources.Memory, entries []entry) (*results, []task) {
	l := collect(r.src, m.Known, entries)
	found := newResults(r, *m, l)
	tasks := plan(*m, l, planning{
		src: r.src, at: r.at, thorough: c.opt.Thorough, stirred: isStirred(entries), slow: r.isSlow(len(l.items)),
	})
	forgetDrafts(entries)
	found.listing.items = nil
	return found, tasks
}

// conclude judges how the source fares, and has the visit stored.
func (c *Crawler) conclude(ctx context.Context, r *reader, found *results, entries []entry) (*sources.Report, error) {
	found.markApart()
	outage := r.client.OutageOf(ctx, c.hasCompany)
	j := judgement{src: r.src, at: r.at, entries: entries, fresh: found.listing.fresh, outage: outage, suspect: found.suspectPages(),
		turned: found.listing.hasTurnedOver(found.memory.Known, entries, r.at)}
	found.settleAbsent(j.listsAsFound(found.memory.Health))
	found.joinMoved()
	found.withdrawVanished(found.listing.oldest)
	found.settleDocuments()
	if err := ctx.Err(); err != nil {
		return &sources.Report{}, fmt.Errorf("the visit of %s was broken off: %w", r.src.ID, err)
	}
	j.absent = len(found.heldBack())
	health := j.judge(found.memory.Health)
	health.Found = r.finding
	r.restAfterSearch(&health)
	found.missFields(&health, entries)
	whole := found.finish(r, entries, health)
	r.yield() // it is stored together with others, in a while
	stored, err := c.store.Apply(whole)
	return &stored.Report, err
}

// search is how a search of a body's site ended.
type search struct{ err error }

// findEntries returns the feeds and lists that were found on the site of a source which finds them itself. It looks for them
// where none are known yet, or those known have failed for long; nil where it did not.
func (r *reader) findEntries(ctx context.Context, h sources.Health) (*sources.Finding, *search) {
	if !discover.Due(r.src, h, r.at) {
		return h.Found, nil
	}
	result, err := discover.Run(ctx, r.client, r.src.Site, discover.Leads{Hubs: r.src.Hubs})
	found := discover.Renewed(h.Found, result, err, r.at)
	if err == nil && found.Why != "" {
		err = nothingFound{found.Why}
	}
	return found, &search{err}
}

// restAfterSearch has a site that was searched in vain visited when it is to be searched again, for until then nothing of it is
// asked for.
func (r *reader) restAfterSearch(h *sources.Health) {
	if a, ok := h.Addresses[r.src.Site]; ok && r.finding != nil && !r.finding.At.IsZero() && len(r.src.Feeds)+len(r.src.Lists) == 0 {
		a.NotBefore = r.finding.At.Add(discover.RestOf(r.finding))
		h.Addresses[r.src.Site] = a
	}
}

// nothingFound is the error of a site that was searched in vain.
type nothingFound struct{ words string }

func (e nothingFound) Error() string { return e.words }

// Cause is the code of the error.
func (e nothingFound) Cause() sources.Cause { return cause.New(sources.CauseNotFound) }

// noEntries stands for the entries of a source that has none yet: the home page, with what the search of it came to.
func (r *reader) noEntries(s *search) entry {
	e := entry{url: r.src.Site, key: entryKey(r.src.Site), asked: s != nil}
	if s != nil {
		e.err = s.err
		r.problem(e.url, e.err)
	}
	return e
}

// perform asks for the page of a task, unless the plan says that it rests, and records what became of it.
func (c *Crawler) perform(ctx context.Context, r *reader, found *results, t *task) {
	switch {
	case ctx.Err() != nil, found.isDone(t):
	case t.why == whyRest:
		found.rest(*t)
	case t.why == whyRow:
		found.keepRow(*t)
	case t.why == whyOver && c.clock.Now().Sub(r.at) >= longVisit:
		found.later(*t)
	default:
		o := r.readPage(ctx, t, found.memory.Validators)
		if o.kind == pageUnchanged && (found.mayHaveMoved(t, o.moved) || r.documentChanged(ctx, found, t)) {
			t.whole = true
			o = r.readPage(ctx, t, found.memory.Validators)
		}
		if o.kind != pageHeld {
			found.add(*t, o)
		}
	}
}

// performHeld reads the pages that were held back until more of their hosts was known.
func (r *reader) performHeld(ctx context.Context, found *results) {
	held := r.held
	r.held, r.decided = nil, true
	for _, h := range held {
		if ctx.Err() == nil && !found.isDone(&h.task) {
			found.add(h.task, r.parsePage(ctx, &h.task, &h.response))
		}
	}
}

// isStirred reports whether an entry reads as before although its server says that it changed.
func isStirred(entries []entry) bool {
	for _, e := range entries {
		if e.stirred {
			return true
		}
	}
	return false
}

// forgetDrafts gives up the listed drafts, which the tasks hold by now: hundreds of visits wait for their hosts at the same
// time, and what they hold is marked at each collection.
func forgetDrafts(entries []entry) {
	for n := range entries {
		entries[n].drafts, entries[n].verdicts = nil, nil
	}
}

// finish completes what is to be stored.
func (rs *results) finish(r *reader, entries []entry, health sources.Health) sources.Visit {
	v, l := rs.visit, rs.listing
	v.Health = health
	read := false
	for _, e := range entries {
		if e.keep {
			e.fresh.Reading = readingOf(rs.src)
			v.Validators[e.url] = e.fresh
		}
		read = read || e.read
	}
	if read {
		v.Dropped = append(append([]sources.Dropped{}, l.dropped...), v.Dropped...)
	}
	for _, d := range v.Dropped {
		v.Report.Dropped[d.Why]++
	}
	v.Hosts, v.Frames = r.client.HostNotes(), r.frame.Changed()
	p := &v.Report
	p.Duration = r.clock.Now().Sub(r.at)
	p.State, p.Reason, p.Causes = health.State, health.Reason, health.Causes
	p.Requests, p.NotModified, p.Bytes = r.client.Requests, r.client.NotModified, r.client.Bytes
	p.Problems = r.problems
	p.Pending = rs.pending()
	return v
}

// forget lets go what makes the next request for an address conditional.
func (rs *results) forget(address string) {
	delete(rs.visit.Validators, address)
	rs.visit.Forget = append(rs.visit.Forget, address)
}

// missFields compares what the visit read with what the source used to give: its records and, address by address, for feed and
// list change at different times, its rows. One that is well but has lost a field is degraded.
func (rs *results) missFields(h *sources.Health, entries []entry) {
	h.Fields = decline.Note(h.Fields, decline.OfRecords(rs.visit.Records, rs.readBefore(), h.Fields), rs.at)
	lost := decline.Lost("", h.Fields)
	for _, e := range entries {
		a := h.Addresses[e.url]
		a.Fields = decline.Note(a.Fields, seenRows(e), rs.at)
		h.Addresses[e.url] = a
		lost = append(lost, decline.Lost(e.url, a.Fields)...)
	}
	if len(lost) == 0 || h.State != sources.OK && h.State != sources.Stale {
		return
	}
	h.Causes = decline.Causes(lost)
	if h.State, h.Reason = sources.Degraded, decline.Reason(lost); rs.memory.Health.State == sources.Degraded {
		h.Since = rs.memory.Health.Since
	} else {
		h.Since = rs.at
	}
}

// readBefore returns the ids of the records whose pages were read at an earlier visit.
func (rs *results) readBefore() map[string]bool {
	ids := map[string]bool{}
	for _, k := range rs.memory.Known {
		if k.ID != "" && !k.Checked.IsZero() {
			ids[k.ID] = true
		}
	}
	return ids
}

// seenRows tells which of an entry's rows have each field, where it was read.
func seenRows(e entry) decline.Seen {
	if !e.read || e.items == 0 {
		return nil
	}
	return decline.Seen{
		sources.FieldDate:  decline.Portion(e.dated, e.items),
		sources.FieldTitle: decline.Portion(e.items-e.dropped, e.items),
	}
}

// pending counts the announcements whose own page is still to be read.
func (rs *results) pending() (n int) {
	for key := range rs.memory.Known {
		if rs.known(key).Pending {
			n++
		}
	}
	for key, k := range rs.visit.Known {
		if _, old := rs.memory.Known[key]; !old && k.Pending {
			n++
		}
	}
	return n
}
