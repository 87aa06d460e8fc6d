package frame

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"koubo/parsers/page"
)

const (
	menu   = `<div><ul><li><a href="/a/">くらしの情報</a></li><li><a href="/b/">しごとの情報</a></li><li><a href="/c/">市政の情報</a></li></ul></div>`
	box    = `<div><h2>ほかの募集</h2><ul><li><a href="/x.html">観光案内所運営業務の公募</a> 12月2日</li><li><a href="/y.html">図書館窓口業務の公募</a> 12月9日</li></ul></div>`
	notice = `<p>入札システムは12月28日から1月4日まで休みます。</p>`
	terms  = `<h2>スケジュール</h2><table><tr><th>提出期限</th><td>2026年12月11日 午後5時</td></tr></table><p>応募方法は<a href="/youkou.html">募集要項</a>をご覧ください。</p>`
)

// content is what a page alone has.
func content(n int) string {
	return fmt.Sprintf("<h1>第%d号の公募型プロポーザル</h1><p>第%d号の業務の受託者を次のとおり募集します。</p>", n, n)
}

func address(n int) string { return fmt.Sprintf("https://a.jp/%d.html", n) }

// out returns the words of what is left out of a page, outermost blocks alone.
func (m *Memory) out(t testing.TB, body string) string {
	t.Helper()
	var words []string
	for _, n := range m.Marks(take(t, body), Now).Out {
		if text := page.TextOf(n); len(words) == 0 || !strings.Contains(words[len(words)-1], text) {
			words = append(words, text)
		}
	}
	return strings.Join(words, "|")
}

func TestWhatIsFrame(t *testing.T) {
	entry := menu + notice + `<h1>募集情報</h1><ul><li><a href="/1.html">第1号の公募</a></li></ul>`
	const menuWords, boxWords, noticeWords = "くらしの情報 しごとの情報 市政の情報", "ほかの募集 観光案内所運営業務の公募 12月2日 図書館窓口業務の公募 12月9日", "入札システムは12月28日から1月4日まで休みます。"
	for _, c := range []struct {
		name    string
		calls   int // pages that have it
		others  int // pages that do not
		entries int // entry pages that have menu and notice
		body    string
		want    string
	}{
		{"a menu on two pages", 2, 0, 0, menu, ""},
		{"a menu on three", 3, 0, 0, menu, menuWords},
		{"a menu on three of thirteen", 3, 10, 0, menu, ""},
		{"a box on three", 3, 0, 0, box, ""},
		{"a box on four", 4, 0, 0, box, boxWords},
		{"a box on four of thirteen", 4, 9, 0, box, ""},
		{"a notice on four pages, none of which is an entry page", 4, 0, 0, menu + notice, menuWords},
		{"a notice on four pages and an entry page", 4, 0, 1, menu + notice, menuWords + "|" + noticeWords},
		{"a notice on two pages and an entry page", 2, 0, 1, menu + notice, menuWords},
		{"a notice on four of eight pages and an entry page", 4, 4, 1, menu + notice, menuWords},
		{"conditions on twenty pages", 20, 0, 1, terms, ""},
	} {
		m := &Memory{}
		for n := range c.entries {
			m.Note(fmt.Sprintf("https://a.jp/list%d.html", n), true, take(t, entry))
		}
		for n := range c.others {
			m.Note(address(100+n), false, take(t, content(100+n)))
		}
		for n := range c.calls {
			m.Note(address(n), false, take(t, c.body+content(n)))
		}
		if got := m.out(t, c.body+content(0)); got != c.want {
			t.Errorf("%s: %q is left out, want %q", c.name, got, c.want)
		}
	}
}

// TestWordsBehindTheAnnouncementStay, though an entry page and all announcements have them in the same place.
func TestWordsBehindTheAnnouncementStay(t *testing.T) {
	m := &Memory{}
	body := func(n int) string { return menu + content(n) + "<p>契約の条件は共通です</p>" + notice }
	for n := range 10 {
		m.Note(address(n), n < 2, take(t, body(n)))
	}
	if got := m.out(t, body(9)); got != "くらしの情報 しごとの情報 市政の情報" {
		t.Errorf("%q is left out", got)
	}
}

// TestTheSamePageCountsOnce, whatever its fragment and however often it changes.
func TestTheSamePageCountsOnce(t *testing.T) {
	m := &Memory{}
	for n := range 9 {
		m.Note(address(1)+fmt.Sprintf("#%d", n), false, take(t, menu+content(n)))
	}
	m.Note(address(2), false, take(t, menu+content(20)))
	if got := m.out(t, menu); got != "" {
		t.Errorf("%q is left out of the third page", got)
	}
	m.Encode()
	m.Note(address(2), false, take(t, menu+content(20)))
	if m.Changed() {
		t.Error("a page that reads as before changes the memory")
	}
	if m.Note(address(2), false, take(t, menu+content(21))); !m.Changed() {
		t.Error("a page that reads otherwise changes nothing")
	}
	m.Encode()
	if m.Note(address(2), false, take(t, menu+content(21)+"<p>第3号の公募も始まりました")); !m.Changed() {
		t.Error("a page that has one block more changes nothing")
	}
}

