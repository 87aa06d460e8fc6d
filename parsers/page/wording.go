package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// contactLabels begin the block that says whom to ask. Texts are compared after folding.
var contactLabels = []string{
	"問い合わせ", "問合せ", "問い合せ", "問合わせ", "お問合", // and every お問い合わせ先, 問合せ先
	"担当課", "担当部署", "担当部局", "担当所属", "担当係", "担当者", "担当:", "担当窓口", "担当\t", // "担当：上下水道課"
	"連絡先", "照会先", "所管課", "担当グループ", "担当室", "主管課", "作成課", "発信元",
	"作成者", "作成所属", "作成担当", "作成部署", "所管部署", "所管所属", "所管部局", "発信所属", "発信課", "掲載担当", "掲載課", "所属名", "所属課", "部署名", "組織名", "所属:", "所属\t",
	"CONTACT", "Contact", "INQUIRY",
}

var contactLabel = jtext.MustPattern(strings.Join(contactLabels, "|"))

// HasContactLabel says whether a text names whom to ask.
func HasContactLabel(text string) bool {
	if contactLabel.MatchString(text) {
		return true
	}
	text = strings.TrimLeft(text, " 　【[［〔(（<＜《■●◆○◎□▼0123456789０１２３４５６７８９.．")
	return strings.HasPrefix(text, "お尋ね") && !strings.HasPrefix(text, "お尋ねください") || strings.HasPrefix(text, "担当") || strings.HasPrefix(text, "事務局")
}

// departmentEnds are the last characters of a department's name.
var departmentEnds = []string{"課", "部", "係", "室", "局", "班", "所", "署", "館", "センター", "グループ", "担当", "チーム", "委員会", "事務局", "支所",
	"ユニット", "公社", "財団", "協会", "推進機構", "園", "院", "本部", "ライン", "デスク", "G", "会", "コンソーシアム"}

var departmentWords = jtext.NewWords(departmentEnds...)

// MayNameDepartment is a quick look whether a name of a department may stand in a folded text.
func MayNameDepartment(text string) bool { return departmentWords.In(text) }

// IsDepartment says whether a folded text is the name of a department and nothing else.
func IsDepartment(text string) bool {
	isOffice := endsInOffice(text)
	if !isOffice && !strings.HasSuffix(text, ")") {
		return false // most texts
	}
	if len(text) > 150 || strings.ContainsAny(text, "。?@") || strings.Contains(text, "ください") || strings.Contains(text, "丁目") ||
		strings.Contains(text, "番地") || strings.Contains(text, "まで") || strings.Contains(text, "こちら") || strings.Contains(text, "ページ") || strings.HasSuffix(text, "の担当") || holdsDay.MatchString(text) || countsCopies.MatchString(text) {
		return false
	}
	if strings.HasPrefix(text, "下記") || strings.HasPrefix(text, "上記") || strings.HasPrefix(text, "前記") || strings.HasPrefix(text, "次の") {
		return false // 下記担当課: its name stands elsewhere
	}
	if strings.Trim(text, " 　0123456789０１２３４５６７８９.．()（）第") == "担当" {
		return false // 11 担当: the label of the line below
	}
	if HasContactLabel(text) && !strings.HasSuffix(text, "事務局") && !strings.HasSuffix(text, "担当") && !EndsInDuty(text) && !IsOfSecretariat(text) {
		return false
	}
	if open := strings.LastIndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") {
		return IsDepartment(text[open+1:len(text)-1]) && IsDepartment(strings.TrimSpace(text[:open]))
	}
	return isOffice
}

// holdsDay matches what is no name but a row that ends in one: 市有地の売却 2026年7月13日~9月1日 管財課.
var holdsDay = jtext.MustPattern(`[0-9] ?(?:月|/|\.) ?[0-9]{1,2}`)

// countsCopies ends in how many copies are handed in: 提出部数 正本1部、副本7部.
var countsCopies = jtext.MustPattern(`[0-9０-９一二三四五六七八九十] ?部$`)

