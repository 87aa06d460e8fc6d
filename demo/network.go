package demo

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// Loopback is the one network that the crawler of the demo may reach.
func Loopback() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")} }

// Network serves all bodies of a prefecture, each at a port of its own, as each has a host of its own in the world.
type Network struct {
	prefecture *Prefecture
	servers    []*http.Server
	addresses  []string // http://host:port, in the order of the bodies
}

// Serve begins to answer for every body as day says what day it is. failed is told what the demo itself got wrong.
// The caller closes the network.
func Serve(p *Prefecture, day func() int, failed func(error)) (*Network, error) {
	pages, err := loadStyles()
	if err != nil {
		return nil, err
	}
	n := &Network{prefecture: p}
	for _, b := range p.Bodies {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(err, n.Close())
		}
		handler := &site{body: b, prefecture: p.Name, date: p.Date, day: day, pages: pages, failed: failed}
		server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
		n.servers = append(n.servers, server)
		n.addresses = append(n.addresses, "http://"+l.Addr().String())
		go func() {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				failed(err)
			}
		}()
	}
	return n, nil
}

// Close ends all servers at once.
func (n *Network) Close() error {
	var errs []error
	for _, s := range n.servers {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

// Address is where a body's site is, "" for a body there is none of.
func (n *Network) Address(id string) string {
	i := slices.IndexFunc(n.prefecture.Bodies, func(b Body) bool { return b.ID == id })
	if i < 0 {
		return ""
	}
	return n.addresses[i]
}

// Sources declares every body to a crawler.
func (n *Network) Sources() (list []sources.Source) {
	for i, b := range n.prefecture.Bodies {
		src := sources.Source{
			ID: b.ID, Where: "demo/prefecture.yaml",
			Issuer: opportunity.Issuer{Code: b.Code, Name: b.Name, Prefecture: n.prefecture.Name},
		}
		entry := []string{n.addresses[i] + (&site{body: b}).entry()}
		if b.Feed != "" {
			src.Feeds = entry
		} else {
			src.Lists = entry
		}
		if s := b.Selectors; s != nil {
			src.Selectors = &sources.Selectors{Item: s.Item, Title: s.Title, Link: s.Link, Date: s.Date}
		}
		list = append(list, src)
	}
	return list
}
