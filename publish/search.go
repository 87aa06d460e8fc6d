package publish

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// The search of the start page reads shards. Those of what is open hold records by their ids, and are read whole; those of the
// rest hold a run of places each, the newest first, and are read until there are enough hits. So a change of a record changes the
// shard that it stood in and the one it stands in now.
const (
	openShards = 32
	runPlaces  = 2048
	manifest   = "search/index.json"
)

// shard is the number of a shard; those of what is open come from openShard on.
type shard uint32

const openShard shard = 1 << 31

func shardOf(id recordID, r record) shard {
	if r.is(isOpen) {
		return openShard + shard(id.spread()%openShards)
	}
	return shard(r.place / runPlaces)
}

func (s shard) name() string {
	if s >= openShard {
		return fmt.Sprintf("open-%02d", s-openShard)
	}
	return fmt.Sprintf("run-%05d", s)
}

// shardsAtOnce is of how many shards the records are listed at once.
const shardsAtOnce = 64

// entry is a record as the browser searches it.
type entry struct {
	Place     uint32   `json:"n"`
	Told      int64    `json:"m"` // second of its latest news
	Among     uint32   `json:"v"` // the greater comes first of those of one second
	ID        string   `json:"i"`
	Kind      string   `json:"k"`
	Stage     string   `json:"g"`
	Invites   bool     `json:"o,omitempty"`
	Issuer    string   `json:"b"`
	Themes    []string `json:"t,omitempty"`
	Sources   []string `json:"s,omitempty"`
	Published string   `json:"p,omitempty"`
	Seen      int64    `json:"f"` // seconds: first seen or revised, whichever is later
	Over      int64    `json:"c"` // second from which on it is over, -1 for never
	Days      []string `json:"d,omitempty"`
	Budget    *int64   `json:"y,omitempty"`
	Course    [][2]any `json:"w"` // [second, status], in order
	Text      string   `json:"x"` // what is searched, folded
	Card      string   `json:"h"` // HTML
}

// makeSearch writes the shards that changed and the list of all of them.
func (p *publication) makeSearch(ctx context.Context) error {
	p.shards = map[string]string{}
	touched := map[string]bool{}
	for s := range p.touched.shards {
		touched[s.name()] = true
	}
	for name, path := range p.last.shards {
		if !touched[name] && p.change.keep(path) {
			p.shards[name] = path
		}
	}
	for some := range slices.Chunk(p.shardsToMake(), shardsAtOnce) {
		if err := p.makeShards(ctx, some); err != nil {
			return err
		}
	}
	return p.makeManifest(ctx)
}

