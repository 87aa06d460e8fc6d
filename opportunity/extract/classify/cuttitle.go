package classify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

var (
	// moreLink is what stands behind a title that a list cut: 続きを読む, [もっと見る], »
	moreLink = jtext.MustPattern(`(?i)[\s　]*[\[［(（【<＜]?\s*(?:続きを?(?:読む|見る)|続き|もっと(?:見る|読む|詳しく)|全文(?:を読む|表示)?|read more|more)\s*[\])）］】>＞»›→≫]*$`)
	// ellipsis is how a cut is written: …, ‥, ⋯, ..., ・・・, 。。, and that in brackets.
	ellipsis = jtext.MustPattern(`(?:[…‥⋯]|\.{2,}|．{2,}|・{2,}|･{2,}|。{2,})[\s　]*[\])）］】」』]*$`)
	// connectives are endings after which something must follow.
	connectives = terms("を|、|，|,|・|／|に係る|に関する|における|による|に対する|に資する|に伴う|に向けた|についての|につき|のための|及び|並びに|または|又は|および|ならびに")
	// halfWords are the beginnings, from so many characters on, of words that titles hold often, and of no other.
	halfWords = slices.Concat(beginnings("サウンディング", 3), beginnings("プロポーザル", 3), beginnings("ネーミングライツ", 6), beginnings("アクセラレーション", 5),
		beginnings("コンソーシアム", 4), beginnings("イノベーション", 3), beginnings("コンペティション", 4), beginnings("について", 2), beginnings("お知らせ", 2),
		beginnings("ください", 2), beginnings("しました", 2), beginnings("いたします", 2))
)

// beginnings returns the true beginnings of a word from least characters on.
func beginnings(word string, least int) (found []string) {
	runes := []rune(word)
	for n := least; n < len(runes); n++ {
		found = append(found, string(runes[:n]))
	}
	return found
}

// IsCutTitle reports whether a title shows that a list or feed shortened it: it ends in an ellipsis or 続きを読む, within a
// character (U+FFFD), a word or a bracket, or in a word after which something must follow. What it says is then true; what
// it does not say proves nothing.
func IsCutTitle(title string) bool {
	_, cut := CutStem(title)
	return cut
}

// CutStem returns what is left of a title that was cut, without what tells so, and whether it was. Days, badges and file
// sizes behind it are gone, too.
func CutStem(title string) (stem string, cut bool) {
	stem = strings.TrimSpace(jtext.ClipBytes(title, maxTitleBytes))
	for range 2 { // 〇〇の公… 2026年11月16日更新
		for _, t := range trimmings {
			if rest := strings.TrimSpace(t.off(stem)); rest != "" {
				stem = rest
			}
		}
	}
	more, dots := false, false
	if strings.Contains(stem, "続き") || strings.Contains(stem, "もっと") || strings.Contains(stem, "全文") || strings.Contains(stem, "ore") {
		stem, more = cutOff(stem, moreLink)
	}
	if last, _ := utf8.DecodeLastRuneInString(stem); strings.ContainsRune("…‥⋯.．・･。"+closers+"」』", last) {
		stem, dots = cutOff(stem, ellipsis)
	}
	rest := strings.TrimRight(stem, string(utf8.RuneError))
	inCharacter := rest != stem
	stem = rest
	return stem, stem != "" && (more || dots || inCharacter || isOpen(stem) || isUnfinished(stem))
}

// isUnfinished reports whether a title ends in half a word, or in a word after which something must follow. の and に are
// such words behind a noun in kanji, katakana or Latin letters; behind hiragana they may end one (きもの).
func isUnfinished(title string) bool {
	ends := func(word string) bool { return strings.HasSuffix(title, word) }
	if slices.ContainsFunc(connectives, ends) || slices.ContainsFunc(halfWords, ends) {
		return true
	}
	last, size := utf8.DecodeLastRuneInString(title)
	before, _ := utf8.DecodeLastRuneInString(title[:len(title)-size])
	return (last == 'の' || last == 'に') && (before == 'ー' || unicode.In(before, unicode.Han, unicode.Katakana, unicode.Latin, unicode.Nd) || strings.ContainsRune(closers, before))
}

// cutOff removes what the form finds at the end.
func cutOff(title string, form *jtext.Pattern) (rest string, found bool) {
	at := form.FindStringIndex(title)
	if at == nil || at[0] == 0 {
		return title, false
	}
	return strings.TrimSpace(title[:at[0]]), true
}

// isOpen reports whether the last bracket of a title is not closed.
func isOpen(title string) bool {
	depth := 0
	for _, r := range title {
		switch r {
		case '（', '(', '「', '『', '【', '［', '[', '〔', '《':
			depth++
		case '）', ')', '」', '』', '】', '］', ']', '〕', '》':
			depth = max(0, depth-1)
		}
	}
	return depth > 0
}

// bareWords are what titles say that say nothing of their subject, in key form; longer words stand before those that they
// begin with or hold.
var bareWords = strings.NewReplacer(blanks(terms("続きを読む|続きを見る|もっと見る|もっと詳しく|詳しくはこちら|ご覧ください|readmore|" +
	"お知らせします|お知らせ|おしらせ|募集します|募集中|募集|公募中|公募|公告文|公告|公示|告示|案件|案内|ご案内|概要|詳細情報|詳細|詳しく|こちら|情報|一覧|" +
	"新着|重要|至急|必読|更新|掲載|公開|公表|登録|資料|書類|様式|要項|要領|仕様書|説明書|実施|開始|受付中|受付|開催|結果|質問|回答|質疑|訂正|変更|延長|追加|再度|再|" +
	"について|に関する|に係る|に関して|します|しました|しています|ください|です|" +
	"令和|平成|年度|年|月|日|時|分|曜日|元|第|回|号外|号|番号|番|その|件|等|ほか|他|別紙|別添|別表|添付|参考|ファイル|pdf|word|excel|zip|リンク|ページ|本文|ダウンロード|クリック|表示|" +
	"new|no|detail|news|info|information|kb|mb|を|の|は|に|へ|が|と|で|も|や|お|ご"))...)

// blanks pairs each word with nothing.
func blanks(words []string) (pairs []string) {
	for _, w := range words {
		pairs = append(pairs, w, "")
	}
	return pairs
}

// maxBare is how long, in characters, a title may be that says nothing of its subject.
const maxBare = 40

// IsBareTitle reports whether a title says nothing of its subject: お知らせ, 募集について, 詳細はこちら, 公告第12号, a day, nothing
// at all. Such a title proves nothing.
func IsBareTitle(title string) bool { return isBare(titleKey(title)) }

// isBare is IsBareTitle for a title in key form.
func isBare(text string) bool {
	if utf8.RuneCountInString(text) > maxBare {
		return false
	}
	return strings.IndexFunc(bareWords.Replace(text), func(r rune) bool { return unicode.IsLetter(r) }) < 0
}
