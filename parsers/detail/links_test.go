package detail

import "testing"

// TestEveryAddressOfMailHasASign looks at each way to write the sign between the two parts of an address.
func TestEveryAddressOfMailHasASign(t *testing.T) {
	for _, sign := range []string{"@", " @ ", "[at]", "(AT)", "<At>", "{aT}", "【at】", "[a)", "(A]", "{a〕", "〔a〕", "〔at〕", "〔@〕", "■at■", "※AT※", "(アット)", "(アットマーク)", "[アットマーク]",
		"(ここに@を)", "[アットマークに変える]", "★", "☆", "●", "◎", "■", "◆", "※", "＊", "*", "#"} {
		if text := "メール kikaku" + sign + "city.example.jp"; findEmail(text) != "kikaku@city.example.jp" {
			t.Errorf("%s is read as %q", text, findEmail(text))
		}
	}
	if text := "kikaku at city.example.jp(atを@に)"; findEmail(text) != "kikaku@city.example.jp" {
		t.Errorf("%s is read as %q", text, findEmail(text))
	}
}