func endsInOffice(text string) bool {
	for _, end := range departmentEnds {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// ofSecretariat begins the name of an office within a body's secretariat.
var ofSecretariat = jtext.MustPattern(`^[\s\d.・●○◎■]*事務局(?:[一-龠々ァ-ヶ]{1,10}[課係室班]| (?:[一-龠々ァ-ヶ]{1,8}[係班]|[一-龠々ァ-ヶ]{1,8}担当))(?: |$)`)

// IsOfSecretariat reports whether a folded text begins with the name of an office within a secretariat, where 事務局 is part of
// the name and no label: 事務局総務課, 事務局 契約係.
func IsOfSecretariat(text string) bool { return ofSecretariat.MatchString(text) }

// EndsInDuty reports whether a name ends in 担当課 and the like behind what it is in charge of: 公民連携推進担当課, not 本件の担当課.
func EndsInDuty(text string) bool {
	for _, end := range [...]string{"担当課", "担当係", "担当室", "担当部局", "担当グループ"} {
		if before, ok := strings.CutSuffix(text, end); ok {
			last, _ := utf8.DecodeLastRuneInString(before)
			return utf8.RuneCountInString(before) >= 2 && !strings.ContainsRune("の本各件業該所", last) && !HasContactLabel(before)
		}
	}
	return false
}

// DeadlineColumn finds what heads a column of deadlines, or stands before one.
var DeadlineColumn = jtext.MustPattern(`締切|期限|期間|〆|開札|入札日|まで|質問|受付|説明会`)

// RowDate finds a date in folded text, as list pages write them.
var RowDate = jtext.MustPattern(`(?:(?:令和|平成|昭和|[RHS])\s*(?:\d{1,2}|元)\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{1,2}\s*月\s*\d{1,2}\s*日)(?:\s*\([月火水木金土日](?:曜日?)?\))?`)

// IsDateText says whether a text is a date with at most a word around it: 更新日：2026年7月31日, [R8.7.31].
func IsDateText(text string) bool {
	if len(text) < 5 || len(text) > 120 || !MayHoldDate(text) {
		return false
	}
	folded := jtext.Fold(text)
	at := RowDate.FindStringIndex(folded)
	return at != nil && len([]rune(folded))-len([]rune(folded[at[0]:at[1]])) <= 8
}

// MayHoldDate says whether text holds a digit and one of the marks that part a date, in any width; it spares folding.
func MayHoldDate(text string) bool {
	return (jtext.HasDigitOfAnyWidth(text) || strings.Contains(text, "元")) && dateMarks.In(text)
}

// dateMarks part the year, the month and the day of a date.
var dateMarks = jtext.NewWords("年", "月", ".", "/", "-", "．", "／", "－")

// partHeads are headings within an announcement: 応募期間, 3 参加資格, お問い合わせ.
var partHeads = jtext.MustPattern(`^[\s　0-9０-９.．、()（）■●◆○◎□▼第]*(?:[^\s　]{0,8}(?:期間|期限|資格|要件|方法|手続き?|概要|内容|目的|趣旨|背景|条件|書類|資料|様式|日程|スケジュール|要領|要項|審査|選定|流れ|留意事項|注意事項|候補者|事業者|評価点|結果|対象|対象者|その他)|ダウンロード|添付ファイル|関連(?:情報|ファイル|リンク)|最近の(?:投稿|記事|お知らせ)|新着(?:情報|記事))[\s　]*$`)

// HeadsPart reports whether a heading is that of a part of an announcement, and not its title.
func HeadsPart(text string) bool {
	const longest = 16 // characters
	return utf8.RuneCountInString(text) <= longest && (partHeads.MatchString(text) || HasContactLabel(text))
}

// TitleColumn finds what heads the column of a table that names what its rows announce.
var TitleColumn = jtext.MustPattern(`件名|名称|案件|業務名|事業名|工事名|タイトル`)

// titleLabel matches what stands before a title in a card, folded.
var titleLabel = jtext.MustPattern(`^(?:件名|案件名?|(?:業務|事業|工事|委託|調達|公募)(?:等)?(?:の)?(?:件)?名称?|名称|名前|(?:施設|物件)名?|タイトル|表題)[::]?$`)

// IsTitleLabel reports whether a text is what stands before a title, and nothing else.
func IsTitleLabel(s string) bool { return len(s) < 30 && titleLabel.MatchString(jtext.Fold(s)) }

// dayOfAsking matches the labels of days by which something is handed in, folded.
var dayOfAsking = jtext.MustPattern(`締め?切|〆|提出|応募|申し?込み?|参加(?:表明|申請)|エントリー|(?:公募|募集|受け?付け?)(?:の)?期[間限]|受け?付け?$`)

// AsksByADay reports whether a row says by which day something is to be handed in.
func AsksByADay(d *opportunity.Draft) bool {
	return slices.ContainsFunc(d.Fields, func(f opportunity.Field) bool {
		return MayHoldDate(f.Value) && dayOfAsking.MatchString(jtext.Fold(f.Label))
	})
}
