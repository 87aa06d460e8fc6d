package municipality

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"koubo/sources/check"
)

// formerCSV lists the bodies that ended since 1999 by merger, or whose code changed as they became a city: code, name, the first day
// on which it was no more, and the code of the body of today that its area belongs to. Where that is not one body, it is left out.
//
// It is made from 統計に用いる標準地域コード (統計LOD of e-Stat, https://data.e-stat.go.jp/lodw/, 独立行政法人統計センター), under the
// 政府標準利用規約, by which the source is named, and that it was edited; nobody but koubo answers for what became of it here. Each
// row states facts of law: mergers and new cities are made known by notice of the state (地方自治法 §7, §8), codes by the ministry.
//
//go:embed former.csv
var formerCSV string

// formerBody is a body that is none any more.
type formerBody struct {
	code, name, until string
	now               Body
}

// sentence says what became of it.
func (f formerBody) sentence() string {
	return fmt.Sprintf("it ended on %s and is, or belongs to, %s now: write \"%s\"", f.until, f.now.FullName(), f.now.Code)
}

// fullName has the prefecture before the name, which the code tells: few bodies changed theirs.
func (f formerBody) fullName() string {
	for _, p := range All().Prefectures() {
		if p.Code == f.code[:2] {
			return p.Name + f.name
		}
	}
	return f.name
}

var formerBodies = sync.OnceValue(func() (all []formerBody) {
	rows, err := csv.NewReader(strings.NewReader(formerCSV)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("the embedded table of former bodies is broken, rebuild the program: %v", err))
	}
	for _, row := range rows[1:] { // the first row names the columns
		if now, ok := All().ByCode(row[3]); ok {
			all = append(all, formerBody{row[0], row[1], row[2], now})
		}
	}
	return all
})

// unknownCode says what a code is that is no body's: a former one's, or a ward's.
func (x *Table) unknownCode(code string) error {
	for _, f := range formerBodies() {
		if f.code == code {
			return fmt.Errorf("%q was the code of %s: %s", code, f.fullName(), f.sentence())
		}
	}
	if city, ok := x.cityOfWard(code); ok {
		return fmt.Errorf("%q is the code of a ward of %s, and wards of such cities are no bodies: write \"%s\"", code, city.FullName(), city.Code)
	}
	return fmt.Errorf("%q is the code of no prefecture or municipality that koubo knows: look it up at its 全国地方公共団体コード", code)
}

// wardsMost is how many wards a designated city has at most.
const wardsMost = 30

// cityOfWard returns the designated city that a code's ward belongs to. Cities and their wards have numbers from 100 to 199 in their
// prefecture, each city's before its wards' (JIS X 0402); in Tokyo these are special wards, which are bodies.
func (x *Table) cityOfWard(code string) (city Body, ok bool) {
	if code[2] != '1' || strings.HasPrefix(code, "13") {
		return city, false
	}
	for _, b := range x.Of(code[:2]) {
		if b.Kind == "designated_city" && b.Code[:5] < code[:5] {
			city, ok = b, true
		}
	}
	return city, ok && numberOf(code)-numberOf(city.Code) <= wardsMost
}

// numberOf is the number of a body in its prefecture.
func numberOf(code string) int { return int(code[2]-'0')*100 + int(code[3]-'0')*10 + int(code[4]-'0') }

// formerByName answers the name of a body that is none any more, "" where there was none, or more than three.
func formerByName(name string) string {
	var were []formerBody
	for _, f := range formerBodies() {
		if f.name == name || f.fullName() == name {
			were = append(were, f)
		}
	}
	switch len(were) {
	case 1:
		return fmt.Sprintf("%s is no body any more: %s", were[0].fullName(), were[0].sentence())
	case 2, 3:
		var all []Body
		for _, f := range were {
			all = append(all, f.now)
		}
		return fmt.Sprintf("%s is no body any more, and there were %d of the name: write the code of the one that it belongs to now, %s", check.Quote(name), len(were), codes(all))
	}
	return ""
}
