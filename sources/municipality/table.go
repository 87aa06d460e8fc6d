// Package municipality is the table of all prefectures and municipalities, the bodies: their codes, names and sites, what the codes
// and names of former ones became, and what to say of those that are none.
package municipality

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"koubo/opportunity"
)

// bodiesCSV lists code, prefecture, name, kana, kind, lat, lng and site of every body (code4fukui/localgovjp, CC0).
//
//go:embed bodies.csv
var bodiesCSV string

// Body is one of the 47 prefectures or 1,741 municipalities (special wards included, wards of designated cities not).
type Body struct {
	Code       string // 6 digits of JIS X 0401/0402 with check digit
	Prefecture string // 沖縄県
	Name       string // 那覇市; the prefecture's own name for a prefecture
	Kana       string // reading of Name in hiragana
	Kind       string // prefecture designated_city special_ward city town village
	Lat, Lng   float64
	Site       string // address of its web site
}

// Issuer returns the body as it stands in a record.
func (b Body) Issuer() opportunity.Issuer {
	return opportunity.Issuer{Code: b.Code, Name: b.Name, Prefecture: b.Prefecture}
}

// FullName returns the name with the prefecture's before it, 沖縄県那覇市, because names repeat (府中市).
func (b Body) FullName() string {
	if b.Name == b.Prefecture {
		return b.Name
	}
	return b.Prefecture + b.Name
}

// Prefecture is one of the 47 with the two digits of JIS X 0401.
type Prefecture struct {
	Code string // "01" to "47"
	Name string // 北海道 to 沖縄県
}

// Table is the table of all bodies. It is read-only and safe to share.
type Table struct {
	all         []Body
	prefectures []Prefecture
	byCode      map[string]int // position in all
	sites       func() []site  // of all, made when they are first asked for
}

// All returns the table of all bodies, parsed on the first call.
func All() *Table { return bodies() }

var bodies = sync.OnceValue(func() *Table {
	index, err := readBodies(bodiesCSV)
	if err != nil {
		panic(fmt.Sprintf("the embedded table of bodies is broken, rebuild the program: %v", err))
	}
	return index
})

// Prefectures returns the 47 prefectures in the order of their codes. The slice must not be changed.
func (x *Table) Prefectures() []Prefecture { return x.prefectures }

// Of returns the bodies of a prefecture, itself first, in the order of their codes.
func (x *Table) Of(prefecture string) (bodies []Body) {
	for _, body := range x.all {
		if strings.HasPrefix(body.Code, prefecture) {
			bodies = append(bodies, body)
		}
	}
	return bodies
}

// ByCode returns the body of a six-digit code.
func (x *Table) ByCode(code string) (Body, bool) {
	at, ok := x.byCode[code]
	if !ok {
		return Body{}, false
	}
	return x.all[at], true
}

// Find is ByCode with a sentence that says what is wrong with a code and how to mend it; a body's name is answered with
// its code.
func (x *Table) Find(code string) (Body, error) {
	if err := CheckCode(code); err != nil {
		if meant := x.meantByName(strings.TrimSpace(code)); meant != "" && strings.Trim(code, "0123456789") != "" {
			return Body{}, errors.New(meant)
		}
		return Body{}, err
	}
	body, ok := x.ByCode(code)
	if !ok {
		return Body{}, x.unknownCode(code)
	}
	return body, nil
}

func readBodies(text string) (*Table, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	index := &Table{byCode: make(map[string]int, len(rows))}
	for i, row := range rows[1:] { // the first row names the columns
		body, err := readBody(row)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
		index.byCode[body.Code] = len(index.all)
		index.all = append(index.all, body)
		if body.Kind == "prefecture" {
			index.prefectures = append(index.prefectures, Prefecture{Code: body.Code[:2], Name: body.Name})
		}
	}
	index.sites = sync.OnceValue(func() []site { return sitesOf(index.all) })
	return index, nil
}

func readBody(row []string) (Body, error) {
	if len(row) != 8 {
		return Body{}, fmt.Errorf("it has %d columns in place of 8", len(row))
	}
	lat, err := strconv.ParseFloat(row[5], 64)
	if err != nil {
		return Body{}, err
	}
	lng, err := strconv.ParseFloat(row[6], 64)
	if err != nil {
		return Body{}, err
	}
	return Body{Code: row[0], Prefecture: row[1], Name: row[2], Kana: row[3], Kind: row[4], Lat: lat, Lng: lng, Site: row[7]}, nil
}
