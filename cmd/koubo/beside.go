package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"koubo/sources"
	"koubo/sources/config"

	"koubo/web/front"

	"github.com/spf13/cobra"
)

// A crawl beside a running koubo, which holds the data file, has that visit the sources (docs/api.md).

// crawlBeside has the koubo that serves at listen: visit the list, and reports as a crawl of its own would. locked is what
// the data file answered.
func (f *crawlFlags) crawlBeside(cmd *cobra.Command, cfg *config.Settings, list []sources.Source, since time.Time, locked error) (err error) {
	base := loopback(cfg.Listen)
	running, err := askSources(cmd, base)
	if err != nil {
		return inVain(locked, err)
	}
	if err := sameSources(running, list, base); err != nil {
		return err
	}
	list = slices.DeleteFunc(slices.Clone(list), func(s sources.Source) bool {
		return !since.IsZero() && !running[s.ID].Health.LastRun.Before(since)
	})
	begun := time.Now()
	lines := io.NopCloser(strings.NewReader(""))
	if len(list) > 0 {
		if lines, err = requestVisits(cmd, base, cfg.Data, list); err != nil {
			return err
		}
	}
	defer closeInto(&err, lines)
	tongue().Fprintf(os.Stderr, "koubo: %s is held by the koubo that serves at %s; it visits the sources\n", cfg.Data, base)
	p := newProgress(os.Stderr, len(list))
	if err := follow(lines, list, p); err != nil && cmd.Context().Err() == nil {
		p.finish(begun, time.Now())
		return fmt.Errorf("the koubo that serves at %s %w", base, err)
	}
	return f.conclude(cmd, p, begun)
}

// alone says which flag cannot work while another koubo holds the data file, nil where none is given.
func (f *crawlFlags) alone(locked error) error {
	switch {
	case f.record != "":
		return fmt.Errorf("--record writes what this program fetches, and beside a running koubo that does not fetch: %w", locked)
	case len(f.replay) > 0:
		return fmt.Errorf("a replay needs a data file of its own, name a new one with --db: %w", locked)
	}
	return nil
}

// sameSources compares what is to be visited with what the running koubo knows under the same ids.
func sameSources(running map[string]runningSource, list []sources.Source, base string) error {
	for _, src := range list {
		theirs, known := running[src.ID]
		if known && slices.Equal(theirs.Pages, src.Entries(theirs.Health)) {
			continue
		}
		what := "has no source " + src.ID
		if known {
			what = "reads other addresses for " + src.ID
		}
		return fmt.Errorf("the koubo that serves at %s has another configuration, which %s; it reads its file anew within two seconds of a change, so wait, or name its configuration with --config", base, what)
	}
	return nil
}

// follow tells p of each visit as it ends, until all have been told of.
func follow(stream io.Reader, list []sources.Source, p *progress) error {
	waiting := make(map[string]sources.Source, len(list))
	for _, src := range list {
		waiting[src.ID] = src
	}
	for lines := json.NewDecoder(stream); len(waiting) > 0; {
		var outcome front.VisitOutcome
		if err := lines.Decode(&outcome); err != nil {
			return fmt.Errorf("ended before all were visited: %d of %d sources are left (%w); what the others announced is stored", len(waiting), len(list), err)
		}
		if src, asked := waiting[outcome.Source]; asked {
			delete(waiting, outcome.Source)
			p.told(src, outcome)
		}
	}
	return nil
}

// requestVisits asks for the visits and returns the lines that tell of them. An answer other than the wanted one is an
// error with its words.
func requestVisits(cmd *cobra.Command, base, data string, list []sources.Source) (io.ReadCloser, error) {
	path, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	request := front.VisitRequest{Data: path}
	for _, src := range list {
		request.Sources = append(request.Sources, src.ID)
	}
	resp, err := postJSON(cmd, http.DefaultClient, base+"/api/v1/visits", request) // without a timeout: visits take as long as the servers do
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	defer resp.Body.Close()
	return nil, fmt.Errorf("the koubo that serves at %s does not visit for this command: %s", base, refusal(resp))
}

// refusal is what an answer says of why it is none.
func refusal(resp *http.Response) string {
	var answer struct {
		Error struct{ Message string }
	}
	if json.NewDecoder(io.LimitReader(resp.Body, 64<<10)).Decode(&answer) != nil || answer.Error.Message == "" {
		return resp.Status
	}
	return answer.Error.Message
}
