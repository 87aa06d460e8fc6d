// Command pictures draws the pictures of the README, as a headless Chromium shows them: the pages of the fictional prefecture of
// `koubo demo` on the evening of its last day, and the map of a country of invented records.
//
//	go run ./bench/pictures
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"maps"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"koubo/bench/synthetic"
	"koubo/demo"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
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

// picturesOf lists what is drawn of the demo. A record is shown whose deadline was extended, so that there is a history.
func picturesOf(extended string) []picture {
	return []picture{
		{name: "index", address: "/", width: 1280, height: 900},
		{name: "record", address: "/o/" + extended, width: 820, height: 900},
		{name: "subscribe", address: "/?kind=pilot,proposal", width: 820, height: 900, prepare: openBox, part: ".subscribe"},
	}
}

// countryPictures are what is drawn of a country, which the fictional prefecture lies outside of.
var countryPictures = []picture{{name: "map", address: "/map", width: 820, height: 960}}

// countryRecords is how many invented records fill the country.
const countryRecords = 20_000

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
	if err := drawDemo(ctx, data, out); err != nil {
		return err
	}
	return drawCountry(ctx, filepath.Join(folder, "country.db"), out)
}

// drawDemo draws the demo as it is on the evening of its last day.
func drawDemo(ctx context.Context, data, out string) (err error) {
	prefecture, err := demo.Load()
	if err != nil {
		return err
	}
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
	evening := prefecture.Date(prefecture.LastDay).Add(14 * time.Hour)
	return draw(ctx, front.Config{Records: records, Visits: records, Sources: network.Sources, Now: func() time.Time { return evening }}, picturesOf(extended), out)
}

// drawCountry draws a country of invented records.
func drawCountry(ctx context.Context, data, out string) (err error) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, jdate.JST)
	records, err := store.Open(data, store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, records.Close()) }()
	if err := synthetic.Fill(records, countryRecords, noon); err != nil {
		return err
	}
	return draw(ctx, front.Config{Records: records, Visits: records, Now: func() time.Time { return noon }}, countryPictures, out)
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

// draw writes each picture of a front to a file of its name.
func draw(ctx context.Context, cfg front.Config, all []picture, out string) error {
	cfg.BaseURL = publicAddress
	server := httptest.NewServer(web.New(cfg))
	defer server.Close()
	ctx, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	for _, p := range all {
		drawn, err := p.draw(ctx, server.URL)
		if err == nil {
			err = os.WriteFile(filepath.Join(out, p.name+".png"), drawn, 0o644)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

func (p picture) draw(ctx context.Context, base string) (drawn []byte, err error) {
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(p.width, p.height), chromedp.Navigate(base+p.address), chromedp.WaitVisible("h1")); err != nil {
		return nil, err
	}
	if p.prepare != "" {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](p.prepare)); err != nil {
			return nil, err
		}
	}
	take := chromedp.CaptureScreenshot()
	if p.part != "" {
		take = chromedp.Screenshot(p.part)
	}
	if drawn, err = chromedp.Run(ctx, take); err != nil {
		return nil, err
	}
	return smaller(drawn)
}

// smaller writes a PNG with a palette of the colours that are most frequent: pages have few, and shades around letters many.
func smaller(drawn []byte) ([]byte, error) {
	whole, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		return nil, err
	}
	bounds, counts := whole.Bounds(), map[color.Color]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[whole.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.Color) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	few := image.NewPaletted(bounds, color.Palette(colours[:min(len(colours), 256)]))
	nearest := map[color.Color]uint8{}
	for _, c := range colours {
		nearest[c] = uint8(few.Palette.Index(c))
	}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			few.SetColorIndex(x, y, nearest[whole.At(x, y)])
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err = encoder.Encode(&out, few)
	return out.Bytes(), err
}