// TestMarksOfAnEarlierInstant are what they were then, and what was the frame's stays so.
func TestMarksOfAnEarlierInstant(t *testing.T) {
	m := &Memory{}
	var clocks []uint32
	for n := range 6 {
		m.Note(address(n), false, take(t, menu+box+content(n)))
		clocks = append(clocks, m.Clock())
	}
	at := func(clock uint32) int { return len(m.Marks(take(t, menu+box+content(0)), clock).Out) }
	if none, some, all := at(clocks[1]), at(clocks[2]), at(clocks[5]); none != 0 || some == 0 || all <= some {
		t.Errorf("%d, then %d, then %d blocks", none, some, all)
	}
	before := at(Now)
	for n := range 60 { // other pages come, and the first are forgotten
		m.Note(address(100+n), false, take(t, content(100+n)))
	}
	m, err := Decode(m.Encode())
	if err != nil || at(Now) != before || at(clocks[1]) != 0 {
		t.Errorf("%d blocks where %d were, %v", at(Now), before, err)
	}
}

// TestLinksOfAYoungHostAreOpen until they are the frame's, or so many pages are known that they are not.
func TestLinksOfAYoungHostAreOpen(t *testing.T) {
	m := &Memory{}
	for n := range 10 {
		m.Note(address(n), false, take(t, map[bool]string{true: box}[n == 0]+content(n)))
		if got := len(m.Marks(take(t, box), Now).Open); (got > 0) != (n < youngPages) {
			t.Errorf("%d pages: %d blocks are open", n+1, got)
		}
	}
}

// TestMemoryIsBounded by count and bytes, whatever is noted, and comes back from its bytes as it was.
func TestMemoryIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	m, largest := &Memory{}, 0
	for n := range 400 {
		var body strings.Builder
		for range r.IntN(300) {
			fmt.Fprintf(&body, "<ul><li><a href=/%d.html>募集の案内の%d番の公募</a> 12月%d日</ul>", r.IntN(40), r.IntN(9), r.IntN(31))
		}
		for k := range r.IntN(900) {
			fmt.Fprintf(&body, "<p>第%d号の段落の%d番</p>", n, k)
		}
		m.Note(address(r.IntN(200)), r.IntN(5) == 0, take(t, body.String()))
		data := m.Encode()
		largest = max(largest, len(data))
		if len(m.blocks) > maxBlocks || len(data) > MaxEncoded {
			t.Fatalf("%d blocks, %d bytes", len(m.blocks), len(data))
		}
		if n%20 > 0 {
			continue
		}
		again, err := Decode(data)
		if err != nil || !bytes.Equal(again.Encode(), data) || !slices.Equal(again.blocks, m.blocks) || !reflect.DeepEqual(again.pages, m.pages) {
			t.Fatalf("it does not come back: %v", err)
		}
	}
	t.Logf("at most %d bytes", largest)
}

// TestTheFrameIsForgottenLast: blocks of pages of their own, and more blocks of two pages than there is room for, do not push
// out what repeats.
func TestTheFrameIsForgottenLast(t *testing.T) {
	m := &Memory{}
	for n := range 4 {
		m.Note(address(n), false, take(t, menu+content(n)))
	}
	for n := range 40 {
		own := ""
		for k := range 300 {
			own = fmt.Sprintf("<p>第%d号の段落の%d番</p>", n/2, k) + own + fmt.Sprintf("<p>第%d頁の段落の%d番</p>", n, k)
		}
		m.Note(address(100+n), false, take(t, own))
	}
	if got := m.out(t, menu); got == "" {
		t.Error("the menu is forgotten")
	}
}

func FuzzDecode(f *testing.F) {
	m := &Memory{}
	f.Add([]byte{})
	for n := range 5 {
		m.Note(address(n), n == 0, take(f, menu+box+content(n)))
		f.Add(m.Encode())
	}
	f.Add([]byte{version, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			if m.Clock() != 0 || len(m.blocks) > 0 {
				t.Error("an error comes with half a memory")
			}
			return
		}
		if again, err := Decode(m.Encode()); err != nil || !slices.Equal(again.blocks, m.blocks) || again.pages != m.pages || again.clock != m.clock {
			t.Fatalf("it does not come back: %v", err)
		}
		sheet := take(t, menu+box+notice+terms)
		m.Note("https://a.jp/new.html", false, sheet)
		m.Marks(sheet, Now)
		if len(m.blocks) > maxBlocks || len(m.Encode()) > MaxEncoded {
			t.Errorf("%d blocks", len(m.blocks))
		}
	})
}
