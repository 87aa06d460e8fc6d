// Package filename reads what the address of a link and the words around it say of the file behind it: type, size and title.
package filename

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

var (
	// typeAndSize is the note on a file behind its title, in folded text: "(PDF 277.5 KB)", "[Wordファイル/35KB]",
	// "PDF, 300KB", "(別ウインドウで開きます)".
	typeAndSize = jtext.MustPattern(`(?i)[\s,、:・]*[(\[【<「]?\s*(?:(?:` + typeForm + `)(?:\s*(?:形式|ファイル|文書|データ|版|file))*|ファイルサイズ|サイズ|容量)?` +
		`[\s:/,、・]*(?:[\d,]+(?:\.\d+)?\s*(?:bytes?|バイト|kb|kib|mb|mib|gb|キロバイト|メガバイト|k|m|b))?[\s:/,、・]*(?:\d+\s*(?:ページ|頁))?\s*[)\]】>」]?\s*$`)
	windowNote = jtext.MustPattern(`[\s(\[]*(?:(?:新しい|新規|別)(?:ウ[イィ]ンドウ|タブ|画面)(?:で|が)?(?:開きます|開く|表示)?|外部リンク|外部サイトへリンク)[)\]\s]*$`)
	// bareTitle is a link text that says only what kind of link it is.
	bareTitle  = jtext.MustPattern(`(?i)^[\s(\[]*(?:` + typeForm + `(?:\s*(?:形式|ファイル|版|データ))*|ダウンロード|download|こちら|開く|表示|閲覧|詳細|一括ダウンロード|添付ファイル|リンク|file)?[\s)\]]*(?:をダウンロード|はこちら|を開く)?$`)
	enumerator = jtext.MustPattern(`^[\s・●○■□◆◇▶►→※*>»]+`)
)

// noteEnds are the characters besides ASCII ones that typeAndSize may end in: brackets, marks, and the ends of its words.
const noteEnds = "】」【「、・ド郎ル縮式書タ版ズ量トジ頁"

// mayEndInNote reports whether typeAndSize may find more than nothing at the end of a text; it is slow where it does not.
func mayEndInNote(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	return size < 2 || strings.ContainsRune(noteEnds, last) || unicode.IsSpace(last)
}

// Title cuts type, size and remarks from a folded link text; "" where nothing else stands there.
func Title(text string) string {
	text = windowNote.ReplaceAllString(text, "")
	cut := text
	if mayEndInNote(text) {
		cut = withoutNote(text)
	}
	if cut = strings.TrimSpace(cut); cut != "" || bareTitle.MatchString(text) || fileType.MatchString(text) {
		text = cut
	}
	if ending := endingOf(text); ending != "" {
		text = text[:len(text)-len(ending)-1] // 募集要項.pdf(320KB)
	}
	text = strings.TrimSpace(enumerator.ReplaceAllString(text, ""))
	text = strings.TrimRight(text, " :,、.\t")
	if bareTitle.MatchString(text) {
		return ""
	}
	return text
}

// withoutNote cuts the note on a file from the end of a text, and not a bracket that belongs to its title: 参加申込書(様式3).
func withoutNote(text string) string {
	at := typeAndSize.FindStringIndex(text)
	if at == nil {
		return text
	}
	cut := strings.TrimRight(text[:at[0]], " ")
	if strings.Trim(text[at[0]:], ")]】>」 ") != "" {
		if open := unclosed(cut); open >= 0 && typesAlone.MatchString(cut[open:]) {
			return cut[:open] // 様式(Word、PDF)
		}
		return cut
	}
	if unclosed(cut) >= 0 {
		return text
	}
	return cut
}

// typesAlone is a bracket that names types of files and is not closed: (Word.
var typesAlone = jtext.MustPattern(`(?i)^.(?:[\s,、・/]*` + typeForm + `)+[\s,、・/]*$`)

// unclosed returns where the last bracket of a text opens that is not closed, -1 for nowhere.
func unclosed(text string) int {
	open := strings.LastIndexAny(text, "([【<「")
	if open < 0 || strings.ContainsAny(text[open:], ")]】>」") {
		return -1
	}
	return open
}
