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

func TestLabelsGluedToAnAddress(t *testing.T) {
	for text, want := range map[string]string{
		"E-mailkikaku@city.aoba.example": "kikaku@city.aoba.example", "電話0199-12-3456 e-mail.kikaku@city.aoba.example": "kikaku@city.aoba.example",
		"Emailkikaku@city.aoba.example": "kikaku@city.aoba.example", "E-MAILkikaku@city.aoba.example": "kikaku@city.aoba.example",
		"mailmaster@city.aoba.example": "mailmaster@city.aoba.example", "email@city.aoba.example": "email@city.aoba.example", "e-mail@city.aoba.example": "e-mail@city.aoba.example",
	} {
		if got := findEmail(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