// shardsToMake are those that changed, or were never published, in order.
func (p *publication) shardsToMake() []shard {
	all := map[shard]bool{}
	for id, r := range p.records.all() {
		all[shardOf(id, r)] = true
	}
	for s := range all {
		if _, known := p.last.shards[s.name()]; known && !p.touched.shards[s] {
			delete(all, s)
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (p *publication) makeShards(ctx context.Context, some []shard) error {
	members := membersOf(p.records, some, shardOf)
	paths := make([]string, len(some))
	const atOnce = 2 // a shard takes some megabytes while it is made
	if err := eachOf(ctx, atOnce, some, func(ctx context.Context, i int) (err error) {
		paths[i], err = p.makeShard(ctx, some[i].name(), members[some[i]])
		return err
	}); err != nil {
		return err
	}
	for i, s := range some {
		p.shards[s.name()] = paths[i]
	}
	return nil
}

// makeShard writes a shard under a name that tells its content: whoever searches while it changes keeps the one they began with. It tells
// the second of the latest news in it, too: a search that has enough later ones need not read it.
func (p *publication) makeShard(ctx context.Context, name string, members []member) (path string, err error) {
	published, latest := p.publishedEntries(ctx, p.last.shards[name]), int64(0)
	body, full := pack(func(w io.Writer) {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, one := range members {
			if line := published[one.id.String()]; line.text != nil {
				latest = max(latest, line.told)
				_, _ = w.Write(line.text)
				continue
			}
			var e entry
			if e, err = p.entryOf(one); err != nil {
				return
			}
			latest = max(latest, e.Told)
			_ = enc.Encode(e) // of strings and numbers into memory
		}
	})
	if err = cmp.Or(err, full); err != nil {
		return "", err
	}
	path = shardPath(fmt.Sprintf("%s-%d", name, latest), body)
	return path, p.change.put(ctx, path, body)
}

func shardPath(name string, body []byte) string {
	sum := hashOf(body)
	return "search/" + name + "-" + hex.EncodeToString(sum[:6]) + ".jsonl.gz"
}

// line is an entry as it is published.
type line struct {
	told int64 // as entry.Told
	text []byte
}

// publishedEntries are the lines of a published shard whose records did not change, by id; none where they are not to be had.
func (p *publication) publishedEntries(ctx context.Context, path string) map[string]line {
	if path == "" || p.touched.all {
		return nil
	}
	f, err := p.Target.Open(ctx, path)
	if err != nil {
		return nil
	}
	packed, err := io.ReadAll(f)
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "search/"), ".")
	if errors.Join(err, f.Close()) != nil || shardPath(name[:strings.LastIndexByte(name, '-')], packed) != path {
		return nil
	}
	text, err := unpack(packed)
	if err != nil {
		return nil
	}
	lines := map[string]line{}
	for text := range bytes.Lines(text) {
		var e struct {
			ID   string `json:"i"`
			Told int64  `json:"m"`
		}
		if json.Unmarshal(text, &e) != nil {
			continue
		}
		id, _ := idOf(e.ID) // of another there is no record
		if r, known := p.records.get(id); known && !r.is(isChanged) {
			lines[e.ID] = line{e.Told, text}
		}
	}
	return lines
}

func (p *publication) entryOf(one member) (e entry, err error) {
	id := one.id.String()
	o, found, err := p.read(id)
	if err != nil || !found {
		return e, cmp.Or(err, fmt.Errorf("the record %s vanished meanwhile; publish again", id))
	}
	e = entry{Place: one.place, ID: id, Kind: string(o.Kind), Stage: string(o.Stage), Invites: o.IsOpportunity, Issuer: o.Issuer.Code, Themes: o.Themes,
		Published: string(o.Published), Seen: max(o.FirstSeen.Unix(), o.Revised.Unix(), 0), Days: o.EntryDays(), Text: o.SearchText(), Told: max(o.News().At.Unix(), 0)}
	if e.Among, err = p.Records.NewsPlace(id); err != nil {
		return e, err
	}
	e.Over = -1
	if over := o.Over(); !over.IsZero() {
		e.Over = over.Unix()
	}
	if yen, stated := o.Budget(); stated {
		e.Budget = &yen
	}
	for _, turn := range o.Course() {
		e.Course = append(e.Course, [2]any{turn.From.Unix(), turn.Status})
	}
	for _, at := range o.Origins {
		e.Sources = append(e.Sources, at.Source)
	}
	e.Sources = append(e.Sources, o.Source)
	slices.Sort(e.Sources)
	e.Sources = slices.Compact(e.Sources)
	e.Card, err = p.Site.Card(o, p.Now)
	return e, err
}

// makeManifest lists the shards, of the runs the newest first, and what folds words as the texts were folded.
func (p *publication) makeManifest(ctx context.Context) error {
	var list struct {
		Open  []string          `json:"open"`
		Runs  []string          `json:"runs"`
		Kinds []string          `json:"routine"` // kinds that a search leaves out where it names none
		Forms map[string]string `json:"forms"`
	}
	list.Open, list.Runs = []string{}, []string{} // an empty list is one, too
	for name, path := range p.shards {
		if strings.HasPrefix(name, "open-") {
			list.Open = append(list.Open, path)
		} else {
			list.Runs = append(list.Runs, path)
		}
	}
	slices.Sort(list.Open)
	slices.Sort(list.Runs)
	slices.Reverse(list.Runs)
	for _, kind := range opportunity.Routine() {
		list.Kinds = append(list.Kinds, string(kind))
	}
	list.Forms = jtext.Forms()
	body, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return p.change.put(ctx, manifest, body)
}
