package filename

import "testing"

func TestTitles(t *testing.T) {
	for text, want := range map[string]string{
		"募集要項(PDF:321KB)":              "募集要項",
		"参加申込書(様式3)":                   "参加申込書(様式3)",
		"参加申込書(様式3)(Word:30KB)":        "参加申込書(様式3)",
		"参加申込書【様式第3号】 [Wordファイル/35KB]": "参加申込書【様式第3号】",
		"実施要領(令和8年10月改訂版)":             "実施要領(令和8年10月改訂版)",
		"様式(Word、PDF)":                 "様式",
		"02_仕様書.docx":                  "02_仕様書",
		"PDF 320KB":                    "",
		"募集要項.pdf(320KB)":              "募集要項",
		"(PDF)":                        "",
		"一括ダウンロード(ZIP)":                "",
		"仕様書(別ウィンドウで開きます)":             "仕様書",
	} {
		if got := Title(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestTypesOfAddressesWithoutEndings(t *testing.T) {
	for _, c := range []struct{ href, inside, after, want string }{
		{"/download/?id=55", "01_実施要領.pdf", "", "pdf"},
		{"/view/55.html", "01_実施要領.pdf", "", ""},
		{"/download/?id=55", "実施要領", "(PDF:120KB)", "pdf"},
		{"/download/?id=55", "実施要領", "", ""},
		{"https://reader.example/", "", "PDF形式のファイルをご覧いただく場合には、閲覧ソフトが必要です。", ""},
		{"/a/55.xlsx?ver=2", "様式", "", "xlsx"},
	} {
		got := Ending(c.href)
		if got == "" {
			got = StatedType(c.inside, c.after)
		}
		if got == "" {
			got = NamedType(c.href, c.inside)
		}
		if got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}
