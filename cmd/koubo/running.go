package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"time"

	"koubo/opportunity"
	"koubo/sources"

	"github.com/spf13/cobra"
)

// A running koubo holds the data file; the commands below ask it over its API instead (docs/api.md).

// askRunning reads the selection from the API of the koubo that serves at base.
func (f *queryFlags) askRunning(cmd *cobra.Command, base string) (records []opportunity.Opportunity, err error) {
	v, err := f.values()
	if err != nil {
		return nil, err
	}
	v.Set("limit", "200")
	for {
		var page struct {
			Items []opportunity.Opportunity `json:"items"`
			Next  string                    `json:"next_cursor"` // absent on the last page
		}
		err := ask(cmd, base+"/api/v1/opportunities?"+v.Encode(), &page)
		if err != nil {
			return nil, err
		}
		records = append(records, page.Items...)
		if page.Next == "" || f.limit > 0 && len(records) >= f.limit {
			return records, nil
		}
		v.Set("cursor", page.Next)
	}
}

// loopback is the address under which this machine reaches a listener.
func loopback(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil || host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// runningSource is a source as a running koubo tells of it.
type runningSource struct {
	ID     string         `json:"id"`
	Pages  []string       `json:"pages"` // addresses that are visited
	Health sources.Health `json:"health"`
}

// askSources reads, by id, which sources the koubo that serves at base has and how they fare.
func askSources(cmd *cobra.Command, base string) (map[string]runningSource, error) {
	var answer struct {
		Sources []runningSource `json:"sources"`
	}
	if err := ask(cmd, base+"/sources.json", &answer); err != nil {
		return nil, err
	}
	all := make(map[string]runningSource, len(answer.Sources))
	for _, s := range answer.Sources {
		all[s.ID] = s
	}
	return all, nil
}

// ask reads the JSON at an address of a running koubo.
func ask(cmd *cobra.Command, address string, into any) (err error) {
	req, err := http.NewRequestWithContext(cmd.Context(), http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{Timeout: 30 * time.Second}).Do(req)
	if err != nil {
		return err
	}
	defer closeInto(&err, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", address, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// postJSON sends JSON to an address of a running koubo, which takes it from this machine alone.
func postJSON(cmd *cobra.Command, client *http.Client, address string, request any) (*http.Response, error) {
	body, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(cmd.Context(), http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Host = "localhost" // whatever name listen: has for this machine
	req.Header.Set("Content-Type", "application/json")
	return client.Do(req)
}

// inVain says that neither the data file nor the koubo that holds it gave an answer.
func inVain(locked, asked error) error {
	return fmt.Errorf("%w (asked at the address that listen: of the configuration gives, it did not answer: %w)", locked, asked)
}
