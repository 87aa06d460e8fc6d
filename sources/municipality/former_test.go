package municipality

import (
	"strings"
	"testing"
	"time"
)

// TestFormerBodies names codes and names of bodies that ended.
func TestFormerBodies(t *testing.T) {
	for issuer, want := range map[string]string{
		"044237": `"044237" was the code of 宮城県富谷町: it ended on 2016-10-10 and is, or belongs to, 宮城県富谷市 now: write "042161"`,
		"093670": `栃木県岩舟町: it ended on 2014-04-05 and is, or belongs to, 栃木県栃木市 now: write "092037"`,
		"403059": `福岡県那珂川町: it ended on 2018-10-01`,
		"221317": `is the code of a ward of 静岡県浜松市, and wards of such cities are no bodies: write "221309"`,
		"271276": `is the code of a ward of 大阪府大阪市`,
		"011011": `is the code of a ward of 北海道札幌市`,
		"富谷町":    `宮城県富谷町 is no body any more: it ended on 2016-10-10`,
		"岩手県滝沢村": `write "032166"`,
		"那珂川町":   `"094111" for 栃木県那珂川町`, // which is one
		"浦和市":    `埼玉県浦和市 is no body any more: it ended on 2001-05-01 and is, or belongs to, 埼玉県さいたま市 now`,
		"204315": `長野県山口村: it ended on 2005-02-13 and is, or belongs to, 岐阜県中津川市 now: write "212067"`,
		"479993": "is the code of no prefecture or municipality that koubo knows",
	} {
		if _, err := All().Find(issuer); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", issuer, err, want)
		}
	}
}

// TestTheTableOfFormerBodiesIsSound: each code is well formed and no living body's, and leads to one.
func TestTheTableOfFormerBodiesIsSound(t *testing.T) {
	all, seen := formerBodies(), map[string]bool{}
	if rows := strings.Count(formerCSV, "\n") - 1; len(all) != rows || rows < 1500 {
		t.Fatalf("%d of %d rows lead to a body", len(all), rows)
	}
	for _, f := range all {
		if err := CheckCode(f.code); err != nil {
			t.Error(err)
		}
		if _, lives := All().ByCode(f.code); lives || seen[f.code] || f.now.Code[:2] != f.code[:2] && f.code[:2] != "20" { // 山口村 went from 長野県 to 岐阜県
			t.Errorf("%s %s: lives %v, seen %v, now %s", f.code, f.name, lives, seen[f.code], f.now.FullName())
		}
		seen[f.code] = true
		if day, err := time.Parse(time.DateOnly, f.until); err != nil || day.Year() < 1999 {
			t.Errorf("%s: until %q", f.code, f.until)
		}
	}
}
