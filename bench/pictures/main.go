// Command pictures draws the pictures of the README: the pages of the fictional prefecture of `koubo demo` on the evening of its last
// day, as a headless Chromium shows them.
//
//	go run ./bench/pictures
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"koubo/demo"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
	"koubo/web/front"

	"github.com/chromedp/chromedp"
)

// patience is how long all of it may take, most of which is the compiling of koubo.
const patience = 10 * time.Minute

// publicAddress stands in the addresses that the pages show to be copied.
const publicAddress = "https://koubo.example.jp"

// picture is a page, or a part of it, at a width in pixels of CSS.
type picture struct {
	name, address string
	width, height int64
	prepare       string // a script that readies the page, "" for none
	part          string // selector of what is drawn, "" for the screen
}

const openBox = `document.querySelector(".subscribe").open = true`

// picturesOf lists what is drawn. A record is shown whose deadline was extended, so that there is a history.
func picturesOf(extended string) []picture {
	return []picture{
		{name: "index", address: "/", width: 1280, height: 900},
		{name: "record", address: "/o/" + extended, width: 880, height: 900},
		{name: "subscribe", address: "/?kind=pilot,proposal", width: 880, height: 900, prepare: openBox, part: ".subscribe"},
		{name: "map", address: "/map?status=all", width: 880, height: 900},
		{name: "phone", address: "/?q=観光+OR+活用", width: 390, height: 844},
	}
}

func main() {
	log.SetFlags(0)
	out := flag.String("out", "docs", "folder to write the pictures to")
	flag.Parse()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	if err := run(ctx, *out); err != nil {
		log.Fatal("pictures: ", err)
	}
}

func run(ctx context.Context, out string) (err error) {
	folder, err := os.MkdirTemp("", "koubo-pictures-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	data := filepath.Join(folder, "demo.db")
	lived := exec.CommandContext(ctx, "go", "run", "./cmd/koubo", "demo", "--once", "--keep", data)
	if told, err := lived.CombinedOutput(); err != nil {
		return fmt.Errorf("koubo demo: %w\n%s", err, told)
	}
	prefecture, err := demo.Load()
	if err != nil {
		return err
	}
	evening := prefecture.Date(prefecture.LastDay).Add(14 * time.Hour)
	records, err := store.Open(data, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	extended, err := extendedOne(records)
	if err != nil {
		return err
	}
	network, err := demo.Serve(prefecture, func() int { return prefecture.LastDay }, func(err error) { log.Print(err) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, network.Close()) }()
	server := httptest.NewServer(web.New(front.Config{Records: records, Visits: records, Sources: func() []sources.Source { return network.Sources() },
		Now: func() time.Time { return evening }, BaseURL: publicAddress}))
	defer server.Close()
	return draw(ctx, server.URL, picturesOf(extended), out)
}

// extendedOne is the id of a call whose deadline was extended.
func extendedOne(records *store.Store) (id string, err error) {
	err = records.Each(func(o opportunity.Opportunity) error {
		if id == "" && o.News().Extended() {
			id = o.ID
		}
		return nil
	})
	if id == "" {
		err = errors.Join(err, errors.New("no deadline of the demo was extended"))
	}
	return id, err
}

// draw writes each picture to a file of its name.
func draw(ctx context.Context, base string, all []picture, out string) error {
	ctx, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	for _, p := range all {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(p.width, p.height), chromedp.Navigate(base+p.address), chromedp.WaitVisible("h1")); err != nil {
			return fmt.Errorf("%s: %w", p.address, err)
		}
		if p.prepare != "" {
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](p.prepare)); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
		take := chromedp.CaptureScreenshot()
		if p.part != "" {
			take = chromedp.Screenshot(p.part)
		}
		drawn, err := chromedp.Run(ctx, take)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, p.name+".png"), drawn, 0o644); err != nil {
			return err
		}
	}
	return nil
}
