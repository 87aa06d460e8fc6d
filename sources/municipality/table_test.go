package municipality

import (
	"strings"
	"testing"
)

func TestBodies(t *testing.T) {
	index := All()
	if len(index.all) != 1788 || len(index.Prefectures()) != 47 {
		t.Fatalf("%d bodies, %d prefectures", len(index.all), len(index.Prefectures()))
	}
	if first, last := index.Prefectures()[0], index.Prefectures()[46]; first != (Prefecture{"01", "北海道"}) || last != (Prefecture{"47", "沖縄県"}) {
		t.Errorf("prefectures run from %v to %v", first, last)
	}
	for _, body := range index.all {
		if err := CheckCode(body.Code); err != nil {
			t.Errorf("%s: %v", body.Name, err)
		}
	}
	naha, ok := index.ByCode("472018")
	if !ok || naha.Issuer().Name != "那覇市" || naha.Issuer().Prefecture != "沖縄県" || naha.Kana != "なはし" || naha.Lat < 26 || naha.Lng < 127 {
		t.Errorf("472018 is %+v", naha)
	}
}

func TestFindSaysTheMend(t *testing.T) {
	for code, want := range map[string]string{
		"47201":     `"47201" lacks a digit: write "472018" for 沖縄県那覇市`,
		"11002":     `"11002" lacks a digit: write "011002" for 北海道札幌市`,
		"472019":    `were it the last, the code would be "472018"`,
		"4720180":   `has 7 digits`,
		"":          `is no code of a body`,
		"４７２０１８":    `is no code of a body`,
		"472998":    `check digit`,
		"小諸市":       `"小諸市" is a name, and names repeat: write the code "202088" for 長野県小諸市`,
		" 長野県小諸市":   `write the code "202088" for 長野県小諸市`,
		"小諸":        `write the code "202088" for 長野県小諸市`,
		"沖縄県":       `write the code "470007" for 沖縄県`,
		"府中市":       `"府中市" is the name of 2 bodies: write the code of the one that is meant, "132063" for 東京都府中市 or "342084" for 広島県府中市`,
		"広島県府中市":    `"広島県府中市" is a name, and names repeat: write the code "342084" for 広島県府中市`,
		"南部町":       `is the name of 3 bodies`,
		"川崎":        `is the name of 3 bodies`,
		"六ケ所村":      `"六ケ所村" is the name of no body: did you mean "024112" for 青森県六ヶ所村?`,
		"大字なんとか商店街": `is no code of a body`,
		"ab":        `is no code of a body`,
		"999997":    `is the code of no prefecture or municipality`,
	} {
		if _, err := All().Find(code); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", code, err, want)
		}
	}
}
